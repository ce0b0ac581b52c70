/** Counts on small badges: beyond 99 the exact number helps nobody. */
export const capCount = (count: number): string => (count > 99 ? '99+' : String(count))

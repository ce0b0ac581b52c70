/** Times of the wire as dates: ISO text in REST answers, milliseconds in events. */

/** "2026-10-31": a day without a time; its zone is nobody's, so it is read as UTC and must be written as UTC. */
export const isDay = (value: string | number | Date): value is string =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)

/** Null for what is no time at all. */
export const instantOf = (value: string | number | Date): Date | null => {
  const date = isDay(value) ? new Date(`${value}T00:00:00Z`) : new Date(value)
  return Number.isNaN(date.getTime()) ? null : date
}

/** The unit in which a distance reads best, and the distance in it; negative is past. */
export const relativeParts = (
  distance_ms: number,
): { value: number; unit: 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year' } => {
  const seconds = Math.round(distance_ms / 1000)
  const size = Math.abs(seconds)
  // Below a minute everything is "now": a text that counts seconds moves all the time and says nothing.
  if (size < 60) return { value: 0, unit: 'second' }
  if (size < 3600) return { value: Math.trunc(seconds / 60), unit: 'minute' }
  if (size < 86_400) return { value: Math.trunc(seconds / 3600), unit: 'hour' }
  if (size < 7 * 86_400) return { value: Math.trunc(seconds / 86_400), unit: 'day' }
  if (size < 30 * 86_400) return { value: Math.trunc(seconds / (7 * 86_400)), unit: 'week' }
  if (size < 365 * 86_400) return { value: Math.trunc(seconds / (30 * 86_400)), unit: 'month' }
  return { value: Math.trunc(seconds / (365 * 86_400)), unit: 'year' }
}

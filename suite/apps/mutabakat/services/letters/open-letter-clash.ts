/** Tells the database's refusal of a second open letter from every other error. */
export const isOpenLetterClash = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  (error as { code?: unknown }).code === '23505' &&
  (error as { constraint?: unknown }).constraint === 'letter_open'

/** The number on a letter: MUT-2026-000123, counted per company and year. */

export type LetterNumber = { year: number; sequence: number }

/** `sequence` ≥ 1; past 999,999 the number simply grows longer. */
export const formatLetterNumber = (year: number, sequence: number): string =>
  `MUT-${String(year).padStart(4, '0')}-${String(sequence).padStart(6, '0')}`

/** Null for anything else, also for a number typed with missing zeros: people search, they do not address by it. */
export const parseLetterNumber = (text: string): LetterNumber | null => {
  const match = /^MUT-(\d{4})-(\d{6,})$/.exec(text)
  if (!match) return null
  const number = { year: Number(match[1]), sequence: Number(match[2]) }
  return number.sequence > 0 && formatLetterNumber(number.year, number.sequence) === text ? number : null
}

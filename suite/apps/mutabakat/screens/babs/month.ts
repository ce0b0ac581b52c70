/** Months as declarations count them: `2026-10`, its last day, and until when it is declared. Pure. */
import type { Day } from '../../domain/index.ts'

/** "2026-10" */
export type Month = string

const at = (month: Month, day: number, plus = 0): Day => {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number - 1 + plus, day)).toISOString().slice(0, 10)
}

export const addMonths = (month: Month, months: number): Month => at(month, 1, months).slice(0, 7)

/** The day that names a month's letters. */
export const monthEnd = (month: Month): Day => at(month, 0, 1)

/** A month is declared until the last day of the next one. */
export const declaredUntil = (month: Month): Day => monthEnd(addMonths(month, 1))

/** Days from one to the other; negative when it has passed. */
export const daysBetween = (from: Day, to: Day): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)

/** The newest first. */
export const monthsBefore = (newest: Month, count: number): Month[] =>
  Array.from({ length: count }, (_, back) => addMonths(newest, -back))

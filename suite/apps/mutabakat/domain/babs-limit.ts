/** From which amount dealings of a month are declared in forms BA and BS. */
import type { MoneyJson } from '#platform/contract'
import type { Day } from './calendar-day.ts'

/** The limit in force in the month of a day, of limits in rising order; null before the first. */
export const babsLimitOf = (limits: readonly { from: string; amount: MoneyJson }[], day: Day): MoneyJson | null =>
  limits.findLast(({ from }) => from <= day.slice(0, 7))?.amount ?? null

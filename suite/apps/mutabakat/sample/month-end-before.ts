/** The days that the sample's letters are about, seen from whatever day it is made on. */
import type { Day } from '../domain/index.ts'

/** The last day of the month `back` months before the month of `today`. */
export const monthEndBefore = (today: Day, back: number): Day => {
  const [year = 0, month = 0] = today.split('-').map(Number)
  return new Date(Date.UTC(year, month - back, 0)).toISOString().slice(0, 10)
}

/** Rows below the headings that are not about anybody: empty ones and the totals at the end. */
import { type Cell, cellText, isBlank } from './cell.ts'
import { foldText } from './fold.ts'
import type { Columns } from './headings.ts'

export type SkipReason = 'empty' | 'totals'

const TOTALS = /^(?:(?:GENEL|ARA|ALT|RAPOR) )?(?:TOPLAM|TOPLAMI|TOPLAMLAR)\b|^(?:GRAND )?TOTALS?\b|^(?:CEMI|YEKUN)\b/

/**
 * Null for a row that has to be read. A totals row begins with TOPLAM, GENEL TOPLAM and the like and has no day, so that
 * a company called "Toplam Gıda" with a code and a day is read as any other.
 */
export const skipReason = (cells: readonly Cell[], columns: Columns): SkipReason | null => {
  const first = cells.find(cell => !isBlank(cell))
  if (first === undefined) return 'empty'
  const noDay = columns.date === undefined || isBlank(cells[columns.date])
  return noDay && TOTALS.test(foldText(cellText(first))) ? 'totals' : null
}

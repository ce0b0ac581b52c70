/** Rows below the headings that are not about anybody: empty ones and the totals at the end. */
import { type Cell, cellText, isBlank } from './cell.ts'
import { foldText } from './fold.ts'
import type { Columns } from './headings.ts'

export type SkipReason = 'empty' | 'totals'

const TOTALS = /^(?:(?:GENEL|ARA|ALT|RAPOR) )?(?:TOPLAM|TOPLAMI|TOPLAMLAR)\b|^(?:GRAND )?TOTALS?\b|^(?:CEMI|YEKUN)\b/

/**
 * Null for a row that has to be read. A totals row begins with TOPLAM, GENEL TOPLAM and the like and has no day, or that
 * word in the day's column; so a company called "Toplam Gıda" with a code and a day is read as any other. Where no column
 * has days (cards, a day for the whole file), code and title together make a row; on a form, whose first column is the
 * month, month and number do.
 */
export const skipReason = (cells: readonly Cell[], columns: Columns): SkipReason | null => {
  const first = cells.find(cell => !isBlank(cell))
  if (first === undefined) return 'empty'
  const filled = (column: number | undefined): boolean => column !== undefined && !isBlank(cells[column])
  const isSomebody =
    columns.date !== undefined
      ? filled(columns.date) && cells[columns.date] !== first
      : columns.period !== undefined
        ? filled(columns.period) && (filled(columns.tax_number) || filled(columns.tckn))
        : filled(columns.code) && filled(columns.title)
  return !isSomebody && TOTALS.test(foldText(cellText(first))) ? 'totals' : null
}

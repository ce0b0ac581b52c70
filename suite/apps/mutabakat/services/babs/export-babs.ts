/** The declaration's own columns, filled from the letters of its month. */
import type { Services } from '#platform/app'
import type { Locale } from '#platform/contract'
import type { SheetColumn, WritableCell } from '#platform/sheets'
import type { Trx } from '#platform/store'
import { type BabsOf, fail, MAX_EXPORTED } from '../../contract/index.ts'
import { type BabsLine, selectBabs } from '../../data/babs-lines.ts'
import { withTables } from '../../data/letters.ts'

const COLUMNS: readonly { key: string; kind?: SheetColumn['kind']; width?: number }[] = [
  { key: 'babs_no', kind: 'number', width: 9 },
  { key: 'babs_title', width: 48 },
  { key: 'babs_country', width: 8 },
  { key: 'babs_tax_number' },
  { key: 'babs_count', kind: 'number', width: 14 },
  { key: 'babs_amount', kind: 'number', width: 20 },
]

export const babsColumns = (services: Services, locale: Locale): SheetColumn[] =>
  COLUMNS.map(({ key, ...column }) => ({ header: services.t(locale, `mutabakat.exports.columns.${key}`), ...column }))

/** Whole lira, as the declaration takes them. */
export const babsCells = (line: BabsLine): WritableCell[] => [
  line.place,
  line.title,
  line.country,
  line.tax_number,
  line.documents_count,
  Number(line.minor / 100n),
]

/** Throws `export_empty` for a month with nothing to declare, and `export_too_large`. */
export const readBabsLines = async (trx: Trx, company_id: string, of: BabsOf): Promise<BabsLine[]> => {
  const lines = await selectBabs(withTables(trx), company_id, of)
    .orderBy('line.place')
    .limit(MAX_EXPORTED + 1)
    .execute()
  if (lines.length === 0) throw fail('export_empty')
  if (lines.length > MAX_EXPORTED) throw fail('export_too_large', { params: { most: MAX_EXPORTED } })
  return lines
}

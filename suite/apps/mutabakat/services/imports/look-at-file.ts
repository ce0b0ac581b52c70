/** Looks at the first rows of a file: sheets, headings, columns by name, by template and by content, and what is left open. */
import { createHash } from 'node:crypto'
import { openSheet, type SheetInfo } from '#platform/sheets'
import type { ImportKind, ImportLook, ImportPlan } from '../../contract/index.ts'
import type { MutabakatTrx } from '../../data/letters.ts'
import { type Cell, cellText, fold, lookAtRows, missingFields, type NumberedRow } from '../../domain/index.ts'
import { valuesOf } from './read-rows.ts'

type Source = Parameters<typeof openSheet>[0]

/** Enough to guess by; the rest of the file is read by jobs. */
const ROWS_READ = 200
const ROWS_SHOWN = 20
/** A request waits for this. */
const TIMEOUT_MS = 15_000

/** A saved way of reading: whose headings, and which is which. */
export type SavedReading = {
  id: string
  name: string
  fingerprint: string
  columns: Partial<Record<string, string>>
  reading: Pick<ImportPlan, 'defaults' | 'date_order' | 'decimal' | 'erp'>
}

/** The same for the same headings in any order. */
export const fingerprintOf = (headings: readonly string[]): string =>
  createHash('sha256')
    .update(
      headings
        .map(fold)
        .filter(name => name !== '')
        .sort()
        .join('\n'),
    )
    .digest('hex')

export const readTemplates = (tables: MutabakatTrx, company_id: string, kind: ImportKind): Promise<SavedReading[]> =>
  tables
    .selectFrom('mutabakat.import_template')
    .select(['id', 'name', 'fingerprint', 'columns', 'reading'])
    .where('company_id', '=', company_id)
    .where('kind', '=', kind)
    .orderBy('updated_at', 'desc')
    .execute()

const readTop = async (
  source: Source,
  sheet: string | undefined,
): Promise<{ info: SheetInfo; rows: NumberedRow[] }> => {
  const opened = await openSheet(source, { ...(sheet ? { sheet } : {}), batchRows: ROWS_READ, timeout_ms: TIMEOUT_MS })
  for await (const batch of opened.batches)
    return { info: opened.info, rows: batch.map(row => ({ number: row.number, cells: valuesOf(row) })) }
  return { info: opened.info, rows: [] }
}

const textsOf = (cells: readonly Cell[]): string[] => cells.map(cellText)

/** The heading row that some template was made for, among the first twenty. */
const findTemplates = (
  rows: readonly NumberedRow[],
  templates: readonly SavedReading[],
  heading_row: number | null,
) => {
  if (templates.length === 0) return null
  for (const { number, cells } of rows.slice(0, ROWS_SHOWN)) {
    if (heading_row !== null && number !== heading_row) continue
    const print = fingerprintOf(textsOf(cells))
    const fitting = templates.filter(({ fingerprint }) => fingerprint === print)
    if (fitting.length > 0) return { number, fitting }
  }
  return null
}

export type Looked = { look: ImportLook; plan: ImportPlan | null }

/**
 * `plan` is what applying would go by: of a fitting template, else of names and content; null without a heading row. Of
 * `certain` files nobody has to be asked. Throws what `openSheet` throws.
 */
export const lookAtFile = async (
  source: Source,
  kind: ImportKind,
  templates: readonly SavedReading[],
  asked: { sheet?: string | undefined; heading_row?: number | undefined } = {},
): Promise<Looked> => {
  const { info, rows } = await readTop(source, asked.sheet)
  const known = findTemplates(rows, templates, asked.heading_row ?? null)
  const looked = lookAtRows(rows, kind, known?.number ?? asked.heading_row ?? null)
  const [template] = known?.fitting ?? []
  const byTemplate = new Map(
    Object.entries(template?.columns ?? {}).map(([field, heading]) => [fold(heading ?? ''), field]),
  )
  const columns = looked.matches.map(match => {
    if (!template) return match
    const field = (byTemplate.get(fold(match.heading)) ?? null) as typeof match.field
    return { ...match, field, certainty: field ? ('sure' as const) : null }
  })
  const map = Object.fromEntries(columns.flatMap(({ field, index }) => (field ? [[field, index]] : [])))
  const reading = template?.reading ?? { defaults: {}, date_order: 'dmy', decimal: null, erp: looked.erp }
  const missing = missingFields(map, kind).filter(field => field !== 'date' || !reading.defaults.date)
  const open = template ? { decimal: false, date_order: false } : looked.ambiguous
  const required = missingFields({}, kind)
  const guessed = columns.some(({ field, certainty }) => certainty === 'guess' && field && required.includes(field))
  const sheet = info.format === 'xlsx' ? info.sheet : null
  const { heading_row } = looked
  return {
    look: {
      format: info.format,
      sheets: info.format === 'xlsx' ? info.sheets : [],
      sheet,
      heading_row,
      rows: rows.slice(0, ROWS_SHOWN).map(({ number, cells }) => ({ number, cells: textsOf(cells) })),
      columns,
      missing,
      ambiguous: open,
      erp: reading.erp,
      templates: (known?.fitting ?? []).map(({ id, name }) => ({ id, name })),
      certain: heading_row !== null && missing.length === 0 && !guessed && !open.decimal && !open.date_order,
    },
    plan: heading_row === null ? null : { sheet, heading_row, columns: map, ...reading },
  }
}

/** Finds the row of headings in a file and says which column is which, whatever the ERP called it. */
import type { CERTAINTIES, Erp } from '../contract/index.ts'
import { type Cell, cellText } from './cell.ts'
import { erpField, recogniseErp } from './erp.ts'
import { FIELDS, FIELDS_OF, type Field, type ImportKind } from './field.ts'
import { fold } from './fold.ts'
import { COMMON_NAMES, SYNONYMS } from './heading-names.ts'

type Named = ReadonlyMap<string, { field: Field; rank: number }>

/** Folded name → the field it is in this kind of file, with how near to its own name it is (0 the nearest). */
const namesOf = (kind: ImportKind): Named =>
  new Map(FIELDS_OF[kind].flatMap(field => SYNONYMS[field].map((name, rank) => [name, { field, rank }] as const)))

/** Tutar is the balance in one file and the amount without VAT in another. */
const BY_NAME: Readonly<Record<ImportKind, Named>> = {
  balances: namesOf('balances'),
  cards: namesOf('cards'),
  babs: namesOf('babs'),
  dues: namesOf('dues'),
}

/** Titles, company names and report dates stand above the headings; beyond this many rows it is not a table of ours. */
const ROWS_LOOKED_AT = 20

export type Columns = Partial<Record<Field, number>>
export type Certainty = (typeof CERTAINTIES)[number]
export type Match = { index: number; heading: string; field: Field | null; certainty: Certainty | null }

export type Headings = {
  ok: true
  /** Index of the heading row in what was given; data begins on the next. */
  row: number
  columns: Columns
  /** Headings nothing here knows, as written; a second column for a field already found is among them. */
  unknown: string[]
  erp: Erp | null
}
export type HeadingsNotFound = {
  ok: false
  code: 'headings_not_found'
  /** The row that came nearest, or null when no row had a known heading. */
  row: number | null
  found: Field[]
  /** What the file cannot do without; `balance` also stands for the pair BorcBakiye and AlacakBakiye. */
  missing: Field[]
  unknown: string[]
}

type Known = { field: Field; rank: number; certainty: Certainty }

const nameOf = (name: string, kind: ImportKind, erp: Erp | null): Known | null => {
  const own = erp ? erpField(erp, name) : undefined
  if (own === null) return null
  if (own) return { field: own, rank: -1, certainty: 'sure' }
  const known = BY_NAME[kind].get(name)
  return known ? { ...known, certainty: COMMON_NAMES.has(name) ? 'likely' : 'sure' } : null
}

/** What each column of a heading row is taken for. Of two columns for one field the surer name wins. */
export const matchHeadings = (cells: readonly Cell[], kind: ImportKind): { matches: Match[]; erp: Erp | null } => {
  const texts = cells.map(cell => (typeof cell === 'string' ? cellText(cell) : ''))
  const erp = recogniseErp(texts.map(fold))
  const taken = new Map<Field, { index: number } & Known>()
  texts.forEach((text, index) => {
    const known = text === '' ? null : nameOf(fold(text), kind, erp)
    if (!known || !FIELDS_OF[kind].includes(known.field)) return
    const other = taken.get(known.field)
    if (!other || other.rank > known.rank) taken.set(known.field, { index, ...known })
  })
  // A file with persons alone has no other number.
  const person = taken.get('tckn')
  if (person && !taken.has('tax_number')) {
    taken.delete('tckn')
    taken.set('tax_number', { ...person, field: 'tax_number' })
  }
  const byIndex = new Map([...taken.values()].map(known => [known.index, known]))
  const matches = texts.flatMap((heading, index) => {
    const known = byIndex.get(index)
    return heading === '' ? [] : [{ index, heading, field: known?.field ?? null, certainty: known?.certainty ?? null }]
  })
  return { matches, erp }
}

export const columnsOf = (matches: readonly Match[]): Columns =>
  Object.fromEntries(matches.flatMap(({ field, index }) => (field ? [[field, index]] : [])))

const REQUIRED_OF_BALANCES: readonly Field[] = ['code', 'date']
const REQUIRED_OF_DUES: readonly Field[] = ['code', 'date', 'due_date']
const REQUIRED_OF_BABS: readonly Field[] = ['period', 'form', 'tax_number', 'title', 'count', 'amount']

/** What people call the column, for those nothing here knows. */
export const unknownOf = (matches: readonly Match[]): string[] =>
  matches.flatMap(({ field, heading }) => (field ? [] : [heading]))

/**
 * Of balances: the code, the day, and the balance in one column (signed or with its side) or in the two of debit and
 * credit; of balances by due date that day as well. Of cards: code, title, tax number and mail address. Of BA/BS: month,
 * form, tax number, title, number of documents and amount.
 */
export const missingFields = (columns: Columns, kind: ImportKind): Field[] => {
  const has = (field: Field): boolean => columns[field] !== undefined
  if (kind === 'cards') return (['code', 'title', 'tax_number', 'email'] as const).filter(field => !has(field))
  if (kind === 'babs') return REQUIRED_OF_BABS.filter(field => !has(field))
  const missing = (kind === 'dues' ? REQUIRED_OF_DUES : REQUIRED_OF_BALANCES).filter(field => !has(field))
  if (!has('balance') && !(has('debit_balance') && has('credit_balance'))) missing.push('balance')
  return missing
}

/** The first of the top rows that has everything required; merged titles above it are passed over. */
export const findHeadings = (
  rows: readonly (readonly Cell[])[],
  kind: ImportKind = 'balances',
): Headings | HeadingsNotFound => {
  let nearest: { row: number; columns: Columns; unknown: string[] } | null = null
  for (const [row, cells] of rows.slice(0, ROWS_LOOKED_AT).entries()) {
    const { matches, erp } = matchHeadings(cells, kind)
    const columns = columnsOf(matches)
    const unknown = unknownOf(matches)
    if (missingFields(columns, kind).length === 0) return { ok: true, row, columns, unknown, erp }
    const size = Object.keys(columns).length
    if (size > 0 && size > Object.keys(nearest?.columns ?? {}).length) nearest = { row, columns, unknown }
  }
  return {
    ok: false,
    code: 'headings_not_found',
    row: nearest?.row ?? null,
    found: FIELDS.filter(field => nearest?.columns[field] !== undefined),
    missing: missingFields(nearest?.columns ?? {}, kind),
    unknown: nearest?.unknown ?? [],
  }
}

/** Turns one row of cells into a line of form BA or BS, or says everything that is wrong with it at once. */
import type { BabsForm, BabsScope } from '../contract/index.ts'
import { parseAmount } from './amount.ts'
import type { BalanceRow } from './balance-row.ts'
import { type Cell, cellText } from './cell.ts'
import { readCountry } from './country.ts'
import { fold } from './fold.ts'
import type { Columns } from './headings.ts'
import { sideOfForm } from './letter-figures.ts'
import type { CardNews } from './merge-card.ts'
import { readMonth } from './month.ts'
import type { RowFailure, RowWarning } from './row-failure.ts'
import { readContact } from './row-party.ts'
import { createRowReader, type ReadingRules, type RowReader } from './row-reader.ts'
import { isMatchingKey, type TaxNumber } from './tax-number.ts'

/**
 * `code`: of the file, else the tax number until a card with that number is found. `documents.scope` null: what the
 * company compares. The day is the last of the month, the amount whole lira.
 */
export type BabsRow = BalanceRow & {
  form: BabsForm
  documents: { count: number; scope: BabsScope | null }
  country: string | null
  /** The file named no account code. */
  by_number: boolean
}

export type BabsReading = { ok: true; row: BabsRow; warnings: RowWarning[] } | { ok: false; failures: RowFailure[] }

const FORMS: Readonly<Record<string, BabsForm>> = {
  BA: 'ba',
  FORMBA: 'ba',
  ALIS: 'ba',
  BS: 'bs',
  FORMBS: 'bs',
  SATIS: 'bs',
}

const SCOPES: Readonly<Record<string, BabsScope>> = {
  KAGIT: 'paper',
  K: 'paper',
  PAPER: 'paper',
  TUMU: 'all',
  HEPSI: 'all',
  T: 'all',
  ALL: 'all',
}

const readPeriod = (reader: RowReader): string | null => {
  const reading = readMonth(reader.cell('period'))
  if (reading.ok) return reading.day
  return reading.missing ? reader.fail('period', 'period_missing', {}) : reader.fail('period', 'period_invalid')
}

const readForm = (reader: RowReader): BabsForm | null => {
  if (!reader.has('form')) return reader.fail('form', 'form_missing', {})
  return FORMS[fold(cellText(reader.cell('form')))] ?? reader.fail('form', 'form_invalid')
}

const readScope = (reader: RowReader): BabsScope | null => {
  if (!reader.has('scope')) return null
  return SCOPES[fold(cellText(reader.cell('scope')))] ?? reader.fail('scope', 'scope_invalid')
}

/** "7", "7,00" and "1.234": documents are whole, so what parts thousands cannot be taken for decimals. */
const readCount = (reader: RowReader): number | null => {
  if (!reader.has('count')) return reader.fail('count', 'count_missing', {})
  const minor = readWhole(reader, 'count')
  const count = minor === null || minor % 100n !== 0n ? -1 : Number(minor / 100n)
  return count >= 0 && count <= 1_000_000 ? count : reader.fail('count', 'count_invalid')
}

/** Hundredths of what is whole by its nature: "84.210" has nothing but thousands. Null when it is no number. */
const readWhole = (reader: RowReader, field: 'count' | 'amount'): bigint | null => {
  const cell = reader.cell(field)
  const reading = parseAmount(cell, reader.rules.decimal)
  if (reading.ok) return reading.minor
  if (reading.code !== 'amount_ambiguous') return null
  const again = parseAmount(cell, cellText(cell).includes('.') ? ',' : '.')
  return again.ok ? again.minor : null
}

const readAmount = (reader: RowReader): bigint | null => {
  if (!reader.has('amount')) return reader.fail('amount', 'amount_missing', {})
  const minor = readWhole(reader, 'amount')
  if (minor === null) return reader.fail('amount', 'amount_invalid')
  if (minor < 0n) return reader.fail('amount', 'amount_negative')
  return minor % 100n === 0n ? minor : reader.fail('amount', 'amount_not_whole', {})
}

const readLand = (reader: RowReader): string | null => {
  if (!reader.has('country')) return null
  return readCountry(cellText(reader.cell('country'))) ?? reader.fail('country', 'country_unknown')
}

/** A number that thousands share names nobody: such a row needs its account code. */
const codeOf = (reader: RowReader, tax: TaxNumber | null): string | null => {
  const code = reader.text('code', 40)
  if (code !== null) return code
  if (tax && isMatchingKey(tax)) return tax.value
  return tax ? reader.fail('code', 'code_missing', {}) : null
}

/** Ask `skipReason` first. A new card needs its title; a known one is found by its tax number. */
export const readBabsRow = (cells: readonly Cell[], columns: Columns, rules?: ReadingRules): BabsReading => {
  const reader = createRowReader(cells, columns, rules)
  const date = readPeriod(reader)
  const form = readForm(reader)
  const contact = readContact(reader)
  if (!reader.has('tax_number') && !reader.has('tckn')) reader.fail('tax_number', 'tax_number_needed', {})
  const code = codeOf(reader, contact.tax_number)
  const country = readLand(reader)
  const count = readCount(reader)
  const minor = readAmount(reader)
  const scope = readScope(reader)
  if (reader.failures.length > 0 || date === null || !form || code === null || count === null || minor === null)
    return { ok: false, failures: reader.failures }
  return {
    ok: true,
    row: {
      ...contact,
      code,
      by_number: !reader.has('code'),
      country,
      date,
      minor,
      side: sideOfForm(form),
      currency: 'TRY',
      rate: null,
      try_minor: minor,
      due_date: null,
      form,
      documents: { count, scope },
    },
    warnings: reader.warnings,
  }
}

/** Whom we sell to is a customer, whom we buy from a supplier. */
export const newsOfBabs = (row: BabsRow): CardNews => ({
  code: row.code,
  title: row.title,
  tax_number: row.tax_number,
  tax_office: row.tax_office,
  contact_name: row.contact_name,
  email: row.email,
  mobile: row.mobile,
  kind: row.form === 'bs' ? 'customer' : 'supplier',
  country: row.country,
})

/** Turns one row of cells into a card, or says everything that is wrong with it at once. */
import type { Currency } from '#platform/contract'
import { type Cell, cellText } from './cell.ts'
import { readEmail } from './contact.ts'
import { readCountry } from './country.ts'
import { fold } from './fold.ts'
import type { Columns } from './headings.ts'
import { readIban } from './iban.ts'
import type { RowFailure, RowWarning } from './row-failure.ts'
import { currencyOf } from './row-figures.ts'
import { type Party, readParty } from './row-party.ts'
import { createRowReader, type ReadingRules, type RowReader } from './row-reader.ts'

/** A null says nothing about the card: what the card already has stays. */
export type CardRow = Omit<Party, 'title' | 'note'> & {
  title: string
  email2: string | null
  country: string | null
  currency: Currency | null
  iban: string | null
  /** Mail address of the member who looks after the card. */
  responsible: string | null
  group_code: string | null
  active: boolean | null
  /** Where post goes. */
  address: string | null
}

export type CardReading = { ok: true; row: CardRow; warnings: RowWarning[] } | { ok: false; failures: RowFailure[] }

const ACTIVE_WORDS: Readonly<Record<string, boolean>> = {
  E: true,
  EVET: true,
  AKTIF: true,
  TRUE: true,
  DOGRU: true,
  YES: true,
  Y: true,
  '1': true,
  H: false,
  HAYIR: false,
  PASIF: false,
  FALSE: false,
  YANLIS: false,
  NO: false,
  N: false,
  '0': false,
}

const readActive = (reader: RowReader): boolean | null => {
  if (!reader.has('active')) return null
  return ACTIVE_WORDS[fold(cellText(reader.cell('active')))] ?? reader.fail('active', 'active_invalid')
}

const readAddress = (reader: RowReader, field: 'email2' | 'responsible'): string | null => {
  if (!reader.has(field)) return null
  const reading = readEmail(reader.cell(field))
  return reading.ok ? reading.value : reader.fail(field, reading.code)
}

const readBank = (reader: RowReader): string | null => {
  if (!reader.has('iban')) return null
  const reading = readIban(reader.cell('iban'))
  return reading.ok ? reading.value : reader.fail('iban', reading.code)
}

const readLand = (reader: RowReader): string | null => {
  if (!reader.has('country')) return null
  return readCountry(cellText(reader.cell('country'))) ?? reader.fail('country', 'country_unknown')
}

const readMoney = (reader: RowReader): Currency | null => {
  if (!reader.has('currency')) return reader.rules.defaults.currency ?? null
  return currencyOf(reader) ?? reader.fail('currency', 'currency_unknown')
}

/** Ask `skipReason` first. A card without number or address is right, and worth a look. */
export const readCardRow = (cells: readonly Cell[], columns: Columns, rules?: ReadingRules): CardReading => {
  const reader = createRowReader(cells, columns, rules)
  const party = readParty(reader)
  const title = party && (party.title ?? reader.fail('title', 'title_missing', {}))
  const more = {
    email2: readAddress(reader, 'email2'),
    country: readLand(reader),
    currency: readMoney(reader),
    iban: readBank(reader),
    responsible: readAddress(reader, 'responsible'),
    group_code: reader.text('group_code', 40),
    active: readActive(reader),
    address: reader.text('address', 300),
  }
  if (reader.failures.length > 0 || !party || !title) return { ok: false, failures: reader.failures }
  if (party.tax_number === null) reader.warn('tax_number', 'tax_number_missing', {})
  if (party.email === null) reader.warn('email', 'email_missing', {})
  const { note: _note, ...card } = party
  return { ok: true, row: { ...card, ...more, title }, warnings: reader.warnings }
}

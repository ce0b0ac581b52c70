/** The half of a row that says who the counterparty is and how to reach it. */
import { LOCALES, type Locale } from '#platform/contract'
import { cellText } from './cell.ts'
import { readEmail, readMobile } from './contact.ts'
import type { CounterpartyKind } from './counterparty-kind.ts'
import { fold } from './fold.ts'
import type { RowReader } from './row-reader.ts'
import { readTaxNumber, type TaxNumber } from './tax-number.ts'

const KIND_WORDS: Readonly<Record<string, CounterpartyKind>> = {
  M: 'customer',
  A: 'customer',
  MUSTERI: 'customer',
  ALICI: 'customer',
  S: 'supplier',
  SATICI: 'supplier',
  TEDARIKCI: 'supplier',
  T: 'both',
  TUMU: 'both',
  ALICISATICI: 'both',
  MUSTERISATICI: 'both',
}

const LOCALE_WORDS: Readonly<Record<string, Locale>> = {
  TURKCE: 'tr',
  TURKISH: 'tr',
  INGILIZCE: 'en',
  ENGLISH: 'en',
  AZERICE: 'az',
  AZERBAYCANCA: 'az',
  AZERBAIJANI: 'az',
}

const readWord = <Value>(reader: RowReader, field: 'kind' | 'locale', words: (folded: string) => Value | undefined) => {
  if (!reader.has(field)) return null
  const value = words(fold(cellText(reader.cell(field))))
  return value ?? reader.fail(field, field === 'kind' ? 'kind_invalid' : 'locale_invalid')
}

const readCode = (reader: RowReader): string | null => {
  const cell = reader.cell('code')
  if (!reader.has('code')) return reader.fail('code', 'code_missing', {})
  // Excel turned 120.10 into the number 120.1: the code may have lost its last zeros.
  if (typeof cell === 'number' && !Number.isInteger(cell)) reader.warn('code', 'code_numeric')
  return reader.text('code', 40)
}

const readTax = (reader: RowReader): TaxNumber | null => {
  // Programs keep a company's and a person's number in two columns, one of them empty.
  const field = reader.has('tax_number') ? 'tax_number' : 'tckn'
  if (!reader.has(field)) return null
  const reading = readTaxNumber(reader.cell(field))
  if (!reading.ok) return reader.fail(field, reading.code)
  if (reading.placeholder) reader.warn(field, 'tax_number_placeholder')
  if (reading.repaired) {
    const value = cellText(reader.cell(field))
    reader.warn(field, 'tax_number_repaired', { value, repaired: reading.tax.value })
  }
  return reading.tax
}

const readAddress = (reader: RowReader): string | null => {
  if (!reader.has('email')) return null
  const reading = readEmail(reader.cell('email'))
  if (!reading.ok) return reader.fail('email', reading.code)
  if (reading.count > 1) reader.warn('email', 'email_several', { value: reading.value, count: reading.count })
  return reading.value
}

const readPhone = (reader: RowReader): string | null => {
  if (!reader.has('mobile')) return null
  const reading = readMobile(reader.cell('mobile'))
  if (!reading.ok) return reader.fail('mobile', reading.code)
  if (reading.mobile) return reading.value
  reader.warn('mobile', 'mobile_not_mobile')
  return null
}

export type Party = NonNullable<ReturnType<typeof readParty>>

/** All but the account code. Failures leave their field null, the reader remembers them. */
export const readContact = (reader: RowReader) => ({
  title: reader.text('title', 200),
  tax_number: readTax(reader),
  tax_office: reader.text('tax_office', 80),
  kind: readWord(reader, 'kind', word => KIND_WORDS[word]),
  contact_name: reader.text('contact_name', 120),
  email: readAddress(reader),
  mobile: readPhone(reader),
  locale: readWord(reader, 'locale', w => LOCALES.find(l => l.toUpperCase() === w) ?? LOCALE_WORDS[w]),
  note: reader.text('note', 500),
})

/** Null when the code is missing; other failures leave their field null. */
export const readParty = (reader: RowReader) => {
  const code = readCode(reader)
  const contact = readContact(reader)
  return code === null ? null : { code, ...contact }
}

/** An empty file with the headings of balances or of cards, for who starts from nothing. */
import { type SheetColumn, writeXlsx } from '#platform/sheets'
import type { ImportKind } from '../../contract/index.ts'
import { FIELD_HEADINGS, FIELDS_OF, type Field } from '../../domain/index.ts'

/** The headings and one example row. */
export const writeTemplate = (kind: ImportKind): Promise<Buffer> => {
  const shown = FIELDS_OF[kind].filter(field => !LEFT_OUT.has(field))
  return writeXlsx({
    name: kind === 'cards' ? 'Cari kartlar' : 'Bakiye',
    columns: shown.map(field => ({ header: FIELD_HEADINGS[field], kind: KINDS[field] ?? 'text' })),
    rows: [shown.map(field => EXAMPLE[field] ?? '')],
  })
}

/** One balance with its side, not the pair of debit and credit; and one column for both kinds of tax numbers. */
const LEFT_OUT: ReadonlySet<Field> = new Set(['debit_balance', 'credit_balance', 'tckn'])

const KINDS: Partial<Record<Field, SheetColumn['kind']>> = { date: 'date', due_date: 'date', balance: 'money' }

const EXAMPLE: Partial<Record<Field, string>> = {
  code: '120.01.0001',
  title: 'Örnek Ticaret A.Ş.',
  tax_number: '1234567890',
  tax_office: 'Kadıköy',
  kind: 'M',
  contact_name: 'Ayşe Yılmaz',
  email: 'muhasebe@ornek.com.tr',
  date: '2026-10-31',
  balance: '125430.50',
  side: 'B',
  currency: 'TRY',
  country: 'TR',
  iban: 'TR330006100519786457841326',
  group_code: 'BURSA',
  active: 'E',
}

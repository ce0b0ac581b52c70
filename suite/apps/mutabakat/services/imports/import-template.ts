/** A file with the headings of one kind and an example, for who starts from nothing. */
import { type SheetColumn, writeXlsx } from '#platform/sheets'
import type { ImportKind } from '../../contract/index.ts'
import { FIELD_HEADINGS, FIELDS_OF, type Field } from '../../domain/index.ts'

const NAMES: Readonly<Record<ImportKind, string>> = {
  balances: 'Bakiye',
  cards: 'Cari kartlar',
  babs: 'BA BS',
  dues: 'Vadeli bakiye',
}

/** The headings and its example. */
export const writeTemplate = (kind: ImportKind): Promise<Buffer> => {
  const shown = FIELDS_OF[kind].filter(field => !LEFT_OUT.has(field))
  return writeXlsx({
    name: NAMES[kind],
    columns: shown.map(field => ({ header: FIELD_HEADINGS[field], kind: KINDS[field] ?? 'text' })),
    rows: EXAMPLES[kind].map(row => shown.map(field => row[field] ?? '')),
  })
}

/** One balance with its side, not the pair of debit and credit; and one column for both kinds of tax numbers. */
const LEFT_OUT: ReadonlySet<Field> = new Set(['debit_balance', 'credit_balance', 'tckn'])

const KINDS: Partial<Record<Field, SheetColumn['kind']>> = {
  date: 'date',
  due_date: 'date',
  balance: 'money',
  count: 'number',
  amount: 'number',
}

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
  address: 'Caferağa Mah. Moda Cad. No: 1, 34710 Kadıköy/İstanbul',
}

/** A month with both forms, and a balance that is due on two days. */
const EXAMPLES: Readonly<Record<ImportKind, readonly Partial<Record<Field, string>>[]>> = {
  balances: [EXAMPLE],
  cards: [EXAMPLE],
  babs: [
    { ...EXAMPLE, code: '', period: '2026-10', form: 'BS', count: '7', amount: '84210', scope: 'kağıt' },
    { ...EXAMPLE, code: '', period: '2026-10', form: 'BA', count: '2', amount: '12400', scope: 'kağıt' },
  ],
  dues: [
    { ...EXAMPLE, balance: '100000.00', due_date: '2026-11-15' },
    { ...EXAMPLE, balance: '25430.50', due_date: '2026-12-15' },
  ],
}

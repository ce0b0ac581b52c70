/** An empty file with the headings of balances, for who starts from nothing. */
import { writeXlsx } from '#platform/sheets'
import { FIELD_HEADINGS, FIELDS } from '../domain/index.ts'

/** The headings and one example row. */
export const writeTemplate = (): Promise<Buffer> =>
  writeXlsx({
    name: 'Bakiye',
    columns: SHOWN.map(field => ({
      header: FIELD_HEADINGS[field],
      kind: field === 'date' || field === 'due_date' ? 'date' : field === 'balance' ? 'money' : 'text',
    })),
    rows: [SHOWN.map(field => EXAMPLE[field] ?? '')],
  })

/** Either one balance with its side or the pair of debit and credit: the template shows the first. */
const SHOWN = FIELDS.filter(field => field !== 'debit_balance' && field !== 'credit_balance')

const EXAMPLE: Partial<Record<(typeof FIELDS)[number], string>> = {
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
}

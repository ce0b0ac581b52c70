/** What a row of balances may hold: the fields of the Bakiye layout and, in the same file, of the Cari kartlar layout. */

export const FIELDS = [
  'code',
  'title',
  'tax_number',
  'tax_office',
  'kind',
  'contact_name',
  'email',
  'mobile',
  'locale',
  'date',
  'balance',
  'side',
  'debit_balance',
  'credit_balance',
  'currency',
  'rate',
  'try_amount',
  'due_date',
  'note',
] as const
export type Field = (typeof FIELDS)[number]

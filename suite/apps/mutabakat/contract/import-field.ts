/** The fields a column of an imported file can be, by kind of file. */

/** The Bakiye layout and, in the same file, what it tells of the card. */
export const BALANCE_FIELDS = [
  'code',
  'title',
  'tax_number',
  'tckn',
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

/** The Cari kartlar layout. */
export const CARD_FIELDS = [
  'code',
  'title',
  'tax_office',
  'tax_number',
  'tckn',
  'kind',
  'email',
  'email2',
  'mobile',
  'contact_name',
  'country',
  'currency',
  'locale',
  'iban',
  'responsible',
  'group_code',
  'active',
  'address',
] as const

/** The BA/BS layout and, in the same file, what it tells of the card. `period`: the month. `amount`: without VAT. */
export const BABS_FIELDS = [
  'period',
  'form',
  'tax_number',
  'tckn',
  'title',
  'country',
  'count',
  'amount',
  'scope',
  'code',
  'tax_office',
  'contact_name',
  'email',
  'mobile',
  'note',
] as const

/** The Bakiye layout; each row is what is due on one day. */
export const DUE_FIELDS = BALANCE_FIELDS

export const IMPORT_FIELDS = [
  ...BALANCE_FIELDS,
  'period',
  'form',
  'count',
  'amount',
  'scope',
  'email2',
  'country',
  'iban',
  'responsible',
  'group_code',
  'active',
  'address',
] as const
export type ImportField = (typeof IMPORT_FIELDS)[number]

/**
 * `balances`: one letter a row. `dues`: rows of one account, day and currency are the due-date lines of one letter.
 * `babs`: one letter a row, of a month and a form.
 */
export const IMPORT_KINDS = ['balances', 'cards', 'babs', 'dues'] as const
export type ImportKind = (typeof IMPORT_KINDS)[number]

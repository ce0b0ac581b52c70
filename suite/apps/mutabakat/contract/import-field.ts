/** The fields a column of an imported file can be: of a list of balances, and of a list of cards. */

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
] as const

export const IMPORT_FIELDS = [
  ...BALANCE_FIELDS,
  'email2',
  'country',
  'iban',
  'responsible',
  'group_code',
  'active',
] as const
export type ImportField = (typeof IMPORT_FIELDS)[number]

export const IMPORT_KINDS = ['balances', 'cards'] as const
export type ImportKind = (typeof IMPORT_KINDS)[number]

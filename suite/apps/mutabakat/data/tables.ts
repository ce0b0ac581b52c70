/** E-Mutabakat's tables as Kysely sees them; columns are documented where they are made, in `migrations/`. */
import type { ColumnType, Generated } from 'kysely'
import type { Currency, Locale } from '#platform/contract'
import type { LetterStatus, ReasonCode } from '../contract/index.ts'

type Stamp = ColumnType<Date, Date | string, Date | string>
type OptionalStamp = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
type Json<T> = ColumnType<T, string, string>
type Side = 'B' | 'A'

export type CounterpartyTable = {
  id: string
  company_id: string
  code: string
  title: string
  kind: 'customer' | 'supplier' | 'both'
  tax_kind: 'vkn' | 'tckn' | 'voen' | 'foreign' | 'none'
  tax_number: string | null
  tax_office: string | null
  contact_name: string | null
  email: string | null
  mobile: string | null
  locale: Locale
  contract_notice: boolean
  search: string
  rev: Generated<number>
  created_at: Stamp
  updated_at: Stamp
}

export type LetterTable = {
  id: string
  company_id: string
  no: string
  counterparty_id: string
  balance_date: string
  minor: bigint
  currency: Currency
  side: Side
  note: string | null
  status: LetterStatus
  reply_due: string | null
  sender_id: string | null
  sender_name: string | null
  delivery_state: 'queued' | 'sent' | 'bounced' | 'failed' | null
  delivery_error: string | null
  import_id: string | null
  import_row: number | null
  answer_choice: 'agree' | 'disagree' | null
  answer_name: string | null
  answer_title: string | null
  answer_reason: ReasonCode | null
  answer_note: string | null
  answer_minor: bigint | null
  answer_side: Side | null
  /** What is between the two books, signed from our side; null until a disagreeing answer names a balance. */
  difference_minor: bigint | null
  rev: Generated<number>
  created_at: Stamp
  sent_at: OptionalStamp
  viewed_at: OptionalStamp
  answered_at: OptionalStamp
}

export type HistoryTable = {
  id: string
  company_id: string
  letter_id: string
  at: Stamp
  action: string
  actor: string
  detail: Json<Record<string, unknown>>
}

export type DeliveryTable = {
  id: string
  company_id: string
  letter_id: string
  link_id: string
  channel: 'email'
  address: string
  state: 'queued' | 'sent' | 'bounced' | 'failed'
  message_id: string | null
  error: string | null
  created_at: Stamp
  sent_at: OptionalStamp
}

export type DocumentTable = {
  id: string
  company_id: string
  letter_id: string
  file_id: string
  sha256: string
  size: number
  verify_code: string
  created_at: Stamp
}

export type LinkTable = {
  id: string
  company_id: string
  letter_id: string
  address: string
  expires_at: Stamp
  revoked_at: OptionalStamp
  locked_until: OptionalStamp
  created_at: Stamp
}

export type CodeTable = {
  id: string
  company_id: string
  link_id: string
  created_at: Stamp
  expires_at: Stamp
  tries: Generated<number>
  used_at: OptionalStamp
}

export type ImportTable = {
  id: string
  company_id: string
  task_id: string
  file_id: string
  file_name: string
  file_size: number
  owner_id: string
  owner_name: string
  total: number | null
  created: Generated<number>
  updated: Generated<number>
  unchanged: Generated<number>
  wrong: Generated<number>
  warnings: Generated<number>
  unknown_columns: Json<string[]>
  headings: Json<string[]>
  error_code: string | null
  error_params: ColumnType<Record<string, string | number> | null, string | null | undefined, string | null>
  created_at: Stamp
}

export type RowFailure = { column: string; code: string; params: Record<string, string | number> }

export type ImportRowTable = {
  import_id: string
  row: number
  company_id: string
  outcome: 'created' | 'updated' | 'unchanged' | 'wrong'
  letter_id: string | null
  failures: Json<RowFailure[]>
  warnings: Json<RowFailure[]>
  cells: Json<string[]>
}

export type NumberSeriesTable = { company_id: string; year: number; next: number }

export type CertificateTable = {
  company_id: string
  cert: Buffer
  key_sealed: Buffer
  created_at: Stamp
}

/** Names carry the schema, so that a query may join `platform` tables in the same transaction. */
export type MutabakatTables = {
  'mutabakat.counterparty': CounterpartyTable
  'mutabakat.letter': LetterTable
  'mutabakat.history': HistoryTable
  'mutabakat.delivery': DeliveryTable
  'mutabakat.document': DocumentTable
  'mutabakat.link': LinkTable
  'mutabakat.code': CodeTable
  'mutabakat.import': ImportTable
  'mutabakat.import_row': ImportRowTable
  'mutabakat.number_series': NumberSeriesTable
  'mutabakat.certificate': CertificateTable
}

/** E-Mutabakat's tables as Kysely sees them; columns are documented where they are made, in `migrations/`. */
import type { ColumnType, Generated } from 'kysely'
import type { Currency, Locale } from '#platform/contract'
import type {
  DeliveryState,
  DocumentKind,
  ImportKind,
  ImportPlan,
  LetterStatus,
  PdfVerdict,
  ReasonCode,
  SignatureLevel,
} from '../contract/index.ts'
import type { CallTables, LetterCalls } from './call-tables.ts'
import type {
  ContactTable,
  ImportDifferenceTable,
  ImportRowTable,
  ImportTemplateTable,
  StoredDryRun,
} from './card-tables.ts'
import type { KindTables, LetterOfKind } from './kind-tables.ts'
import type { LetterLife, LifeTables } from './life-tables.ts'
import type { CardMirror, MirrorTables } from './mirror-tables.ts'
import type { LetterReach, ReachTables } from './reach-tables.ts'
import type { StatementTables } from './statement-tables.ts'

type Stamp = ColumnType<Date, Date | string, Date | string>
type OptionalStamp = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
type Json<T> = ColumnType<T, string, string>
type Side = 'B' | 'A'

export type CounterpartyTable = CardMirror & {
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
  currency: Generated<Currency>
  country: Generated<string>
  iban: string | null
  group_code: string | null
  address: ColumnType<string | null, string | null | undefined, string | null>
  responsible_id: string | null
  active: Generated<boolean>
  linked_company_id: string | null
  bounced_at: OptionalStamp
  opted_out_at: OptionalStamp
  search: string
  rev: Generated<number>
  created_at: Stamp
  updated_at: Stamp
}

export type LetterTable = LetterReach &
  LetterCalls &
  LetterOfKind &
  LetterLife & {
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
    delivery_state: DeliveryState | null
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

export type DocumentTable = {
  id: string
  company_id: string
  /** Null for a package. */
  letter_id: string | null
  kind: Generated<DocumentKind>
  version: Generated<number>
  level: Generated<SignatureLevel>
  certificate_id: string | null
  verdict: ColumnType<PdfVerdict | null, string | null | undefined, string | null>
  broken_at: OptionalStamp
  file_id: string
  sha256: string
  size: number
  verify_code: string
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
  kind: Generated<ImportKind>
  task_id: string | null
  plan: ColumnType<ImportPlan | null, string | null | undefined, string | null>
  expected: number | null
  dry_run_task_id: string | null
  dry_run: ColumnType<StoredDryRun | null, string | null | undefined, string | null>
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
  skipped: Generated<number>
  warnings: Generated<number>
  unknown_columns: Json<string[]>
  headings: Json<string[]>
  error_code: string | null
  error_params: ColumnType<Record<string, string | number> | null, string | null | undefined, string | null>
  created_at: Stamp
}

export type NumberSeriesTable = { company_id: string; year: number; next: number }

export type CertificateTable = {
  id: string
  company_id: string
  source: Generated<'own' | 'uploaded'>
  /** Issuers above it, DER, nearest first. */
  chain: ColumnType<Buffer[], Buffer[] | undefined, never>
  retired_at: OptionalStamp
  alarmed_at: OptionalStamp
  cert: Buffer
  key_sealed: Buffer
  /** Sealed for this company alone; false for what an older version stored. */
  key_bound: Generated<boolean>
  created_at: Stamp
}

/** Names carry the schema, so that a query may join `platform` tables in the same transaction. */
export type MutabakatTables = ReachTables &
  CallTables &
  MirrorTables &
  KindTables &
  LifeTables &
  StatementTables & {
    'mutabakat.counterparty': CounterpartyTable
    'mutabakat.letter': LetterTable
    'mutabakat.history': HistoryTable
    'mutabakat.document': DocumentTable
    'mutabakat.code': CodeTable
    'mutabakat.import': ImportTable
    'mutabakat.import_row': ImportRowTable
    'mutabakat.import_difference': ImportDifferenceTable
    'mutabakat.import_template': ImportTemplateTable
    'mutabakat.contact': ContactTable
    'mutabakat.number_series': NumberSeriesTable
    'mutabakat.certificate': CertificateTable
  }

/** The tables of contacts, import templates and rows of imports as Kysely sees them. */
import type { ColumnType } from 'kysely'
import type { Difference, DryRunCounts, ImportField, ImportKind, ImportPlan, LetterKind } from '../contract/index.ts'

type Stamp = ColumnType<Date, Date | string, Date | string>
type OptionalStamp = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
type Json<T> = ColumnType<T, string, string>

export type ContactTable = {
  id: string
  company_id: string
  counterparty_id: string
  name: string | null
  email: string | null
  mobile: string | null
  kinds: LetterKind[]
  bounced_at: OptionalStamp
  opted_out_at: OptionalStamp
  created_at: Stamp
}

export type ImportTemplateTable = {
  id: string
  company_id: string
  kind: ImportKind
  name: string
  fingerprint: string
  columns: Json<Partial<Record<ImportField, string>>>
  reading: Json<Pick<ImportPlan, 'defaults' | 'date_order' | 'decimal' | 'erp'>>
  created_at: Stamp
  updated_at: Stamp
}

export type RowFailure = { column: string; code: string; params: Record<string, string | number> }

/** A cell as it is kept: a number stays one, so that reading it again says the same; a day is ISO text. */
export type KeptCell = string | number

export type ImportRowTable = {
  import_id: string
  row: number
  company_id: string
  outcome: 'created' | 'updated' | 'unchanged' | 'wrong' | 'skipped'
  letter_id: string | null
  counterparty_id: string | null
  failures: Json<RowFailure[]>
  warnings: Json<RowFailure[]>
  cells: Json<KeptCell[]>
  repair: ColumnType<Partial<Record<ImportField, string>> | null, string | null | undefined, string | null>
}

export type StoredDryRun = { counts: DryRunCounts }

/** One row that a dry run would change, refuse or warn of; `warned`: there are warnings. */
export type ImportDifferenceTable = {
  /** Of the run that found it. */
  task_id: string
  row: number
  import_id: string
  company_id: string
  outcome: Difference['outcome']
  warned: boolean
  code: string
  title: string
  changes: Json<Difference['changes']>
  failures: Json<RowFailure[]>
  warnings: Json<RowFailure[]>
}

/** Tables of the comparison of two statements as Kysely sees them; columns are documented in `migrations/0006-statements.ts`. */
import type { ColumnType, Generated } from 'kysely'
import type { Consent, PAIR_RULES, PAIR_SUSPICIONS, PairState, ReasonCode, StatementSide } from '../contract/index.ts'

type Stamp = ColumnType<Date, Date | string, Date | string>
type OptionalStamp = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
type Json<T> = ColumnType<T, string | undefined, string>
type OptionalJson<T> = ColumnType<T | null, string | null | undefined, string | null>

export type PairRule = (typeof PAIR_RULES)[number]

export type ComparisonTable = {
  letter_id: string
  company_id: string
  run: Generated<number>
  run_state: 'queued' | 'running' | 'done' | 'failed' | null
  steps: Json<{ rule: PairRule; pairs: number }[]>
  cut: Generated<number>
  started_at: OptionalStamp
  finished_at: OptionalStamp
  consent_ours: OptionalJson<Consent>
  consent_theirs: OptionalJson<Consent>
  rev: Generated<number>
}

export type StoredProblem = { row: number; column: string; code: string; params: Record<string, string | number> }

export type StatementTable = {
  id: string
  company_id: string
  letter_id: string
  side: StatementSide
  file_id: string
  file_name: string
  state: 'reading' | 'ready' | 'failed'
  error_code: string | null
  error_params: OptionalJson<Record<string, string | number>>
  lines: Generated<number>
  wrong: Generated<number>
  skipped: Generated<number>
  problems: Json<StoredProblem[]>
  debit_minor: Generated<bigint>
  credit_minor: Generated<bigint>
  from_day: string | null
  to_day: string | null
  uploaded_by: string
  created_at: Stamp
  replaced_at: OptionalStamp
}

export type PairTable = {
  id: string
  company_id: string
  letter_id: string
  rule: PairRule
  confidence: number
  days: number
  difference_minor: bigint
  suspicion: (typeof PAIR_SUSPICIONS)[number] | null
  state: PairState
  decided_by: string | null
  decided_side: StatementSide | null
  decided_at: OptionalStamp
  day: string
  refused_lines: string[] | null
}

export type StatementLineTable = {
  id: string
  company_id: string
  letter_id: string
  statement_id: string
  side: StatementSide
  position: number
  day: string
  due: string | null
  document_type: string
  number: string
  description: string
  debit_minor: bigint
  credit_minor: bigint
  pair_id: string | null
  reason: ReasonCode | null
  note: string | null
  explained_by: string | null
}

export type StatementTables = {
  'mutabakat.comparison': ComparisonTable
  'mutabakat.statement': StatementTable
  'mutabakat.pair': PairTable
  'mutabakat.statement_line': StatementLineTable
}

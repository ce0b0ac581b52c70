/** Calls, and who was told of a day, as Kysely sees them. */
import type { ColumnType, Generated } from 'kysely'
import type { CallOutcome, CallReason, CallState } from '../contract/index.ts'

type Stamp = ColumnType<Date, Date | string, Date | string>
type OptionalStamp = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
type TextOrNull = ColumnType<string | null, string | null | undefined, string | null>

export type CallTable = {
  id: string
  company_id: string
  letter_id: string
  reason: CallReason
  contact_id: string | null
  state: Generated<CallState>
  outcome: ColumnType<CallOutcome | null, CallOutcome | null | undefined, CallOutcome | null>
  promised_until: TextOrNull
  note: TextOrNull
  asked_by: TextOrNull
  closed_by: TextOrNull
  closed_at: OptionalStamp
  created_at: Stamp
  rev: Generated<number>
}

export type DailyMessageTable = { company_id: string; user_id: string; kind: 'digest' | 'babs'; day: string }

/** What calling and reading add to a letter. */
export type LetterCalls = {
  reading_until: OptionalStamp
  reading_link_id: TextOrNull
  reach_stopped_by: TextOrNull
  reach_stopped_at: OptionalStamp
}

export type CallTables = {
  'mutabakat.call': CallTable
  'mutabakat.daily_message': DailyMessageTable
}

/** The tables of a letter's life as Kysely sees them: periods, batches, reminders, settings. */
import type { ColumnType, Generated } from 'kysely'
import type { BatchPlan, BatchSource, LetterKind, PeriodState, ReminderChannel } from '../contract/index.ts'

type Stamp = ColumnType<Date, Date | string, Date | string>
type OptionalStamp = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
type Json<T> = ColumnType<T, string, string>

export type PeriodTable = {
  id: string
  company_id: string
  kind: LetterKind
  date: string
  state: PeriodState
  closed_at: OptionalStamp
  closed_by: string | null
  close_reason: string | null
  rev: Generated<number>
  created_at: Stamp
}

export type BatchTable = {
  id: string
  company_id: string
  title: string
  owner_id: string
  owner_name: string
  source: Json<BatchSource>
  plan: Json<BatchPlan>
  state: 'gathered' | 'scheduled' | 'started' | 'cancelled'
  send_at: OptionalStamp
  task_id: string | null
  total: number
  rev: Generated<number>
  created_at: Stamp
}

export type ReminderTable = {
  id: string
  company_id: string
  letter_id: string
  step: number | null
  day: string
  channel: ReminderChannel
  outcome: 'queued' | 'skipped' | 'no_contact'
  asked_by: string | null
  at: Stamp
}

export type SettingsTable = { company_id: string; value: Json<Record<string, unknown>>; rev: number }

/** What a letter carries of its life beyond who, how much and what was answered. */
export type LetterLife = {
  kind: LetterKind
  style: Generated<'positive' | 'negative' | 'blank'>
  version: Generated<number>
  previous_id: string | null
  /** Decimal text, lira for one unit. */
  rate: string | null
  try_minor: bigint | null
  author_id: string | null
  author_name: string | null
  responsible_id: string | null
  responsible_name: string | null
  batch_id: string | null
  submitted_by: string | null
  submitted_name: string | null
  submitted_at: OptionalStamp
  decided_by: string | null
  decided_name: string | null
  decided_at: OptionalStamp
  decision_note: string | null
  cancel_reason: string | null
  answer_via: 'portal' | 'recorded' | 'mirror' | null
  answer_channel: 'post' | 'kep' | 'email' | 'hand' | null
  answer_received_on: string | null
  answer_document_id: string | null
  answer_recorded_by: string | null
  reminder_plan: ColumnType<{ after_days: number; channel: ReminderChannel }[], string | undefined, string>
  archived_at: OptionalStamp
}

export type LifeTables = {
  'mutabakat.period': PeriodTable
  'mutabakat.batch': BatchTable
  'mutabakat.reminder': ReminderTable
  'mutabakat.settings': SettingsTable
}

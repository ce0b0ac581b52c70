/** The columns of schema `platform`, as Kysely sees them. The SQL is in migrations/; a test compares the two. */
import type { ColumnType, Generated, Transaction } from 'kysely'
import type { MailState, Role, SmsState, TaskError } from '#platform/contract'

/** `jsonb`: read as a value, written as text (`JSON.stringify`), because pg would write a plain array as a PostgreSQL array. */
export type Json<T> = ColumnType<T, string, string>
/** A `jsonb` column that may be empty and may be left out of an insert. */
export type JsonOrNull<T> = ColumnType<T | null, string | null | undefined, string | null>
/** `timestamptz` with a default. */
export type Stamp = ColumnType<Date, Date | string | undefined, Date | string>
/** `timestamptz` that may be empty. */
export type StampOrNull = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
type TextOrNull = ColumnType<string | null, string | null | undefined, string | null>

export type TaskState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled'

export type CompanyTable = {
  id: string
  slug: string
  title: string
  vkn: TextOrNull
  tax_office: TextOrNull
  address: TextOrNull
  time_zone: Generated<string>
  require_second_factor: Generated<boolean>
  settings: ColumnType<Record<string, unknown>, string | undefined, string>
  created_at: Stamp
}

/** `user_id` is the id text of `auth.user`; there is no key across schemas. */
export type MembershipTable = { company_id: string; user_id: string; role: Role; created_at: Stamp }

/** Business events that are committed and not yet moved to `event_log`. `failure`: why the relay set the row aside. */
export type OutboxTable = {
  seq: Generated<bigint>
  id: string
  type: string
  company_id: TextOrNull
  user_id: TextOrNull
  data: Json<Record<string, unknown>>
  rooms: ColumnType<string[] | null, string[] | null | undefined, string[] | null>
  failure: TextOrNull
  created_at: Stamp
}

/** What durable rooms carried: the truth that recovery reads. */
export type EventLogTable = {
  room: string
  epoch: string
  offset: ColumnType<bigint, number, number>
  id: string
  type: string
  data: Json<unknown>
  user_id: TextOrNull
  happened_at: ColumnType<Date, Date, Date>
  created_at: Stamp
}

export type RoomLogTable = { room: string; epoch: string; top: ColumnType<bigint, number | bigint | undefined, number> }

/** One row for each job that people see in the task centre. Its id is also the id of the job. */
export type TaskTable = {
  id: string
  company_id: TextOrNull
  owner_id: TextOrNull
  kind: string
  title: string
  state: ColumnType<TaskState, TaskState | undefined, TaskState>
  done: ColumnType<number, number | undefined, number>
  total: ColumnType<number | null, number | null | undefined, number | null>
  step: TextOrNull
  rate: ColumnType<number | null, number | null | undefined, number | null>
  eta_s: ColumnType<number | null, number | null | undefined, number | null>
  errors: ColumnType<number, number | undefined, number>
  result: JsonOrNull<{ counts: Record<string, number>; file_id: string | null; opens?: boolean }>
  error: JsonOrNull<TaskError>
  attempt: ColumnType<number, number | undefined, number>
  created_at: Stamp
  started_at: StampOrNull
  resumed_at: StampOrNull
  finished_at: StampOrNull
}

export type NotificationTable = {
  id: string
  company_id: string
  user_id: string
  level: 'info' | 'success' | 'warning' | 'error'
  kind: string
  params: ColumnType<Record<string, unknown>, string | undefined, string>
  title: string
  message: string
  link: TextOrNull
  read_at: StampOrNull
  created_at: Stamp
}

/** What a stored file is; the bytes are under `storage_key`, which never comes from a name somebody gave. */
export type FileTable = {
  id: string
  company_id: string
  owner_id: TextOrNull
  kind: string
  name: string
  type: string
  size: ColumnType<bigint, number | bigint, number | bigint>
  sha256: string
  storage_key: string
  created_at: Stamp
}

/** Append-only: triggers refuse update, delete and truncate. */
export type AuditTable = {
  seq: Generated<bigint>
  id: string
  at: Stamp
  company_id: TextOrNull
  actor: string
  action: string
  object_type: TextOrNull
  object_id: TextOrNull
  old: JsonOrNull<unknown>
  new: JsonOrNull<unknown>
  ip: TextOrNull
  agent: TextOrNull
}

/** The end of a company's chain of audit records; the nil uuid is the chain of what belongs to no company. */
export type AuditChainTable = { company_id: string; length: bigint; head: string }

/** Written by the database alone, at the commit of the record. Append-only. */
export type AuditLinkTable = { company_id: string; position: bigint; seq: bigint; prev_hash: string; hash: string }

/** Signed ends of chains. Append-only. */
export type AuditHeadTable = {
  company_id: string
  position: ColumnType<bigint, bigint | number, never>
  hash: string
  at: ColumnType<Date, Date, never>
  signature: string
}

/** The answer of a request that carried `Idempotency-Key`; `scope` names who and which route. Kept 24 h. */
export type IdempotencyKeyTable = {
  scope: string
  key: string
  company_id: TextOrNull
  request_hash: string
  status: number
  body: JsonOrNull<unknown>
  created_at: Stamp
}

export type InvitationTable = {
  id: string
  company_id: string
  email: string
  role: Role
  token_hash: string
  invited_by: string
  expires_at: ColumnType<Date, Date | string, Date | string>
  accepted_at: StampOrNull
  accepted_by: TextOrNull
  revoked_at: StampOrNull
  created_at: Stamp
}

/** The one-time links of the first start. */
export type SetupLinkTable = {
  id: string
  token_hash: string
  expires_at: ColumnType<Date, Date | string, Date | string>
  used_at: StampOrNull
  created_at: Stamp
}

export type UserSettingTable = {
  user_id: string
  locale: ColumnType<'tr' | 'en' | 'az' | null, 'tr' | 'en' | 'az' | null | undefined, 'tr' | 'en' | 'az' | null>
  theme: ColumnType<'light' | 'dark' | 'system', 'light' | 'dark' | 'system' | undefined, 'light' | 'dark' | 'system'>
  settings: ColumnType<Record<string, unknown>, string | undefined, string>
  updated_at: Stamp
}

/** Who runs the installation. No company has a say in it. */
export type OperatorTable = { user_id: string; created_at: Stamp }

/** A person's own choice for one kind; without a row the kind's defaults hold. */
export type NotificationSettingTable = {
  user_id: string
  kind: string
  in_app: boolean
  push: boolean
  mail: boolean
  updated_at: Stamp
}

/** A browser that gets push messages. It ends with its session. */
export type PushDeviceTable = {
  id: string
  user_id: string
  session_id: string
  endpoint: string
  p256dh: string
  auth: string
  agent: string
  created_at: Stamp
}

/** What was mailed and what became of it; no body. */
export type MailTable = {
  id: string
  company_id: TextOrNull
  kind: string
  recipient: string
  subject: string
  state: ColumnType<MailState, MailState | undefined, MailState>
  attempts: ColumnType<number, number | undefined, number>
  message_id: TextOrNull
  answer: TextOrNull
  created_at: Stamp
  settled_at: StampOrNull
}

/** What was sent by SMS and what became of it; no text. */
export type SmsTable = {
  id: string
  company_id: string
  kind: string
  recipient: string
  parts: number
  state: ColumnType<SmsState, SmsState | undefined, SmsState>
  attempts: ColumnType<number, number | undefined, number>
  provider_id: TextOrNull
  answer: TextOrNull
  created_at: Stamp
  settled_at: StampOrNull
  reported_at: StampOrNull
}

/** SMS of a company on its last day of sending. */
export type SmsBudgetTable = { company_id: string; day: string; used: number }

/** Mails of a company, or of the platform itself (null), on its last day of mailing. */
export type MailBudgetTable = { company_id: TextOrNull; day: string; used: number }

export type MailSenderTable = {
  company_id: string
  from_name: TextOrNull
  reply_to: TextOrNull
  logo_file_id: TextOrNull
  rev: ColumnType<number, number | undefined, number>
}

/** At most one that is not lifted in a company. */
export type LegalHoldTable = {
  id: string
  company_id: string
  reason: string
  set_by: string
  set_at: ColumnType<Date, Date, never>
  lifted_by: TextOrNull
  lifted_at: StampOrNull
}

/** What one nightly run deleted of a company. `kind` of a line names the rule; `count` what is gone by it. */
export type DestructionTable = {
  id: string
  company_id: string
  at: ColumnType<Date, Date, never>
  lines: Json<{ kind: string; before: string; count: number }[]>
}

/** `subject` is the address asked for; once erased, masked. */
export type DataRequestTable = {
  id: string
  company_id: string
  kind: 'export' | 'erase'
  at: ColumnType<Date, Date, never>
  asked_by: string
  subject: string
  reason: TextOrNull
  lines: Json<{ kind: string; count: number }[]>
  file_id: TextOrNull
}

/** A list's search, filters, order and columns under a name. */
export type SavedViewTable = {
  id: string
  company_id: string
  user_id: string
  list: string
  name: string
  query: Json<Record<string, string>>
  shared: ColumnType<boolean, boolean | undefined, boolean>
  rev: ColumnType<number, number | undefined, number>
  created_at: Stamp
  updated_at: Stamp
}

/** The view that a list opens with, for one person; without a row none. */
export type DefaultViewTable = { company_id: string; user_id: string; list: string; view_id: string }

export type PlatformTables = {
  'platform.company': CompanyTable
  'platform.membership': MembershipTable
  'platform.outbox': OutboxTable
  'platform.event_log': EventLogTable
  'platform.room_log': RoomLogTable
  'platform.task': TaskTable
  'platform.notification': NotificationTable
  'platform.file': FileTable
  'platform.audit': AuditTable
  'platform.audit_chain': AuditChainTable
  'platform.audit_link': AuditLinkTable
  'platform.audit_head': AuditHeadTable
  'platform.legal_hold': LegalHoldTable
  'platform.destruction': DestructionTable
  'platform.data_request': DataRequestTable
  'platform.idempotency_key': IdempotencyKeyTable
  'platform.invitation': InvitationTable
  'platform.setup_link': SetupLinkTable
  'platform.user_setting': UserSettingTable
  'platform.notification_setting': NotificationSettingTable
  'platform.push_device': PushDeviceTable
  'platform.mail': MailTable
  'platform.mail_budget': MailBudgetTable
  'platform.mail_sender': MailSenderTable
  'platform.sms': SmsTable
  'platform.sms_budget': SmsBudgetTable
  'platform.operator': OperatorTable
  'platform.saved_view': SavedViewTable
  'platform.default_view': DefaultViewTable
}

/** A transaction with the tenant already set. Applications add their tables: `trx.withTables<MutabakatTables>()`. */
export type Trx = Transaction<PlatformTables>

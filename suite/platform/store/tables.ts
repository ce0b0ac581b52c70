/** The columns of schema `platform`, as Kysely sees them. The SQL is in migrations/; a test compares the two. */
import type { ColumnType, Generated, Transaction } from 'kysely'
import type { Role } from '#platform/contract'

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
  result: JsonOrNull<{ counts: Record<string, number>; file_id: string | null }>
  error: JsonOrNull<{ code: string; message: string }>
  attempt: ColumnType<number, number | undefined, number>
  created_at: Stamp
  started_at: StampOrNull
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
  'platform.idempotency_key': IdempotencyKeyTable
  'platform.invitation': InvitationTable
  'platform.setup_link': SetupLinkTable
  'platform.user_setting': UserSettingTable
}

/** A transaction with the tenant already set. Applications add their tables: `trx.withTables<MutabakatTables>()`. */
export type Trx = Transaction<PlatformTables>

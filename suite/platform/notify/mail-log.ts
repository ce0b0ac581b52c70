/** The log of mails: each is entered before it is sent, and says what became of it. Bodies are never in it. */
import { sql } from 'kysely'
import type { MailLogEntry, MailState, Page } from '#platform/contract'
import { paginate, type Trx } from '#platform/store'

export type MailEntry = { id: string; company_id: string | null; kind: string; to: string; subject: string }

/** `queued`: this try failed and there will be another. */
export type MailOutcome = {
  state: MailState
  /** Tries so far. */
  attempts: number
  message_id?: string | null
  /** What the server said. */
  answer: string
}

export const SUBJECT_CHARS = 300
const ANSWER_CHARS = 500
/** Rows in one statement, which takes at most 65,535 parameters. */
const PART = 1_000

export const enterMails = async (trx: Trx, entries: readonly MailEntry[], now: Date): Promise<void> => {
  const rows = entries.map(({ id, company_id, kind, to, subject }) => ({
    id,
    company_id,
    kind,
    recipient: to,
    created_at: now,
    subject: subject.slice(0, SUBJECT_CHARS),
  }))
  for (let at = 0; at < rows.length; at += PART)
    await trx
      .insertInto('platform.mail')
      .values(rows.slice(at, at + PART))
      .execute()
}

export const isEntered = async (trx: Trx, company_id: string | null, id: string): Promise<boolean> => {
  const row = await trx
    .selectFrom('platform.mail')
    .select('id')
    .where('company_id', 'is not distinct from', company_id)
    .where('id', '=', id)
    .executeTakeFirst()
  return row !== undefined
}

/** Settles only what is still queued: what was sent stays sent. */
export const settleMail = async (
  trx: Trx,
  company_id: string | null,
  id: string,
  outcome: MailOutcome,
  now: Date,
): Promise<void> => {
  const { state, attempts, message_id, answer } = outcome
  await trx
    .updateTable('platform.mail')
    .set({
      state,
      attempts,
      message_id: message_id ?? null,
      answer: answer.slice(0, ANSWER_CHARS),
      settled_at: state === 'queued' ? null : now,
    })
    .where('company_id', 'is not distinct from', company_id)
    .where('id', '=', id)
    .where('state', '=', 'queued')
    .execute()
}

/** What the log says of a mail; one that is not there was removed and ends with it. */
export const findMail = async (trx: Trx, company_id: string | null, id: string): Promise<MailOutcome> => {
  const row = await trx
    .selectFrom('platform.mail')
    .select(['state', 'attempts', 'message_id', 'answer'])
    .where('company_id', 'is not distinct from', company_id)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) return { state: 'failed', attempts: 0, message_id: null, answer: 'removed from the log' }
  return { ...row, answer: row.answer ?? '' }
}

/**
 * One page, newest first unless `sort` says otherwise. `q` is looked for in recipient and subject. `company_id` null: the
 * platform's own mails; needs `asSystem`.
 */
export const listMails = async (
  trx: Trx,
  company_id: string | null,
  query: {
    q?: string | undefined
    state?: MailState | undefined
    kind?: string | undefined
    sort?: string | undefined
    limit: number
    cursor: string | undefined
  },
  secret: Buffer,
): Promise<Page<MailLogEntry>> => {
  const { q, state, kind } = query
  let rows = trx
    .selectFrom('platform.mail')
    .select([
      'id',
      'kind',
      'recipient',
      'subject',
      'state',
      'attempts',
      'message_id',
      'answer',
      'created_at',
      'settled_at',
    ])
    .where('company_id', company_id === null ? 'is' : '=', company_id)
  if (state) rows = rows.where('state', '=', state)
  if (kind) rows = rows.where('kind', '=', kind)
  if (q) {
    const part = `%${q.replace(/[\\%_]/g, sign => `\\${sign}`)}%`
    rows = rows.where(({ eb, or }) => or([eb('recipient', 'ilike', part), eb('subject', 'ilike', part)]))
  }
  const page = await paginate({
    trx,
    query: rows,
    sorts: { created_at: { expression: sql`created_at`, type: 'timestamptz' } },
    sort: query.sort ?? '-created_at',
    id: sql`id`,
    limit: query.limit,
    cursor: query.cursor,
    filter: JSON.stringify(['mail', q, state, kind]),
    secret,
  })
  return {
    ...page,
    items: page.items.map(({ recipient, created_at, settled_at, ...row }) => ({
      ...row,
      to: recipient,
      created_at: created_at.toISOString(),
      settled_at: settled_at?.toISOString() ?? null,
    })),
  }
}

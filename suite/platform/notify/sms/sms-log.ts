/** The log of SMS and what a company may send in a day. Texts are never in it: they carry links and codes. */
import { sql } from 'kysely'
import type { SmsState } from '#platform/contract'
import type { Trx } from '#platform/store'
import { SmsRefused } from './sms-refused.ts'

/** Messages, not parts: what one company and one of its recipients get in a day of UTC. */
export type SmsLimits = { company: number; recipient: number }
export const SMS_LIMITS: SmsLimits = { company: 2_000, recipient: 20 }

export type SmsOrder = { id: string; company_id: string; kind: string; to: string; parts: number }
export type SmsOutcome = { state: SmsState; attempts: number; provider_id: string | null; answer: string }

const ANSWER_CHARS = 500

const dayOf = (now: Date): string => now.toISOString().slice(0, 10)

/**
 * Takes one out of the budget and enters it, or throws `sms_budget_used` (until midnight UTC) and does neither. The
 * company's row is the lock: who comes second counts what the first one wrote.
 */
export const enterSms = async (trx: Trx, order: SmsOrder, now: Date, limits: SmsLimits): Promise<void> => {
  const { id, company_id, kind, to, parts } = order
  const day = dayOf(now)
  const refusal = (limit: number) =>
    new SmsRefused('sms_budget_used', { params: { limit }, retryAfterMs: 86_400_000 - (now.getTime() % 86_400_000) })
  const taken = await sql`
    insert into platform.sms_budget as budget (company_id, day, used) values (${company_id}, ${day}::date, 1)
    on conflict (company_id) do update set day = excluded.day,
      used = 1 + case when budget.day = excluded.day then budget.used else 0 end
    where case when budget.day = excluded.day then budget.used else 0 end < ${limits.company}::int`.execute(trx)
  if (taken.numAffectedRows === 0n) throw refusal(limits.company)
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from platform.sms
    where company_id = ${company_id} and recipient = ${to} and created_at >= ${`${day}T00:00:00Z`}::timestamptz`.execute(
    trx,
  )
  if (rows[0]!.count >= limits.recipient) {
    await sql`update platform.sms_budget set used = used - 1 where company_id = ${company_id}`.execute(trx)
    throw refusal(limits.recipient)
  }
  await trx.insertInto('platform.sms').values({ id, company_id, kind, recipient: to, parts, created_at: now }).execute()
}

/** Settles only what is still queued. */
export const settleSms = async (
  trx: Trx,
  company_id: string,
  id: string,
  { state, attempts, provider_id, answer }: SmsOutcome,
  now: Date,
): Promise<void> => {
  await trx
    .updateTable('platform.sms')
    .set({
      state,
      attempts,
      provider_id,
      answer: answer.slice(0, ANSWER_CHARS),
      settled_at: state === 'queued' ? null : now,
    })
    .where('company_id', '=', company_id)
    .where('id', '=', id)
    .where('state', '=', 'queued')
    .execute()
}

/** What the log says of it; one that is not there was removed and ends with it. */
export const findSms = async (trx: Trx, company_id: string, id: string): Promise<SmsOutcome & { to: string }> => {
  const row = await trx
    .selectFrom('platform.sms')
    .select(['state', 'attempts', 'provider_id', 'answer', 'recipient'])
    .where('company_id', '=', company_id)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) return { state: 'failed', attempts: 0, provider_id: null, answer: 'removed from the log', to: '' }
  const { recipient, ...outcome } = row
  return { ...outcome, answer: row.answer ?? '', to: recipient }
}

/** So many messages are asked about at once. */
const ASKED_AT_ONCE = 100

/** Taken by the provider since then and not reported on; behind `after`, in the order of their ids. */
export const listUnreported = async (
  trx: Trx,
  since: Date,
  after: string,
): Promise<{ id: string; provider_id: string }[]> => {
  const rows = await trx
    .selectFrom('platform.sms')
    .select(['id', 'provider_id'])
    .where('state', '=', 'sent')
    .where('provider_id', 'is not', null)
    .where('settled_at', '>', since)
    .where('id', '>', after)
    .orderBy('id')
    .limit(ASKED_AT_ONCE)
    .execute()
  return rows.map(({ id, provider_id }) => ({ id, provider_id: provider_id! }))
}

/** How many mails a company may send in a day, in all and to one recipient; days are counted in UTC. */
import { sql } from 'kysely'
import type { Trx } from '#platform/store'
import { MailRefused } from './failures.ts'

/** `company`: also what the platform itself may send in a day (links to sign up, forgotten passwords). */
export type MailLimits = { company: number; recipient: number }
export const MAIL_LIMITS: MailLimits = { company: 10_000, recipient: 100 }

type Order = { company_id: string | null; recipients: readonly string[]; now: Date; limits: MailLimits }

/**
 * Takes the mails out of the company's budget or throws `mail_budget_used` (429 until midnight UTC) and takes nothing.
 * All or none. The company's row is the lock: who comes second counts what the first one wrote, so the limits hold
 * under concurrency. Call it before the mails are entered.
 */
export const takeBudget = async (trx: Trx, order: Order): Promise<void> => {
  const { company_id, recipients, now, limits } = order
  const day = dayOf(now)
  const count = recipients.length
  const taken = await sql`
    insert into platform.mail_budget as budget (company_id, day, used)
    select ${company_id}::uuid, ${day}::date, ${count}::int where ${count}::int <= ${limits.company}::int
    on conflict (company_id) do update set day = excluded.day, used = excluded.used + ${usedOn(day)}
    where excluded.used + ${usedOn(day)} <= ${limits.company}::int`.execute(trx)
  if (taken.numAffectedRows === 0n) throw refusal(order, limits.company)
  if (await recipientsHaveRoom(trx, order)) return
  await sql`update platform.mail_budget set used = used - ${count}::int
    where company_id is not distinct from ${company_id}::uuid`.execute(trx)
  throw refusal(order, limits.recipient)
}

/** Mails of the company so far today. */
export const readBudget = async (trx: Trx, company_id: string | null, now: Date): Promise<number> => {
  const row = await trx
    .selectFrom('platform.mail_budget')
    .select('used')
    .where('company_id', company_id === null ? 'is' : '=', company_id)
    .where('day', '=', dayOf(now))
    .executeTakeFirst()
  return row?.used ?? 0
}

const recipientsHaveRoom = async (trx: Trx, { company_id, recipients, now, limits }: Order): Promise<boolean> => {
  const wanted = new Map<string, number>()
  for (const recipient of recipients) wanted.set(recipient, (wanted.get(recipient) ?? 0) + 1)
  const { rows } = await sql<{ recipient: string; count: number }>`
    select wanted.recipient, today.count
    from unnest(${[...wanted.keys()]}::text[]) as wanted (recipient)
    cross join lateral (
      select count(*)::int as count from platform.mail
      where mail.company_id is not distinct from ${company_id}::uuid and mail.recipient = wanted.recipient
        and mail.created_at >= ${`${dayOf(now)}T00:00:00Z`}::timestamptz
    ) as today`.execute(trx)
  return rows.every(({ recipient, count }) => count + wanted.get(recipient)! <= limits.recipient)
}

/** What the row holds counts only while it is of the same day. */
const usedOn = (day: string) => sql`case when budget.day = ${day}::date then budget.used else 0 end`

const dayOf = (now: Date): string => now.toISOString().slice(0, 10)

const refusal = ({ now }: Order, limit: number): MailRefused =>
  new MailRefused('mail_budget_used', { params: { limit }, retryAfterMs: 86_400_000 - (now.getTime() % 86_400_000) })

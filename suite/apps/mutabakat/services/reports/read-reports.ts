/** Reports over a company's letters: how many answered and how fast, what differs and why, what became of one card. */
import { type RawBuilder, sql } from 'kysely'
import type { Services } from '#platform/app'
import type { CacheKey } from '#platform/cache'
import { type Currency, isUuid, toMoneyJson } from '#platform/contract'
import {
  type CounterpartyReport,
  type DifferenceReport,
  fail,
  type LetterStatus,
  type ReasonCode,
  type ReplyReport,
} from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'
import type { Actor } from '../actor.ts'
import { LETTERS_TAG } from './read-dashboard.ts'

const KEPT_MS = 120_000

export type ReportPeriod = { from?: string | undefined; to?: string | undefined }

/** Kept until an event of the company's letters makes it untrue, two minutes at most. */
const cached = <T>(
  services: Services,
  actor: Actor,
  report: string,
  id: string,
  work: () => Promise<T>,
): Promise<T> => {
  const key: CacheKey = { company_id: actor.company_id, group: `mutabakat.report.${report}`, id }
  return services.cache.getOrSet(key, { ttl_ms: KEPT_MS, tags: [LETTERS_TAG] }, work)
}

type Figures = {
  sent: number
  answered: number
  approved: number
  rejected: number
  expired: number
  median_hours: number | null
}

/** Of letters that went out. A revised one counts where its newest version stands: as that version. */
const FIGURES = sql<Figures>`
  count(*)::int as sent,
  (count(*) filter (where l.answered_at is not null))::int as answered,
  (count(*) filter (where l.status in ('approved','resolved') or (l.status = 'archived' and l.answer_choice = 'agree')))::int as approved,
  (count(*) filter (where l.status = 'rejected' or (l.status = 'archived' and l.answer_choice = 'disagree')))::int as rejected,
  (count(*) filter (where l.status = 'expired' or (l.status = 'archived' and l.answer_choice is null)))::int as expired,
  (percentile_cont(0.5) within group (order by extract(epoch from l.answered_at - l.sent_at) / 3600)
    filter (where l.answered_at is not null and l.answered_at >= l.sent_at))::float8 as median_hours`

const whereSent = (company_id: string, { from, to }: ReportPeriod): RawBuilder<unknown> => sql`
  l.company_id = ${company_id} and l.sent_at is not null and l.status not in ('revised','cancelled')
  and (${from ?? null}::date is null or l.balance_date >= ${from ?? null}::date)
  and (${to ?? null}::date is null or l.balance_date <= ${to ?? null}::date)`

const toFigures = ({ sent, answered, approved, rejected, expired, median_hours }: Figures) => ({
  sent,
  answered,
  approved,
  rejected,
  expired,
  reply_percent: sent === 0 ? 0 : Math.round((answered / sent) * 1000) / 10,
  median_hours: median_hours === null ? null : Math.round(median_hours * 10) / 10,
})

export const readReplies = (services: Services, actor: Actor, period: ReportPeriod): Promise<ReplyReport> =>
  cached(services, actor, 'replies', `${period.from ?? ''}/${period.to ?? ''}`, () =>
    services.store.inCompany(actor.company_id, async trx => {
      const where = whereSent(actor.company_id, period)
      const total = await sql<Figures>`select ${FIGURES} from mutabakat.letter l where ${where}`.execute(trx)
      const periods = await sql<Figures & { balance_date: string }>`
        select l.balance_date, ${FIGURES} from mutabakat.letter l where ${where}
        group by l.balance_date order by l.balance_date desc limit 60`.execute(trx)
      const people = await sql<Figures & { user_id: string | null; name: string | null }>`
        select coalesce(l.responsible_id, l.sender_id) as user_id,
          max(coalesce(l.responsible_name, l.sender_name)) as name, ${FIGURES}
        from mutabakat.letter l where ${where}
        group by 1 order by count(*) desc limit 200`.execute(trx)
      return {
        total: toFigures(total.rows[0]!),
        by_period: periods.rows.map(row => ({ balance_date: row.balance_date, ...toFigures(row) })),
        by_responsible: people.rows.map(row => ({ user_id: row.user_id, name: row.name ?? '', ...toFigures(row) })),
      }
    }),
  )

type Sum = { currency: Currency; count: number; minor: string }
const money = (sum: Sum) => toMoneyJson({ minor: BigInt(sum.minor), currency: sum.currency })

export const readDifferences = (services: Services, actor: Actor, period: ReportPeriod): Promise<DifferenceReport> =>
  cached(services, actor, 'differences', `${period.from ?? ''}/${period.to ?? ''}`, () =>
    services.store.inCompany(actor.company_id, async trx => {
      const open = sql`from mutabakat.letter l
        where ${whereSent(actor.company_id, period)} and l.status = 'rejected' and l.difference_minor is not null`
      const sums = sql`l.currency, count(*)::int as count, sum(abs(l.difference_minor))::text as minor`
      const reasons = await sql<Sum & { reason: ReasonCode | null }>`
        select l.answer_reason as reason, ${sums} ${open} group by l.answer_reason, l.currency order by 3 desc, 1, 2`.execute(
        trx,
      )
      const currencies = await sql<Sum>`select ${sums} ${open} group by l.currency order by l.currency`.execute(trx)
      return {
        by_reason: reasons.rows.map(row => ({ reason_code: row.reason, count: row.count, amount: money(row) })),
        by_currency: currencies.rows.map(row => ({ count: row.count, amount: money(row) })),
      }
    }),
  )

const SHOWN = 200

export const readCounterpartyReport = (services: Services, actor: Actor, id: string): Promise<CounterpartyReport> =>
  services.store.inCompany(actor.company_id, async trx => {
    const tables = withTables(trx)
    const { company_id } = actor
    const counterparty = isUuid(id)
      ? await tables
          .selectFrom('mutabakat.counterparty')
          .select(['id', 'code', 'title'])
          .where('company_id', '=', company_id)
          .where('id', '=', id)
          .executeTakeFirst()
      : undefined
    if (!counterparty) throw fail('counterparty_not_found')
    const total = await sql<Figures>`select ${FIGURES} from mutabakat.letter l
      where ${whereSent(company_id, {})} and l.counterparty_id = ${counterparty.id}`.execute(trx)
    const letters = await tables
      .selectFrom('mutabakat.letter')
      .select([
        'id',
        'no',
        'kind',
        'balance_date',
        'minor',
        'currency',
        'side',
        'status',
        'answer_reason',
        'difference_minor',
      ])
      .select(['sent_at', 'answered_at'])
      .where('company_id', '=', company_id)
      .where('counterparty_id', '=', counterparty.id)
      .orderBy('balance_date', 'desc')
      .orderBy('created_at', 'desc')
      .limit(SHOWN)
      .execute()
    return {
      counterparty,
      total: toFigures(total.rows[0]!),
      letters: letters.map(row => ({
        id: row.id,
        no: row.no,
        kind: row.kind,
        balance_date: row.balance_date,
        balance: toMoneyJson({ minor: row.minor, currency: row.currency }),
        side: row.side,
        status: row.status satisfies LetterStatus,
        reason_code: row.answer_reason,
        difference:
          row.difference_minor === null ? null : toMoneyJson({ minor: row.difference_minor, currency: row.currency }),
        sent_at: row.sent_at?.toISOString() ?? null,
        answered_at: row.answered_at?.toISOString() ?? null,
      })),
    }
  })

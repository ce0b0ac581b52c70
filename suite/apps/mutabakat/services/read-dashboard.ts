/** Where the company's letters stand: counts, periods, differences, what happened last. */
import { sql } from 'kysely'
import type { Services } from '#platform/app'
import { type Currency, toMoneyJson } from '#platform/contract'
import { type Dashboard, LETTER_STATUSES, type LetterStatus } from '../contract/index.ts'
import { withTables } from '../data/letters.ts'
import type { Actor } from './actor.ts'

const OPEN: LetterStatus[] = ['sent', 'viewed']
const ANSWERED: LetterStatus[] = ['approved', 'rejected']

/** On every cached value that counts letters of the company. */
export const LETTERS_TAG = 'mutabakat.letters'

/** As long as no event tells of a change. A counterparty's new name may show so late in the lists of ten. */
const KEPT_MS = 120_000

/** The figures as they are at the last event that was told. `balance_date` narrows everything to one period. */
export const readDashboard = (services: Services, actor: Actor, balance_date: string | undefined): Promise<Dashboard> =>
  services.cache.getOrSet(
    { company_id: actor.company_id, group: 'mutabakat.dashboard', id: balance_date ?? '' },
    { ttl_ms: KEPT_MS, tags: [LETTERS_TAG] },
    () => workOutDashboard(services, actor, balance_date),
  )

/** One grouped count feeds every figure; the lists are of ten. */
export const workOutDashboard = (
  services: Services,
  actor: Actor,
  balance_date: string | undefined,
): Promise<Dashboard> =>
  services.store.inCompany(actor.company_id, async trx => {
    const tables = withTables(trx)
    const letters = () => {
      const all = tables.selectFrom('mutabakat.letter as letter').where('letter.company_id', '=', actor.company_id)
      return balance_date ? all.where('letter.balance_date', '=', balance_date) : all
    }
    const groups = await letters()
      .select([
        'letter.balance_date',
        'letter.status',
        sql<number>`count(*)::int`.as('count'),
        sql<number>`(count(*) filter (where letter.delivery_state in ('failed','bounced')))::int`.as('undelivered'),
      ])
      .groupBy(['letter.balance_date', 'letter.status'])
      .execute()
    const counts = Object.fromEntries(LETTER_STATUSES.map(status => [status, 0])) as Record<LetterStatus, number>
    const periods = new Map<string, Dashboard['periods'][number]>()
    let undelivered = 0
    for (const group of groups) {
      counts[group.status] += group.count
      undelivered += group.undelivered
      if (group.status === 'cancelled' || group.status === 'archived') continue
      const period = periods.get(group.balance_date) ?? {
        balance_date: group.balance_date,
        total: 0,
        approved: 0,
        rejected: 0,
        waiting: 0,
        draft: 0,
      }
      period.total += group.count
      if (group.status === 'approved') period.approved += group.count
      if (group.status === 'rejected') period.rejected += group.count
      if (OPEN.includes(group.status)) period.waiting += group.count
      if (group.status === 'draft') period.draft += group.count
      periods.set(group.balance_date, period)
    }
    const live = Object.entries(counts)
      .filter(([status]) => status !== 'cancelled' && status !== 'archived')
      .reduce((sum, [, count]) => sum + count, 0)
    const answered = ANSWERED.reduce((sum, status) => sum + counts[status], 0)
    const differences = await letters()
      .where('letter.status', '=', 'rejected')
      .where('letter.difference_minor', 'is not', null)
      .select(['letter.currency', sql<string>`sum(abs(letter.difference_minor))::text`.as('minor')])
      .groupBy('letter.currency')
      .execute()
    const recent = await tables
      .selectFrom('mutabakat.history as history')
      .innerJoin('mutabakat.letter as letter', 'letter.id', 'history.letter_id')
      .innerJoin('mutabakat.counterparty as counterparty', 'counterparty.id', 'letter.counterparty_id')
      .select([
        'history.letter_id',
        'letter.no',
        'counterparty.title as counterparty',
        'history.action',
        'history.actor',
        'history.at',
      ])
      .where('history.company_id', '=', actor.company_id)
      .where('history.action', 'in', ['mutabakat_sent', 'mutabakat_viewed', 'mutabakat_approved', 'mutabakat_rejected'])
      .orderBy('history.at', 'desc')
      .limit(10)
      .execute()
    const slowest = await letters()
      .innerJoin('mutabakat.counterparty as counterparty', 'counterparty.id', 'letter.counterparty_id')
      .select(['letter.id as letter_id', 'letter.no', 'counterparty.title as counterparty', 'letter.sent_at'])
      .where('letter.status', 'in', OPEN)
      .where('letter.sent_at', 'is not', null)
      .orderBy('letter.sent_at')
      .limit(10)
      .execute()
    return {
      counts,
      undelivered,
      total: live,
      closed_percent: live === 0 ? 0 : Math.round((answered / live) * 1000) / 10,
      differences: differences.map(sum =>
        toMoneyJson({ minor: BigInt(sum.minor), currency: sum.currency as Currency }),
      ),
      periods: [...periods.values()].sort((a, b) => (a.balance_date < b.balance_date ? 1 : -1)).slice(0, 24),
      recent: recent.map(line => ({ ...line, at: line.at.toISOString() })),
      slowest: slowest.map(line => ({ ...line, sent_at: line.sent_at!.toISOString() })),
    }
  })

/** Where the company's letters stand: counts, periods, people, differences, what happened last. */
import { sql } from 'kysely'
import type { Services } from '#platform/app'
import { type Currency, type MoneyJson, toMoneyJson } from '#platform/contract'
import { type Dashboard, LETTER_STATUSES, type LetterKind, type LetterStatus } from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'
import { standingOf } from '../../domain/index.ts'
import type { Actor } from '../actor.ts'

/** What the figures are of; without either member of all letters. */
export type DashboardScope = { balance_date?: string | undefined; kind?: LetterKind | undefined }

/** On every cached value that counts letters of the company. */
export const LETTERS_TAG = 'mutabakat.letters'

/** As long as no event tells of a change. A counterparty's new name may show so late in the lists of ten. */
const KEPT_MS = 120_000
const MOST_PERIODS = 24

/** The figures as they are at the last event that was told. */
export const readDashboard = (services: Services, actor: Actor, scope: DashboardScope): Promise<Dashboard> =>
  services.cache.getOrSet(
    {
      company_id: actor.company_id,
      group: 'mutabakat.dashboard',
      id: `${scope.balance_date ?? ''} ${scope.kind ?? ''}`,
    },
    { ttl_ms: KEPT_MS, tags: [LETTERS_TAG] },
    () => workOutDashboard(services, actor, scope),
  )

const groupBy = <T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const group = groups.get(key(item))
    if (group) group.push(item)
    else groups.set(key(item), [item])
  }
  return groups
}

/** Two grouped counts feed every figure; the lists are of ten. */
export const workOutDashboard = (services: Services, actor: Actor, scope: DashboardScope): Promise<Dashboard> =>
  services.store.inCompany(actor.company_id, async trx => {
    const tables = withTables(trx)
    const letters = () => {
      let all = tables.selectFrom('mutabakat.letter as letter').where('letter.company_id', '=', actor.company_id)
      if (scope.balance_date) all = all.where('letter.balance_date', '=', scope.balance_date)
      if (scope.kind) all = all.where('letter.kind', '=', scope.kind)
      return all
    }
    const counted = await letters()
      .select(['letter.kind', 'letter.balance_date', 'letter.status', 'letter.responsible_id'])
      .select([
        sql<number>`count(*)::int`.as('count'),
        sql<number>`(count(*) filter (where letter.delivery_state in ('failed','bounced')))::int`.as('undelivered'),
        // The newest name somebody had: an older letter must not split them in two.
        sql<string | null>`max(letter.responsible_name)`.as('responsible_name'),
      ])
      .groupBy(['letter.kind', 'letter.balance_date', 'letter.status', 'letter.responsible_id'])
      .execute()
    const open = await letters()
      .where('letter.status', '=', 'rejected')
      .where('letter.difference_minor', 'is not', null)
      .select(['letter.kind', 'letter.balance_date', 'letter.currency'])
      .select(sql<string>`sum(abs(letter.difference_minor))::text`.as('minor'))
      .groupBy(['letter.kind', 'letter.balance_date', 'letter.currency'])
      .execute()
    const states = await tables
      .selectFrom('mutabakat.period')
      .select(['id', 'kind', 'date', 'state'])
      .where('company_id', '=', actor.company_id)
      .execute()
    const stateOf = new Map(states.map(period => [`${period.kind} ${period.date}`, period]))
    const differencesOf = (some: typeof open): MoneyJson[] =>
      [...groupBy(some, ({ currency }) => currency)].map(([currency, sums]) =>
        toMoneyJson({
          minor: sums.reduce((all, { minor }) => all + BigInt(minor), 0n),
          currency: currency as Currency,
        }),
      )
    const keyOf = ({ kind, balance_date }: { kind: string; balance_date: string }) => `${kind} ${balance_date}`
    const openOf = groupBy(open, keyOf)
    const periods = [...groupBy(counted, keyOf)]
      .map(([key, counts]) => ({
        id: stateOf.get(key)?.id ?? null,
        kind: counts[0]!.kind,
        balance_date: counts[0]!.balance_date,
        state: stateOf.get(key)?.state ?? ('open' as const),
        ...standingOf(counts),
        differences: differencesOf(openOf.get(key) ?? []),
      }))
      .filter(({ total }) => total > 0)
      .sort((a, b) => b.balance_date.localeCompare(a.balance_date) || a.kind.localeCompare(b.kind))
      .slice(0, MOST_PERIODS)
    const responsibles = [...groupBy(counted, ({ responsible_id }) => responsible_id ?? '')]
      .map(([id, counts]) => ({
        id: id || null,
        name:
          counts
            .map(({ responsible_name }) => responsible_name ?? '')
            .sort()
            .at(-1) ?? '',
        ...standingOf(counts),
      }))
      .filter(({ total }) => total > 0)
      .sort((a, b) => b.waiting - a.waiting || a.name.localeCompare(b.name))
    const recent = await tables
      .selectFrom('mutabakat.history as history')
      .innerJoin('mutabakat.letter as letter', 'letter.id', 'history.letter_id')
      .innerJoin('mutabakat.counterparty as counterparty', 'counterparty.id', 'letter.counterparty_id')
      .select(['history.letter_id', 'letter.no', 'counterparty.title as counterparty'])
      .select(['history.action', 'history.actor', 'history.at'])
      .where('history.company_id', '=', actor.company_id)
      .where('history.action', 'in', ['mutabakat_sent', 'mutabakat_viewed', 'mutabakat_approved', 'mutabakat_rejected'])
      .orderBy('history.at', 'desc')
      .limit(10)
      .execute()
    const slowest = await letters()
      .innerJoin('mutabakat.counterparty as counterparty', 'counterparty.id', 'letter.counterparty_id')
      .select(['letter.id as letter_id', 'letter.no', 'counterparty.title as counterparty', 'letter.sent_at'])
      .where('letter.status', 'in', ['sent', 'viewed'])
      .where('letter.sent_at', 'is not', null)
      .orderBy('letter.sent_at')
      .limit(10)
      .execute()
    const counts = Object.fromEntries(LETTER_STATUSES.map(status => [status, 0])) as Record<LetterStatus, number>
    for (const { status, count } of counted) counts[status] += count
    const { total, closed_percent } = standingOf(counted)
    return {
      counts,
      undelivered: counted.reduce((all, { undelivered }) => all + undelivered, 0),
      total,
      closed_percent,
      differences: differencesOf(open),
      periods,
      responsibles,
      recent: recent.map(line => ({ ...line, at: line.at.toISOString() })),
      slowest: slowest.map(line => ({ ...line, sent_at: line.sent_at!.toISOString() })),
    }
  })

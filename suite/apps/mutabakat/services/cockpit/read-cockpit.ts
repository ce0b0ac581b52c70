/** The cockpit of a period as figures: one set of queries for everybody who looks, made anew by the next event. */
import { sql } from 'kysely'
import type { Services } from '#platform/app'
import type { Cockpit, Lane } from '../../contract/index.ts'
import { type MutabakatTrx, withTables } from '../../data/letters.ts'
import { selectMembers } from '../../data/members.ts'
import { countLanes, newestLetters, type PeriodKey, periodLetters } from '../../data/period-letters.ts'
import { dayInZone, forecastWindow, standingOf } from '../../domain/index.ts'
import type { Actor } from '../actor.ts'
import { findCountedPeriod } from '../periods/read-periods.ts'
import { LETTERS_TAG } from '../reports/read-dashboard.ts'
import { readSettings } from '../settings/read-settings.ts'
import { findKey } from './find-key.ts'
import { readEarlier, readFlow } from './read-flow.ts'

const KEPT_MS = 120_000
const MOVES_SHOWN = 20
type Shared = Omit<Cockpit, 'can'>

/** Throws `period_not_found`. */
export const readCockpit = async (services: Services, actor: Actor, id: string): Promise<Cockpit> => {
  const shared = await services.cache.getOrSet<Shared>(
    { company_id: actor.company_id, group: 'mutabakat.cockpit', id },
    { ttl_ms: KEPT_MS, tags: [LETTERS_TAG] },
    () => workOutCockpit(services, actor, id),
  )
  return { ...shared, can: { hand_over: mayHandOver(actor, shared) } }
}

const mayHandOver = ({ role }: Actor, { period }: Shared): Cockpit['can']['hand_over'] =>
  role === undefined || role === 'viewer' || period.state === 'closed' ? 'none' : role === 'member' ? 'own' : 'all'

/** Not from the cache, but for how earlier periods ended. */
export const workOutCockpit = async (services: Services, actor: Actor, id: string): Promise<Shared> => {
  const { company_id } = actor
  const { days, key } = await services.store.inCompany(company_id, async trx => {
    const tables = withTables(trx)
    const { time_zone } = await trx
      .selectFrom('platform.company')
      .select('time_zone')
      .where('id', '=', company_id)
      .executeTakeFirstOrThrow()
    const daysOff = await readSettings(tables, company_id)
    const today = dayInZone(services.now(), time_zone)
    return { days: { company_id, time_zone, today, daysOff }, key: await findKey(tables, company_id, id) }
  })
  // Outside the transaction below: it may open one of its own.
  const earlier = await readEarlier(services, days, key)
  return services.store.inCompany(company_id, async trx => {
    const tables = withTables(trx)
    const counted = await countLetters(tables, company_id, key)
    const standing = standingOf(counted)
    const flow = await readFlow(tables, days, key)
    return {
      period: await findCountedPeriod(tables, company_id, id, counted),
      standing,
      flow: flow.shown,
      forecast: forecastWindow({ ...flow.known, earlier, left: standing.draft + standing.waiting }),
      lanes: await readLanes(tables, company_id, key, counted),
      recent: await readMoves(tables, company_id, key),
    }
  })
}

/** The newest moves are among those of the letters that moved last. */
const readMoves = async (tables: MutabakatTrx, company_id: string, key: PeriodKey): Promise<Cockpit['recent']> => {
  const letters = await newestLetters(tables, company_id, key, MOVES_SHOWN)
  const moves = letters.flatMap(letter => {
    const move = (action: Cockpit['recent'][number]['action'], at: Date | null, actor: string | null) =>
      at === null
        ? []
        : [{ letter_id: letter.id, no: letter.no, counterparty: letter.title, action, actor, at: at.toISOString() }]
    const answer = letter.answer_choice === 'agree' ? 'mutabakat_approved' : 'mutabakat_rejected'
    return [
      ...move('mutabakat_sent', letter.sent_at, letter.sender_name),
      ...move('mutabakat_viewed', letter.viewed_at, null),
      ...move(answer, letter.answered_at, letter.answer_name),
    ]
  })
  return moves.sort((a, b) => b.at.localeCompare(a.at)).slice(0, MOVES_SHOWN)
}

const countLetters = (tables: MutabakatTrx, company_id: string, period: PeriodKey) =>
  periodLetters(tables, company_id, period)
    .select(['letter.status', 'letter.responsible_id'])
    .select([
      sql<number>`count(*)::int`.as('count'),
      sql<number>`(count(*) filter (where letter.delivery_state in ('failed','bounced')))::int`.as('undelivered'),
      sql<string | null>`max(letter.responsible_name)`.as('responsible_name'),
    ])
    .groupBy(['letter.status', 'letter.responsible_id'])
    .execute()

const readLanes = async (
  tables: MutabakatTrx,
  company_id: string,
  period: PeriodKey,
  counted: Awaited<ReturnType<typeof countLetters>>,
): Promise<Lane[]> => {
  const members = await selectMembers(tables, company_id).select('member.role').execute()
  const names = new Map(members.map(({ id, name }) => [id, name]))
  const unfinished = new Map(
    (await countLanes(tables, company_id, period).execute()).map(row => [row.responsible_id, row.unfinished]),
  )
  const writers = members.filter(({ role }) => role !== 'viewer').map(({ id }) => id)
  const ids = new Set([...counted.map(row => row.responsible_id), ...writers])
  return [...ids]
    .map((id): Lane => {
      const own = counted.filter(row => row.responsible_id === id)
      const last = own
        .map(row => row.responsible_name ?? '')
        .sort()
        .at(-1)
      return {
        id,
        name: (id !== null && names.get(id)) || (last ?? ''),
        is_member: id === null || names.has(id),
        ...standingOf(own),
        unfinished: unfinished.get(id) ?? 0,
      }
    })
    .filter(lane => lane.total > 0 || (lane.id !== null && lane.is_member))
    .sort((a, b) => b.unfinished - a.unfinished || b.total - a.total || a.name.localeCompare(b.name, 'tr'))
}

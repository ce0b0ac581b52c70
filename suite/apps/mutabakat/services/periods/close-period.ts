/** Closes a period, now or once its last answer is in, and opens it again. */
import { type Selectable, sql } from 'kysely'
import type { Services } from '#platform/app'
import { isUuid } from '#platform/contract'
import type { Trx } from '#platform/store'
import { type CloseInput, fail, type Period, type PeriodInput } from '../../contract/index.ts'
import { type MutabakatTrx, withTables } from '../../data/letters.ts'
import type { PeriodTable } from '../../data/life-tables.ts'
import { isBabs, isMonthEnd } from '../../domain/index.ts'
import type { Actor } from '../actor.ts'
import { refuseStale } from '../refuse-stale.ts'
import { announcePeriod, openPeriod } from './open-period.ts'
import { findPeriod } from './read-periods.ts'

/** One that is there is answered as it is. A month of BA or BS is named by its last day, else `not_month_end`. */
export const startPeriod = async (services: Services, actor: Actor, { kind, date }: PeriodInput): Promise<Period> => {
  if (isBabs(kind) && !isMonthEnd(date))
    throw fail('not_month_end', { fields: [{ path: 'date', code: 'not_month_end' }] })
  return services.store.inCompany(actor.company_id, async trx => {
    const tables = withTables(trx)
    await openPeriod(services, trx, actor, { kind, balance_date: date })
    const { id } = await tables
      .selectFrom('mutabakat.period')
      .select('id')
      .where('company_id', '=', actor.company_id)
      .where('kind', '=', kind)
      .where('date', '=', date)
      .executeTakeFirstOrThrow()
    return findPeriod(tables, actor.company_id, id)
  })
}

/**
 * Who writes in the period holds its row shared, so closing waits for them and then counts what they wrote. Throws
 * `period_not_finished` with the period; `force` needs a reason and somebody who leads.
 */
export const closePeriod = (
  services: Services,
  actor: Actor,
  id: string,
  input: CloseInput,
  rev: number | null,
): Promise<Period> =>
  services.store.inCompany(actor.company_id, async trx => {
    const tables = withTables(trx)
    const held = await holdAlone(tables, actor.company_id, id, rev)
    if (held.state === 'closed') throw fail('period_is_closed')
    if (input.force && actor.role === 'member') throw fail('role_too_low')
    const period = await findPeriod(tables, actor.company_id, id)
    const { drafts, waiting } = period.unfinished
    const unfinished = drafts + (input.when === 'now' ? waiting : 0)
    if (unfinished > 0 && !input.force) throw fail('period_not_finished', { extra: { period } })
    const state = input.when === 'answered' && waiting > 0 ? 'closing' : 'closed'
    await change(services, trx, actor, held, state, input.force ? input.reason : null)
    return findPeriod(tables, actor.company_id, id)
  })

/** What the archive took stays there; new letters may be written again. */
export const reopenPeriod = (services: Services, actor: Actor, id: string, rev: number | null): Promise<Period> =>
  services.store.inCompany(actor.company_id, async trx => {
    const tables = withTables(trx)
    const held = await holdAlone(tables, actor.company_id, id, rev)
    if (held.state === 'open') throw fail('period_is_open')
    await change(services, trx, actor, held, 'open', null)
    return findPeriod(tables, actor.company_id, id)
  })

/** Of one company: periods that only waited for answers, and now have none to wait for. */
export const closeFinishedPeriods = (services: Services, company_id: string): Promise<void> =>
  services.store.inCompany(company_id, async trx => {
    const tables = withTables(trx)
    const closing = await tables
      .selectFrom('mutabakat.period')
      .selectAll()
      .where('company_id', '=', company_id)
      .where('state', '=', 'closing')
      .orderBy('id')
      .forUpdate()
      .execute()
    for (const held of closing) {
      const { unfinished } = await findPeriod(tables, company_id, held.id)
      if (unfinished.waiting === 0)
        await change(services, trx, { company_id, user_id: 'system', name: 'system' }, held, 'closed', null)
    }
  })

type Held = Selectable<PeriodTable>

const holdAlone = async (tables: MutabakatTrx, company_id: string, id: string, rev: number | null): Promise<Held> => {
  const held = isUuid(id)
    ? await tables
        .selectFrom('mutabakat.period')
        .selectAll()
        .where('company_id', '=', company_id)
        .where('id', '=', id)
        .forUpdate()
        .executeTakeFirst()
    : undefined
  if (!held) throw fail('period_not_found')
  await refuseStale(rev, held.rev, () => findPeriod(tables, company_id, id))
  return held
}

const change = async (
  services: Services,
  trx: Trx,
  actor: Actor,
  held: Held,
  state: Held['state'],
  close_reason: string | null,
): Promise<void> => {
  const closed = state === 'closed'
  await withTables(trx)
    .updateTable('mutabakat.period')
    .set({
      state,
      closed_at: closed ? services.now() : null,
      closed_by: closed ? actor.name : null,
      close_reason,
      rev: sql`rev + 1`,
    })
    .where('company_id', '=', actor.company_id)
    .where('id', '=', held.id)
    .execute()
  await services.audit(trx, {
    company_id: actor.company_id,
    actor: actor.user_id,
    action: `period.${state}`,
    object: { type: 'period', id: held.id },
    old: { state: held.state },
    new: { state, ...(close_reason !== null && { reason: close_reason }) },
  })
  await announcePeriod(services, trx, actor, { ...held, state })
}

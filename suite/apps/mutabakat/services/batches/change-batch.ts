/** Changes name or plan of a batch that has not begun, or calls it off. */
import { type Selectable, sql } from 'kysely'
import type { Services } from '#platform/app'
import { isUuid, type RouteInput } from '#platform/contract'
import { type Batch, fail, type routes } from '../../contract/index.ts'
import { type MutabakatTrx, withTables } from '../../data/letters.ts'
import type { BatchTable } from '../../data/life-tables.ts'
import type { Actor } from '../actor.ts'
import { refuseStale } from '../refuse-stale.ts'
import { announceBatch, planBatch } from './plan-batch.ts'
import { findBatch } from './read-batches.ts'

export const changeBatch = (
  services: Services,
  actor: Actor,
  id: string,
  input: RouteInput<typeof routes.changeBatch>['body'],
  rev: number | null,
): Promise<Batch> =>
  services.store.inCompany(actor.company_id, async trx => {
    const tables = withTables(trx)
    const held = await holdWaiting(tables, actor.company_id, id, rev)
    if (input.title !== undefined)
      await tables
        .updateTable('mutabakat.batch')
        .set({ title: input.title })
        .where('company_id', '=', actor.company_id)
        .where('id', '=', id)
        .execute()
    await services.audit(trx, {
      company_id: actor.company_id,
      actor: actor.user_id,
      action: 'batch.changed',
      object: { type: 'batch', id },
      old: { title: held.title, plan: held.plan },
      new: input,
    })
    await planBatch(services, trx, actor, held, input.plan ?? held.plan)
    return findBatch(tables, actor.company_id, id)
  })

/** Its letters stay as they are, and may go into another batch. */
export const cancelBatch = (services: Services, actor: Actor, id: string, rev: number | null): Promise<Batch> =>
  services.store.inCompany(actor.company_id, async trx => {
    const tables = withTables(trx)
    await holdWaiting(tables, actor.company_id, id, rev)
    await tables
      .updateTable('mutabakat.batch')
      .set({ state: 'cancelled', send_at: null, rev: sql`rev + 1` })
      .where('company_id', '=', actor.company_id)
      .where('id', '=', id)
      .execute()
    await services.audit(trx, {
      company_id: actor.company_id,
      actor: actor.user_id,
      action: 'batch.cancelled',
      object: { type: 'batch', id },
    })
    await announceBatch(services, trx, actor, id)
    return findBatch(tables, actor.company_id, id)
  })

const holdWaiting = async (
  tables: MutabakatTrx,
  company_id: string,
  id: string,
  rev: number | null,
): Promise<Selectable<BatchTable>> => {
  const held = isUuid(id)
    ? await tables
        .selectFrom('mutabakat.batch')
        .selectAll()
        .where('company_id', '=', company_id)
        .where('id', '=', id)
        .forUpdate()
        .executeTakeFirst()
    : undefined
  if (!held) throw fail('batch_not_found')
  await refuseStale(rev, held.rev, () => findBatch(tables, company_id, id))
  if (held.state !== 'gathered' && held.state !== 'scheduled') throw fail('batch_not_scheduled')
  return held
}

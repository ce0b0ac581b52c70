/** When a batch goes out: writes the plan, queues its hour, and tells the company. */
import { sql } from 'kysely'
import type { Services } from '#platform/app'
import { emit, type Trx } from '#platform/store'
import { type BatchPlan, batchSendJob, batchStartJob } from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'
import { nextWorkingInstant } from '../../domain/index.ts'
import type { Actor } from '../actor.ts'
import { localeOfCompany } from '../reader-locale.ts'
import { readSettings } from '../settings/read-settings.ts'
import { findBatch } from './read-batches.ts'

/** The batch's row is held by the caller. A job of an earlier plan finds another `rev` and does nothing. */
export const planBatch = async (
  services: Services,
  trx: Trx,
  actor: Actor,
  batch: { id: string; rev: number },
  plan: BatchPlan,
): Promise<void> => {
  const tables = withTables(trx)
  const { company_id } = actor
  const rev = batch.rev + 1
  const set = (row: { state: 'gathered' | 'scheduled'; send_at: Date | null }) =>
    tables
      .updateTable('mutabakat.batch')
      .set({ ...row, plan: JSON.stringify(plan), rev })
      .where('company_id', '=', company_id)
      .where('id', '=', batch.id)
      .execute()
  if (plan.when === 'none') await set({ state: 'gathered', send_at: null })
  else if (plan.when === 'now') {
    await set({ state: 'scheduled', send_at: services.now() })
    await startBatch(services, trx, actor, { id: batch.id, rev })
  } else {
    const { time_zone } = await trx
      .selectFrom('platform.company')
      .select('time_zone')
      .where('id', '=', company_id)
      .executeTakeFirstOrThrow()
    const send_at = nextWorkingInstant(plan, services.now(), time_zone, await readSettings(tables, company_id))
    await set({ state: 'scheduled', send_at })
    await services.jobs.enqueue(
      trx,
      batchStartJob,
      { company_id, batch_id: batch.id, rev },
      { company_id, owner_id: null, start_after: send_at },
    )
  }
  await announceBatch(services, trx, actor, batch.id)
}

/** Begins a batch whose plan is still the one named by `rev`; true when it did. Task and state are one transaction. */
export const startBatch = async (
  services: Services,
  trx: Trx,
  actor: Pick<Actor, 'company_id' | 'user_id'>,
  { id, rev }: { id: string; rev: number },
): Promise<boolean> => {
  const { company_id } = actor
  const batch = await withTables(trx)
    .updateTable('mutabakat.batch')
    .set({ state: 'started', rev: sql`rev + 1` })
    .where('company_id', '=', company_id)
    .where('id', '=', id)
    .where('state', '=', 'scheduled')
    .where('rev', '=', rev)
    .returning(['title', 'owner_id'])
    .executeTakeFirst()
  if (!batch) return false
  const { task_id } = await services.jobs.enqueue(
    trx,
    batchSendJob,
    { batch_id: id },
    { company_id, owner_id: batch.owner_id, title: batch.title },
  )
  await withTables(trx)
    .updateTable('mutabakat.batch')
    .set({ task_id })
    .where('company_id', '=', company_id)
    .where('id', '=', id)
    .execute()
  return true
}

export const announceBatch = async (
  services: Services,
  trx: Trx,
  actor: Pick<Actor, 'company_id' | 'user_id'>,
  id: string,
): Promise<void> => {
  const { title, state, total } = await findBatch(withTables(trx), actor.company_id, id)
  await emit(trx, {
    type: 'mutabakat_batch',
    company_id: actor.company_id,
    user_id: actor.user_id,
    data: {
      batch_id: id,
      title,
      state,
      total,
      message: services.t(await localeOfCompany(trx, actor.company_id), `mutabakat.events.batch_${state}`, {
        title,
        total,
      }),
    },
  })
}

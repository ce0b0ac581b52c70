/** Batches with how their letters stand, and what became of their task. */
import { sql } from 'kysely'
import type { Services } from '#platform/app'
import { isUuid, type Page, type RouteInput } from '#platform/contract'
import { paginate } from '#platform/store'
import { type Batch, type BatchState, fail, type routes } from '../../contract/index.ts'
import { type MutabakatTrx, withTables } from '../../data/letters.ts'
import type { Actor } from '../actor.ts'

/** Of a batch that began: a letter that still waits for the mail server. */
const LEAVING = sql`status in ('draft','ready') and delivery_state = 'queued'`

/** A task that was swept away with time had ended long before. */
const STATE = sql<BatchState>`case
  when batch.state <> 'started' then batch.state
  when task.state in ('queued','running') then 'running'
  when task.state in ('failed','cancelled') then 'stopped'
  when exists (select from mutabakat.letter where company_id = batch.company_id and batch_id = batch.id and ${LEAVING})
    then 'running'
  else 'done' end`

const selectBatches = (tables: MutabakatTrx, company_id: string) =>
  tables
    .selectFrom('mutabakat.batch as batch')
    .leftJoin('platform.task as task', 'task.id', 'batch.task_id')
    .where('batch.company_id', '=', company_id)
    .select(['batch.id', 'batch.title', 'batch.owner_id', 'batch.owner_name', 'batch.source', 'batch.plan'])
    .select(['batch.send_at', 'batch.task_id', 'batch.total', 'batch.rev', 'batch.created_at', 'task.finished_at'])
    .select(STATE.as('state'))
    .select(
      sql<Batch['counts']>`(select jsonb_build_object(
        'leaving', count(*) filter (where ${LEAVING}),
        'draft', count(*) filter (where status = 'draft' and delivery_state is distinct from 'queued'),
        'pending_approval', count(*) filter (where status = 'pending_approval'),
        'ready', count(*) filter (where status = 'ready' and delivery_state is distinct from 'queued'),
        'waiting', count(*) filter (where status in ('sent','viewed')),
        'answered', count(*) filter (where status in ('approved','rejected','resolved')),
        'expired', count(*) filter (where status = 'expired'),
        'ended', count(*) filter (where status in ('revised','cancelled','archived')),
        'undelivered', count(*) filter (where delivery_state in ('failed','bounced')))
        from mutabakat.letter where company_id = batch.company_id and batch_id = batch.id)`.as('counts'),
    )

type Row = Awaited<ReturnType<ReturnType<typeof selectBatches>['executeTakeFirstOrThrow']>>

const toBatch = ({ owner_id, owner_name, send_at, created_at, finished_at, ...row }: Row): Batch => ({
  ...row,
  owner: { id: owner_id, name: owner_name },
  send_at: send_at?.toISOString() ?? null,
  created_at: created_at.toISOString(),
  finished_at: finished_at?.toISOString() ?? null,
})

/** Throws `batch_not_found`. */
export const findBatch = async (tables: MutabakatTrx, company_id: string, id: string): Promise<Batch> => {
  const row = isUuid(id)
    ? await selectBatches(tables, company_id).where('batch.id', '=', id).executeTakeFirst()
    : undefined
  if (!row) throw fail('batch_not_found')
  return toBatch(row)
}

export const getBatch = (services: Services, actor: Actor, id: string): Promise<Batch> =>
  services.store.inCompany(actor.company_id, trx => findBatch(withTables(trx), actor.company_id, id))

export const listBatches = (
  services: Services,
  actor: Actor,
  query: RouteInput<typeof routes.listBatches>['query'],
): Promise<Page<Batch>> =>
  services.store.inCompany(actor.company_id, async trx => {
    let rows = selectBatches(withTables(trx), actor.company_id)
    const state = query['filter[state]']
    if (state) rows = rows.where(STATE, '=', state)
    const page = await paginate({
      trx,
      query: rows,
      sorts: { created_at: { expression: sql.ref('batch.created_at'), type: 'timestamptz' } },
      sort: query.sort ?? '-created_at',
      id: sql.ref('batch.id'),
      limit: query.limit,
      cursor: query.cursor,
      filter: JSON.stringify(['batches', state ?? '']),
      secret: services.secrets.key('cursor'),
    })
    return { ...page, items: page.items.map(toBatch) }
  })

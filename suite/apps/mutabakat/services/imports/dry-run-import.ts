/** Asks for a dry run of a waiting import, and reads what the newest one found. */
import { sql } from 'kysely'
import type { Services } from '#platform/app'
import { isUuid, type Locale, type Page, type RouteInput } from '#platform/contract'
import { paginate } from '#platform/store'
import { type Difference, type DryRun, dryRunJob, fail, type routes } from '../../contract/index.ts'
import { type MutabakatTrx, withTables } from '../../data/letters.ts'
import { type Actor, userIdOf } from '../actor.ts'
import { checkPlan } from './map-import.ts'
import { sayIssue, taskError } from './read-imports.ts'

const read = async (
  services: Services,
  tables: MutabakatTrx,
  company_id: string,
  id: string,
  locale: Locale,
): Promise<DryRun | null> => {
  const row = await tables
    .selectFrom('mutabakat.import as import')
    .innerJoin('platform.task as task', 'task.id', 'import.dry_run_task_id')
    .select(['task.id as task_id', 'task.state', 'task.error', 'import.dry_run'])
    .where('import.company_id', '=', company_id)
    .where('import.id', '=', id)
    .executeTakeFirst()
  if (!row) return null
  const { task_id, state, dry_run } = row
  return {
    task_id,
    state,
    counts: dry_run?.counts ?? null,
    error: state === 'failed' ? taskError(services, locale, row.error) : null,
  }
}

/** One at a time: while one waits or runs, asking again answers that one. */
export const startDryRun = (services: Services, actor: Actor, id: string, locale: Locale): Promise<DryRun> =>
  services.store.inCompany(actor.company_id, async trx => {
    const tables = withTables(trx)
    const row = isUuid(id)
      ? await tables
          .selectFrom('mutabakat.import')
          .select(['plan', 'kind', 'task_id', 'file_name'])
          .where('company_id', '=', actor.company_id)
          .where('id', '=', id)
          .forUpdate()
          .executeTakeFirst()
      : undefined
    if (!row) throw fail('import_not_found')
    if (row.task_id !== null) throw fail('import_not_waiting')
    if (!row.plan) throw fail('mapping_incomplete')
    checkPlan(row.plan, row.kind)
    const known = await read(services, tables, actor.company_id, id, locale)
    if (known?.state === 'queued' || known?.state === 'running') return known
    const { task_id } = await services.jobs.enqueue(
      trx,
      dryRunJob,
      { import_id: id },
      { company_id: actor.company_id, owner_id: userIdOf(actor), title: row.file_name },
    )
    await tables
      .updateTable('mutabakat.import')
      .set({ dry_run_task_id: task_id, dry_run: null })
      .where('company_id', '=', actor.company_id)
      .where('id', '=', id)
      .execute()
    return (await read(services, tables, actor.company_id, id, locale))!
  })

export const readDryRun = (services: Services, actor: Actor, id: string, locale: Locale): Promise<DryRun> =>
  services.store.inCompany(actor.company_id, async trx => {
    const found = isUuid(id) ? await read(services, withTables(trx), actor.company_id, id, locale) : null
    if (!found) throw fail('dry_run_not_found')
    return found
  })

type DifferencesQuery = RouteInput<typeof routes.listDifferences>['query']

/** Of the newest run; none while it runs. Throws `dry_run_not_found`. */
export const listDifferences = (
  services: Services,
  actor: Actor,
  id: string,
  query: DifferencesQuery,
  locale: Locale,
): Promise<Page<Difference>> =>
  services.store.inCompany(actor.company_id, async trx => {
    const tables = withTables(trx)
    const found = isUuid(id) ? await read(services, tables, actor.company_id, id, locale) : null
    if (!found) throw fail('dry_run_not_found')
    const kind = query['filter[kind]']
    const rows = tables
      .selectFrom('mutabakat.import_difference')
      .select(['row', 'code', 'title', 'outcome', 'changes', 'failures', 'warnings'])
      .where('company_id', '=', actor.company_id)
      .where('task_id', '=', found.counts === null ? null : found.task_id)
    const page = await paginate({
      trx,
      query:
        kind === undefined
          ? rows
          : kind === 'warned'
            ? rows.where('warned', '=', true)
            : rows.where('outcome', '=', kind),
      sorts: { row: { expression: sql.ref('row'), type: 'integer' } },
      sort: 'row',
      id: sql.ref('task_id'),
      limit: query.limit,
      cursor: query.cursor,
      // Another run has other rows.
      filter: `${found.task_id} ${kind ?? ''}`,
      secret: services.secrets.key('cursor'),
    })
    const items = page.items.map(row => ({
      ...row,
      failures: row.failures.map(failure => sayIssue(services, locale, failure, 'errors')),
      warnings: row.warnings.map(warning => sayIssue(services, locale, warning, 'warnings')),
    }))
    return { ...page, items }
  })

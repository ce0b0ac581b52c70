/** The import job: applies the rows of a file in chunks, goes on where it was, and ends in one transaction with its task. */
import { sql } from 'kysely'
import type { Services } from '#platform/app'
import { Failure } from '#platform/contract'
import type { JobContext } from '#platform/jobs'
import { emit, type Trx } from '#platform/store'
import type { ImportPlan } from '../../contract/index.ts'
import { type MutabakatTrx, withTables } from '../../data/letters.ts'
import type { CardRow } from '../../domain/index.ts'
import { createDuplicateCheck, type DuplicateCheck } from '../../domain/index.ts'
import { tellLetter } from '../letters/announce-letter.ts'
import { localeOfCompany } from '../reader-locale.ts'
import { applyCards } from './apply-cards.ts'
import { applyRows } from './apply-rows.ts'
import { gatherDues, withGroups } from './gather-dues.ts'
import { duplicateCheckOf } from './read-rows.ts'
import { type ImportActor, notYetRecorded, type Outcome, type ReadRow } from './record-rows.ts'
import { readyRows } from './resolve-babs.ts'
import { choosePlan, countRows, type ImportWork, loadImport, walkRows } from './walk-import.ts'

/** Up to this many letters are told one by one; a larger import is told as one summary. */
const TOLD_ONE_BY_ONE = 50

/**
 * Safe to run again: it goes on behind the last row it applied. A file that cannot be read ends the import with its
 * code; that is the file's fault, so it is not tried again.
 */
export const runImport = async (
  services: Services,
  company_id: string,
  import_id: string,
  job: JobContext,
): Promise<void> => {
  const work = await loadImport(services, company_id, import_id)
  try {
    const plan = work.plan ?? (await choosePlan(services, work))
    const expected = work.expected ?? (await countAndKeep(services, work, plan, job))
    await applySheet(services, work, plan, expected, job)
    await finish(services, work.actor, job, expected)
  } catch (error) {
    if (!(error instanceof Failure) || error.status >= 500) throw error
    await refuse(services, work.actor, error)
    throw error
  }
}

const countAndKeep = async (
  services: Services,
  { actor, path }: ImportWork,
  plan: ImportPlan,
  job: JobContext,
): Promise<number> => {
  const { total, headings, unknown } = await countRows(path, plan, job)
  await services.store.inCompany(actor.company_id, trx =>
    withTables(trx)
      .updateTable('mutabakat.import')
      .set({
        plan: JSON.stringify(plan),
        expected: total,
        headings: JSON.stringify(headings),
        unknown_columns: JSON.stringify(unknown),
      })
      .where('company_id', '=', actor.company_id)
      .where('id', '=', actor.import_id)
      .execute(),
  )
  return total
}

type Progress = { afterRow: number; done: number; wrong: number; duplicated: DuplicateCheck }

/** What an attempt that died has left: rows are recorded in their order, so the last one says where to go on. */
const progressOf = (services: Services, actor: ImportActor): Promise<Progress> =>
  services.store.inCompany(actor.company_id, async trx => {
    const tables = withTables(trx)
    const { last, done, wrong } = await tables
      .selectFrom('mutabakat.import_row')
      .select([
        sql<number | null>`max(row)`.as('last'),
        sql<number>`count(*)::int`.as('done'),
        sql<number>`(count(*) filter (where outcome = 'wrong'))::int`.as('wrong'),
      ])
      .where('company_id', '=', actor.company_id)
      .where('import_id', '=', actor.import_id)
      .executeTakeFirstOrThrow()
    const duplicated = done === 0 ? createDuplicateCheck() : await duplicateCheckOf(tables, actor)
    return { afterRow: last ?? 0, done, wrong, duplicated }
  })

const applySheet = async (
  services: Services,
  { actor, path }: ImportWork,
  plan: ImportPlan,
  expected: number,
  job: JobContext,
): Promise<void> => {
  const { afterRow, duplicated, ...before } = await progressOf(services, actor)
  let { done, wrong } = before
  const groups = actor.kind === 'dues' ? await gatherDues(path, plan, job.signal) : null
  for await (const rows of walkRows({ path, kind: actor.kind, plan }, duplicated, { signal: job.signal, afterRow })) {
    job.signal.throwIfAborted()
    if (rows.length > 0)
      await services.store.inCompany(actor.company_id, async trx => {
        // Another attempt that was given up for dead may have been quicker.
        const fresh = await notYetRecorded(withTables(trx), actor, groups ? withGroups(rows, groups) : rows)
        if (fresh.length > 0) await applyChunk(services, trx, actor, fresh)
      })
    done += rows.length
    wrong += rows.filter(row => !row.reading.ok).length
    await job.report({ done, total: Math.max(expected, done), step: 'rows', errors: wrong })
  }
}

/** The kind of the import says which rows its reader made. */
export const applyChunk = async (
  services: Services,
  trx: Trx,
  actor: ImportActor,
  rows: readonly ReadRow[],
  before?: { wrong: number; warnings: number },
): Promise<Outcome[]> =>
  actor.kind === 'cards'
    ? applyCards(services, trx, actor, rows as readonly ReadRow<CardRow>[], before)
    : applyRows(services, trx, actor, await readyRows(withTables(trx), actor, rows), before)

type Counts = { created: number; updated: number; unchanged: number; wrong: number; warnings: number }

/** State, events and the task's end commit together: nobody sees "done" without the rows, or the rows without "done". */
const finish = (services: Services, actor: ImportActor, job: JobContext, total: number): Promise<void> =>
  services.store.inCompany(actor.company_id, async trx => {
    const tables = withTables(trx)
    const ended = await tables
      .updateTable('mutabakat.import')
      .set({ total, error_code: null, error_params: sql`null` })
      .where('company_id', '=', actor.company_id)
      .where('id', '=', actor.import_id)
      .returning(['created', 'updated', 'unchanged', 'wrong', 'warnings'])
      .executeTakeFirstOrThrow()
    if (actor.kind !== 'cards') await tellLetters(services, trx, tables, actor, ended)
    await job.complete(trx, { counts: { ...ended, total }, file_id: null })
  })

const tellLetters = async (
  services: Services,
  trx: Trx,
  tables: MutabakatTrx,
  actor: ImportActor,
  ended: Counts,
): Promise<void> => {
  const letters = await tables
    .selectFrom('mutabakat.import_row')
    .select(['letter_id', 'outcome'])
    .where('company_id', '=', actor.company_id)
    .where('import_id', '=', actor.import_id)
    .where('outcome', 'in', ['created', 'updated'])
    .orderBy('row')
    .limit(TOLD_ONE_BY_ONE + 1)
    .execute()
  if (letters.length <= TOLD_ONE_BY_ONE) {
    for (const { letter_id, outcome } of letters)
      await tellLetter(
        services,
        trx,
        actor,
        letter_id!,
        outcome === 'created' ? 'mutabakat_created' : 'mutabakat_updated',
      )
    return
  }
  const count = ended.created + ended.updated
  const locale = await localeOfCompany(trx, actor.company_id)
  await emit(trx, {
    type: 'mutabakat_created',
    company_id: actor.company_id,
    user_id: actor.user_id,
    data: {
      batch_id: actor.import_id,
      count,
      created: ended.created,
      updated: ended.updated,
      message: services.t(locale, 'mutabakat.events.mutabakat_batch_created', { count }),
    },
  })
}

const refuse = (services: Services, actor: ImportActor, error: Failure): Promise<unknown> =>
  services.store.inCompany(actor.company_id, trx =>
    withTables(trx)
      .updateTable('mutabakat.import')
      .set({ error_code: error.code, error_params: JSON.stringify(error.params) })
      .where('company_id', '=', actor.company_id)
      .where('id', '=', actor.import_id)
      .execute(),
  )

/** The import job: reads the file as a stream, applies its rows in chunks, and ends in one transaction with its task. */
import { sql } from 'kysely'
import type { Services } from '#platform/app'
import { Failure } from '#platform/contract'
import type { JobContext } from '#platform/jobs'
import { openSheet, type SheetRow } from '#platform/sheets'
import { emit } from '#platform/store'
import { fail } from '../contract/index.ts'
import { withTables } from '../data/letters.ts'
import {
  type Columns,
  cellText,
  createDuplicateCheck,
  FIELD_HEADINGS,
  findHeadings,
  readBalanceRow,
  skipReason,
} from '../domain/index.ts'
import type { Actor } from './actor.ts'
import { announceLetter } from './announce-letter.ts'
import { applyRows, type ReadRow } from './apply-rows.ts'
import { localeOfCompany } from './reader-locale.ts'

const CHUNK = 500
/** Up to this many letters are told one by one; a larger import is told as one summary. */
const TOLD_ONE_BY_ONE = 50
const HEADING_ROWS = 20

type Plan = { columns: Columns; headings: string[] }

const values = (row: SheetRow) => row.cells.map(cell => cell.value)
const texts = (row: SheetRow): string[] => row.cells.map(cell => cellText(cell.value))

const load = (services: Services, company_id: string, import_id: string) =>
  services.store.inCompany(company_id, async trx => {
    const tables = withTables(trx)
    const row = await tables
      .selectFrom('mutabakat.import')
      .selectAll()
      .where('company_id', '=', company_id)
      .where('id', '=', import_id)
      .executeTakeFirst()
    if (!row) throw fail('import_not_found')
    const file = await services.files.read(trx, company_id, row.file_id)
    return { path: file.path, owner: { id: row.owner_id, name: row.owner_name } }
  })

/**
 * Safe to run again: rows already applied are passed over. A file that cannot be read ends the import with its code;
 * that is the file's fault, so it is not tried again.
 */
export const runImport = async (
  services: Services,
  company_id: string,
  import_id: string,
  job: JobContext,
): Promise<void> => {
  const { path, owner } = await load(services, company_id, import_id)
  const actor = { company_id, user_id: owner.id, name: owner.name, import_id, user: owner }
  try {
    const expected = await countRows(path, job)
    const total = await applySheet(services, actor, path, expected, job)
    await finish(services, actor, job, total)
  } catch (error) {
    if (!(error instanceof Failure) || error.status >= 500) throw error
    await refuse(services, actor, error)
    throw error
  }
}

type ImportActor = Parameters<typeof applyRows>[2]

/**
 * A first walk that applies nothing: a file that breaks off, inflates or is too long at its end is refused before its
 * first row is applied, and progress has a whole to be a part of.
 */
const countRows = async (path: string, job: JobContext): Promise<number> => {
  const sheet = await openSheet({ path }, { signal: job.signal, batchRows: CHUNK })
  let count = 0
  let columns: Columns | null = null
  let above: SheetRow[] = []
  for await (const batch of sheet.batches) {
    let rows = batch
    if (!columns) {
      above = [...above, ...batch]
      const found = planOf(above)
      if (!found) continue
      columns = found.plan.columns
      rows = found.rest
    }
    for (const row of rows) if (!skipReason(values(row), columns)) count++
  }
  if (!columns) throw headingsMissing(above)
  return count
}

const applySheet = async (
  services: Services,
  actor: ImportActor,
  path: string,
  expected: number,
  job: JobContext,
): Promise<number> => {
  const sheet = await openSheet({ path }, { signal: job.signal, batchRows: CHUNK })
  const duplicated = createDuplicateCheck()
  let plan: Plan | null = null
  let above: SheetRow[] = []
  let done = 0
  let wrong = 0
  for await (const batch of sheet.batches) {
    let rows = batch
    if (!plan) {
      above = [...above, ...batch]
      const found = planOf(above)
      if (!found) continue
      plan = found.plan
      rows = found.rest
      await keepPlan(services, actor, plan, found.unknown)
    }
    const read = rows.flatMap(row => readRow(row, plan!.columns, duplicated) ?? [])
    for (let at = 0; at < read.length; at += CHUNK) {
      job.signal.throwIfAborted()
      const chunk = read.slice(at, at + CHUNK)
      await services.store.inCompany(actor.company_id, trx => applyRows(services, trx, actor, chunk))
      done += chunk.length
      wrong += chunk.filter(row => !row.reading.ok).length
    }
    await job.report({ done, total: Math.max(expected, done), step: 'rows', errors: wrong })
  }
  return done
}

/** The headings within the first rows seen so far; null asks for more rows while there may be some. */
const planOf = (above: SheetRow[]): { plan: Plan; rest: SheetRow[]; unknown: string[] } | null => {
  const found = findHeadings(above.slice(0, HEADING_ROWS).map(values))
  if (found.ok)
    return {
      plan: { columns: found.columns, headings: texts(above[found.row]!) },
      rest: above.slice(found.row + 1),
      unknown: found.unknown,
    }
  if (above.length >= HEADING_ROWS) throw headingsMissing(above)
  return null
}

const headingsMissing = (above: SheetRow[]): Failure => {
  const found = findHeadings(above.map(values))
  return fail('headings_not_found', {
    params: {
      missing: found.ok ? '' : found.missing.map(field => FIELD_HEADINGS[field]).join(', '),
      found: found.ok ? '' : found.found.join(', '),
    },
  })
}

const readRow = (
  row: SheetRow,
  columns: Columns,
  duplicated: ReturnType<typeof createDuplicateCheck>,
): ReadRow | null => {
  const cells = values(row)
  if (skipReason(cells, columns)) return null
  const base = { number: row.number, cells: texts(row), warnings: [] }
  const empty = row.cells.findIndex(cell => cell.kind === 'no_result')
  if (empty >= 0 && Object.values(columns).includes(empty))
    return {
      ...base,
      reading: {
        ok: false,
        failures: [{ column: fieldAt(columns, empty), code: 'formula_without_result', params: {} }],
      },
    }
  const reading = readBalanceRow(cells, columns)
  if (!reading.ok) return { ...base, reading: { ok: false, failures: reading.failures.map(copy) } }
  const twice = duplicated(reading.row, row.number)
  if (twice.failures.length > 0) return { ...base, reading: { ok: false, failures: twice.failures.map(copy) } }
  return {
    ...base,
    warnings: [...reading.warnings, ...twice.warnings].map(copy),
    reading: { ok: true, row: reading.row },
  }
}

const fieldAt = (columns: Columns, index: number): string =>
  Object.entries(columns).find(([, at]) => at === index)?.[0] ?? ''

const copy = (issue: { column: string; code: string; params: Readonly<Record<string, string | number>> }) => ({
  column: issue.column,
  code: issue.code,
  params: { ...issue.params },
})

const keepPlan = (services: Services, actor: ImportActor, plan: Plan, unknown: string[]): Promise<unknown> =>
  services.store.inCompany(actor.company_id, trx =>
    withTables(trx)
      .updateTable('mutabakat.import')
      .set({ headings: JSON.stringify(plan.headings), unknown_columns: JSON.stringify(unknown) })
      .where('company_id', '=', actor.company_id)
      .where('id', '=', actor.import_id)
      .execute(),
  )

/** State, events and the task's end commit together: nobody sees "done" without the rows, or the rows without "done". */
const finish = (services: Services, actor: ImportActor & Actor, job: JobContext, total: number): Promise<void> =>
  services.store.inCompany(actor.company_id, async trx => {
    const tables = withTables(trx)
    const ended = await tables
      .updateTable('mutabakat.import')
      .set({ total, error_code: null, error_params: sql`null` })
      .where('company_id', '=', actor.company_id)
      .where('id', '=', actor.import_id)
      .returning(['created', 'updated', 'unchanged', 'wrong', 'warnings'])
      .executeTakeFirstOrThrow()
    const letters = await tables
      .selectFrom('mutabakat.import_row')
      .select(['letter_id', 'outcome'])
      .where('company_id', '=', actor.company_id)
      .where('import_id', '=', actor.import_id)
      .where('outcome', 'in', ['created', 'updated'])
      .orderBy('row')
      .limit(TOLD_ONE_BY_ONE + 1)
      .execute()
    if (letters.length <= TOLD_ONE_BY_ONE)
      for (const letter of letters)
        await announceLetter(
          services,
          trx,
          actor,
          letter.letter_id!,
          letter.outcome === 'created' ? 'mutabakat_created' : 'mutabakat_updated',
        )
    else
      await emit(trx, {
        type: 'mutabakat_created',
        company_id: actor.company_id,
        user_id: actor.user_id,
        data: {
          batch_id: actor.import_id,
          count: ended.created + ended.updated,
          created: ended.created,
          updated: ended.updated,
          message: services.t(
            await localeOfCompany(trx, actor.company_id),
            'mutabakat.events.mutabakat_batch_created',
            {
              count: ended.created + ended.updated,
            },
          ),
        },
      })
    await job.complete(trx, { counts: { ...ended, total }, file_id: null })
  })

const refuse = (services: Services, actor: ImportActor, error: Failure): Promise<unknown> =>
  services.store.inCompany(actor.company_id, trx =>
    withTables(trx)
      .updateTable('mutabakat.import')
      .set({
        error_code: error.code,
        error_params: JSON.stringify(error.params),
      })
      .where('company_id', '=', actor.company_id)
      .where('id', '=', actor.import_id)
      .execute(),
  )

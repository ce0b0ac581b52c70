/** Reading imports: the list, one, its wrong rows, and those rows as a file to correct. */
import { type Selectable, sql } from 'kysely'
import type { Services } from '#platform/app'
import { isUuid, type Locale, type Page } from '#platform/contract'
import { type SheetColumn, writeXlsx } from '#platform/sheets'
import { paginate } from '#platform/store'
import { fail, type Import, type ImportError, type ImportPlan } from '../../contract/index.ts'
import type { ImportRowTable, RowFailure } from '../../data/card-tables.ts'
import { type MutabakatTrx, withTables } from '../../data/letters.ts'
import { cellText, FIELD_HEADINGS } from '../../domain/index.ts'
import type { Actor } from '../actor.ts'

type ListQuery = { limit: number; cursor?: string | undefined }

/** An import's state is its task's: there is one truth about whether a job runs. Without a task it waits. */
const selectImports = (tables: MutabakatTrx, company_id: string) =>
  tables
    .selectFrom('mutabakat.import as import')
    .leftJoin('platform.task as task', 'task.id', 'import.task_id')
    .selectAll('import')
    .select(['task.state', 'task.error as task_error', 'task.finished_at'])
    .where('import.company_id', '=', company_id)

type Selected = Awaited<ReturnType<ReturnType<typeof selectImports>['executeTakeFirstOrThrow']>>

const toImport = (services: Services, row: Selected, locale: Locale): Import => ({
  id: row.id,
  kind: row.kind,
  task_id: row.task_id,
  file_name: row.file_name,
  file_size: row.file_size,
  state: row.state ?? 'waiting',
  plan: row.plan,
  total: row.total,
  created: row.created,
  updated: row.updated,
  unchanged: row.unchanged,
  wrong: row.wrong,
  skipped: row.skipped,
  warnings: row.warnings,
  unknown_columns: row.unknown_columns,
  error: row.state === 'failed' ? errorOf(services, row, locale) : null,
  created_at: row.created_at.toISOString(),
  finished_at: row.finished_at?.toISOString() ?? null,
})

/** The file's own fault, else what ended the task, in the reader's words: a task's own message is for the log. */
const errorOf = ({ t }: Services, row: Selected, locale: Locale): Import['error'] => {
  const code = row.error_code ?? row.task_error?.code
  return code ? { code, message: sentenceOf(t, locale, code, row.error_params ?? {}) } : null
}

const sentenceOf = (
  t: Services['t'],
  locale: Locale,
  code: string,
  params: Record<string, string | number>,
): string => {
  const known = [`mutabakat.errors.${code}`, `errors.${code}`].find(key => t.has(locale, key))
  return t(locale, known ?? 'errors.task_failed', params)
}

/** What ended a task, in the reader's words. */
export const taskError = (
  services: Services,
  locale: Locale,
  error: { code: string } | null,
): { code: string; message: string } | null =>
  error && { code: error.code, message: sentenceOf(services.t, locale, error.code, {}) }

export const listImports = (
  services: Services,
  actor: Actor,
  query: ListQuery,
  locale: Locale,
): Promise<Page<Import>> =>
  services.store.inCompany(actor.company_id, async trx => {
    const page = await paginate({
      trx,
      query: selectImports(withTables(trx), actor.company_id),
      sorts: { created_at: { expression: sql.ref('import.created_at'), type: 'timestamptz' } },
      sort: '-created_at',
      id: sql.ref('import.id'),
      limit: query.limit,
      cursor: query.cursor,
      filter: '',
      secret: services.secrets.key('cursor'),
    })
    return { ...page, items: page.items.map(row => toImport(services, row, locale)) }
  })

const find = async (tables: MutabakatTrx, company_id: string, id: string): Promise<Selected> => {
  const row = isUuid(id)
    ? await selectImports(tables, company_id).where('import.id', '=', id).executeTakeFirst()
    : undefined
  if (!row) throw fail('import_not_found')
  return row
}

/** One import, inside the caller's transaction. */
export const findImport = async (
  services: Services,
  tables: MutabakatTrx,
  company_id: string,
  id: string,
  locale: Locale,
): Promise<Import> => toImport(services, await find(tables, company_id, id), locale)

export const getImport = (services: Services, actor: Actor, id: string, locale: Locale): Promise<Import> =>
  services.store.inCompany(actor.company_id, trx => findImport(services, withTables(trx), actor.company_id, id, locale))

const headingOf = (field: string): string => FIELD_HEADINGS[field as keyof typeof FIELD_HEADINGS] ?? field

/** A failure or a warning of a row in the reader's words; `column` becomes the layout's heading. */
export const sayIssue = (services: Services, locale: Locale, issue: RowFailure, table: 'errors' | 'warnings') => ({
  column: headingOf(issue.column),
  code: issue.code,
  message: services.t(locale, `mutabakat.${table}.${issue.code}`, issue.params),
})

type WrongRow = Pick<Selectable<ImportRowTable>, 'row' | 'failures' | 'cells' | 'repair'>

/** By field: what the file says, under what was typed since. */
const fieldsOf = (row: WrongRow, plan: ImportPlan | null): ImportError['fields'] => ({
  ...Object.fromEntries(
    Object.entries(plan?.columns ?? {}).map(([field, index]) => [field, cellText(row.cells[index])]),
  ),
  ...row.repair,
})

const toError = (services: Services, row: WrongRow, plan: ImportPlan | null, locale: Locale): ImportError => ({
  row: row.row,
  failures: row.failures.map(failure => ({
    ...sayIssue(services, locale, failure, 'errors'),
    field: failure.column,
  })),
  cells: row.cells.map(cellText),
  fields: fieldsOf(row, plan),
})

const wrongRows = (tables: MutabakatTrx, company_id: string, id: string) =>
  tables
    .selectFrom('mutabakat.import_row')
    .select(['row', 'failures', 'cells', 'repair'])
    .where('company_id', '=', company_id)
    .where('import_id', '=', id)
    .where('outcome', '=', 'wrong')

/** One wrong row, inside the caller's transaction; null when it is right by now. */
export const findWrongRow = async (
  services: Services,
  tables: MutabakatTrx,
  company_id: string,
  place: { id: string; row: number },
  locale: Locale,
): Promise<ImportError | null> => {
  const { plan } = await find(tables, company_id, place.id)
  const row = await wrongRows(tables, company_id, place.id).where('row', '=', place.row).executeTakeFirst()
  return row ? toError(services, row, plan, locale) : null
}

export const listImportErrors = (
  services: Services,
  actor: Actor,
  id: string,
  query: ListQuery,
  locale: Locale,
): Promise<Page<ImportError>> =>
  services.store.inCompany(actor.company_id, async trx => {
    const tables = withTables(trx)
    const { plan } = await find(tables, actor.company_id, id)
    const page = await paginate({
      trx,
      query: wrongRows(tables, actor.company_id, id),
      sorts: { row: { expression: sql.ref('row'), type: 'integer' } },
      sort: 'row',
      id: sql.ref('import_id'),
      limit: query.limit,
      cursor: query.cursor,
      filter: id,
      secret: services.secrets.key('cursor'),
    })
    return { ...page, items: page.items.map(row => toError(services, row, plan, locale)) }
  })

/** The wrong rows under the file's own headings, with the reasons in a first column: correct, and upload again. */
export const writeImportErrors = (
  services: Services,
  actor: Actor,
  id: string,
  locale: Locale,
): Promise<{ name: string; bytes: Buffer }> =>
  services.store.inCompany(actor.company_id, async trx => {
    const tables = withTables(trx)
    const found = await find(tables, actor.company_id, id)
    const rows = await wrongRows(tables, actor.company_id, id).orderBy('row').execute()
    if (rows.length === 0) throw fail('import_has_no_errors')
    const columns: SheetColumn[] = [
      ...found.headings.map(heading => ({ header: heading, kind: 'text' as const })),
      { header: services.t(locale, 'mutabakat.imports.reason_column'), kind: 'text', width: 60 },
    ]
    const lines = rows.map(row => [
      ...found.headings.map((_, index) => cellText(row.cells[index])),
      row.failures.map(failure => sayIssue(services, locale, failure, 'errors').message).join(' '),
    ])
    const bytes = await writeXlsx({ name: services.t(locale, 'mutabakat.imports.errors_sheet'), columns, rows: lines })
    return { name: `${found.file_name.replace(/\.[^.]+$/, '')}-hatali-satirlar.xlsx`, bytes }
  })

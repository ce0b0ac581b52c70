/** The export of the audit log as a background job: CSV, XLSX or JSON, read in pieces and written as a stream. */
import { Readable } from 'node:stream'
import { z } from 'zod'
import { AUDIT_FORMATS, auditFilters, defineJob, LOCALES, type Locale } from '#platform/contract'
import type { Files } from '#platform/files'
import type { JobContext } from '#platform/jobs'
import { CSV_TYPE, type SheetColumn, streamCsv, streamXlsx, type WritableCell, XLSX_TYPE } from '#platform/sheets'
import type { Store } from '#platform/store'
import { type AuditCompany, readAudit, toAuditEntry } from './list-audit.ts'

export const auditExportJob = defineJob('platform.audit_export', {
  input: z.object({ ...auditFilters, format: z.enum(AUDIT_FORMATS), locale: z.enum(LOCALES) }),
  task: true,
})
export type AuditExportInput = z.output<typeof auditExportJob.input>

export type AuditExportDeps = {
  store: Store
  files: Files
  t: (locale: Locale, key: string) => string
}

type Row = Awaited<ReturnType<typeof readAudit>>[number]

/** Files that were made to be taken away: they are deleted after a month. */
export const EXPORT_KIND = 'export'
const BATCH = 1_000

const COLUMNS: { key: string; kind: SheetColumn['kind']; width: number; value: (row: Row) => WritableCell }[] = [
  { key: 'position', kind: 'number', width: 10, value: row => row.position },
  { key: 'at', kind: 'instant', width: 20, value: row => row.at },
  { key: 'actor', kind: 'text', width: 26, value: row => row.actor_name ?? row.actor },
  { key: 'actor_id', kind: 'text', width: 38, value: row => row.actor },
  { key: 'action', kind: 'text', width: 26, value: row => row.action },
  { key: 'object_type', kind: 'text', width: 18, value: row => row.object_type },
  { key: 'object_id', kind: 'text', width: 38, value: row => row.object_id },
  { key: 'old', kind: 'text', width: 40, value: row => (row.old === null ? null : JSON.stringify(row.old)) },
  { key: 'new', kind: 'text', width: 40, value: row => (row.new === null ? null : JSON.stringify(row.new)) },
  { key: 'ip', kind: 'text', width: 18, value: row => row.ip },
  { key: 'agent', kind: 'text', width: 40, value: row => row.agent },
  { key: 'hash', kind: 'text', width: 66, value: row => row.hash },
]

/** Writes the file and ends the task with it, in one transaction. What is written meanwhile may or may not be in it. */
export const runAuditExport = async (
  deps: AuditExportDeps,
  input: AuditExportInput,
  job: JobContext,
): Promise<void> => {
  const { company_id, owner_id } = job
  if (!company_id) throw new Error(`task ${job.task_id} has no company`)
  const { format, locale, ...filters } = input
  const company = await deps.store.inCompany(company_id, trx =>
    trx
      .selectFrom('platform.company')
      .select(['id', 'time_zone', 'slug'])
      .where('id', '=', company_id)
      .executeTakeFirstOrThrow(),
  )
  let count = 0
  async function* rows() {
    let seq = 0n
    for (;;) {
      const batch = await deps.store.inCompany(company.id, trx => readAudit(trx, company, filters, seq, BATCH))
      yield* batch
      count += batch.length
      await job.report({ done: count, step: 'rows' })
      if (batch.length < BATCH) return
      seq = batch.at(-1)!.seq
    }
  }
  const written = write(format, rows(), company, key => deps.t(locale, `audit.columns.${key}`))
  await deps.store.inCompany(company.id, async trx => {
    const file = await deps.files.put(trx, {
      company_id: company.id,
      owner_id,
      name: `${deps.t(locale, 'audit.file')}-${company.slug}.${format}`,
      kind: EXPORT_KIND,
      ...written,
    })
    await job.complete(trx, { counts: { rows: count }, file_id: file.id })
  })
}

const write = (
  format: AuditExportInput['format'],
  rows: AsyncIterable<Row>,
  company: AuditCompany,
  heading: (key: string) => string,
): { type: string; bytes: Readable } => {
  if (format === 'json') return { type: 'application/json', bytes: Readable.from(jsonLines(rows)) }
  const columns = COLUMNS.map(({ key, kind, width }) => ({ header: heading(key), width, ...(kind && { kind }) }))
  const sheet = { columns, rows: cells(rows), time_zone: company.time_zone }
  return format === 'csv'
    ? { type: CSV_TYPE, bytes: streamCsv(sheet) }
    : { type: XLSX_TYPE, bytes: streamXlsx({ ...sheet, name: heading('sheet') }) }
}

async function* cells(rows: AsyncIterable<Row>) {
  for await (const row of rows) yield COLUMNS.map(column => column.value(row))
}

/** One array, a record on each line. */
async function* jsonLines(rows: AsyncIterable<Row>) {
  let before = '[\n'
  for await (const row of rows) {
    yield Buffer.from(before + JSON.stringify(toAuditEntry(row)))
    before = ',\n'
  }
  yield Buffer.from(before === '[\n' ? '[]\n' : '\n]\n')
}

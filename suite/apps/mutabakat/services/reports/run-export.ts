/** The export job: writes the selected letters, or a month's declaration, into one file, and ends the task with it in one transaction. */
import type { Readable } from 'node:stream'
import type { Services } from '#platform/app'
import type { Locale } from '#platform/contract'
import { streamZip, ZIP_TYPE, type ZipFile } from '#platform/files'
import type { JobContext } from '#platform/jobs'
import { CSV_TYPE, streamCsv, streamXlsx, type WritableCell, writeXlsx, XLSX_TYPE } from '#platform/sheets'
import { type ExportInput, fail, MAX_EXPORTED } from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'
import { selectedIds } from '../../data/selected-letters.ts'
import { dayInZone } from '../../domain/index.ts'
import { babsCells, babsColumns, readBabsLines } from '../babs/export-babs.ts'
import { paperName, readPapers } from '../proof/read-papers.ts'
import { exportCells, exportColumns, isExported, type LetterExport, readExportRows } from './export-rows.ts'
import { exportTitle } from './start-export.ts'

/** Nothing is kept before the end: an attempt that died left no half file. */
export const runExport = async (
  services: Services,
  company_id: string,
  input: { user_id: string; order: ExportInput; locale: Locale },
  job: JobContext,
): Promise<void> => {
  const { order, locale } = input
  const { babs, ids, company } = await services.store.inCompany(company_id, async trx => ({
    babs: order.kind === 'babs' && order.babs ? await readBabsLines(trx, company_id, order.babs) : [],
    ids: order.kind === 'babs' ? [] : await selectedIds(withTables(trx), company_id, order.selection, MAX_EXPORTED),
    company: await trx
      .selectFrom('platform.company')
      .select(['slug', 'time_zone'])
      .where('id', '=', company_id)
      .executeTakeFirstOrThrow(),
  }))
  if (ids.length + babs.length === 0) throw fail('export_empty')
  const counts = { letters: 0, files: 0 }
  const letters = async function* (kind: LetterExport): AsyncGenerator<WritableCell[]> {
    let done = 0
    for await (const portion of readExportRows(services, company_id, ids)) {
      for (const row of portion) {
        if (!isExported(kind, row)) continue
        counts.letters++
        yield exportCells(services, locale, kind, row)
      }
      done += portion.length
      await job.report({ done, total: ids.length, step: 'letters' })
    }
  }
  const declaration = function* (): Generator<WritableCell[]> {
    for (const line of babs) {
      counts.letters++
      yield babsCells(line)
    }
  }
  const { kind } = order
  const sheet = {
    ...(kind === 'babs'
      ? { columns: babsColumns(services, locale), rows: declaration() }
      : { columns: exportColumns(services, locale, kind), rows: letters(kind) }),
    time_zone: company.time_zone,
    name: exportTitle(services, locale, order),
  }
  const written = (): { type: string; extension: string; bytes: Readable } => {
    if (order.kind === 'papers') return { type: ZIP_TYPE, extension: 'zip', bytes: streamZip(papers(), services.now()) }
    return order.format === 'csv'
      ? { type: CSV_TYPE, extension: 'csv', bytes: streamCsv(sheet) }
      : { type: XLSX_TYPE, extension: 'xlsx', bytes: streamXlsx(sheet) }
  }
  const papers = async function* (): AsyncGenerator<ZipFile> {
    const index: WritableCell[][] = []
    for await (const portion of readExportRows(services, company_id, ids)) {
      for (const row of portion) {
        const all = await readPapers(services, company_id, row.id)
        for (const paper of all.filter(one => one.kind === 'letter' || one.kind === 'answer')) {
          counts.files++
          yield { name: `${folderOf(row)}/${paperName(paper)}`, bytes: paper.bytes, stored: true }
        }
        index.push(exportCells(services, locale, 'papers', row))
        await job.report({ done: index.length, total: ids.length, step: 'letters' })
      }
    }
    counts.letters = index.length
    yield { name: 'index.xlsx', bytes: await writeXlsx({ ...sheet, rows: index }), stored: true }
  }
  const { type, extension, bytes } = written()
  const day = dayInZone(services.now(), company.time_zone)
  await services.store.inCompany(company_id, async trx => {
    const file = await services.files.put(trx, {
      company_id,
      owner_id: input.user_id,
      name: `${sheet.name}-${company.slug}-${day}.${extension}`,
      type,
      kind: 'mutabakat.export',
      bytes,
    })
    await services.audit(trx, {
      company_id,
      actor: input.user_id,
      action: 'export.written',
      object: { type: 'export', id: file.id },
      new: { kind: order.kind, letters: counts.letters, sha256: file.sha256 },
    })
    await job.complete(trx, { counts, file_id: file.id })
  })
}

/** Where a letter's papers stand in an archive; versions of one number beside each other. */
export const folderOf = (letter: { no: string; version: number }): string =>
  `letters/${letter.no}${letter.version > 1 ? `-v${letter.version}` : ''}`

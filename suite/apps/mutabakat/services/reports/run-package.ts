/** The package of an auditor: papers, answers, evidence and the audit log's end, signed and checkable offline. */
import { createHash, sign, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Services } from '#platform/app'
import { streamZip, ZIP_TYPE, type ZipFile } from '#platform/files'
import type { JobContext } from '#platform/jobs'
import { type WritableCell, writeXlsx } from '#platform/sheets'
import { fail, MAX_EXPORTED, MAX_PACKAGED, type PackageInput } from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'
import { selectedIds } from '../../data/selected-letters.ts'
import { dayInZone } from '../../domain/index.ts'
import { companyCertificate } from '../proof/company-certificate.ts'
import { keepPaper } from '../proof/keep-paper.ts'
import { paperName, readPapers } from '../proof/read-papers.ts'
import { drawSample } from './draw-sample.ts'
import { exportCells, exportColumns, readExportRows } from './export-rows.ts'
import { folderOf } from './run-export.ts'

const KEPT_BESIDE = ['verify.mjs', 'README.tr.txt', 'README.en.txt'] as const
const beside = (name: string): Buffer => readFileSync(new URL(`../../documents/package/${name}`, import.meta.url))

type Order = { user_id: string; order: PackageInput; seed: string }

/** Selected or drawn now: a retry draws the same, because the seed was made when the package was asked for. */
const prepare = (services: Services, company_id: string, { order, seed }: Order) =>
  services.store.inCompany(company_id, async trx => {
    const company = await trx
      .selectFrom('platform.company')
      .select(['id', 'slug', 'title', 'vkn', 'time_zone'])
      .where('id', '=', company_id)
      .executeTakeFirstOrThrow()
    const most = order.sample ? MAX_EXPORTED : MAX_PACKAGED
    // An auditor samples confirmations: what nobody was asked cannot be one.
    const isSample = order.sample !== null
    const selected = await selectedIds(withTables(trx), company_id, order.selection, most, isSample)
    if (selected.length === 0) throw fail('export_empty')
    const ids = order.sample ? drawSample(selected, order.sample.size, seed) : selected
    return { company, selected: selected.length, ids, certificate: await companyCertificate(services, trx, company) }
  })

/** The signed end of the company's audit log: what is written over later does not fit it. Null before the first. */
const auditHead = (services: Services, company_id: string) =>
  services.store.asSystem('the end of the audit log goes into a package', trx =>
    trx
      .selectFrom('platform.audit_head')
      .select(['company_id', 'position', 'hash', 'at', 'signature'])
      .where('company_id', '=', company_id)
      .orderBy('position', 'desc')
      .executeTakeFirst(),
  )

const evidenceOf = (services: Services, company_id: string, letter_id: string) =>
  services.store.inCompany(company_id, trx =>
    withTables(trx)
      .selectFrom('mutabakat.evidence')
      .select(['seq', 'fact', 'at', 'link_id', 'detail', 'salt', 'detail_sha256', 'text_sha256', 'document_sha256'])
      .select(['prev_hash', 'hash'])
      .where('company_id', '=', company_id)
      .where('letter_id', '=', letter_id)
      .orderBy('seq')
      .execute(),
  )

const json = (value: unknown): Buffer =>
  Buffer.from(`${JSON.stringify(value, (_, part) => (typeof part === 'bigint' ? part.toString() : part), 2)}\n`)

/** Kept as a paper of the company, so that its own fingerprint can be verified like any other. */
export const runPackage = async (
  services: Services,
  company_id: string,
  input: Order,
  job: JobContext,
): Promise<void> => {
  const { order, seed } = input
  const { company, selected, ids, certificate } = await prepare(services, company_id, input)
  const at = services.now()
  const files: { name: string; sha256: string }[] = []
  const letters: Record<string, unknown>[] = []
  const listed = (file: ZipFile): ZipFile => {
    files.push({ name: file.name, sha256: createHash('sha256').update(file.bytes).digest('hex') })
    return file
  }
  async function* parts(): AsyncGenerator<ZipFile> {
    const index: WritableCell[][] = []
    for await (const portion of readExportRows(services, company_id, ids)) {
      for (const row of portion) {
        const folder = folderOf(row)
        for (const paper of await readPapers(services, company_id, row.id))
          yield listed({ name: `${folder}/${paperName(paper)}`, bytes: paper.bytes, stored: true })
        const evidence = await evidenceOf(services, company_id, row.id)
        yield listed({ name: `${folder}/evidence.json`, bytes: json(evidence) })
        letters.push({
          id: row.id,
          no: row.no,
          version: row.version,
          status: row.status,
          folder,
          evidence_length: row.evidence_length,
          evidence_head: row.evidence_head,
        })
        index.push(exportCells(services, order.locale, 'papers', row))
        await job.report({ done: index.length, total: ids.length, step: 'letters' })
      }
    }
    const columns = exportColumns(services, order.locale, 'papers')
    const sheet = { columns, rows: index, time_zone: company.time_zone, name: 'index' }
    yield listed({ name: 'index.xlsx', bytes: await writeXlsx(sheet), stored: true })
    yield listed({ name: 'audit-head.json', bytes: json((await auditHead(services, company_id)) ?? null) })
    for (const name of KEPT_BESIDE) yield listed({ name, bytes: beside(name) })
    const manifest = json({
      made_at: at.toISOString(),
      company: { title: company.title, vkn: company.vkn },
      selection: order.selection,
      sample: order.sample ? { size: order.sample.size, seed, drawn_from: selected } : null,
      letters,
      files,
    })
    yield { name: 'manifest.json', bytes: manifest }
    yield { name: 'manifest.sig', bytes: Buffer.from(sign('sha256', manifest, certificate.keyPem).toString('base64')) }
    yield { name: 'certificate.pem', bytes: Buffer.from(new X509Certificate(certificate.certDer).toString()) }
  }
  await services.store.inCompany(company_id, async trx => {
    const paper = await keepPaper(services, trx, {
      company_id,
      letter_id: null,
      kind: 'package',
      level: 'L2',
      name: `${services.t(order.locale, 'mutabakat.exports.file.package')}-${company.slug}-${dayInZone(at, company.time_zone)}.zip`,
      type: ZIP_TYPE,
      bytes: streamZip(parts(), at),
      certificate_id: certificate.id,
      owner_id: input.user_id,
    })
    await services.audit(trx, {
      company_id,
      actor: input.user_id,
      action: 'package.written',
      object: { type: 'package', id: paper.id },
      new: { letters: letters.length, sha256: paper.sha256, seed: order.sample ? seed : null },
    })
    await job.complete(trx, { counts: { letters: letters.length, files: files.length }, file_id: paper.file_id })
  })
}

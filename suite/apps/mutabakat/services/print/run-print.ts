/** The print job: one letter's pages after another into one PDF, drawn and taken apart beside the main thread. */
import { Readable } from 'node:stream'
import type { Services } from '#platform/app'
import type { Locale } from '#platform/contract'
import { joinPdf, PDF_TYPE, type PdfPart, unpackPart } from '#platform/documents'
import type { JobContext } from '#platform/jobs'
import { fail, type PrintInput } from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'
import type { PrintCopy } from '../../documents/print-copy.ts'
import { dayInZone } from '../../domain/index.ts'
import { readLetterToDraw } from '../proof/draw-letter.ts'
import { readDocument } from '../proof/keep-document.ts'
import { printedLetters } from './printed-letters.ts'

const MODULE = new URL('../../documents/print-copy.ts', import.meta.url)
/** What the preview of a letter says that was not sealed: there is nothing to verify. */
const DRAFT_CODE = 'taslak'

/**
 * Counts: `letters` and `pages` printed, `drafts` of them that did not go out yet, `unreadable` papers that could not be
 * read and are left out. Memory is that of one letter, whatever their number.
 */
export const runPrint = async (
  services: Services,
  company_id: string,
  input: { user_id: string; order: PrintInput; locale: Locale },
  job: JobContext,
): Promise<void> => {
  const { order, locale, user_id } = input
  const { ids, company } = await services.store.inCompany(company_id, async trx => ({
    ids: await printedLetters(withTables(trx), { company_id, user_id, name: '' }, order),
    company: await trx
      .selectFrom('platform.company')
      .select(['slug', 'time_zone'])
      .where('id', '=', company_id)
      .executeTakeFirstOrThrow(),
  }))
  const title = services.t(locale, 'mutabakat.exports.file.print')
  const counts = { letters: 0, pages: 0, drafts: 0, unreadable: 0 }
  const join = joinPdf({ title })
  const pages = async function* (): AsyncGenerator<Buffer> {
    yield join.begin()
    for (const [index, id] of ids.entries()) {
      if (order.double_sided && join.pages() % 2 === 1) yield join.blank()
      const copy = await copyOf(services, company_id, id, join.next())
      if (copy === null) counts.unreadable++
      else {
        counts.letters++
        counts.pages += copy.part.pages.length
        if (copy.draft) counts.drafts++
        yield join.add(copy.part)
      }
      await job.report({ done: index + 1, total: ids.length, step: 'letters', errors: counts.unreadable })
    }
    if (counts.letters === 0) throw fail('print_unreadable')
    yield join.end()
  }
  const day = dayInZone(services.now(), company.time_zone)
  await services.store.inCompany(company_id, async trx => {
    const file = await services.files.put(trx, {
      company_id,
      owner_id: user_id,
      name: `${title}-${company.slug}-${day}.pdf`,
      type: PDF_TYPE,
      kind: 'mutabakat.export',
      bytes: Readable.from(pages()),
    })
    await services.audit(trx, {
      company_id,
      actor: user_id,
      action: 'export.printed',
      object: { type: 'export', id: file.id },
      new: { ...counts, sha256: file.sha256 },
    })
    await job.complete(trx, { counts, file_id: file.id, opens: true })
  })
}

/** The paper as it went out, else the letter as it now stands; null when its paper cannot be read. */
const copyOf = async (
  services: Services,
  company_id: string,
  id: string,
  first: number,
): Promise<{ part: PdfPart; draft: boolean } | null> => {
  const draw = async (copy: PrintCopy) => unpackPart(await services.drawing.draw(MODULE, copy))
  const draft = await isUnsent(services, company_id, id)
  try {
    const kept = draft ? null : await readDocument(services, company_id, id)
    if (kept) return { part: await draw({ first, kept: kept.bytes }), draft }
  } catch (error) {
    services.log.error({ err: error, letter_id: id }, 'a paper could not be printed')
    return null
  }
  const { data } = await readLetterToDraw(services, company_id, id, DRAFT_CODE)
  return { part: await draw({ first, drawn: { ...data, foot: draft ? 'draft' : 'none' } }), draft }
}

/** A draft may have the paper of a delivery that failed, and have changed since. */
const isUnsent = (services: Services, company_id: string, id: string): Promise<boolean> =>
  services.store.inCompany(company_id, async trx => {
    const { status } = await withTables(trx)
      .selectFrom('mutabakat.letter')
      .select('status')
      .where('company_id', '=', company_id)
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    return status === 'draft' || status === 'pending_approval' || status === 'ready'
  })

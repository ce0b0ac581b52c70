/** The papers of a letter: listed, read, and one more taken in that a person signed with a card of their own. */
import { buffer } from 'node:stream/consumers'
import type { Services } from '#platform/app'
import { isUuid } from '#platform/contract'
import type { Trx } from '#platform/store'
import { fail, type LetterDocument } from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'
import type { Actor } from '../actor.ts'
import { lockLetter } from '../letters/lock-letter.ts'
import { keepPaper } from './keep-paper.ts'
import { judgePdf } from './trust-of.ts'

const select = (trx: Trx, company_id: string, letter_id: string) =>
  withTables(trx)
    .selectFrom('mutabakat.document as document')
    .innerJoin('platform.file as file', 'file.id', 'document.file_id')
    .selectAll('document')
    .select(['file.name', 'file.type'])
    .where('document.company_id', '=', company_id)
    .where('document.letter_id', '=', letter_id)

type Selected = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>

const toDocument = (row: Selected): LetterDocument => ({
  id: row.id,
  kind: row.kind,
  version: row.version,
  level: row.level,
  name: row.name,
  type: row.type,
  size: row.size,
  sha256: row.sha256,
  verify_code: row.verify_code,
  verdict: row.verdict,
  broken_at: row.broken_at?.toISOString() ?? null,
  created_at: row.created_at.toISOString(),
})

const requireLetter = async (trx: Trx, company_id: string, id: string): Promise<void> => {
  const letter = isUuid(id)
    ? await withTables(trx)
        .selectFrom('mutabakat.letter')
        .select('id')
        .where('company_id', '=', company_id)
        .where('id', '=', id)
        .executeTakeFirst()
    : undefined
  if (!letter) throw fail('letter_not_found')
}

export const listPapers = (services: Services, actor: Actor, id: string): Promise<{ items: LetterDocument[] }> =>
  services.store.inCompany(actor.company_id, async trx => {
    await requireLetter(trx, actor.company_id, id)
    const rows = await select(trx, actor.company_id, id)
      .orderBy('document.created_at', 'desc')
      .orderBy('document.id', 'desc')
      .execute()
    return { items: rows.map(toDocument) }
  })

export const readPaper = (
  services: Services,
  actor: Actor,
  id: string,
  document_id: string,
): Promise<{ name: string; type: string; bytes: Buffer }> =>
  services.store.inCompany(actor.company_id, async trx => {
    await requireLetter(trx, actor.company_id, id)
    const row = isUuid(document_id)
      ? await select(trx, actor.company_id, id).where('document.id', '=', document_id).executeTakeFirst()
      : undefined
    if (!row) throw fail('document_not_found')
    const file = await services.files.read(trx, actor.company_id, row.file_id)
    return { name: row.name, type: row.type, bytes: await buffer(file.stream()) }
  })

/**
 * Kept with the verifier's words as they were on that day: L3 only for a qualified certificate whose chain was checked.
 * Refuses what is no PDF, and one whose signatures do not hold. As an answer it needs a letter that was answered.
 */
export const takeSignedPdf = async (
  services: Services,
  actor: Actor,
  id: string,
  upload: { as: 'letter' | 'answer'; name: string; bytes: Buffer },
): Promise<LetterDocument> => {
  const { as, bytes } = upload
  if (bytes.toString('latin1', 0, 5) !== '%PDF-') throw fail('pdf_expected')
  const verdict = await judgePdf(services, bytes)
  if (!verdict.valid) throw fail('pdf_not_signed', { extra: { verdict } })
  return services.store.inCompany(actor.company_id, async trx => {
    const letter = await lockLetter(withTables(trx), actor.company_id, id)
    if (as === 'answer' && letter.answer_choice === null) throw fail('letter_not_answered')
    if (as === 'letter' && letter.sent_at === null) throw fail('letter_not_sent')
    const kept = await keepPaper(services, trx, {
      company_id: actor.company_id,
      letter_id: letter.id,
      kind: as,
      level: verdict.level,
      name: upload.name,
      type: 'application/pdf',
      bytes,
      verdict,
      owner_id: actor.user_id,
    })
    await services.audit(trx, {
      company_id: actor.company_id,
      actor: actor.user_id,
      action: 'document.signed',
      object: { type: 'letter', id: letter.id },
      new: { as, document_id: kept.id, sha256: kept.sha256, level: verdict.level },
    })
    const row = await select(trx, actor.company_id, letter.id)
      .where('document.id', '=', kept.id)
      .executeTakeFirstOrThrow()
    return toDocument(row)
  })
}

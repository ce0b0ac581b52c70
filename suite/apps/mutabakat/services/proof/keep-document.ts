/** The signed letter, made once and kept: every later reading gets the same bytes. */
import { createHash, randomBytes } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import type { Services } from '#platform/app'
import { withTables } from '../../data/letters.ts'
import { addEvidence } from '../letters/add-evidence.ts'
import { drawLetter } from './draw-letter.ts'

export type KeptDocument = { file_id: string; sha256: string; bytes: Buffer; no: string }

/** Finds the letter's document or draws, signs and stores it. A retry after a kill finds what the first attempt kept. */
export const keepDocument = async (
  services: Services,
  company_id: string,
  letter_id: string,
): Promise<KeptDocument> => {
  const kept = await readDocument(services, company_id, letter_id)
  if (kept) return kept
  const verify_code = randomBytes(16).toString('base64url')
  const { pdf, no, certificate_id, wording_version } = await drawLetter(services, company_id, letter_id, verify_code)
  const sha256 = createHash('sha256').update(pdf).digest('hex')
  await services.store.inCompany(company_id, async trx => {
    const file = await services.files.put(trx, {
      company_id,
      owner_id: null,
      name: `${no}.pdf`,
      type: 'application/pdf',
      bytes: pdf,
      kind: 'mutabakat.letter',
    })
    const kept = await withTables(trx)
      .insertInto('mutabakat.document')
      .values({
        id: services.id(),
        company_id,
        letter_id,
        file_id: file.id,
        sha256,
        size: pdf.length,
        verify_code,
        certificate_id,
        created_at: services.now(),
      })
      .onConflict(conflict => conflict.columns(['letter_id', 'kind', 'version']).doNothing())
      .returning('id')
      .executeTakeFirst()
    // Two deliveries of one letter may draw at once: the first one's bytes are the letter.
    if (!kept) return services.files.remove(trx, company_id, file.id)
    await withTables(trx)
      .updateTable('mutabakat.letter')
      .set({ wording_version })
      .where('company_id', '=', company_id)
      .where('id', '=', letter_id)
      .execute()
    await addEvidence(services, trx, { company_id, id: letter_id }, { fact: 'sealed', document_sha256: sha256 })
  })
  return (await readDocument(services, company_id, letter_id))!
}

/** The sealed letter as it went out, or null while the letter has none. */
export const readDocument = (services: Services, company_id: string, letter_id: string): Promise<KeptDocument | null> =>
  services.store.inCompany(company_id, async trx => {
    const row = await withTables(trx)
      .selectFrom('mutabakat.document')
      .innerJoin('mutabakat.letter', 'mutabakat.letter.id', 'mutabakat.document.letter_id')
      .select(['mutabakat.document.file_id', 'mutabakat.document.sha256', 'mutabakat.letter.no'])
      .where('mutabakat.document.company_id', '=', company_id)
      .where('mutabakat.document.letter_id', '=', letter_id)
      .where('mutabakat.document.kind', '=', 'letter')
      .where('mutabakat.document.version', '=', 1)
      .executeTakeFirst()
    if (!row) return null
    const file = await services.files.read(trx, company_id, row.file_id)
    return { ...row, bytes: await buffer(file.stream()) }
  })

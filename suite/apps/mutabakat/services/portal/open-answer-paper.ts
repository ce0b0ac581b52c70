/** The answered letter as its signed paper, for the guest who answered it. */
import { buffer } from 'node:stream/consumers'
import type { Services } from '#platform/app'
import { fail } from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'
import { findLink } from '../reach/find-link.ts'
import { requireGrant } from './portal-grant.ts'

/** 404 until it was drawn, which the answer queues. */
export const openAnswerPaper = async (
  services: Services,
  token: string,
  grant: string | undefined,
): Promise<{ name: string; bytes: Buffer }> => {
  const link = await findLink(services, token)
  requireGrant(services, link, grant)
  return readAnswerPaper(services, link.company_id, link.letter_id)
}

/** For whoever may see the letter; the newest that we sealed. */
export const readAnswerPaper = (
  services: Services,
  company_id: string,
  letter_id: string,
): Promise<{ name: string; bytes: Buffer }> =>
  services.store.inCompany(company_id, async trx => {
    const paper = await withTables(trx)
      .selectFrom('mutabakat.document')
      .select('file_id')
      .where('company_id', '=', company_id)
      .where('letter_id', '=', letter_id)
      .where('kind', '=', 'answer')
      .where('certificate_id', 'is not', null)
      .orderBy('version', 'desc')
      .limit(1)
      .executeTakeFirst()
    if (!paper) throw fail('document_not_found')
    const file = await services.files.read(trx, company_id, paper.file_id)
    return { name: file.row.name, bytes: await buffer(file.stream()) }
  })

/** The chain of facts of a letter, verified while it is read. */
import type { Services } from '#platform/app'
import { isUuid } from '#platform/contract'
import { type Evidence, type EvidenceRow, fail, type PortalEvidence } from '../../contract/index.ts'
import { type MutabakatTrx, withTables } from '../../data/letters.ts'
import { chainStart, verifyFacts } from '../../domain/index.ts'
import type { Actor } from '../actor.ts'
import { requireGrant } from '../portal/portal-grant.ts'
import { findLink } from '../reach/find-link.ts'
import { sha256 } from './add-evidence.ts'

/** Undefined for a letter that is not of this company. */
export const findEvidence = async (
  tables: MutabakatTrx,
  company_id: string,
  letter_id: string,
): Promise<Evidence | undefined> => {
  const letter = await tables
    .selectFrom('mutabakat.letter')
    .select(['no', 'evidence_length', 'evidence_head'])
    .where('company_id', '=', company_id)
    .where('id', '=', letter_id)
    .executeTakeFirst()
  if (!letter) return undefined
  const rows = await tables
    .selectFrom('mutabakat.evidence')
    .selectAll()
    .where('company_id', '=', company_id)
    .where('letter_id', '=', letter_id)
    .orderBy('seq')
    .execute()
  const facts: EvidenceRow[] = rows.map(({ company_id: _company, letter_id: _letter, at, ...row }) => ({
    ...row,
    at: at.toISOString(),
  }))
  const chain = { letter_id, length: letter.evidence_length, head: letter.evidence_head, facts }
  const verdict = verifyFacts(chain, sha256)
  return { letter_id, no: letter.no, facts, ...verdict, head: letter.evidence_head ?? chainStart(letter_id, sha256) }
}

/** 404 for another company's. */
export const readEvidence = (services: Services, actor: Actor, letter_id: string): Promise<Evidence> =>
  services.store.inCompany(actor.company_id, async trx => {
    const found = isUuid(letter_id) ? await findEvidence(withTables(trx), actor.company_id, letter_id) : undefined
    if (!found) throw fail('letter_not_found')
    return found
  })

/** What the guest of a link is shown of it. */
export const readPortalEvidence = async (
  services: Services,
  token: string,
  grant: string | undefined,
): Promise<PortalEvidence> => {
  const link = await findLink(services, token)
  requireGrant(services, link, grant)
  const found = await services.store.inCompany(link.company_id, trx =>
    findEvidence(withTables(trx), link.company_id, link.letter_id),
  )
  if (!found) throw fail('link_invalid')
  return {
    letter_id: link.letter_id,
    facts: found.facts.map(({ detail: _detail, salt: _salt, ...fact }) => fact),
    holds: found.broken === null,
    head: found.head,
  }
}

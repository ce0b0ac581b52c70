/** The guest of a letter as a party of its comparison: by link and by the grant of this visit. */
import type { Services } from '#platform/app'
import { fail } from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'
import { requireGrant } from '../portal/portal-grant.ts'
import { findLink } from '../reach/find-link.ts'
import type { Party } from './open-comparison.ts'

/**
 * Throws as every step of the portal does (`link_…`, `grant_invalid`), and `comparison_not_rejected` while a blank letter
 * waits for its figure: the sums of the sender's statement would tell what is asked for.
 */
export const guestParty = async (services: Services, token: string, grant: string | undefined): Promise<Party> => {
  const link = await findLink(services, token)
  requireGrant(services, link, grant)
  const { company_id, letter_id } = link
  const letter = await services.store.inCompany(company_id, trx =>
    withTables(trx)
      .selectFrom('mutabakat.letter')
      .select(['style', 'answered_at'])
      .where('company_id', '=', company_id)
      .where('id', '=', letter_id)
      .executeTakeFirstOrThrow(),
  )
  if (letter.style === 'blank' && letter.answered_at === null) throw fail('comparison_not_rejected')
  return {
    actor: { company_id, user_id: `guest:${link.id}`, name: link.address },
    letter_id,
    side: 'theirs',
    link_id: link.id,
    detail: {},
  }
}

/** The guest of a letter as a party of its comparison: by link and by the grant of this visit. */
import type { Services } from '#platform/app'
import { requireGrant } from '../portal/portal-grant.ts'
import { findLink } from '../reach/find-link.ts'
import type { Party } from './open-comparison.ts'

/** Throws as every step of the portal does: `link_…`, `grant_invalid`. */
export const guestParty = async (services: Services, token: string, grant: string | undefined): Promise<Party> => {
  const link = await findLink(services, token)
  requireGrant(services, link, grant)
  return {
    actor: { company_id: link.company_id, user_id: `guest:${link.id}`, name: link.address },
    letter_id: link.letter_id,
    side: 'theirs',
  }
}

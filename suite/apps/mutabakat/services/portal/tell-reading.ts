/** The guest has the letter before them, or no longer: the sender sees it live, and nobody writes to them meanwhile. */
import type { Services } from '#platform/app'
import { withTables } from '../../data/letters.ts'
import { isOpen } from '../../domain/index.ts'
import type { Actor } from '../actor.ts'
import { lockLetter } from '../letters/lock-letter.ts'
import { findLink } from '../reach/find-link.ts'
import { tellReach } from '../reach/reach-state.ts'
import { requireGrant } from './portal-grant.ts'

/** A page says it every 30 seconds; one that fell silent twice is closed. */
const READING_MS = 75_000

export const tellReading = async (
  services: Services,
  token: string,
  grant: string | undefined,
  reading: boolean,
): Promise<void> => {
  const link = await findLink(services, token)
  requireGrant(services, link, grant)
  const { company_id } = link
  await services.store.inCompany(company_id, async trx => {
    const tables = withTables(trx)
    const letter = await lockLetter(tables, company_id, link.letter_id)
    const now = services.now()
    const was = letter.reading_until !== null && letter.reading_until > now
    // Who closes a page says nothing about a colleague who still reads.
    if (reading ? !isOpen(letter.status) : letter.reading_link_id !== link.id) return
    await tables
      .updateTable('mutabakat.letter')
      .set({
        reading_until: reading ? new Date(now.getTime() + READING_MS) : null,
        reading_link_id: reading ? link.id : null,
      })
      .where('company_id', '=', company_id)
      .where('id', '=', letter.id)
      .execute()
    const guest: Actor = { company_id, user_id: `guest:${link.id}`, name: link.address }
    if (was !== reading) await tellReach(services, trx, guest, letter.id)
  })
}

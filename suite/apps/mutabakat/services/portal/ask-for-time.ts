/** "I need until": the day stands on the letter, the sender is told, and reminders wait for it. */
import type { Services } from '#platform/app'
import { fail, type PortalLetter, type PortalUntilInput } from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'
import { isOpen } from '../../domain/index.ts'
import type { Actor } from '../actor.ts'
import { lockLetter } from '../letters/lock-letter.ts'
import { notifySender } from '../letters/notify-sender.ts'
import { findLink } from '../reach/find-link.ts'
import { keepAskedTime } from './keep-asked-time.ts'
import { requireGrant } from './portal-grant.ts'
import { readPortalLetter } from './read-portal.ts'

export const askForTime = async (
  services: Services,
  token: string,
  grant: string | undefined,
  input: PortalUntilInput,
): Promise<PortalLetter> => {
  const link = await findLink(services, token)
  requireGrant(services, link, grant)
  const { company_id } = link
  const guest: Actor = { company_id, user_id: `guest:${link.id}`, name: input.by }
  return services.store.inCompany(company_id, async trx => {
    const tables = withTables(trx)
    const letter = await lockLetter(tables, company_id, link.letter_id)
    if (!isOpen(letter.status)) throw fail('portal_closed')
    const row = await keepAskedTime(services, trx, guest, letter, { ...input, link_id: link.id })
    await notifySender(services, trx, row, {
      kind: 'mutabakat_asked_time',
      level: 'info',
      onlySender: true,
      params: { by: input.by, until: input.day },
    })
    return readPortalLetter(tables, link)
  })
}

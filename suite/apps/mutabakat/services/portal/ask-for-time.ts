/** "I need until": the day stands on the letter, the sender is told, and reminders wait for it. */
import { sql } from 'kysely'
import type { Services } from '#platform/app'
import { fail, type PortalLetter, type PortalUntilInput } from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'
import { addDays, dayInZone, isOpen } from '../../domain/index.ts'
import type { Actor } from '../actor.ts'
import { addEvidence } from '../letters/add-evidence.ts'
import { announceLetter } from '../letters/announce-letter.ts'
import { lockLetter } from '../letters/lock-letter.ts'
import { notifySender } from '../letters/notify-sender.ts'
import { findLink } from '../reach/find-link.ts'
import { requireGrant } from './portal-grant.ts'
import { readPortalLetter } from './read-portal.ts'

const MAX_DAYS = 60

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
    const { time_zone } = await trx
      .selectFrom('platform.company')
      .select('time_zone')
      .where('id', '=', company_id)
      .executeTakeFirstOrThrow()
    const today = dayInZone(services.now(), time_zone)
    if (input.day <= today || input.day > addDays(today, MAX_DAYS))
      throw fail('day_out_of_range', { fields: [{ path: 'day', code: 'day_out_of_range' }] })
    await tables
      .updateTable('mutabakat.letter')
      .set({ asked_until: input.day, asked_until_by: input.by, rev: sql`rev + 1` })
      .where('company_id', '=', company_id)
      .where('id', '=', letter.id)
      .execute()
    const detail = { by: input.by, until: input.day }
    await addEvidence(services, trx, letter, { fact: 'more_time_asked', link_id: link.id, detail })
    const row = await announceLetter(
      services,
      trx,
      guest,
      letter.id,
      'mutabakat_updated',
      detail,
      'mutabakat_asked_time',
    )
    await notifySender(services, trx, row, {
      kind: 'mutabakat_asked_time',
      level: 'info',
      onlySender: true,
      params: detail,
    })
    return readPortalLetter(tables, link)
  })
}

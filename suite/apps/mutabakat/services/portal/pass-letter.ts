/** "I am not the right person": the letter goes to a colleague, the link it came by ends, and the sender is told. */
import type { Services } from '#platform/app'
import { checkAddress } from '#platform/notify'
import { fail, type PortalPassInput } from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'
import { isOpen } from '../../domain/index.ts'
import type { Actor } from '../actor.ts'
import { addEvidence } from '../letters/add-evidence.ts'
import { announceLetter } from '../letters/announce-letter.ts'
import { lockLetter } from '../letters/lock-letter.ts'
import { notifySender } from '../letters/notify-sender.ts'
import { findLink, maskAddress } from '../reach/find-link.ts'
import { reachContact } from '../reach/reach-contact.ts'
import { readReachFacts } from '../reach/reach-facts.ts'
import { requireGrant } from './portal-grant.ts'

export const passLetter = async (
  services: Services,
  token: string,
  grant: string | undefined,
  input: PortalPassInput,
): Promise<{ masked_address: string }> => {
  const link = await findLink(services, token)
  requireGrant(services, link, grant)
  const address = checkAddress(input.email.toLowerCase())
  if (address === link.address) throw fail('pass_to_self')
  const { company_id } = link
  const guest: Actor = { company_id, user_id: `guest:${link.id}`, name: input.by }
  return services.store.inCompany(company_id, async trx => {
    const tables = withTables(trx)
    const letter = await lockLetter(tables, company_id, link.letter_id)
    if (!isOpen(letter.status)) throw fail('portal_closed')
    const facts = await readReachFacts(tables, company_id, letter.id)
    const to = { contact_id: null, name: input.name, channel: 'email' as const, address }
    await reachContact(services, trx, guest, { ...facts, reply_due: letter.reply_due! }, to, {
      purpose: 'letter',
      priority: 0,
      passed_from: link.id,
    })
    const { numUpdatedRows } = await tables
      .updateTable('mutabakat.link')
      .set({ revoked_at: services.now() })
      .where('company_id', '=', company_id)
      .where('id', '=', link.id)
      .where('revoked_at', 'is', null)
      .executeTakeFirstOrThrow()
    // Passed on from another tab a moment ago.
    if (numUpdatedRows === 0n) throw fail('link_passed_on')
    const detail = { by: input.by, name: input.name, address: maskAddress(address) }
    await addEvidence(services, trx, letter, { fact: 'passed_on', link_id: link.id, detail })
    await services.audit(trx, {
      company_id,
      actor: guest.user_id,
      action: 'letter.passed_on',
      object: { type: 'letter', id: letter.id },
      new: { by: input.by, name: input.name, email: address },
    })
    const told = { by: input.by, name: input.name, email: address }
    const row = await announceLetter(services, trx, guest, letter.id, 'mutabakat_updated', told, 'mutabakat_passed_on')
    await notifySender(services, trx, row, {
      kind: 'mutabakat_passed_on',
      level: 'info',
      onlySender: true,
      params: told,
    })
    return { masked_address: maskAddress(address) }
  })
}

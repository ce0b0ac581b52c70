/** Sends a letter that is on its way once more, to an address that was corrected or is another person's. */
import { sql } from 'kysely'
import type { Services } from '#platform/app'
import { Failure, isSmsNumber, PLATFORM_FAILURES } from '#platform/contract'
import { fail, type Letter, type ResendInput } from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'
import { isEmail, isOpen, readMobile } from '../../domain/index.ts'
import type { Actor } from '../actor.ts'
import { announceLetter } from '../letters/announce-letter.ts'
import { lockLetter } from '../letters/lock-letter.ts'
import { showLetter } from '../letters/show-letter.ts'
import { reachContact } from './reach-contact.ts'
import { readReachFacts } from './reach-facts.ts'
import { refreshDeliveryState } from './settle-delivery.ts'

const readAddress = ({ channel, address }: ResendInput): string => {
  const wrong = (code: string) =>
    new Failure('bad_request', PLATFORM_FAILURES.bad_request, { fields: [{ path: 'address', code }] })
  if (channel === 'email') {
    const mail = address.toLowerCase()
    if (!isEmail(mail)) throw wrong('email_invalid')
    return mail
  }
  const phone = readMobile(address)
  if (!phone.ok || !isSmsNumber(phone.value)) throw wrong('phone_invalid')
  return phone.value
}

export const resendLetter = async (
  services: Services,
  actor: Actor,
  id: string,
  input: ResendInput,
): Promise<Letter> => {
  const address = readAddress(input)
  return services.store.inCompany(actor.company_id, async trx => {
    const tables = withTables(trx)
    const letter = await lockLetter(tables, actor.company_id, id)
    if (!isOpen(letter.status)) throw fail('letter_not_resendable')
    const facts = await readReachFacts(tables, actor.company_id, id)
    const to = { contact_id: null, name: input.name, channel: input.channel, address }
    await reachContact(services, trx, actor, { ...facts, reply_due: letter.reply_due! }, to, {
      purpose: 'letter',
      priority: 0,
    })
    if (input.keep)
      await tables
        .updateTable('mutabakat.counterparty')
        .set({
          ...(input.channel === 'email' ? { email: address, bounced_at: null } : { mobile: address }),
          ...(input.name !== null && { contact_name: input.name }),
          updated_at: services.now(),
          rev: sql`rev + 1`,
        })
        .where('company_id', '=', actor.company_id)
        .where('id', '=', letter.counterparty_id)
        .execute()
    await refreshDeliveryState(tables, actor.company_id, id)
    await services.audit(trx, {
      company_id: actor.company_id,
      actor: actor.user_id,
      action: 'letter.resent',
      object: { type: 'letter', id },
      new: { channel: input.channel, address, keep: input.keep },
    })
    await announceLetter(services, trx, actor, id, 'mutabakat_updated', { address }, 'mutabakat_resent')
    const sent = await showLetter(tables, actor, id)
    await actor.remember?.(trx, sent)
    return sent
  })
}

/** A mail that had been sent came back, or an SMS was reported: written on the delivery, its letter and its contact. */
import type { Services } from '#platform/app'
import type { MailBounce, SmsReported } from '#platform/notify'
import type { Trx } from '#platform/store'
import { findRow, type MutabakatTrx, withTables } from '../../data/letters.ts'
import { isOpen } from '../../domain/index.ts'
import type { Actor } from '../actor.ts'
import { markBounced } from '../cards/contacts-for.ts'
import { copyFailed } from '../confirmations/settle-copy.ts'
import { addEvidence } from '../letters/add-evidence.ts'
import { announceLetter } from '../letters/announce-letter.ts'
import { lockLetter } from '../letters/lock-letter.ts'
import { notifySender } from '../letters/notify-sender.ts'
import { maskAddress } from './find-link.ts'
import { askReach } from './run-reach.ts'
import { deliveryFailed, refreshDeliveryState } from './settle-delivery.ts'

/** A code that came back has no delivery: whoever waits for it asks for another. */
const findDelivery = (tables: MutabakatTrx, company_id: string, id: string) =>
  tables
    .selectFrom('mutabakat.delivery')
    .select(['id', 'letter_id', 'link_id', 'channel', 'purpose', 'address', 'state'])
    .where('company_id', '=', company_id)
    .where('id', '=', id)
    .executeTakeFirst()

const system = (company_id: string): Actor => ({ company_id, user_id: 'system', name: '' })

/** In the transaction of the mail log. `permanent`: nobody is written to at that address until it is corrected. */
export const bounceDelivery = async (services: Services, trx: Trx, bounce: MailBounce): Promise<void> => {
  const tables = withTables(trx)
  const { company_id } = bounce
  const delivery = await findDelivery(tables, company_id, bounce.mail_id)
  if (!delivery) return
  const letter = await lockLetter(tables, company_id, delivery.letter_id)
  if (bounce.permanent) await markBounced(tables, company_id, delivery.address, bounce.at)
  // Whoever opened it did get it: a late report from another of their servers changes nothing.
  if (delivery.state !== 'sent' && delivery.state !== 'delivered') return
  const said = [bounce.status, bounce.diagnostic].filter(Boolean).join(' ')
  await addEvidence(services, trx, letter, {
    fact: 'bounced',
    link_id: delivery.link_id,
    detail: { channel: delivery.channel, address: maskAddress(delivery.address), status: bounce.status },
  })
  if (delivery.purpose === 'auditor')
    await copyFailed(services, trx, company_id, delivery, { state: 'bounced', error: said })
  else await failAndTell(services, trx, company_id, delivery, said)
}

/** In the transaction of the SMS log. */
export const reportDelivery = async (services: Services, trx: Trx, report: SmsReported): Promise<void> => {
  const tables = withTables(trx)
  const { company_id } = report
  const delivery = await findDelivery(tables, company_id, report.sms_id)
  if (delivery?.state !== 'sent') return
  const letter = await lockLetter(tables, company_id, delivery.letter_id)
  if (report.state === 'failed') {
    await addEvidence(services, trx, letter, {
      fact: 'bounced',
      link_id: delivery.link_id,
      detail: { channel: delivery.channel, address: maskAddress(delivery.address), status: null },
    })
    return failAndTell(services, trx, company_id, delivery, report.answer)
  }
  await tables
    .updateTable('mutabakat.delivery')
    .set({ state: 'delivered', delivered_at: report.at })
    .where('company_id', '=', company_id)
    .where('id', '=', delivery.id)
    .execute()
  if (isOpen(letter.status) && (await refreshDeliveryState(tables, company_id, letter.id)))
    await announceLetter(services, trx, system(company_id), letter.id, 'mutabakat_updated')
}

const failAndTell = async (
  services: Services,
  trx: Trx,
  company_id: string,
  delivery: NonNullable<Awaited<ReturnType<typeof findDelivery>>>,
  error: string,
): Promise<void> => {
  const told = await deliveryFailed(services, trx, system(company_id), delivery, { state: 'bounced', error })
  const row = told ? await findRow(withTables(trx), company_id, delivery.letter_id) : undefined
  if (!row) return
  await notifySender(services, trx, row, {
    kind: 'mutabakat_undelivered',
    level: 'warning',
    onlySender: true,
    params: { address: delivery.address },
  })
  await askReach(services, trx, { company_id, letter_id: delivery.letter_id })
}

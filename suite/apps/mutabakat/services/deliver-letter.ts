/** The delivery job: draw and sign once, mail the link, and say what became of it. */
import { sql } from 'kysely'
import type { Services } from '#platform/app'
import { MailRefused } from '#platform/notify'
import { withTables } from '../data/letters.ts'
import { composeLetterMail } from '../mails/letter-mail.ts'
import type { Actor } from './actor.ts'
import { announceLetter } from './announce-letter.ts'
import { keepDocument } from './keep-document.ts'
import { makeLinkToken } from './link-token.ts'

type Pending = Awaited<ReturnType<typeof findPending>>

const findPending = (services: Services, company_id: string, delivery_id: string) =>
  services.store.inCompany(company_id, trx =>
    withTables(trx)
      .selectFrom('mutabakat.delivery as delivery')
      .innerJoin('mutabakat.letter as letter', 'letter.id', 'delivery.letter_id')
      .innerJoin('mutabakat.counterparty as counterparty', 'counterparty.id', 'letter.counterparty_id')
      .innerJoin('platform.company as company', 'company.id', 'letter.company_id')
      .select([
        'delivery.id',
        'delivery.letter_id',
        'delivery.link_id',
        'delivery.address',
        'delivery.state',
        'letter.no',
        'letter.status',
        'letter.minor',
        'letter.currency',
        'letter.side',
        'letter.balance_date',
        'letter.reply_due',
        'letter.sender_id',
        'letter.sender_name',
        'counterparty.title as counterparty_title',
        'counterparty.contact_name',
        'counterparty.locale',
        'company.title as company_title',
        'company.settings',
      ])
      .where('delivery.company_id', '=', company_id)
      .where('delivery.id', '=', delivery_id)
      .executeTakeFirst(),
  )

/**
 * Safe to run again: the document is kept once, the Message-ID is the delivery's, and a delivery that is no longer
 * queued is left alone. A final refusal by the mail server ends it; any other error is the job's to retry.
 */
export const deliverLetter = async (
  services: Services,
  company_id: string,
  delivery_id: string,
  lastAttempt: boolean,
): Promise<void> => {
  const pending = await findPending(services, company_id, delivery_id)
  if (pending?.state !== 'queued' || pending.status !== 'draft') return
  const sender: Actor = {
    company_id,
    user_id: pending.sender_id ?? 'system',
    name: pending.sender_name ?? '',
  }
  const document = await keepDocument(services, company_id, pending.letter_id)
  const link = `${services.publicUrl}/p/m/${makeLinkToken(pending.link_id, services.secrets.key('mutabakat-link'))}`
  const composed = await composeLetterMail({
    locale: pending.locale,
    company: pending.company_title,
    counterparty: pending.counterparty_title,
    contact_name: pending.contact_name,
    no: pending.no,
    balance: {
      minor: pending.minor,
      currency: pending.currency,
      side: pending.side,
      date: pending.balance_date,
    },
    reply_due: pending.reply_due!,
    link,
  })
  let message_id: string
  try {
    const sent = await services.mail.send({
      to: pending.address,
      ...composed,
      from_name: pending.company_title,
      ...(typeof pending.settings.email === 'string' && { reply_to: pending.settings.email }),
      message_id: `<${delivery_id}@mutabakat.nabiz>`,
      attachments: [{ filename: `${pending.no}.pdf`, content: document.bytes, contentType: 'application/pdf' }],
    })
    message_id = sent.message_id
  } catch (error) {
    const final = error instanceof MailRefused && error.final
    if (!final && !lastAttempt) throw error
    await failDelivery(services, sender, pending, error instanceof Error ? error.message : String(error))
    return
  }
  await succeedDelivery(services, sender, pending, message_id)
}

const succeedDelivery = (
  services: Services,
  sender: Actor,
  pending: NonNullable<Pending>,
  message_id: string,
): Promise<void> =>
  services.store.inCompany(sender.company_id, async trx => {
    const tables = withTables(trx)
    const now = services.now()
    // The letter first, then the delivery: the same order as everywhere, so no two changes wait for each other.
    const { numUpdatedRows } = await tables
      .updateTable('mutabakat.letter')
      .set({ status: 'sent', sent_at: now, delivery_state: 'sent', delivery_error: null, rev: sql`rev + 1` })
      .where('company_id', '=', sender.company_id)
      .where('id', '=', pending.letter_id)
      .where('status', '=', 'draft')
      .executeTakeFirstOrThrow()
    await tables
      .updateTable('mutabakat.delivery')
      .set({ state: 'sent', message_id, sent_at: now })
      .where('company_id', '=', sender.company_id)
      .where('id', '=', pending.id)
      .execute()
    if (numUpdatedRows === 0n) return
    await announceLetter(services, trx, sender, pending.letter_id, 'mutabakat_sent', {
      channels: ['email'],
      reply_due: pending.reply_due,
    })
  })

const failDelivery = (services: Services, sender: Actor, pending: NonNullable<Pending>, error: string): Promise<void> =>
  services.store.inCompany(sender.company_id, async trx => {
    const tables = withTables(trx)
    const short = error.slice(0, 300)
    const { numUpdatedRows } = await tables
      .updateTable('mutabakat.letter')
      .set({ delivery_state: 'failed', delivery_error: short, rev: sql`rev + 1` })
      .where('company_id', '=', sender.company_id)
      .where('id', '=', pending.letter_id)
      .where('status', '=', 'draft')
      .executeTakeFirstOrThrow()
    await tables
      .updateTable('mutabakat.delivery')
      .set({ state: 'failed', error: short })
      .where('company_id', '=', sender.company_id)
      .where('id', '=', pending.id)
      .execute()
    // Withdrawn meanwhile: there is nothing to send again.
    if (numUpdatedRows === 0n) return
    await announceLetter(services, trx, sender, pending.letter_id, 'mutabakat_delivery_failed', {
      address: pending.address,
      error: short,
    })
  })

/** The delivery job: draw and sign once, mail the link, and say what became of it. */
import { sql } from 'kysely'
import type { Services } from '#platform/app'
import type { JobContext } from '#platform/jobs'
import { LOGO_SRC, type MailOutcome } from '#platform/notify'
import type { Trx } from '#platform/store'
import { deliverJob } from '../contract/index.ts'
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
      .leftJoin('platform.mail_sender as mail_sender', 'mail_sender.company_id', 'letter.company_id')
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
        'mail_sender.logo_file_id',
      ])
      .where('delivery.company_id', '=', company_id)
      .where('delivery.id', '=', delivery_id)
      .executeTakeFirst(),
  )

/**
 * Safe to run again: the document is kept once, a mail that went out is not sent again, and a delivery that is no longer
 * queued is left alone. A final refusal by the mail server ends it; any other error is the job's to retry.
 */
export const deliverLetter = async (
  services: Services,
  company_id: string,
  delivery_id: string,
  job: Pick<JobContext, 'attempt' | 'signal'>,
): Promise<void> => {
  const pending = await findPending(services, company_id, delivery_id)
  if (pending?.state !== 'queued' || pending.status !== 'draft') {
    await services.store.inCompany(company_id, trx => services.outgoing.withdraw(trx, company_id, delivery_id))
    return
  }
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
    logo: pending.logo_file_id === null ? undefined : LOGO_SRC,
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
  await services.outgoing.deliver({
    company_id,
    mail_id: delivery_id,
    attempt: job.attempt,
    retries: deliverJob.retry.limit,
    signal: job.signal,
    // With the log: who follows the link the moment the mail arrives finds a letter that was sent.
    ended: (trx, outcome) =>
      outcome.state === 'sent'
        ? succeedDelivery(services, trx, sender, pending, outcome)
        : failDelivery(services, trx, sender, pending, outcome.answer),
    message: {
      to: pending.address,
      ...composed,
      ...(typeof pending.settings.email === 'string' && { reply_to: pending.settings.email }),
      message_id: `<${delivery_id}@mutabakat.nabiz>`,
      attachments: [{ filename: `${pending.no}.pdf`, content: document.bytes, contentType: 'application/pdf' }],
    },
  })
}

const succeedDelivery = async (
  services: Services,
  trx: Trx,
  sender: Actor,
  pending: NonNullable<Pending>,
  { message_id }: MailOutcome,
): Promise<void> => {
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
    .set({ state: 'sent', message_id: message_id ?? null, sent_at: now })
    .where('company_id', '=', sender.company_id)
    .where('id', '=', pending.id)
    .execute()
  if (numUpdatedRows === 0n) return
  await announceLetter(services, trx, sender, pending.letter_id, 'mutabakat_sent', {
    channels: ['email'],
    reply_due: pending.reply_due,
  })
}

const failDelivery = async (
  services: Services,
  trx: Trx,
  sender: Actor,
  pending: NonNullable<Pending>,
  error: string,
): Promise<void> => {
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
}

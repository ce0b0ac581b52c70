/** The delivery job: draw and sign once, send the message by its channel, and say what became of it. */
import type { Services } from '#platform/app'
import type { JobContext } from '#platform/jobs'
import { deliverJob } from '../../contract/index.ts'
import { toDocuments } from '../../data/letter-columns.ts'
import { withTables } from '../../data/letters.ts'
import { isOpen } from '../../domain/index.ts'
import { composeLetterMail } from '../../mails/letter-mail.ts'
import type { Actor } from '../actor.ts'
import { keepDocument } from '../proof/keep-document.ts'
import { readSettings } from '../settings/read-settings.ts'
import { linkUrl } from './link-token.ts'
import { smsText, wordsKind } from './reach-contact.ts'
import { balanceOf, logoOf, readReachFacts, sayTo } from './reach-facts.ts'
import { deliveryFailed, deliverySent } from './settle-delivery.ts'

type Found = NonNullable<Awaited<ReturnType<typeof findDelivery>>>

const findDelivery = (services: Services, company_id: string, delivery_id: string) =>
  services.store.inCompany(company_id, async trx => {
    const tables = withTables(trx)
    const delivery = await tables
      .selectFrom('mutabakat.delivery')
      .select(['id', 'letter_id', 'link_id', 'channel', 'purpose', 'address', 'state', 'contact_name'])
      .where('company_id', '=', company_id)
      .where('id', '=', delivery_id)
      .executeTakeFirst()
    if (!delivery) return null
    const facts = await readReachFacts(tables, company_id, delivery.letter_id)
    const { sms_title } = await readSettings(tables, company_id)
    const { channel, link_id } = delivery
    const link = link_id === null ? '' : linkUrl(services, link_id)
    if (channel !== 'email' && channel !== 'sms') return { delivery, facts, sms_title, link, words: {} }
    const reader = { name: delivery.contact_name, link }
    const words = await sayTo(tables, company_id, facts, wordsKind(delivery.purpose, channel), reader)
    return { delivery, facts, sms_title, link, words: words.parts }
  })

/** Waits for an answer, or is about to; a reminder needs the letter to have left. */
const stillWanted = ({ delivery, facts }: Found): boolean =>
  delivery.state === 'queued' &&
  (isOpen(facts.status) || (delivery.purpose === 'letter' && ['draft', 'ready'].includes(facts.status)))

/**
 * Safe to run again: the document is kept once, what went out is not sent again, and a delivery that is no longer queued
 * is left alone. A final refusal ends it; any other error is the job's to retry.
 */
export const deliverLetter = async (
  services: Services,
  company_id: string,
  delivery_id: string,
  job: Pick<JobContext, 'attempt' | 'signal'>,
): Promise<void> => {
  const found = await findDelivery(services, company_id, delivery_id)
  if (!found || !stillWanted(found)) {
    await withdraw(services, company_id, delivery_id)
    return
  }
  const { delivery, facts, words } = found
  const actor: Actor = { company_id, user_id: facts.sender_id ?? 'system', name: facts.sender_name ?? '' }
  const document = delivery.purpose === 'letter' ? await keepDocument(services, company_id, facts.id) : null
  const sent = (message_id: string | null) => ({ message_id, document_sha256: document?.sha256 ?? null })
  const run = { company_id, attempt: job.attempt, retries: deliverJob.retry.limit, signal: job.signal }
  if (delivery.channel !== 'email' && delivery.channel !== 'sms') {
    // By hand: it is sealed now, and whoever marked it carries it.
    const detail = { by: delivery.contact_name, reference: delivery.address || null }
    await services.store.inCompany(company_id, trx =>
      deliverySent(services, trx, actor, delivery, { ...sent(null), detail }),
    )
    return
  }
  if (delivery.channel === 'sms') {
    await services.sms.deliver({
      ...run,
      sms_id: delivery_id,
      title: found.sms_title,
      text: smsText(words.text ?? ''),
      ended: (trx, outcome) =>
        outcome.state === 'sent'
          ? deliverySent(services, trx, actor, delivery, sent(outcome.provider_id))
          : deliveryFailed(services, trx, actor, delivery, { state: 'failed', error: outcome.answer }).then(() => {}),
    })
    return
  }
  const composed = await composeLetterMail({
    locale: facts.locale,
    company: facts.company_title,
    logo: logoOf(facts),
    subject: words.subject ?? '',
    intro: words.intro ?? '',
    counterparty: facts.counterparty_title,
    contact_name: delivery.contact_name,
    no: facts.no,
    kind: facts.kind,
    style: facts.style,
    balance: balanceOf(facts),
    documents: toDocuments(facts),
    auditor: facts.auditor_firm,
    reply_due: facts.reply_due!,
    attached: document !== null,
    link: found.link,
  })
  await services.outgoing.deliver({
    ...run,
    mail_id: delivery_id,
    // With the log: who follows the link the moment the mail arrives finds a letter that was sent.
    ended: (trx, outcome) =>
      outcome.state === 'sent'
        ? deliverySent(services, trx, actor, delivery, sent(outcome.message_id ?? null))
        : deliveryFailed(services, trx, actor, delivery, { state: 'failed', error: outcome.answer }).then(() => {}),
    message: {
      to: delivery.address,
      ...composed,
      ...(typeof facts.settings.email === 'string' && { reply_to: facts.settings.email }),
      message_id: `<${delivery_id}@mutabakat.nabiz>`,
      ...(document && {
        attachments: [{ filename: `${facts.no}.pdf`, content: document.bytes, contentType: 'application/pdf' }],
      }),
    },
  })
}

/** The letter ended while this waited: it leaves neither by mail nor by SMS. */
const withdraw = (services: Services, company_id: string, delivery_id: string): Promise<void> =>
  services.store.inCompany(company_id, async trx => {
    await services.outgoing.withdraw(trx, company_id, delivery_id)
    await services.sms.withdraw(trx, company_id, delivery_id)
    await withTables(trx)
      .updateTable('mutabakat.delivery')
      .set({ state: 'failed', error: 'withdrawn' })
      .where('company_id', '=', company_id)
      .where('id', '=', delivery_id)
      .where('state', '=', 'queued')
      .execute()
  })

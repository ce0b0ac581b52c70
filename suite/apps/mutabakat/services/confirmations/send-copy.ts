/** The answer to a confirmation goes to the auditor straight from here: once, by mail, with its sealed paper. */
import type { Services } from '#platform/app'
import type { JobContext } from '#platform/jobs'
import type { Trx } from '#platform/store'
import { auditorCopyJob } from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'
import { auditorMailSubject, composeAuditorMail } from '../../mails/auditor-mail.ts'
import { lockLetter } from '../letters/lock-letter.ts'
import { type AuditorCopy, readAuditorCopy } from './read-copy.ts'
import { copyFailed, copySent } from './settle-copy.ts'

type Ids = { company_id: string; letter_id: string }

/** In the transaction that keeps the sealed answer: there is something to send from then on. */
export const queueAuditorCopy = async (services: Services, trx: Trx, { company_id, letter_id }: Ids): Promise<void> => {
  await services.jobs.enqueue(trx, auditorCopyJob, { company_id, letter_id }, { company_id, owner_id: null })
}

/** The one delivery of the letter to its auditor, made and entered in the log of mails by whoever comes first. */
const enterDelivery = async (services: Services, trx: Trx, ids: Ids, copy: AuditorCopy): Promise<string> => {
  const { company_id, letter_id } = ids
  const tables = withTables(trx)
  await lockLetter(tables, company_id, letter_id)
  const entered = await tables
    .selectFrom('mutabakat.delivery')
    .select('id')
    .where('company_id', '=', company_id)
    .where('letter_id', '=', letter_id)
    .where('purpose', '=', 'auditor')
    .executeTakeFirst()
  if (entered) return entered.id
  const id = services.id()
  const { locale, counterparty, no, auditor } = copy.mail
  const subject = auditorMailSubject(locale, counterparty, no)
  await services.outgoing.enter(trx, { id, company_id, kind: 'mutabakat.auditor', to: copy.email, subject })
  await tables
    .insertInto('mutabakat.delivery')
    .values({
      id,
      company_id,
      letter_id,
      link_id: null,
      channel: 'email',
      purpose: 'auditor',
      contact_name: [auditor.name, auditor.firm].join(', '),
      address: copy.email,
      state: 'queued',
      created_at: services.now(),
    })
    .execute()
  return id
}

/** Safe to run again: what went out, or was refused for good, is not sent again. Any other error is the job's to retry. */
export const sendAuditorCopy = async (
  services: Services,
  ids: Ids,
  job: Pick<JobContext, 'attempt' | 'signal'>,
): Promise<void> => {
  const { company_id, letter_id } = ids
  const found = await services.store.inCompany(company_id, async trx => {
    const copy = await readAuditorCopy(services, trx, company_id, letter_id)
    return copy && { copy, delivery_id: await enterDelivery(services, trx, ids, copy) }
  })
  if (!found) return
  const { copy, delivery_id } = found
  const delivery = { id: delivery_id, letter_id, address: copy.email }
  await services.outgoing.deliver({
    company_id,
    mail_id: delivery_id,
    attempt: job.attempt,
    retries: auditorCopyJob.retry.limit,
    signal: job.signal,
    ended: (trx, outcome) =>
      outcome.state === 'sent'
        ? copySent(services, trx, company_id, delivery, {
            message_id: outcome.message_id ?? null,
            document_sha256: copy.paper.sha256,
            firm: copy.mail.auditor.firm,
          })
        : copyFailed(services, trx, company_id, delivery, { state: 'failed', error: outcome.answer }),
    message: {
      to: copy.email,
      ...(await composeAuditorMail(copy.mail)),
      message_id: `<${delivery_id}@mutabakat.nabiz>`,
      attachments: [{ filename: copy.paper.name, content: copy.paper.bytes, contentType: 'application/pdf' }],
    },
  })
}

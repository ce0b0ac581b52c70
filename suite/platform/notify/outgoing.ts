/** What leaves by mail: taken out of the budget, entered in the log and queued, in the transaction that makes it. */
import type { Jobs } from '#platform/jobs'
import type { Trx } from '#platform/store'
import { checkAddress } from './address.ts'
import { type DeliverDeps, type Delivery, deliverMail } from './deliver-mail.ts'
import { type MailLimits, takeBudget } from './mail-budget.ts'
import { mailJob } from './mail-job.ts'
import { enterMails, isEntered, type MailOutcome, SUBJECT_CHARS, settleMail } from './mail-log.ts'

/** `company_id` null: of the platform itself, such as a forgotten password; needs `asSystem`. `kind`: id of its template. */
export type MailOrder = { company_id: string | null; kind: string; to: string; subject: string }
/** Name, reply address and logo are the company's and are put on when it is sent. */
export type OutgoingMail = MailOrder & { html: string; text: string; headers?: Record<string, string> }

export type Outgoing = {
  /** Throws `bad_address`, and `mail_budget_used`: then nothing was queued. */
  queue(trx: Trx, mail: OutgoingMail): Promise<{ mail_id: string }>
  /** The same for many mails of one company, a few statements for each thousand. All or none. */
  queueMany(trx: Trx, mails: readonly OutgoingMail[]): Promise<{ mail_ids: string[] }>
  /**
   * For whoever sends it in a job of their own: budget and log, no job. `id`: the mail's, made by the caller; entering it
   * again, in a job that is run again, changes nothing.
   */
  enter(trx: Trx, mail: MailOrder & { id: string }): Promise<void>
  /** The same for many mails of one company that were never entered: a few statements for each thousand. All or none. */
  enterMany(trx: Trx, mails: readonly (MailOrder & { id: string })[]): Promise<void>
  /** One try of a mail that was entered: sends it as its company, and writes down how it went. */
  deliver(delivery: Delivery): Promise<MailOutcome>
  /** An entered mail will not be sent after all. */
  withdraw(trx: Trx, company_id: string, mail_id: string): Promise<void>
  readonly limits: MailLimits
}

export type OutgoingOptions = DeliverDeps & {
  jobs: Pick<Jobs, 'enqueueMany'>
  limits: MailLimits
  id: () => string
}

export const createOutgoing = (options: OutgoingOptions): Outgoing => {
  const { jobs, limits, id, now } = options
  const enter = async (trx: Trx, mails: readonly (MailOrder & { id: string })[]): Promise<void> => {
    if (mails.length === 0) return
    const { company_id } = mails[0]!
    if (mails.some(mail => mail.company_id !== company_id)) throw new TypeError('mails of one company at a time')
    const entries = mails.map(mail => ({ ...mail, to: checkAddress(mail.to) }))
    const recipients = entries.map(({ to }) => to)
    await takeBudget(trx, { company_id, recipients, now: now(), limits })
    await enterMails(trx, entries, now())
  }
  const queueMany = async (trx: Trx, mails: readonly OutgoingMail[]): Promise<{ mail_ids: string[] }> => {
    if (mails.length === 0) return { mail_ids: [] }
    // A title may be of any length; a subject is cut rather than refused.
    const named = mails.map(mail => ({ ...mail, subject: mail.subject.slice(0, SUBJECT_CHARS), id: id() }))
    await enter(trx, named)
    await jobs.enqueueMany(
      trx,
      mailJob,
      named.map(({ id: mail_id, kind: _kind, ...mail }) => ({
        input: { ...mail, mail_id },
        order: { company_id: mail.company_id, owner_id: null },
      })),
    )
    return { mail_ids: named.map(mail => mail.id) }
  }
  return {
    limits,
    queueMany,
    async queue(trx, mail) {
      const { mail_ids } = await queueMany(trx, [mail])
      return { mail_id: mail_ids[0]! }
    },
    async enter(trx, mail) {
      if (!(await isEntered(trx, mail.company_id, mail.id))) await enter(trx, [mail])
    },
    enterMany: enter,
    deliver: delivery => deliverMail(options, delivery),
    withdraw: (trx, company_id, mail_id) =>
      settleMail(trx, company_id, mail_id, { state: 'failed', attempts: 0, answer: 'withdrawn' }, now()),
  }
}

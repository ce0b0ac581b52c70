/** One try to send a mail that is in the log, and what the log then says of it. */
import type { Files } from '#platform/files'
import type { Store, Trx } from '#platform/store'
import { MailRefused } from './failures.ts'
import type { Mail } from './mail.ts'
import { outcomeOf } from './mail-failure.ts'
import { findMail, type MailOutcome, settleMail } from './mail-log.ts'
import { dressMail } from './mail-look.ts'
import type { MailMessage } from './mail-message.ts'

export type DeliverDeps = {
  mail: Pick<Mail, 'send'>
  store: Pick<Store, 'inCompany' | 'asSystem'>
  files: Pick<Files, 'read'>
  now: () => Date
}

/** `attempt` counts from 1; after the one that is greater than `retries` a mail is given up. */
export type Delivery = {
  company_id: string | null
  mail_id: string
  /** Give the same `message_id` for every try. */
  message: MailMessage
  attempt: number
  retries: number
  signal: AbortSignal
  /** What else is true once it ended, in the transaction that writes the log. */
  ended?: (trx: Trx, outcome: MailOutcome) => Promise<void>
}

/**
 * Resolves to how the mail ended; one that ended before is not sent again. Throws `mail_temporary` when the queue shall
 * try again, and what is no refusal of the mail. When the log cannot be written after the mail went out, the next try
 * sends it once more under the same Message-ID: a second copy is less harm than a mail nobody knows was sent.
 */
export const deliverMail = async (deps: DeliverDeps, delivery: Delivery): Promise<MailOutcome> => {
  const { company_id, mail_id, attempt, retries, signal, ended } = delivery
  const before = await within(deps, company_id, trx => prepare(deps, trx, delivery))
  if (!('message' in before)) return before
  const settle = async (outcome: MailOutcome): Promise<MailOutcome> => {
    await within(deps, company_id, async trx => {
      await settleMail(trx, company_id, mail_id, outcome, deps.now())
      if (outcome.state !== 'queued') await ended?.(trx, outcome)
    })
    return outcome
  }
  try {
    const { message_id, response } = await deps.mail.send({ ...before.message, signal })
    return await settle({ state: 'sent', attempts: attempt, message_id, answer: response })
  } catch (error) {
    // A shutdown is no failure of the mail.
    if (!(error instanceof MailRefused) || signal.aborted) throw error
    const again = !error.final && attempt <= retries
    const outcome = await settle(outcomeOf(error, { attempts: attempt, again }))
    if (again) throw error
    return outcome
  }
}

const within = <T>({ store }: DeliverDeps, company_id: string | null, fn: (trx: Trx) => Promise<T>): Promise<T> =>
  company_id === null ? store.asSystem('a mail of the platform', fn) : store.inCompany(company_id, fn)

const prepare = async (
  { files }: DeliverDeps,
  trx: Trx,
  { company_id, mail_id, message }: Delivery,
): Promise<MailOutcome | { message: MailMessage }> => {
  const kept = await findMail(trx, company_id, mail_id)
  if (kept.state !== 'queued') return kept
  return { message: company_id === null ? message : await dressMail(files, trx, company_id, message) }
}

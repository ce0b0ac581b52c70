/** Writes into the log that a mail which had been sent came back, and tells whose mail it was. */
import { fail } from '#platform/contract'
import type { Store, Trx } from '#platform/store'
import type { BounceReport, MailBounce } from './bounce.ts'

export type TakeBounceDeps = {
  store: Pick<Store, 'inCompany' | 'asSystem'>
  now: () => Date
  /** What else is true then, in the same transaction. Mails of the platform itself have nobody to tell. */
  onBounce: (trx: Trx, bounce: MailBounce) => Promise<void>
}

/**
 * True: the log says `bounced` now. False: not a mail of ours, or it came back before. Throws `unavailable` while the
 * mail is still being sent: the report was quicker than the answer, and comes again. Who knows a Message-ID got that mail
 * or sent it, so a report that names one is believed.
 */
export const takeBounce = async (deps: TakeBounceDeps, report: BounceReport): Promise<boolean> => {
  const { store, now } = deps
  const mail_id = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@/.exec(report.message_id ?? '')?.[1]
  if (mail_id === undefined) return false
  const mail = await store.asSystem('whose mail came back', trx =>
    trx
      .selectFrom('platform.mail')
      .select(['company_id', 'kind', 'recipient', 'state', 'message_id'])
      .where('id', '=', mail_id)
      .executeTakeFirst(),
  )
  if (mail?.state === 'queued') throw fail('unavailable', { retryAfterMs: 60_000 })
  if (mail?.message_id !== `<${report.message_id}>`) return false
  const { company_id, kind, recipient } = mail
  const at = now()
  const settle = async (trx: Trx): Promise<boolean> => {
    const { numUpdatedRows } = await trx
      .updateTable('platform.mail')
      .set({ state: 'bounced', answer: saidBy(report), settled_at: at })
      .where('company_id', 'is not distinct from', company_id)
      .where('id', '=', mail_id)
      .where('state', '=', 'sent')
      .executeTakeFirstOrThrow()
    return numUpdatedRows > 0n
  }
  if (company_id === null) return store.asSystem('a mail of the platform came back', settle)
  return store.inCompany(company_id, async trx => {
    if (!(await settle(trx))) return false
    const { status, permanent, diagnostic } = report
    await deps.onBounce(trx, { mail_id, company_id, kind, recipient, status, permanent, diagnostic, at })
    return true
  })
}

const saidBy = ({ status, diagnostic }: BounceReport): string =>
  [status, diagnostic].filter(part => part !== null && part !== '').join(' ')

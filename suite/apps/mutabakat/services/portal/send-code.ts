/** A guest asks for his one-time code: the human gesture that counts as looking at the letter. */
import type { Services } from '#platform/app'
import { codeMailJob, fail, type SentChannel } from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'
import { codeMailSubject } from '../../mails/code-mail.ts'
import { codeSms } from '../../mails/code-sms.ts'
import { addEvidence } from '../letters/add-evidence.ts'
import { lockLetter } from '../letters/lock-letter.ts'
import { findLink, maskAddress } from '../reach/find-link.ts'
import { smsText } from '../reach/reach-contact.ts'
import { readReachFacts } from '../reach/reach-facts.ts'
import { readSettings } from '../settings/read-settings.ts'
import { codeOf } from './one-time-code.ts'

const CODE_MINUTES = 10
const RESEND_MS = 30_000
const CODES_AN_HOUR = 6

/** Refuses a new code within 30 s, a seventh within an hour, and any while the link is locked. */
export const sendCode = async (
  services: Services,
  token: string,
): Promise<{ channel: SentChannel; masked_address: string; expires_at: string; resend_after_ms: number }> => {
  const link = await findLink(services, token)
  return services.store.inCompany(link.company_id, async trx => {
    const tables = withTables(trx)
    const now = services.now()
    // The letter before the link: the same order as everywhere.
    const letter = await lockLetter(tables, link.company_id, link.letter_id)
    // The link's row is the lock: two requests at once make one code, not two.
    const locked = await tables
      .selectFrom('mutabakat.link')
      .select('locked_until')
      .where('company_id', '=', link.company_id)
      .where('id', '=', link.id)
      .forUpdate()
      .executeTakeFirstOrThrow()
    if (locked.locked_until && locked.locked_until > now)
      throw fail('otp_locked', { retryAfterMs: locked.locked_until.getTime() - now.getTime() })
    const recent = await tables
      .selectFrom('mutabakat.code')
      .select(['created_at'])
      .where('company_id', '=', link.company_id)
      .where('link_id', '=', link.id)
      .where('created_at', '>', new Date(now.getTime() - 3_600_000))
      .orderBy('created_at', 'desc')
      .execute()
    const age = recent[0] ? now.getTime() - recent[0].created_at.getTime() : Number.POSITIVE_INFINITY
    if (age < RESEND_MS) throw fail('otp_too_soon', { retryAfterMs: RESEND_MS - age })
    if (recent.length >= CODES_AN_HOUR)
      throw fail('otp_too_soon', {
        retryAfterMs: 3_600_000 - (now.getTime() - recent.at(-1)!.created_at.getTime()),
      })
    const code_id = services.id()
    const expires_at = new Date(now.getTime() + CODE_MINUTES * 60_000)
    await tables
      .insertInto('mutabakat.code')
      .values({ id: code_id, company_id: link.company_id, link_id: link.id, created_at: now, expires_at })
      .execute()
    const facts = await readReachFacts(tables, link.company_id, link.letter_id)
    const { locale } = facts
    const log = { id: code_id, company_id: link.company_id, kind: 'mutabakat.code', to: link.address }
    if (link.channel === 'email')
      await services.outgoing.enter(trx, { ...log, subject: codeMailSubject(locale, facts.no) })
    else {
      const text = smsText(
        codeSms(locale, facts.company_title, codeOf(code_id, services.secrets.key('mutabakat-code'))),
      )
      const { sms_title: title } = await readSettings(tables, link.company_id)
      await services.sms.enter(trx, { ...log, title, text })
    }
    const masked_address = maskAddress(link.address)
    await addEvidence(services, trx, letter, {
      fact: 'code_sent',
      link_id: link.id,
      detail: { channel: link.channel, address: masked_address },
    })
    await services.jobs.enqueue(
      trx,
      codeMailJob,
      { company_id: link.company_id, code_id, locale },
      { company_id: link.company_id, owner_id: null },
    )
    return {
      channel: link.channel,
      masked_address,
      expires_at: expires_at.toISOString(),
      resend_after_ms: RESEND_MS,
    }
  })
}

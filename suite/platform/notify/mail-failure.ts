/** What an SMTP error means for the mail: refused for good, or worth another try. */
import { MailRefused } from './failures.ts'
import type { MailOutcome } from './mail-log.ts'

/** nodemailer's own members of an error; all optional because a socket error has none of them. */
type SmtpError = Error & { code?: string; responseCode?: number; response?: string }

/**
 * 5xx to the address or the content is final. A 5xx to our own sign-in (EAUTH) or 503 "bad sequence" says nothing
 * about this mail: somebody repairs the settings and the next try goes through.
 * `extra` has `response_code` and the server's `response`, cut to 500 characters.
 */
export const toMailFailure = (error: unknown): MailRefused => {
  if (error instanceof MailRefused) return error
  const { code, responseCode, response, message } = error as SmtpError
  const extra = {
    response_code: responseCode ?? null,
    response: (response ?? message ?? '').slice(0, 500),
    smtp: code ?? null,
  }
  const aboutTheMail = code === 'EENVELOPE' || code === 'EMESSAGE'
  const final = aboutTheMail && responseCode !== undefined && responseCode >= 500 && responseCode !== 503
  if (final) return new MailRefused('mail_bounced', { cause: error, extra })
  return new MailRefused('mail_temporary', { cause: error, extra })
}

/** What the log says of a mail that was refused: the server's own words, else ours. `again`: there will be another try. */
export const outcomeOf = (
  error: MailRefused,
  { attempts, again }: { attempts: number; again: boolean },
): MailOutcome => {
  const given_up = error.code === 'mail_bounced' ? 'bounced' : 'failed'
  return { state: again ? 'queued' : given_up, attempts, answer: String(error.extra.response ?? error.message) }
}

/** Why a mail or a push message is not sent: the notify folder's one table of failures. */
import { Failure, type FailureTable, failures } from '#platform/contract'

export const NOTIFY_FAILURES = {
  bad_address: { status: 400, log: 'not exactly one plain e-mail address' },
  bad_mail: { status: 400, log: 'a header, name or attachment of the mail is not allowed' },
  mail_bounced: { status: 422, log: 'the receiving server refused the mail for good (5xx)' },
  mail_temporary: { status: 503, retry: true, log: 'the mail was not taken this time' },
  mail_budget_used: {
    status: 429,
    retry: true,
    log: 'the mails a company, or one recipient of it, may have today are used',
  },
  logo_refused: { status: 422, log: 'the file is no PNG or JPEG small enough for mails' },
  push_endpoint_refused: { status: 422, log: 'the address is not one of a known push service' },
  push_temporary: { status: 503, retry: true, log: 'the push service did not take the message this time' },
  push_refused: { status: 422, log: 'the push service refuses the message for good' },
} as const satisfies FailureTable

export type NotifyFailureCode = keyof typeof NOTIFY_FAILURES

export const failNotify = failures(NOTIFY_FAILURES)

/** Everything a mail can be refused with. `final`: the same mail will not go through later either. */
export class MailRefused extends Failure {
  readonly final: boolean

  constructor(code: NotifyFailureCode, options?: ConstructorParameters<typeof Failure>[2]) {
    super(code, NOTIFY_FAILURES[code], options)
    this.name = 'MailRefused'
    this.final = code !== 'mail_temporary'
  }
}

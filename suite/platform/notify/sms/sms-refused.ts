/** Why an SMS is not sent: the folder's own table of failures. */
import { Failure, type FailureTable } from '#platform/contract'

export const SMS_FAILURES = {
  sms_not_connected: { status: 409, log: 'no SMS provider is configured' },
  sms_title_missing: { status: 409, log: 'neither the company nor the installation has a sender title' },
  sms_bad_number: { status: 400, log: 'not a mobile number of a country SMS are sent to' },
  sms_too_long: { status: 400, log: 'the text has more parts than one SMS may have' },
  sms_refused: { status: 422, log: 'the provider refused the message for good' },
  sms_temporary: { status: 503, retry: true, log: 'the provider did not take the message this time' },
  sms_budget_used: {
    status: 429,
    retry: true,
    log: 'the SMS a company, or one recipient of it, may have today are used',
  },
} as const satisfies FailureTable

/** `final`: the same message will not go through later either. */
export class SmsRefused extends Failure {
  readonly final: boolean

  constructor(code: keyof typeof SMS_FAILURES, options?: ConstructorParameters<typeof Failure>[2]) {
    super(code, SMS_FAILURES[code], options)
    this.name = 'SmsRefused'
    this.final = code !== 'sms_temporary'
  }
}

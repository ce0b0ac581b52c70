/** Every refusal of E-Mutabakat: code and HTTP status; people's sentences are in the catalogues under `errors`. */
import { type FailureTable, failures } from '#platform/contract'

export const MUTABAKAT_FAILURES = {
  letter_not_found: { status: 404, log: 'no such letter in this company' },
  counterparty_not_found: { status: 404, log: 'no such counterparty in this company' },
  counterparty_code_taken: { status: 409, log: 'another counterparty has this code' },
  tax_number_invalid: { status: 400, log: 'the check digits of the tax number do not fit' },
  email_invalid: { status: 400, log: 'not one strict mail address' },
  phone_invalid: { status: 400, log: 'not a phone number' },
  balance_zero_side: { status: 400, log: 'a negative balance; the side says who owes' },
  letter_open_exists: { status: 409, log: 'an open letter of this counterparty, date and currency exists' },
  letter_not_draft: { status: 409, log: 'only a draft may change' },
  letter_not_sendable: { status: 409, log: 'the letter is not a draft, or is being sent' },
  letter_not_cancellable: { status: 409, log: 'the letter was answered or ended' },
  contact_missing: { status: 409, log: 'the counterparty has no mail address' },
  link_invalid: { status: 404, log: 'the link is altered or not ours' },
  link_expired: { status: 410, log: 'the link is past its day' },
  link_cancelled: { status: 410, log: 'the sender withdrew the letter' },
  otp_wrong: { status: 422, log: 'the code does not fit' },
  otp_expired: { status: 410, log: 'no living code: too old, used, or never asked for' },
  otp_locked: { status: 429, retry: true, log: 'five wrong codes' },
  otp_too_soon: { status: 429, retry: true, log: 'a code was asked for a moment ago' },
  grant_invalid: { status: 401, log: 'no grant of this visit, or it ended' },
  already_answered: { status: 409, log: 'answered before this answer came' },
  reason_required: { status: 400, log: 'disagreeing asks for a reason' },
  import_not_found: { status: 404, log: 'no such import in this company' },
  import_has_no_errors: { status: 404, log: 'the import has no wrong rows' },
  headings_not_found: { status: 422, log: 'no row of the first 20 has the headings of balances' },
  document_not_found: { status: 404, log: 'no such document' },
} as const satisfies FailureTable

export const fail = failures(MUTABAKAT_FAILURES)

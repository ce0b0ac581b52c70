/** The failures of accounts, companies and their links, beside the platform's own. */
import { type FailureTable, failures } from '#platform/contract'

export const IDENTITY_FAILURES = {
  link_over: { status: 410, log: 'the link is unknown, used, withdrawn or expired' },
  address_taken: { status: 409, log: 'an account with this address exists' },
  already_member: { status: 409, log: 'the person is a member of the company' },
  wrong_password: { status: 422, log: 'the current password is wrong' },
  wrong_code: { status: 422, log: 'the code is wrong, or was used before' },
  second_factor_required: { status: 403, log: 'the company asks for a second factor, and the person has none' },
  second_factor_on: { status: 409, log: 'a second factor is confirmed already' },
  last_owner: { status: 409, log: 'the company would be left without an owner' },
  no_account: { status: 422, log: 'nobody signs in with this address' },
  no_operator: { status: 404, log: 'the person does not run the installation' },
  last_operator: { status: 409, log: 'the installation would be left without an operator' },
  only_company: { status: 409, log: 'the sample is the only company of its owner' },
} as const satisfies FailureTable

export const refuse = failures(IDENTITY_FAILURES)

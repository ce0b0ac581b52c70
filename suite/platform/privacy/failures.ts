/** Why a deletion or an erasure is refused. */
import { type FailureTable, failures } from '#platform/contract'

export const PRIVACY_FAILURES = {
  legal_hold: { status: 409, log: 'a legal hold stops every deletion of the company' },
  hold_set: { status: 409, log: 'the company has a legal hold already' },
  person_is_member: { status: 409, log: 'a member is not erased; the membership ends first' },
  preview_changed: { status: 409, log: 'what is held is not what was shown, or it was shown too long ago' },
  confirmation_differs: { status: 422, log: 'the address typed to confirm is another one' },
} as const satisfies FailureTable

export const failPrivacy = failures(PRIVACY_FAILURES)

/** Why a view is not saved. */
import { type FailureTable, failures } from '#platform/contract'

export const VIEW_FAILURES = {
  view_name_taken: { status: 409, log: 'the person has a view of that name in this list' },
  too_many_views: { status: 409, log: 'the person has as many views of this list as one may have' },
} as const satisfies FailureTable

export const failView = failures(VIEW_FAILURES)

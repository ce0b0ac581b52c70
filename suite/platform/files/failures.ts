/** Why a file is not taken or not given. */
import { type FailureTable, failures } from '#platform/contract'

export const FILE_FAILURES = {
  file_quota_exceeded: { status: 413, log: 'the company has used its space for files' },
  file_type_refused: { status: 415, log: 'the content is none of the types that are taken' },
  picture_broken: { status: 422, log: 'the picture cannot be decoded whole' },
  picture_too_large: { status: 413, log: 'the picture has more pixels than allowed' },
  file_missing: { status: 500, log: 'a file is in the database and its bytes are not on disk' },
} as const satisfies FailureTable

export const failFile = failures(FILE_FAILURES)

/** What somebody may do with a letter now, and why not: the one answer that both guards and screens use. */
import type { Role } from '#platform/contract'
import type { LetterAction, LetterStatus, MutabakatFailureCode, PeriodState } from '../contract/index.ts'
import { type FourEyes, needsApproval, type Weight } from './four-eyes.ts'
import { isOpen, isUnsent } from './letter-status.ts'

export type ActionFacts = Weight & {
  status: LetterStatus
  version: number
  /** Its delivery waits for the mail server: until that ends it is as good as gone. */
  queued: boolean
  /** A delivery failed: it was on its way once. */
  was_queued: boolean
  author_id: string | null
  submitted_by: string | null
  period: PeriodState
}

/** `role` undefined: no member, so nothing. */
export type Reader = { user_id: string; role: Role | undefined }

const LEADERS: readonly (Role | undefined)[] = ['owner', 'admin', 'manager']
const WRITERS: readonly (Role | undefined)[] = [...LEADERS, 'member']

type Rule = (letter: ActionFacts, reader: Reader, fourEyes: FourEyes) => MutabakatFailureCode | null

const editable: Rule = letter => {
  if (letter.status !== 'draft' || letter.queued) return 'letter_not_draft'
  return letter.period === 'open' ? null : 'period_not_open'
}

const decidable: Rule = (letter, reader) => {
  if (letter.status !== 'pending_approval') return 'letter_not_pending'
  if (!LEADERS.includes(reader.role)) return 'role_too_low'
  return reader.user_id === letter.author_id || reader.user_id === letter.submitted_by ? 'letter_own_approval' : null
}

const RULES: Readonly<Record<LetterAction, Rule>> = {
  edit: editable,
  delete: letter =>
    letter.status !== 'draft' || letter.was_queued || letter.version > 1 ? 'letter_not_deletable' : null,
  submit: (letter, reader, fourEyes) =>
    editable(letter, reader, fourEyes) ?? (needsApproval(letter, fourEyes) ? null : 'letter_needs_no_approval'),
  approve: decidable,
  send_back: decidable,
  send: (letter, _reader, fourEyes) => {
    if ((letter.status !== 'draft' && letter.status !== 'ready') || letter.queued) return 'letter_not_sendable'
    if (letter.period !== 'open') return 'period_not_open'
    return letter.status === 'draft' && needsApproval(letter, fourEyes) ? 'letter_needs_approval' : null
  },
  remind: letter => (isOpen(letter.status) ? null : 'letter_not_waiting'),
  cancel: letter => (isUnsent(letter.status) || isOpen(letter.status) ? null : 'letter_not_cancellable'),
  revise: letter => {
    if (letter.status !== 'rejected' && letter.status !== 'expired') return 'letter_not_revisable'
    return letter.period === 'open' ? null : 'period_not_open'
  },
  record_answer: letter => (isOpen(letter.status) || letter.status === 'expired' ? null : 'letter_not_recordable'),
}

/** Null: it may be done. Else the code of the refusal, as trying would answer. */
export const refusalOf = (
  action: LetterAction,
  letter: ActionFacts,
  reader: Reader,
  fourEyes: FourEyes,
): MutabakatFailureCode | null =>
  WRITERS.includes(reader.role) ? RULES[action](letter, reader, fourEyes) : 'role_too_low'

/** The life of a letter: its states and the moves between them. Silence never turns into consent. */
import type { LetterStatus } from '../contract/index.ts'

/** Who makes a move. `guest`: the counterparty through its link. `clock`: a job when a day has come. */
export type Mover = 'member' | 'guest' | 'clock'

type Move = { from: LetterStatus; to: LetterStatus; by: readonly Mover[] }

const moves = (from: readonly LetterStatus[], to: LetterStatus, by: readonly Mover[]): Move[] =>
  from.map(state => ({ from: state, to, by }))

/** Every move there is. An approved letter is frozen: undoing is a new letter. No row leads from silence to `approved`. */
export const MOVES: readonly Move[] = [
  // Four eyes: back with a reason, or on with a second person's approval.
  ...moves(['draft'], 'pending_approval', ['member', 'clock']),
  ...moves(['pending_approval'], 'draft', ['member']),
  ...moves(['pending_approval'], 'ready', ['member']),
  // The clock sends what a batch planned.
  ...moves(['draft', 'ready'], 'sent', ['member', 'clock']),
  ...moves(['sent'], 'viewed', ['guest']),
  ...moves(['sent', 'viewed'], 'approved', ['guest', 'member']),
  ...moves(['sent', 'viewed'], 'rejected', ['guest', 'member']),
  ...moves(['sent', 'viewed'], 'expired', ['clock']),
  // A member records an answer that came on paper, by KEP or by mail after the day was over.
  ...moves(['expired'], 'approved', ['member']),
  ...moves(['expired'], 'rejected', ['member']),
  ...moves(['rejected', 'expired'], 'revised', ['member']),
  ...moves(['rejected'], 'resolved', ['member', 'guest']),
  ...moves(['draft', 'pending_approval', 'ready', 'sent', 'viewed'], 'cancelled', ['member']),
  ...moves(['approved', 'resolved', 'expired'], 'archived', ['clock']),
]

/** May a letter go from one state to another, by this mover when one is named? */
export const canMove = (from: LetterStatus, to: LetterStatus, by?: Mover): boolean =>
  MOVES.some(move => move.from === from && move.to === to && (by === undefined || move.by.includes(by)))

export const movesFrom = (from: LetterStatus): LetterStatus[] => MOVES.filter(m => m.from === from).map(m => m.to)

/** Not on its way yet: written, waiting for approval, or approved inside. */
export const isUnsent = (status: LetterStatus): boolean =>
  status === 'draft' || status === 'pending_approval' || status === 'ready'

/** Waits for the counterparty: its link works, it can be reminded. */
export const isOpen = (status: LetterStatus): boolean => status === 'sent' || status === 'viewed'

/** Answered one way or the other. */
export const isAnswered = (status: LetterStatus): boolean =>
  status === 'approved' || status === 'rejected' || status === 'resolved'

/** Somebody of the company still has to see to it: not agreed, or not even out. */
export const isUnfinished = (status: LetterStatus): boolean =>
  isUnsent(status) || isOpen(status) || status === 'rejected' || status === 'expired'

/** There is something to talk about with the counterparty: it was asked and has not agreed. */
export const mayBeCalled = (status: LetterStatus): boolean =>
  isOpen(status) || status === 'rejected' || status === 'expired'

/** Stands in the way of a second letter of the same kind, day and currency to the same counterparty. */
export const blocksAnother = (status: LetterStatus): boolean => isUnsent(status) || isOpen(status)

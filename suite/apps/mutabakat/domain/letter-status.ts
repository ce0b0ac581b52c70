/** The life of a letter: its states and the moves between them. Silence never turns into consent. */
import type { LetterStatus } from '../contract/index.ts'

/** States of rules that come later (four eyes, new versions, difference lists); the table's check constraint knows them already. */
export const LATER_STATUSES = ['pending_approval', 'ready', 'resolved', 'revised'] as const

/** Who makes a move. `guest`: the counterparty through its link. `clock`: a job when a day has come. */
export type Mover = 'member' | 'guest' | 'clock'

type Move = { from: LetterStatus; to: LetterStatus; by: readonly Mover[] }

/** Every move there is. An approved letter is frozen: undoing is a new letter. No row leads from silence to `approved`. */
export const MOVES: readonly Move[] = [
  { from: 'draft', to: 'sent', by: ['member'] },
  { from: 'sent', to: 'viewed', by: ['guest'] },
  { from: 'sent', to: 'approved', by: ['guest', 'member'] },
  { from: 'sent', to: 'rejected', by: ['guest', 'member'] },
  { from: 'viewed', to: 'approved', by: ['guest', 'member'] },
  { from: 'viewed', to: 'rejected', by: ['guest', 'member'] },
  // A member records an answer that came on paper, by KEP or by mail after the day was over.
  { from: 'expired', to: 'approved', by: ['member'] },
  { from: 'expired', to: 'rejected', by: ['member'] },
  { from: 'sent', to: 'expired', by: ['clock'] },
  { from: 'viewed', to: 'expired', by: ['clock'] },
  { from: 'draft', to: 'cancelled', by: ['member'] },
  { from: 'sent', to: 'cancelled', by: ['member'] },
  { from: 'viewed', to: 'cancelled', by: ['member'] },
  { from: 'approved', to: 'archived', by: ['clock'] },
  { from: 'expired', to: 'archived', by: ['clock'] },
]

/** May a letter go from one state to another, by this mover when one is named? */
export const canMove = (from: LetterStatus, to: LetterStatus, by?: Mover): boolean =>
  MOVES.some(move => move.from === from && move.to === to && (by === undefined || move.by.includes(by)))

export const movesFrom = (from: LetterStatus): LetterStatus[] => MOVES.filter(m => m.from === from).map(m => m.to)

/** Waits for the counterparty: its link works, it can be reminded. */
export const isOpen = (status: LetterStatus): boolean => status === 'sent' || status === 'viewed'

/** Answered one way or the other. */
export const isAnswered = (status: LetterStatus): boolean => status === 'approved' || status === 'rejected'

/** Stands in the way of a second letter of the same kind, day and currency to the same counterparty. */
export const blocksAnother = (status: LetterStatus): boolean => status === 'draft' || isOpen(status)

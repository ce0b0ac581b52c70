/** What a letter's state was after each fact of its evidence, so that its life can be shown again. Pure. */
import type { EvidenceFact, EvidenceRow, LetterStatus } from '../contract/index.ts'

/** Facts that move a letter; an answer says by its detail which way. The others happen without changing the state. */
const MOVED_TO: Partial<Record<EvidenceFact, LetterStatus>> = {
  created: 'draft',
  sent: 'sent',
  viewed: 'viewed',
  resolved: 'resolved',
  expired: 'expired',
  revised: 'revised',
  cancelled: 'cancelled',
}

type ReplayFact = Pick<EvidenceRow, 'fact'> & Partial<Pick<EvidenceRow, 'detail'>>

/** `answered`: the detail that says which way was erased, or is not shown to this reader. */
export type ReplayState = LetterStatus | 'answered'

const answerOf = ({ detail }: ReplayFact): ReplayState =>
  detail?.choice === 'agree' ? 'approved' : detail?.choice === 'disagree' ? 'rejected' : 'answered'

/** Sent again to another address: that does not take back that the letter was seen. */
const isStep = (before: ReplayState, fact: EvidenceFact): boolean => fact !== 'sent' || before === 'draft'

/** One state for each fact, in their order; a letter begins as a draft. */
export const statesAfter = (facts: readonly ReplayFact[]): ReplayState[] => {
  let state: ReplayState = 'draft'
  return facts.map(fact => {
    if (fact.fact === 'answered' || fact.fact === 'recorded') state = answerOf(fact)
    else if (isStep(state, fact.fact)) state = MOVED_TO[fact.fact] ?? state
    return state
  })
}

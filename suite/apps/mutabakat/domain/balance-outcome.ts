/** What becomes of an imported balance beside the newest letter about the same account, day and currency. */
import type { LetterStatus } from '../contract/index.ts'
import { blocksAnother } from './letter-status.ts'
import type { Side } from './side.ts'

export type LetterNow = {
  status: LetterStatus
  minor: bigint
  side: Side
  /** What it says beside its balance, as one text: documents, due dates. */
  parts: string
  /** It is being delivered at this moment. */
  leaving: boolean
}

/** `blocked`: a letter is on its way, and its balance is another. */
export type BalanceOutcome = 'created' | 'updated' | 'unchanged' | 'blocked'

/** These were settled with a balance; the same balance again is no news. */
const SETTLED: ReadonlySet<LetterStatus> = new Set(['approved', 'resolved', 'archived'])

export const balanceOutcome = (
  letter: LetterNow | undefined,
  balance: { minor: bigint; side: Side; parts: string },
): BalanceOutcome => {
  if (!letter) return 'created'
  const same = letter.minor === balance.minor && letter.side === balance.side && letter.parts === balance.parts
  if (!blocksAnother(letter.status)) return same && SETTLED.has(letter.status) ? 'unchanged' : 'created'
  if (same) return 'unchanged'
  return letter.status === 'draft' && !letter.leaving ? 'updated' : 'blocked'
}

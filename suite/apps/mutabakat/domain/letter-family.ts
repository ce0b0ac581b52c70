/** Which of three families a letter is of: that decides what it says, and in which of the company's words. */
import type { BabsForm, LetterKind } from '../contract/index.ts'

/** `account`: a balance. `babs`: what was declared of a month. `teyit`: a balance, asked for by an auditor. */
export type LetterFamily = 'account' | 'babs' | 'teyit'

export const familyOf = (kind: LetterKind): LetterFamily =>
  isBabs(kind) ? 'babs' : kind === 'teyit' ? 'teyit' : 'account'

export const isBabs = (kind: LetterKind): kind is BabsForm => kind === 'ba' || kind === 'bs'

/** Our sales are their purchases. */
export const theirForm = (ours: BabsForm): BabsForm => (ours === 'bs' ? 'ba' : 'bs')

/** One letter against the other side's own books: do they agree, and by how much not. */
import type { LetterKind, MirrorResult } from '../contract/index.ts'
import { isBabs, theirForm } from './letter-family.ts'
import { differenceOf } from './letter-figures.ts'
import { otherSide, type Side } from './side.ts'

/** A figure as one company's books have it; `count` of BA and BS alone. */
export type Figure = { minor: bigint; side: Side; count: number | null }

export type Mirrored = { result: MirrorResult; difference: bigint | null; count_difference: number | null }

/** Which kind of our letters is about the same thing: our BA for their BS, else the same. */
export const mirrorKind = (kind: LetterKind): LetterKind => (isBabs(kind) ? theirForm(kind) : kind)

/** The same figure seen from the other company: our debit is their credit. */
export const seenFromThere = (figure: Figure): Figure => ({ ...figure, side: otherSide(figure.side) })

/**
 * Both on the letter's sides. `difference`: of balances what our books have beyond the letter, positive in our favour; of
 * BA and BS our amount minus the letter's. `count_difference`: documents of ours beyond the letter's. To the last kuruş:
 * tolerance is for answers.
 */
export const compareMirror = (letter: Figure & { kind: LetterKind }, own: Figure | null): Mirrored => {
  if (own === null) return { result: 'unknown', difference: null, count_difference: null }
  const between = differenceOf(letter, own)
  const difference = isBabs(letter.kind) ? -between : between
  const count_difference = letter.count === null || own.count === null ? null : own.count - letter.count
  const agrees = difference === 0n && (count_difference ?? 0) === 0
  return { result: agrees ? 'agrees' : 'differs', difference, count_difference }
}

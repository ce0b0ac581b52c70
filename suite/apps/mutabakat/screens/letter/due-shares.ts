/** How much of a balance is due since when, seen from the letter's day. Pure. */
import { textToMinor } from '#platform/contract'
import type { Due } from '../../contract/index.ts'
import { type Day, signedMinor } from '../../domain/index.ts'
import { daysBetween } from '../babs/month.ts'

/** In rising order of delay: not due yet, 1–30, 31–60, 61–90 days late, and more. */
export const DUE_BUCKETS = ['later', 'd30', 'd60', 'd90', 'over'] as const
export type DueBucket = (typeof DUE_BUCKETS)[number]

export type DueShare = {
  bucket: DueBucket
  /** Signed: positive is owed to us. */
  minor: bigint
  /** 0–1, of all that is due either way: lines of the other side do not hide what is late. */
  share: number
}

export const bucketOf = (due: Day, at: Day): DueBucket => {
  const late = daysBetween(due, at)
  if (late <= 0) return 'later'
  if (late <= 30) return 'd30'
  if (late <= 60) return 'd60'
  return late <= 90 ? 'd90' : 'over'
}

const size = (minor: bigint): bigint => (minor < 0n ? -minor : minor)

/** Buckets without a line are left out. */
export const dueShares = (dues: readonly Due[], at: Day): DueShare[] => {
  const lines = dues.map(({ due, balance, side }) => ({
    bucket: bucketOf(due, at),
    minor: signedMinor(textToMinor(balance.amount), side),
  }))
  const all = lines.reduce((sum, { minor }) => sum + size(minor), 0n)
  return DUE_BUCKETS.flatMap(bucket => {
    const inside = lines.filter(line => line.bucket === bucket)
    if (inside.length === 0) return []
    const part = inside.reduce((sum, { minor }) => sum + size(minor), 0n)
    return [
      {
        bucket,
        minor: inside.reduce((sum, { minor }) => sum + minor, 0n),
        share: all === 0n ? 0 : Number((part * 10_000n) / all) / 10_000,
      },
    ]
  })
}

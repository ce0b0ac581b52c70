/** Which side a balance stands on, seen from the company that asks, and its words for both companies. */
import type { Locale } from '#platform/contract'
import { SIDES } from '../contract/index.ts'

/** `B` (borç): the counterparty owes us. `A` (alacak): we owe the counterparty. Our debit is their credit. */
export type Side = (typeof SIDES)[number]
export { SIDES }

export const otherSide = (side: Side): Side => (side === 'B' ? 'A' : 'B')

/** A signed balance (positive: they owe us) as amount and side. Zero stands on `B`, where ledgers print it. */
export const sideOf = (signed: bigint): { minor: bigint; side: Side } =>
  signed < 0n ? { minor: -signed, side: 'A' } : { minor: signed, side: 'B' }

/** The inverse of `sideOf`. */
export const signedMinor = (minor: bigint, side: Side): bigint => (side === 'B' ? minor : -minor)

type Words = Readonly<Record<Locale, Readonly<Record<Side, string>>>>

const LABEL: Words = {
  tr: { B: 'Borç', A: 'Alacak' },
  en: { B: 'Debit', A: 'Credit' },
  az: { B: 'Debet', A: 'Kredit' },
}
const FOR_US: Words = {
  tr: { B: 'bize borçlu', A: 'bizden alacaklı' },
  en: { B: 'owes us', A: 'we owe them' },
  az: { B: 'bizə borcludur', A: 'biz borcluyuq' },
}
const FOR_THEM: Words = {
  tr: { B: 'siz bize borçlusunuz', A: 'biz size borçluyuz' },
  en: { B: 'you owe us', A: 'we owe you' },
  az: { B: 'siz bizə borclusunuz', A: 'biz sizə borcluyuq' },
}
const ZERO: Readonly<Record<Locale, string>> = {
  tr: 'karşılıklı borç ve alacak yok',
  en: 'nothing is owed either way',
  az: 'qarşılıqlı borc yoxdur',
}

/** The bookkeeper's word: Borç / Alacak. */
export const sideLabel = (side: Side, locale: Locale): string => LABEL[locale][side]

/** For our own screens: "bize borçlu". */
export const sideForUs = (side: Side, locale: Locale): string => FOR_US[locale][side]

/** For the counterparty, who reads no B or A: "siz bize borçlusunuz". A zero balance says so. */
export const sideForThem = (side: Side, minor: bigint, locale: Locale): string =>
  minor === 0n ? ZERO[locale] : FOR_THEM[locale][side]

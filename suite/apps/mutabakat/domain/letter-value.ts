/** What kind of letter a balance makes, and what it is worth in lira. */
import type { Currency } from '#platform/contract'
import type { WrittenKind } from '../contract/index.ts'
import { convertMinor } from './rate.ts'

export const kindOf = (currency: Currency): WrittenKind => (currency === 'TRY' ? 'cari' : 'cari_doviz')

/** Lira are worth themselves and have no rate; a foreign balance without a rate has no known value. */
export const inLira = (
  balance: { minor: bigint; currency: Currency },
  rate: string | null,
): { rate: string | null; try_minor: bigint | null } => {
  if (balance.currency === 'TRY') return { rate: null, try_minor: balance.minor }
  return { rate, try_minor: rate === null ? null : convertMinor(balance.minor, rate) }
}

/** Exchange rates: decimal text with at most six decimals, and money turned by them without floats. */
import { type Cell, cellText } from './cell.ts'

export type RateReading = { ok: true /** "34.5678", positive */; rate: string } | { ok: false; code: 'rate_invalid' }

const REFUSED: RateReading = { ok: false, code: 'rate_invalid' }

/**
 * "34,5678", "34.5678", "1.234,5678". A single separator is always the decimal one: rates have four to six decimals,
 * and a rate of a thousand and more does not occur between the suite's currencies.
 */
export const parseRate = (cell: Cell): RateReading => {
  if (cell instanceof Date) return REFUSED
  const text = cellText(cell)
  const match = /^(\d{1,9})(?:[.,](\d{1,15}))?$/.exec(text) ?? /^(\d{1,3}(?:\.\d{3})+),(\d{1,15})$/.exec(text)
  if (!match) return REFUSED
  const millionths = toMillionths(match[1]!.replaceAll('.', ''), match[2] ?? '')
  if (millionths === 0n) return REFUSED
  const digits = millionths.toString().padStart(7, '0')
  const fraction = digits.slice(-6).replace(/0+$/, '')
  return { ok: true, rate: fraction ? `${digits.slice(0, -6)}.${fraction}` : digits.slice(0, -6) }
}

const toMillionths = (whole: string, fraction: string): bigint => {
  const floor = BigInt(`${whole}${fraction.slice(0, 6).padEnd(6, '0')}`)
  return (fraction[6] ?? '0') >= '5' ? floor + 1n : floor
}

/** `minor` (≥ 0) at a rate of `parseRate`'s form, rounded half up, which for amounts ≥ 0 is half away from zero. */
export const convertMinor = (minor: bigint, rate: string): bigint => {
  const [whole = '0', fraction = ''] = rate.split('.')
  return (minor * toMillionths(whole, fraction) + 500_000n) / 1_000_000n
}

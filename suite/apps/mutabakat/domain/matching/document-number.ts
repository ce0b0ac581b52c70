/** Document numbers as two bookkeepers write them: "GIB2026000000123", "GIB-2026-123" and "gib 2026 0000123" are one. */
import { foldText } from '../fold.ts'

/** Series of three signs, year and nine digits: the number of an electronic invoice. */
const E_INVOICE = /^([A-Z0-9]{3})(20\d{2})(\d{9})$/

const withoutZeros = (digits: string): string => digits.replace(/^0+(?=\d)/, '')

/** Letters and digits apart, leading zeros gone, parts joined by "-"; empty for a number without a digit. */
export const normalizeNumber = (number: string): string => {
  const folded = foldText(number)
  const invoice = E_INVOICE.exec(folded.replaceAll(' ', ''))
  const parts = invoice ? invoice.slice(1) : (folded.match(/[0-9]+|[^0-9 ]+/g) ?? [])
  const known = parts.map(part => (/^\d/.test(part) ? withoutZeros(part) : part)).join('-')
  return /\d/.test(known) ? known : ''
}

/** Fewer digits than this say nothing: a "12" is on every list. */
const SHORTEST = 3

/** The running number alone, for whoever leaves the series out; empty when it is too short to tell documents apart. */
export const shortNumber = (number: string): string => {
  const last = normalizeNumber(number).split('-').at(-1) ?? ''
  return /^\d+$/.test(last) && last.length >= SHORTEST ? last : ''
}

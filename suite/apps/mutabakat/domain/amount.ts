/** Reads an amount as Turkish ledgers and Excel write it. What could be read two ways is refused, not guessed. */
import type { Currency } from '#platform/contract'
import { type Cell, cellText } from './cell.ts'
import { readCurrency } from './currency.ts'
import { fold } from './fold.ts'
import type { Side } from './side.ts'

/** What stands before the decimals. */
export type DecimalSign = ',' | '.'

export type AmountFailureCode = 'amount_missing' | 'amount_ambiguous' | 'amount_invalid' | 'amount_too_large'
export type AmountReading =
  | { ok: true /** signed, hundredths */; minor: bigint; side?: Side; currency?: Currency }
  | { ok: false; code: AmountFailureCode }

/** The wire and the tables hold sixteen digits before the point. */
const MAX_MINOR = 10n ** 18n - 1n

const refuse = (code: AmountFailureCode): AmountReading => ({ ok: false, code })

/** Digits and fraction to hundredths, half away from zero, in integers only. */
const toMinor = (whole: string, fraction: string): bigint => {
  const cents = BigInt(`${whole || '0'}${fraction.slice(0, 2).padEnd(2, '0')}`)
  return (fraction[2] ?? '0') >= '5' ? cents + 1n : cents
}

/** Splits plain digits with separators into whole and fraction, or says why it cannot. */
const splitNumber = (
  text: string,
  decimal: DecimalSign | null,
): { whole: string; fraction: string } | AmountFailureCode => {
  const spaced = / /.test(text)
  if (spaced && !/^\d{1,3}( \d{3})+([.,]\d*)?$/.test(text)) return 'amount_invalid'
  const bare = text.replaceAll(' ', '')
  if (/^\d+$/.test(bare)) return { whole: bare, fraction: '' }
  const single = /^(\d*)[.,](\d+)$/.exec(bare)
  if (single) {
    const [, whole = '', fraction = ''] = single
    const groups = fraction.length === 3 && /^[1-9]\d{0,2}$/.test(whole)
    // Told which sign parts the decimals, the other one parts thousands.
    if (!spaced && groups && decimal) {
      return bare.includes(decimal) ? { whole, fraction } : { whole: whole + fraction, fraction: '' }
    }
    // "1.234": one lira twenty-three or one thousand two hundred and thirty-four? Only the writer knows.
    if (!spaced && groups) return 'amount_ambiguous'
    return { whole, fraction }
  }
  const grouped = /^(\d{1,3}(?:\.\d{3})+)(?:,(\d+))?$/.exec(bare) ?? /^(\d{1,3}(?:,\d{3})+)(?:\.(\d+))?$/.exec(bare)
  if (!grouped || spaced) return 'amount_invalid'
  return { whole: grouped[1]!.replaceAll(/[.,]/g, ''), fraction: grouped[2] ?? '' }
}

const SIDE_WORDS: Readonly<Record<string, Side>> = { B: 'B', BORC: 'B', A: 'A', ALACAK: 'A' }

/** Takes "(B)", "B", "(Alacak)" off the end. */
const takeSide = (text: string): { rest: string; side?: Side } => {
  const match = /^(.*?)\s*(?:\((\p{L}+)\)|(?<=[\d\s)])(\p{L}+))$/u.exec(text)
  const side = match && SIDE_WORDS[fold(match[2] ?? match[3] ?? '')]
  return match && side ? { rest: match[1]!.trim(), side } : { rest: text }
}

/** Takes a currency sign or code off either end. */
const takeCurrency = (text: string): { rest: string; currency?: Currency } => {
  const match = /^(-?)([\p{Sc}\p{L}]{1,5})\s*(.*)$/u.exec(text) ?? /^()(?:(.*?)\s*)([\p{Sc}\p{L}]{1,5})$/u.exec(text)
  if (!match) return { rest: text }
  const inFront = /^-?[\p{Sc}\p{L}]/u.test(text)
  const [, sign = '', second = '', third = ''] = match
  const currency = readCurrency(inFront ? second : third)
  return currency ? { rest: `${sign}${inFront ? third : second}`.trim(), currency } : { rest: text }
}

/** A minus in front, behind (as SAP prints) or as accountants' parentheses. */
const takeSign = (text: string): { rest: string; negative: boolean } => {
  const match = /^-\s*(.+)$/.exec(text) ?? /^([^-]+?)\s*-$/.exec(text) ?? /^\((.+)\)$/.exec(text)
  return match ? { rest: match[1]!.trim(), negative: true } : { rest: text, negative: false }
}

const parseText = (text: string, decimal: DecimalSign | null): AmountReading => {
  const sided = takeSide(text.replaceAll('\u2212', '-'))
  const priced = takeCurrency(sided.rest)
  const { rest, negative } = takeSign(priced.rest)
  const parts = splitNumber(rest, decimal)
  if (typeof parts === 'string') return refuse(parts)
  const minor = toMinor(parts.whole, parts.fraction)
  if (minor > MAX_MINOR) return refuse('amount_too_large')
  return {
    ok: true,
    minor: negative ? -minor : minor,
    ...(sided.side ? { side: sided.side } : {}),
    ...(priced.currency ? { currency: priced.currency } : {}),
  }
}

/** A number cell: its shortest decimal form is what the person typed, so 1.005 rounds to 1.01 as on paper. */
const parseNumber = (value: number): AmountReading => {
  if (!Number.isFinite(value)) return refuse('amount_invalid')
  if (Math.abs(value) >= 1e16) return refuse('amount_too_large')
  if (Math.abs(value) < 1e-6) return { ok: true, minor: 0n }
  const [whole = '', fraction = ''] = String(Math.abs(value)).split('.')
  const minor = toMinor(whole, fraction)
  return { ok: true, minor: value < 0 ? -minor : minor }
}

/**
 * "1.234.567,89", "1234567.89", "1.234,56 (B)", "-1.234,56", "₺ 1.234,56", no-break spaces. Text never passes through a
 * binary float. More than two decimals are rounded half away from zero, once. `decimal` decides what could be read two
 * ways, and nothing else.
 */
export const parseAmount = (cell: Cell, decimal: DecimalSign | null = null): AmountReading => {
  if (typeof cell === 'number') return parseNumber(cell)
  if (cell instanceof Date || typeof cell === 'boolean') return refuse('amount_invalid')
  const text = cellText(cell)
  return text === '' ? refuse('amount_missing') : parseText(text, decimal)
}

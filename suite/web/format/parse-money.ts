/** Reads an amount as a person types or pastes it into the wire's decimal text, without ever being a `number`. */
import type { Locale } from '#platform/contract'

export type MoneyInput =
  | { ok: true; amount: string }
  | { ok: false; reason: 'empty' | 'not_a_number' | 'too_many_decimals' | 'too_large' }

const GROUP: Record<Locale, '.' | ','> = { tr: '.', az: '.', en: ',' }
/** 16 digits before the point: the wire's own limit. */
const MAX_DIGITS = 16

/**
 * "1.234,56" (tr, az) and "1,234.56" (en) → "1234.56". Signs in front or behind, parentheses for a negative, a currency sign
 * and spaces are taken. When both separators occur the last is the decimal one, whatever the language; a single group
 * separator with one or two digits after it ("1234.5" in Turkish, from a number pad) is taken as the decimal point too.
 */
export const parseMoney = (text: string, locale: Locale): MoneyInput => {
  let rest = text
    .normalize('NFKC')
    .replace(/[\s'₺₼$€£]|TRY|TL|AZN|USD|EUR|GBP/gi, '')
    .replace(/[\u2212\u2013]/g, '-')
  if (rest === '' || rest === '-') return { ok: false, reason: 'empty' }
  let negative = false
  if (/^\(.*\)$/.test(rest)) {
    negative = true
    rest = rest.slice(1, -1)
  } else if (/^[-+]|[-+]$/.test(rest)) {
    negative = rest.includes('-')
    rest = rest.replace(/^[-+]|[-+]$/, '')
  }
  if (!/^\d[\d.,]*$|^[.,]\d+$/.test(rest)) return { ok: false, reason: 'not_a_number' }

  const point = decimalPoint(rest, GROUP[locale])
  const [whole = '', fraction = ''] = point === -1 ? [rest] : [rest.slice(0, point), rest.slice(point + 1)]
  if (/[.,]/.test(fraction) || !groupsAreWhole(whole)) return { ok: false, reason: 'not_a_number' }
  if (fraction.length > 2) return { ok: false, reason: 'too_many_decimals' }
  const digits = whole.replace(/[.,]/g, '').replace(/^0+(?=\d)/, '') || '0'
  if (digits.length > MAX_DIGITS) return { ok: false, reason: 'too_large' }
  const amount = `${digits}.${fraction.padEnd(2, '0')}`
  return { ok: true, amount: negative && amount !== '0.00' ? `-${amount}` : amount }
}

/** Where the decimal separator stands; -1 when there is none. */
const decimalPoint = (text: string, group: '.' | ','): number => {
  const dot = text.lastIndexOf('.')
  const comma = text.lastIndexOf(',')
  if (dot !== -1 && comma !== -1) return Math.max(dot, comma)
  const last = Math.max(dot, comma)
  if (last === -1) return -1
  if (text[last] !== group) return last
  const digitsAfter = text.length - last - 1
  const once = text.indexOf(text[last]!) === last
  return once && digitsAfter < 3 ? last : -1
}

/** "1.234.567" yes, "1.23.456" and "12345.678" no, ungrouped yes. */
const groupsAreWhole = (whole: string): boolean => {
  if (!/[.,]/.test(whole)) return true
  if (whole.includes('.') && whole.includes(',')) return false
  const [first = '', ...groups] = whole.split(/[.,]/)
  return first.length >= 1 && first.length <= 3 && groups.every(part => part.length === 3)
}

/** "1234.56" → "1.234,56" (tr, az) or "1,234.56" (en), digit by digit: amounts are wider than a `number` is exact. */
export const formatAmount = (amount: string, locale: Locale): string => {
  const group = GROUP[locale]
  const [whole = '0', fraction = '00'] = amount.replace('-', '').split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group)
  return `${amount.startsWith('-') ? '-' : ''}${grouped}${group === '.' ? ',' : '.'}${fraction}`
}

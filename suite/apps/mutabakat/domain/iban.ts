/** IBAN: the check of ISO 13616, with the exact shapes of Turkey and Azerbaijan. */
import { type Cell, cellText } from './cell.ts'

/** `TR` + 2 check + 5 bank + reserved 0 + 16; `AZ` + 2 check + 4 letters + 20. Others: the general shape only. */
const SHAPES: Readonly<Record<string, RegExp>> = {
  TR: /^TR\d{7}0[0-9A-Z]{16}$/,
  AZ: /^AZ\d{2}[A-Z]{4}[0-9A-Z]{20}$/,
}
const GENERAL = /^[A-Z]{2}\d{2}[0-9A-Z]{11,30}$/

/** Remainder by 97 of digits and letters (A=10 … Z=35), taken piece by piece so that no number grows. */
const mod97 = (text: string): number => {
  let rest = 0
  for (const sign of text) rest = Number(`${rest}${Number.parseInt(sign, 36)}`) % 97
  return rest
}

/** Without spaces, upper case. */
export const isIban = (text: string): boolean =>
  (SHAPES[text.slice(0, 2)] ?? GENERAL).test(text) && mod97(text.slice(4) + text.slice(0, 4)) === 1

export type IbanReading = { ok: true; value: string } | { ok: false; code: 'iban_invalid' }

export const readIban = (cell: Cell): IbanReading => {
  // Invariant upper-casing on purpose: in Turkish `i` would become `İ`.
  const value = cellText(cell).replaceAll(/[\s-]/g, '').toUpperCase()
  return isIban(value) ? { ok: true, value } : { ok: false, code: 'iban_invalid' }
}

/** In groups of four, as printed on paper. */
export const formatIban = (iban: string): string => iban.replaceAll(/(.{4})(?=.)/g, '$1 ')

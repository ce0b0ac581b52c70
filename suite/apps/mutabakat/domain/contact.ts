/** E-mail addresses and mobile numbers of a counterparty, as people type them. */
import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { type Cell, cellText } from './cell.ts'

const EMAIL = /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/

/** One address a mail server would take. Lower case, no display name, no letters outside ASCII. */
export const isEmail = (text: string): boolean => text.length <= 254 && EMAIL.test(text) && !/^\.|\.\.|\.@/.test(text)

export type EmailReading =
  | { ok: true; value: string /** addresses in the cell */; count: number }
  | { ok: false; code: 'email_invalid' }

/** The first of addresses parted by `;`, `,` or a space. All of them have to be right: a typo hides in the second, too. */
export const readEmail = (cell: Cell): EmailReading => {
  // Invariant lower-casing on purpose: in Turkish `I` would become `ı`, which no address has.
  const all = cellText(cell)
    .toLowerCase()
    .split(/[;,\s]+/)
    .filter(Boolean)
  const [first] = all
  return first && all.every(isEmail)
    ? { ok: true, value: first, count: all.length }
    : { ok: false, code: 'email_invalid' }
}

/** E.164 numbers that may get an SMS. Other countries have no rule here and are taken as they are. */
const MOBILE: Readonly<Record<string, RegExp>> = {
  '90': /^\+905\d{9}$/,
  '994': /^\+994(?:10|50|51|55|60|70|77|99)\d{7}$/,
}

export type MobileReading =
  | { ok: true /** E.164 */; value: string; mobile: boolean }
  | { ok: false; code: 'mobile_invalid' }

/** "0532 123 45 67", "532…", "+90 (532)…", "90532…" and a number cell all become +90532…; `mobile` false for a land line. */
export const readMobile = (cell: Cell): MobileReading => {
  const text = cellText(cell)
  const phone = parsePhoneNumberFromString(text, 'TR')
  if (!phone?.isValid() || phone.ext) return { ok: false, code: 'mobile_invalid' }
  return { ok: true, value: phone.number, mobile: MOBILE[phone.countryCallingCode]?.test(phone.number) ?? true }
}

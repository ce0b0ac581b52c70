/** The strict check every recipient passes before a mail library sees it: exactly one plain ASCII address, or a refusal. */
import { MailRefused } from './failures.ts'

/** RFC 5321 §4.5.3.1.3, less the angle brackets. */
export const ADDRESS_MAX_CHARS = 254
const LOCAL_MAX_CHARS = 64

/** Dot-atom of RFC 5322. Quoted locals ("a b"@x.tr) are legal and unused; they are how addresses get smuggled. */
const LOCAL = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/
const LABEL = /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/
/** A last label of letters keeps out 127.0.0.1; `xn--` keeps Turkish and other national domains possible. */
const LAST_LABEL = /^(?:[A-Za-z]{2,63}|xn--[A-Za-z0-9-]{1,59})$/i

/**
 * Why not simply trim and let nodemailer parse: given `b@x.tr\r\nBcc: evil@x.tr` version 10 mails evil@x.tr.
 * So nothing is repaired here. Letters that only look like `@`, `.` or ASCII are refused with everything else that
 * is not ASCII; a national domain is given in its `xn--` form.
 */
export const isAddress = (text: string): boolean => {
  if (text.length > ADDRESS_MAX_CHARS) return false
  const at = text.lastIndexOf('@')
  const local = text.slice(0, Math.max(0, at))
  if (local.length > LOCAL_MAX_CHARS || !LOCAL.test(local)) return false
  const labels = text.slice(at + 1).split('.')
  return labels.length >= 2 && labels.every(label => LABEL.test(label)) && LAST_LABEL.test(labels.at(-1)!)
}

/** The address with its domain in lower case (the local part stays as given); throws `bad_address`. */
export const checkAddress = (text: string): string => {
  if (typeof text !== 'string' || !isAddress(text)) throw new MailRefused('bad_address')
  const at = text.lastIndexOf('@')
  return text.slice(0, at + 1) + text.slice(at + 1).toLowerCase()
}

/** How an SMS is counted and charged, and how its Turkish letters can be left out. Shared by the server and the screens. */

/** The basic table of GSM 03.38. Lower-case ç is not in it, nor are ğ, ş, ı, İ and ə. */
const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
)
/** The extension table: an escape and a sign, two places. */
const EXTENDED = new Set('\f^{}\\[~]|€')

/** Operators append a space and a code of four signs, such as ` B043`. */
export const SMS_OPERATOR_CHARACTERS = 5
export const SMS_MAX_PARTS = 10

const LIMITS = { gsm7: { one: 160, many: 153 }, ucs2: { one: 70, many: 67 } } as const

/** `sent`: the provider took it. `delivered` and `failed` after that are what it reported. */
export const SMS_STATES = ['queued', 'sent', 'delivered', 'failed'] as const
export type SmsState = (typeof SMS_STATES)[number]

/** `characters`: places taken, the operator's code with them. `left`: places free in the last part. */
export type SmsCount = { encoding: 'gsm7' | 'ucs2'; characters: number; parts: number; left: number }

/** One letter outside the GSM table turns a message of 160 signs into one of 70. */
export const countSms = (text: string): SmsCount => {
  const signs = [...text]
  const encoding = signs.every(sign => BASIC.has(sign) || EXTENDED.has(sign)) ? 'gsm7' : 'ucs2'
  const { one, many } = LIMITS[encoding]
  // What takes two places (an extended sign, an emoji) never stands on both sides of a part's end.
  const places = signs.map(sign => (encoding === 'gsm7' ? (EXTENDED.has(sign) ? 2 : 1) : sign.length))
  places.push(...Array<number>(SMS_OPERATOR_CHARACTERS).fill(1))
  const characters = places.reduce((sum, place) => sum + place, 0)
  if (characters <= one) return { encoding, characters, parts: 1, left: one - characters }
  let parts = 1
  let used = 0
  for (const place of places) {
    if (used + place > many) {
      parts++
      used = 0
    }
    used += place
  }
  return { encoding, characters, parts, left: many - used }
}

const PLAIN: Readonly<Record<string, string>> = {
  ...{ ğ: 'g', Ğ: 'G', ş: 's', Ş: 'S', ı: 'i', İ: 'I', ç: 'c', Ç: 'C', ə: 'e', Ə: 'E' },
  ...{ '’': "'", '‘': "'", '“': '"', '”': '"', '–': '-', '—': '-', '…': '...', '\u00a0': ' ' },
}

/** The same words in signs of the GSM table where it has no room for ours; ö, ü, Ö and Ü are in it and stay. */
export const withoutTurkishLetters = (text: string): string =>
  text.replaceAll(/[ğĞşŞıİçÇəƏ’‘“”–—…\u00a0]/g, sign => PLAIN[sign]!)

/** Registered with the regulator: 3–11 signs, no Turkish letters. */
export const isSmsTitle = (text: string): boolean => /^[A-Za-z0-9*.-][A-Za-z0-9 *.-]{1,9}[A-Za-z0-9*.-]$/.test(text)

/** E.164 numbers that may get an SMS: Turkish and Azerbaijani mobiles. */
export const isSmsNumber = (number: string): boolean =>
  /^\+905\d{9}$/.test(number) || /^\+994(?:10|50|51|55|60|70|77|99)\d{7}$/.test(number)

/** VKN, the tax number of a Turkish company: ten digits, the last one a check digit, a leading zero is normal. */
import { type Cell, cellText } from './cell.ts'

/** The tenth digit for nine digits. */
export const vknCheckDigit = (nine: string): number => {
  let sum = 0
  for (let i = 0; i < 9; i++) {
    const t = (Number(nine[i]) + 9 - i) % 10
    const v = (t * 2 ** (9 - i)) % 9
    sum += t !== 0 && v === 0 ? 9 : v
  }
  return (10 - (sum % 10)) % 10
}

/** Well-formed with a right check digit. It never says the company exists. */
export const isVkn = (text: string): boolean =>
  /^\d{10}$/.test(text) && text !== '0000000000' && vknCheckDigit(text) === Number(text[9])

export type VknReading =
  | { ok: true; value: string /** leading zeros were put back */; repaired: boolean }
  | { ok: false; code: 'tax_number_scientific' | 'vkn_invalid' }

/** `1,23E+09`: Excel showed the number shortened and the shortened text was saved; its digits are gone for good. */
export const isScientific = (text: string): boolean => /^\d+(?:[.,]\d+)?[eE]\+?\d+$/.test(text)

/**
 * A VKN out of a spreadsheet, where a number cell has lost its leading zeros: nine or fewer digits are taken only if
 * they are valid once padded. Fewer than five digits is somebody's row number, not a VKN.
 */
export const repairVkn = (cell: Cell): VknReading => {
  const text = cellText(cell).replaceAll(' ', '')
  if (isScientific(text)) return { ok: false, code: 'tax_number_scientific' }
  if (isVkn(text)) return { ok: true, value: text, repaired: false }
  if (/^\d{5,9}$/.test(text) && isVkn(text.padStart(10, '0'))) {
    return { ok: true, value: text.padStart(10, '0'), repaired: true }
  }
  return { ok: false, code: 'vkn_invalid' }
}

/** The tax number of a counterparty of any kind, read from a cell that says nothing about which kind it is. */
import { type Cell, cellText } from './cell.ts'
import { isTckn } from './tckn.ts'
import { isScientific, isVkn, repairVkn } from './vkn.ts'
import { isVoen } from './voen.ts'

export const TAX_NUMBER_KINDS = ['vkn', 'tckn', 'voen', 'foreign'] as const
export type TaxNumberKind = (typeof TAX_NUMBER_KINDS)[number]
export type TaxNumber = { kind: TaxNumberKind; value: string }

/** What ledgers hold where there is no number: a consumer without TCKN, a foreign company. Thousands of cards share them. */
export const PLACEHOLDERS = ['11111111111', '2222222222'] as const

export const isPlaceholder = (value: string): boolean => PLACEHOLDERS.some(placeholder => placeholder === value)

/** May two cards with this number be taken for the same company? Never for a placeholder. */
export const isMatchingKey = (tax: TaxNumber): boolean => !isPlaceholder(tax.value)

export type TaxNumberReading =
  | { ok: true; tax: TaxNumber; repaired: boolean; placeholder: boolean }
  | { ok: false; code: 'tax_number_invalid' | 'tax_number_scientific' | 'vkn_invalid' | 'tckn_invalid' }

const read = (kind: TaxNumberKind, value: string, repaired = false): TaxNumberReading => ({
  ok: true,
  tax: { kind, value },
  repaired,
  placeholder: isPlaceholder(value),
})

/**
 * Ten digits: VKN, else VÖEN. Eleven: TCKN. Fewer: a VKN whose leading zeros were lost. Two letters and more: a foreign
 * number, unchecked. A placeholder comes back as `foreign` with its flag.
 */
export const readTaxNumber = (cell: Cell): TaxNumberReading => {
  const text = cellText(cell)
    .replaceAll(/[\s.-]/g, '')
    .toUpperCase()
  if (isScientific(cellText(cell))) return { ok: false, code: 'tax_number_scientific' }
  if (isPlaceholder(text)) return read('foreign', text)
  if (/^\d{11}$/.test(text)) return isTckn(text) ? read('tckn', text) : { ok: false, code: 'tckn_invalid' }
  if (isVkn(text)) return read('vkn', text)
  if (isVoen(text)) return read('voen', text)
  if (/^\d{5,10}$/.test(text)) {
    const vkn = repairVkn(text)
    return vkn.ok ? read('vkn', vkn.value, vkn.repaired) : { ok: false, code: 'vkn_invalid' }
  }
  if (/^[A-Z]{2}[0-9A-Z]{4,18}$/.test(text)) return read('foreign', text)
  return { ok: false, code: 'tax_number_invalid' }
}

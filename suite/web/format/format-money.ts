/** Money as the reader writes it: "₺1.234,56" in Turkish, "1.234,56 ₼" in Azerbaijani, "₼1,234.56" in English. */
import type { Currency, Locale, MoneyJson } from '#platform/contract'
import { formatAmount } from './parse-money.ts'

const SIGNS: Record<Currency, string> = { TRY: '₺', USD: '$', EUR: '€', AZN: '₼', GBP: '£' }

/** `whole`: hundredths that are none are left out, as declarations write amounts. */
export const formatMoney = (money: MoneyJson, locale: Locale, whole = false): string => {
  const sign = SIGNS[money.currency]
  const full = formatAmount(money.amount.replace('-', ''), locale)
  const amount = whole && money.amount.endsWith('.00') ? full.slice(0, -3) : full
  const minus = money.amount.startsWith('-') ? '-' : ''
  return locale === 'az' ? `${minus}${amount}\u00a0${sign}` : `${minus}${sign}${amount}`
}

/** Money as people read it in the three languages, by hand: browsers' Azerbaijani number data is missing or wrong. */
import type { Currency, Locale, Money } from '#platform/contract'
import type { LetterKind } from '../contract/index.ts'
import { isBabs } from './letter-family.ts'

const SEPARATORS: Readonly<Record<Locale, { group: string; decimal: string }>> = {
  tr: { group: '.', decimal: ',' },
  en: { group: ',', decimal: '.' },
  az: { group: '.', decimal: ',' },
}

/** What is printed behind the number. Turkish bookkeepers write TL; codes elsewhere, since ₺ and ₼ are missing in many fonts. */
export const currencyText = (currency: Currency, locale: Locale): string =>
  locale === 'tr' && currency === 'TRY' ? 'TL' : currency

/** 12543050n → "125.430,50" (tr, az), "125,430.50" (en). */
export const formatAmount = (minor: bigint, locale: Locale): string => {
  const { group, decimal } = SEPARATORS[locale]
  const digits = (minor < 0n ? -minor : minor).toString().padStart(3, '0')
  const whole = digits.slice(0, -2).replaceAll(/\B(?=(\d{3})+$)/g, group)
  return `${minor < 0n ? '-' : ''}${whole}${decimal}${digits.slice(-2)}`
}

/** "125.430,50 TL" with a no-break space, so an amount never loses its currency at a line's end. */
export const formatMoney = (money: Money, locale: Locale): string =>
  `${formatAmount(money.minor, locale)}\u00a0${currencyText(money.currency, locale)}`

/** "84.210 TL": as declarations write it, which know whole units only. Hundredths that are there are not left out. */
export const formatWholeMoney = (money: Money, locale: Locale): string => {
  const text = formatMoney(money, locale)
  return money.minor % 100n === 0n ? text.replace(/[.,]00(?=\u00a0)/, '') : text
}

/** As what the letter is about is written: declarations know whole lira only. */
export const formatLetterMoney = (kind: LetterKind, money: Money, locale: Locale): string =>
  isBabs(kind) ? formatWholeMoney(money, locale) : formatMoney(money, locale)

/** An amount in words while it is typed. */
import { type Currency, type Locale, textToMinor } from '#platform/contract'
import { amountInWords } from '../../domain/index.ts'

/** '' while there is no amount. */
export const amountText = (amount: string, currency: Currency, locale: Locale): string =>
  /^\d{1,16}\.\d{2}$/.test(amount) ? amountInWords({ minor: textToMinor(amount), currency }, locale) : ''

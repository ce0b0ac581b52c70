/** Money as DESIGN's data rules say: bigint minor units and a currency inside, decimal text on the wire. No `number` holds money. */
import { z } from 'zod'

export const CURRENCIES = ['TRY', 'USD', 'EUR', 'AZN', 'GBP'] as const
export type Currency = (typeof CURRENCIES)[number]
/** `minor` is in hundredths: all five currencies have two decimals. */
export type Money = { minor: bigint; currency: Currency }

export const moneySchema = z.object({
  amount: z.string().regex(/^-?\d{1,16}\.\d{2}$/),
  currency: z.enum(CURRENCIES),
})
/** `{"amount":"125430.50","currency":"TRY"}` */
export type MoneyJson = z.infer<typeof moneySchema>

/** 12543050n → "125430.50" */
export const minorToText = (minor: bigint): string => {
  const digits = (minor < 0n ? -minor : minor).toString().padStart(3, '0')
  return `${minor < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** "125430.50" → 12543050n. Takes exactly the wire's form; people's input goes through their own parser. */
export const textToMinor = (text: string): bigint => {
  if (!/^-?\d{1,16}\.\d{2}$/.test(text)) throw new TypeError(`not an amount: ${JSON.stringify(text)}`)
  return BigInt(text.replace('.', ''))
}

export const toMoneyJson = (money: Money): MoneyJson => ({ amount: minorToText(money.minor), currency: money.currency })
export const fromMoneyJson = (json: MoneyJson): Money => ({ minor: textToMinor(json.amount), currency: json.currency })

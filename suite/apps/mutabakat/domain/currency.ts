/** Currency names as ledgers write them, to the codes the suite knows. */
import { CURRENCIES, type Currency } from '#platform/contract'
import { fold } from './fold.ts'

const NAMES: Readonly<Record<string, Currency>> = {
  TL: 'TRY',
  YTL: 'TRY',
  TRL: 'TRY',
  LIRA: 'TRY',
  TURKLIRASI: 'TRY',
  DOLAR: 'USD',
  ABDDOLARI: 'USD',
  USDOLLAR: 'USD',
  EURO: 'EUR',
  AVRO: 'EUR',
  STERLIN: 'GBP',
  INGILIZSTERLINI: 'GBP',
  MANAT: 'AZN',
  AZERBAYCANMANATI: 'AZN',
}
const SIGNS: Readonly<Record<string, Currency>> = { '₺': 'TRY', $: 'USD', '€': 'EUR', '£': 'GBP', '₼': 'AZN' }

/** Null for an unknown name; never a default. */
export const readCurrency = (text: string): Currency | null => {
  const name = fold(text)
  return SIGNS[text.trim()] ?? CURRENCIES.find(code => code === name) ?? NAMES[name] ?? null
}

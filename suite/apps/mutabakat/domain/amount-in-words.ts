/** Amounts in words as letters print them: Turkish in one word, Azerbaijani and English in several. */
import type { Currency, Locale, Money } from '#platform/contract'

type Grammar = {
  zero: string
  ones: readonly string[]
  tens: readonly string[]
  /** One group of 1–999. */
  hundred: (digit: number) => string
  /** Thousand, million … up to 10^15. */
  scales: readonly string[]
  /** "bin" and "min" stand without a "bir" before them. */
  bareThousand: boolean
  wordGap: string
}

const TR_ONES = ['', 'bir', 'iki', 'üç', 'dört', 'beş', 'altı', 'yedi', 'sekiz', 'dokuz'] as const
const AZ_ONES = ['', 'bir', 'iki', 'üç', 'dörd', 'beş', 'altı', 'yeddi', 'səkkiz', 'doqquz'] as const
const EN_ONES = [
  ...['', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'],
  ...['thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen'],
] as const

const GRAMMAR: Readonly<Record<Locale, Grammar>> = {
  tr: {
    zero: 'sıfır',
    ones: TR_ONES,
    tens: ['', 'on', 'yirmi', 'otuz', 'kırk', 'elli', 'altmış', 'yetmiş', 'seksen', 'doksan'],
    hundred: digit => `${digit === 1 ? '' : TR_ONES[digit]}yüz`,
    scales: ['', 'bin', 'milyon', 'milyar', 'trilyon', 'katrilyon'],
    bareThousand: true,
    wordGap: '',
  },
  az: {
    zero: 'sıfır',
    ones: AZ_ONES,
    tens: ['', 'on', 'iyirmi', 'otuz', 'qırx', 'əlli', 'altmış', 'yetmiş', 'səksən', 'doxsan'],
    hundred: digit => (digit === 1 ? 'yüz' : `${AZ_ONES[digit]} yüz`),
    scales: ['', 'min', 'milyon', 'milyard', 'trilyon', 'kvadrilyon'],
    bareThousand: true,
    wordGap: ' ',
  },
  en: {
    zero: 'zero',
    ones: EN_ONES,
    tens: ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'],
    hundred: digit => `${EN_ONES[digit]} hundred`,
    scales: ['', 'thousand', 'million', 'billion', 'trillion', 'quadrillion'],
    bareThousand: false,
    wordGap: ' ',
  },
}

const groupInWords = (group: number, g: Grammar): string[] => {
  const words: string[] = []
  if (group >= 100) words.push(g.hundred(Math.floor(group / 100)))
  const rest = group % 100
  const whole = g.ones[rest]
  if (rest > 0 && rest < g.ones.length && whole) words.push(whole)
  else if (rest > 0) words.push(tensInWords(rest, g))
  return words
}

const tensInWords = (rest: number, g: Grammar): string => {
  const ten = g.tens[Math.floor(rest / 10)] ?? ''
  const one = g.ones[rest % 10]
  if (!one) return ten
  // English joins with a hyphen: twenty-five.
  return `${ten}${g.bareThousand ? g.wordGap : '-'}${one}`
}

/** A whole number ≥ 0 in words. */
export const numberInWords = (value: bigint, locale: Locale): string => {
  const g = GRAMMAR[locale]
  if (value === 0n) return g.zero
  const words: string[] = []
  for (let scale = 0, rest = value; rest > 0n; scale++, rest /= 1000n) {
    const group = Number(rest % 1000n)
    if (group === 0) continue
    const bare = g.bareThousand && scale === 1 && group === 1
    const name = g.scales[scale]
    if (name === undefined) throw new RangeError('a number past quadrillions has no name here')
    words.unshift(...(bare ? [] : groupInWords(group, g)), ...(name ? [name] : []))
  }
  return words.join(g.wordGap)
}

type Unit = readonly [whole: string, hundredth: string]

const UNITS: Readonly<Record<Locale, Readonly<Record<Currency, Unit>>>> = {
  tr: {
    TRY: ['TL', 'Kr'],
    USD: ['ABD Doları', 'Sent'],
    EUR: ['Avro', 'Sent'],
    GBP: ['İngiliz Sterlini', 'Peni'],
    AZN: ['Azerbaycan Manatı', 'Kepik'],
  },
  en: {
    TRY: ['Turkish lira', 'kuruş'],
    USD: ['US dollars', 'cents'],
    EUR: ['euros', 'cents'],
    GBP: ['pounds sterling', 'pence'],
    AZN: ['Azerbaijani manats', 'qəpik'],
  },
  az: {
    TRY: ['Türkiyə lirəsi', 'quruş'],
    USD: ['ABŞ dolları', 'sent'],
    EUR: ['avro', 'sent'],
    GBP: ['funt sterlinq', 'pens'],
    AZN: ['manat', 'qəpik'],
  },
}

/** "yalnız yüzyirmibeşbindörtyüzotuz TL elli Kr". The amount is ≥ 0; zero hundredths are left out. */
export const amountInWords = (money: Money, locale: Locale): string => {
  const [whole, hundredth] = UNITS[locale][money.currency]
  const rest = money.minor % 100n
  const parts = [`${numberInWords(money.minor / 100n, locale)} ${whole}`]
  if (rest > 0n) parts.push(`${numberInWords(rest, locale)} ${hundredth}`)
  if (locale === 'tr') return `yalnız ${parts.join(' ')}`
  return locale === 'en' ? `${parts.join(' and ')} only` : parts.join(' ')
}

/** What a letter says, in the three languages and by its kind: paper, mail and portal say the same. */
import type { Locale, Money } from '#platform/contract'
import type { Auditor, BabsForm, Documents, LETTER_STYLES, LetterKind } from '../contract/index.ts'
import { amountInWords, numberInWords } from './amount-in-words.ts'
import { type Day, formatDay, formatMonth } from './calendar-day.ts'
import { isBabs, theirForm } from './letter-family.ts'
import { LETTER_WORDS, type LetterWords } from './letter-words/index.ts'
import { formatMoney, formatWholeMoney } from './money-text.ts'
import type { Side } from './side.ts'

export type LetterFacts = {
  kind: LetterKind
  /** `blank`: the figures are asked for and not told. */
  style: (typeof LETTER_STYLES)[number]
  /** The counterparty's title. */
  title: string
  tax_office: string | null
  tax_number: string | null
  balance: Money & { side: Side; date: Day }
  /** Of `ba` and `bs`. */
  documents: Documents | null
  /** Of `teyit`. */
  auditor: Auditor | null
  reply_days: number
  /** A written current-account contract exists: only then the notice of TTK 94 may stand on the letter. */
  contract_notice: boolean
  /** The company's own, after ours. */
  own_notes?: readonly string[]
}

export type LetterText = {
  heading: string
  salutation: string
  /** "(Büyük Mükellefler / 1234567890)", null when neither is known. */
  identity: string | null
  /** Before the figures; only an auditor's confirmation has it. */
  opening: string[]
  /** The figures, what they mean, and the request. */
  paragraphs: string[]
  closing: string
  notes_label: string
  notes: string[]
}

/** What the figures of a letter are said from. */
export type Figures = Pick<LetterFacts, 'kind' | 'style' | 'balance' | 'documents'>

/** The figures and what they mean, paragraph by paragraph, without the request. */
export const aboutLetter = (facts: Figures, locale: Locale): string[] =>
  isBabs(facts.kind) && facts.documents
    ? aboutDeclaration(facts.kind, facts, facts.documents, locale)
    : aboutBalance(facts, locale)

const aboutBalance = ({ kind, style, balance }: Figures, locale: Locale): string[] => {
  const words = LETTER_WORDS[locale].account
  const day = formatDay(balance.date, locale)
  if (style === 'blank') return [words.blank(day)]
  const money = formatMoney(balance, locale)
  const dues = kind === 'cari_vade' ? [words.dues] : []
  if (balance.minor === 0n) return [words.zero(day, money), ...dues]
  return [
    words.balance(day, money, amountInWords(balance, locale), words.side[balance.side]),
    words.meaning[balance.side],
    ...dues,
  ]
}

const aboutDeclaration = (form: BabsForm, facts: Figures, documents: Documents, locale: Locale): string[] => {
  const words = LETTER_WORDS[locale].babs
  const month = formatMonth(facts.balance.date)
  const compared = [words.compared(words.form[form], words.form[theirForm(form)]), words.scope[documents.scope]]
  if (facts.style === 'blank') return [words.blank[form](month), ...compared]
  const count = `${documents.count} (${numberInWords(BigInt(documents.count), locale)})`
  const money = formatWholeMoney(facts.balance, locale)
  return [words.told[form](month, count, money, amountInWords(facts.balance, locale)), ...compared]
}

/** What is asked of the reader: within so many days, or by a day. */
export const requestOf = (
  facts: Pick<LetterFacts, 'kind' | 'style'>,
  until: { days: number } | { day: Day },
  locale: Locale,
): string => {
  const words = LETTER_WORDS[locale]
  const when = 'days' in until ? words.within(until.days) : words.by(formatDay(until.day, locale))
  if (facts.style === 'blank') return words.request_blank(when)
  const asks = facts.style === 'negative' ? 'negative' : 'request'
  if (isBabs(facts.kind)) return words.babs[asks](words.babs.form[theirForm(facts.kind)], when)
  return (facts.kind === 'teyit' ? words.teyit : words.account)[asks](when)
}

/** Everything the letter says, ready to be set. Notes are unnumbered; the one on TTK 94 comes third, only with a contract. */
export const letterText = (facts: LetterFacts, locale: Locale): LetterText => {
  const words = LETTER_WORDS[locale]
  const { auditor } = facts
  const identity = [facts.tax_office, facts.tax_number].filter(part => part !== null && part !== '').join(' / ')
  return {
    heading: headingOf(facts.kind, words, locale),
    salutation: words.salutation(facts.title),
    identity: identity ? `(${identity})` : null,
    opening: auditor ? [words.teyit.audit(auditor.firm)] : [],
    paragraphs: [
      ...aboutLetter(facts, locale),
      requestOf(facts, { days: facts.reply_days }, locale),
      ...(auditor ? copyTo(auditor, words) : []),
    ],
    closing: words.closing,
    notes_label: words.notes_label,
    notes: [...notesOf(facts, words), ...(facts.own_notes ?? [])],
  }
}

const UPPER = { tr: 'tr-TR', en: 'en-GB', az: 'az-AZ' } as const

const headingOf = (kind: LetterKind, words: LetterWords, locale: Locale): string => {
  if (isBabs(kind)) return words.babs.heading(words.babs.form[kind].toLocaleUpperCase(UPPER[locale]))
  if (kind === 'teyit') return words.teyit.heading
  return kind === 'cari_vade' ? words.account.heading_dues : words.account.heading
}

const copyTo = (auditor: Auditor, { teyit }: LetterWords): string[] => [
  teyit.copy([auditor.firm, auditor.name, auditor.email].join(', ')),
  ...(auditor.reference === null ? [] : [teyit.reference(auditor.reference)]),
]

/** A declaration is no account: nothing of TTK 94 fits it, nor a letter that serves the audit only. */
const notesOf = (facts: LetterFacts, words: LetterWords): string[] => {
  if (isBabs(facts.kind)) return [words.errors, words.babs.list, words.nature]
  if (facts.kind === 'teyit') return [words.errors, words.teyit.statement, words.teyit.purpose]
  return [
    words.errors,
    words.account.statement,
    ...(facts.contract_notice ? [words.account.contract] : []),
    words.nature,
  ]
}

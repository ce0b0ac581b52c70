/** The company's words are data: names in braces from a closed list are filled in, everything else stays as typed. */
import type { Currency, Locale } from '#platform/contract'
import {
  type LetterKind,
  type Message,
  TEMPLATE_PARTS,
  TEMPLATE_VARIABLES,
  type TemplateKind,
  type TemplateParts,
  type TemplateVariable,
} from '../contract/index.ts'
import { type Day, formatDay, formatMonth } from './calendar-day.ts'
import { familyOf, isBabs, type LetterFamily } from './letter-family.ts'
import { formatLetterMoney } from './money-text.ts'
import { type Side, sideForThem } from './side.ts'

export type WordingValues = Readonly<Record<TemplateVariable, string>>

const NAME = /\{([^{}]{1,40})\}/g
const isVariable = (name: string): name is TemplateVariable => (TEMPLATE_VARIABLES as readonly string[]).includes(name)

/** In which of the company's words a message about a letter is written. */
export const templateFor = (message: Message, kind: LetterKind): TemplateKind => {
  const family = familyOf(kind)
  return family === 'account' ? message : `${family}_${message}`
}

/** The letters that words are for. */
export const familyOfTemplate = (kind: TemplateKind): LetterFamily =>
  kind.startsWith('babs_') ? 'babs' : kind.startsWith('teyit_') ? 'teyit' : 'account'

/** A value is never read again: `{no}` inside a title stays what it is. */
export const fillWording = (text: string, values: WordingValues): string =>
  text.replaceAll(NAME, (whole, name: string) => (isVariable(name) ? values[name] : whole))

/** Names in braces that are no variables, each once. */
export const unknownVariables = (parts: TemplateParts): string[] => [
  ...new Set(
    Object.values(parts)
      .flatMap(text => [...text.matchAll(NAME)].map(match => match[1]!))
      .filter(name => !isVariable(name)),
  ),
]

export type WordingFault = {
  path: string
  code: 'unknown_part' | 'required' | 'link_missing' | 'one_line' | 'too_long'
}

const MAX_CHARS = { subject: 200, intro: 2000, notes: 4000, text: 900 } as const

/** What is wrong with a company's words; a missing part means the default's. */
export const wordingFaults = (kind: TemplateKind, parts: TemplateParts): WordingFault[] =>
  Object.entries(parts).flatMap(([part, text]): WordingFault[] => {
    const path = `parts.${part}`
    const known: readonly string[] = TEMPLATE_PARTS[kind]
    if (!known.includes(part)) return [{ path, code: 'unknown_part' }]
    const faults: WordingFault[] = []
    if (text.length > MAX_CHARS[part as keyof typeof MAX_CHARS]) faults.push({ path, code: 'too_long' })
    if (!kind.endsWith('letter') && text.trim() === '') faults.push({ path, code: 'required' })
    if (part === 'subject' && /[\r\n]/.test(text)) faults.push({ path, code: 'one_line' })
    if (part === 'text' && !text.includes('{link}')) faults.push({ path, code: 'link_missing' })
    return faults
  })

export type WordingFacts = {
  no: string
  kind: LetterKind
  /** The company that asks. */
  company: string
  counterparty: string
  contact_name: string | null
  balance: { minor: bigint; currency: Currency; side: Side; date: Day }
  /** Of `ba` and `bs`. */
  documents: number | null
  /** Firm of the auditor a confirmation is for. */
  auditor: string | null
  /** The letter asks for the other side's figure: ours is not told. */
  blank: boolean
  reply_due: Day | null
  link: string
}

export const wordingValues = (facts: WordingFacts, locale: Locale): WordingValues => ({
  no: facts.no,
  firma: facts.company,
  unvan: facts.counterparty,
  yetkili: facts.contact_name ?? facts.counterparty,
  tarih: formatDay(facts.balance.date, locale),
  tutar: facts.blank ? '…' : formatLetterMoney(facts.kind, facts.balance, locale),
  taraf:
    facts.blank || facts.balance.minor === 0n || isBabs(facts.kind)
      ? ''
      : sideForThem(facts.balance.side, facts.balance.minor, locale),
  form: isBabs(facts.kind) ? facts.kind.toUpperCase() : '',
  donem: isBabs(facts.kind) ? formatMonth(facts.balance.date) : '',
  adet: facts.documents === null ? '' : facts.blank ? '…' : facts.documents.toString(),
  denetci: facts.auditor ?? '',
  son_gun: facts.reply_due === null ? '' : formatDay(facts.reply_due, locale),
  link: facts.link,
})

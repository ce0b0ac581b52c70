/** What a language says in a letter, sentence by sentence; each family of letters has its own. */
import type { BabsForm, BabsScope } from '../../contract/index.ts'
import type { Side } from '../side.ts'

/** `until`: of `within` or `by`. */
export type LetterWords = {
  salutation: (title: string) => string
  within: (days: number) => string
  by: (day: string) => string
  /** Of a letter that asks for the other side's own figure. */
  request_blank: (until: string) => string
  closing: string
  notes_label: string
  errors: string
  nature: string
  account: {
    heading: string
    heading_dues: string
    balance: (day: string, money: string, words: string, side: string) => string
    side: Readonly<Record<Side, string>>
    meaning: Readonly<Record<Side, string>>
    zero: (day: string, money: string) => string
    blank: (day: string) => string
    dues: string
    request: (until: string) => string
    negative: (until: string) => string
    statement: string
    contract: string
  }
  babs: {
    heading: (form: string) => string
    form: Readonly<Record<BabsForm, string>>
    told: Readonly<Record<BabsForm, (month: string, count: string, money: string, words: string) => string>>
    blank: Readonly<Record<BabsForm, (month: string) => string>>
    /** Which form of theirs ours is compared with. */
    compared: (ours: string, theirs: string) => string
    scope: Readonly<Record<BabsScope, string>>
    request: (theirs: string, until: string) => string
    negative: (theirs: string, until: string) => string
    list: string
  }
  teyit: {
    heading: string
    audit: (firm: string) => string
    request: (until: string) => string
    negative: (until: string) => string
    /** The answer also reaches the auditor. */
    copy: (who: string) => string
    reference: (reference: string) => string
    statement: string
    purpose: string
  }
}

/** What becomes of a card when a file tells of it: what the file leaves empty stays as the card has it. */
import type { Currency, Locale } from '#platform/contract'
import type { BalanceRow } from './balance-row.ts'
import type { CounterpartyKind } from './counterparty-kind.ts'
import type { Field } from './field.ts'
import type { TaxNumber, TaxNumberKind } from './tax-number.ts'

export type CardState = {
  title: string
  tax_kind: TaxNumberKind | 'none'
  tax_number: string | null
  tax_office: string | null
  contact_name: string | null
  email: string | null
  mobile: string | null
  kind: CounterpartyKind
  locale: Locale
  country: string
  currency: Currency
  iban: string | null
  responsible_id: string | null
  group_code: string | null
  active: boolean
  address: string | null
}

/** What one row says of a card; null or absent says nothing. */
export type CardNews = {
  code: string
  title: string | null
  tax_number: TaxNumber | null
} & { [Name in Exclude<keyof CardState, 'title' | 'tax_kind' | 'tax_number'>]?: CardState[Name] | null }

const NEW_CARD: Omit<CardState, 'title'> = {
  tax_kind: 'none',
  tax_number: null,
  tax_office: null,
  contact_name: null,
  email: null,
  mobile: null,
  kind: 'customer',
  locale: 'tr',
  country: 'TR',
  currency: 'TRY',
  iban: null,
  responsible_id: null,
  group_code: null,
  active: true,
  address: null,
}

/** The field of a file that a column of the card is told by. */
const FIELD_OF: Readonly<Record<Exclude<keyof CardState, 'tax_kind'>, Field>> = {
  title: 'title',
  tax_number: 'tax_number',
  tax_office: 'tax_office',
  contact_name: 'contact_name',
  email: 'email',
  mobile: 'mobile',
  kind: 'kind',
  locale: 'locale',
  country: 'country',
  currency: 'currency',
  iban: 'iban',
  responsible_id: 'responsible',
  group_code: 'group_code',
  active: 'active',
  address: 'address',
}

/** A balance's currency is not its account's: a card may have balances in several. */
export const newsOfBalance = ({ currency: _currency, ...news }: BalanceRow): CardNews => news

/** A list of balances completes a card, and never says anew what it is: that is for who keeps the cards. */
export const NEWS_OF_BALANCES = ['title', 'tax_office', 'contact_name', 'email', 'mobile'] as const

export type CardChange = { name: Exclude<keyof CardState, 'tax_kind'>; field: Field; old: string | null; new: string }

const said = (value: string | boolean | null): string | null =>
  typeof value === 'boolean' ? (value ? 'E' : 'H') : value

/**
 * The card as it then is, and what changed. `old` null makes a new card, which needs a title: null without one. `only`:
 * columns a known card takes news in; the tax number always.
 */
export const mergeCard = (
  old: CardState | null,
  news: CardNews,
  only?: readonly (keyof CardNews)[],
): { card: CardState; changes: CardChange[] } | null => {
  const title = news.title ?? old?.title
  if (title === undefined) return null
  const base: CardState = old ?? { ...NEW_CARD, title }
  const told = (name: keyof CardNews): boolean => old === null || only === undefined || only.includes(name)
  const card: CardState = { ...base }
  const set = <Name extends keyof CardState>(name: Name, value: CardState[Name] | null | undefined): void => {
    if (value !== null && value !== undefined) card[name] = value
  }
  set('title', title)
  if (news.tax_number) {
    card.tax_kind = news.tax_number.kind
    card.tax_number = news.tax_number.value
  }
  for (const name of Object.keys(NEW_CARD) as (keyof typeof NEW_CARD)[]) {
    if (name !== 'tax_kind' && name !== 'tax_number' && told(name)) set(name, news[name])
  }
  const changes = (Object.keys(FIELD_OF) as CardChange['name'][]).flatMap(name => {
    const before = old ? said(old[name]) : null
    const after = said(card[name])
    const isNew = old === null && news[name] !== null && news[name] !== undefined
    return after !== null && (isNew || (old !== null && before !== after))
      ? [{ name, field: FIELD_OF[name], old: before, new: after }]
      : []
  })
  return { card, changes }
}

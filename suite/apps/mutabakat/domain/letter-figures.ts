/** What a letter of a kind says, and what has to fit together in it before it is written. */
import { type Currency, fromMoneyJson, type Money } from '#platform/contract'
import type { Auditor, Documents, Due, LetterKind, WrittenKind } from '../contract/index.ts'
import { type Day, isMonthEnd } from './calendar-day.ts'
import { isBabs } from './letter-family.ts'
import { kindOf } from './letter-value.ts'
import { type Side, sideOf, signedMinor } from './side.ts'

/** Signed: positive is owed to us. */
export type SignedDue = { due: Day; minor: bigint }

/** `kind` null: by the currency. */
export type FigureClaim = {
  kind: WrittenKind | null
  balance_date: Day
  balance: Money
  side: Side
  documents: Documents | null
  dues: readonly Due[] | null
  auditor: Auditor | null
}

export type LetterFigures = {
  kind: WrittenKind
  /** ≥ 0, hundredths of `currency`. */
  minor: bigint
  currency: Currency
  side: Side
  documents: Documents | null
  /** By day. */
  dues: SignedDue[] | null
  auditor: Auditor | null
}

export type FigureRefusal =
  | 'balance_zero_side'
  | 'kind_not_of_currency'
  | 'field_not_of_kind'
  | 'documents_required'
  | 'dues_required'
  | 'dues_do_not_sum'
  | 'auditor_required'
  | 'not_month_end'
  | 'amount_not_whole'

export type FigureReading =
  | { ok: true; figures: LetterFigures }
  /** `path`: the field of the input that is wrong. */
  | { ok: false; code: FigureRefusal; path: string }

/** Our sales are what they owe us, our purchases what we owe them. */
export const sideOfForm = (form: 'ba' | 'bs'): Side => (form === 'bs' ? 'B' : 'A')

const refuse = (code: FigureRefusal, path: string): FigureReading => ({ ok: false, code, path })

const NEEDED = { documents: 'documents_required', dues: 'dues_required', auditor: 'auditor_required' } as const

const has = (kind: WrittenKind, field: keyof typeof NEEDED): boolean =>
  field === 'documents' ? isBabs(kind) : kind === (field === 'dues' ? 'cari_vade' : 'teyit')

const isOfCurrency = (kind: WrittenKind, currency: Currency): boolean => {
  if (kind === 'cari' || isBabs(kind)) return currency === 'TRY'
  return kind !== 'cari_doviz' || currency !== 'TRY'
}

/** The first thing that is wrong. */
export const readLetterFigures = (claim: FigureClaim): FigureReading => {
  const { balance, documents, dues, auditor } = claim
  const kind = claim.kind ?? kindOf(balance.currency)
  if (balance.minor < 0n) return refuse('balance_zero_side', 'balance')
  if (!isOfCurrency(kind, balance.currency)) return refuse('kind_not_of_currency', 'balance')
  for (const field of ['documents', 'dues', 'auditor'] as const) {
    if (has(kind, field) && claim[field] === null) return refuse(NEEDED[field], field)
    if (!has(kind, field) && claim[field] !== null) return refuse('field_not_of_kind', field)
  }
  if (isBabs(kind)) {
    if (!isMonthEnd(claim.balance_date)) return refuse('not_month_end', 'balance_date')
    if (balance.minor % 100n !== 0n) return refuse('amount_not_whole', 'balance')
    return { ok: true, figures: { kind, ...balance, side: sideOfForm(kind), documents, dues: null, auditor: null } }
  }
  if (dues === null) return { ok: true, figures: { kind, ...balance, side: claim.side, documents, dues, auditor } }
  const lines = signDues(dues, balance.currency)
  if (lines === null) return refuse('kind_not_of_currency', 'dues')
  if (lines.reduce((sum, { minor }) => sum + minor, 0n) !== signedMinor(balance.minor, claim.side))
    return refuse('dues_do_not_sum', 'dues')
  return { ok: true, figures: { kind, ...balance, side: claim.side, documents, dues: lines, auditor } }
}

/** Null when a line is of another currency; a negative amount counts against its side. */
const signDues = (dues: readonly Due[], currency: Currency): SignedDue[] | null => {
  if (dues.some(({ balance }) => balance.currency !== currency)) return null
  return dues
    .map(({ due, balance, side }) => ({ due, minor: signedMinor(fromMoneyJson(balance).minor, side) }))
    .sort((left, right) => (left.due < right.due ? -1 : left.due > right.due ? 1 : 0))
}

/** The kind a changed letter has: a balance of an account follows its currency, the others stay what they are. */
export const keptKind = (kind: LetterKind): WrittenKind | null =>
  kind === 'cari' || kind === 'cari_doviz' || kind === 'ekstre' ? null : kind

/** What is between the two books, ours minus theirs: amounts of a form as they are, balances signed from our side. */
export const differenceOf = (
  letter: { kind: LetterKind; minor: bigint; side: Side },
  own: { minor: bigint; side: Side },
): bigint =>
  isBabs(letter.kind)
    ? letter.minor - own.minor
    : signedMinor(letter.minor, letter.side) - signedMinor(own.minor, own.side)

/** The balance that lines add up to. */
export const balanceOfDues = (dues: readonly SignedDue[]): { minor: bigint; side: Side } =>
  sideOf(dues.reduce((sum, { minor }) => sum + minor, 0n))

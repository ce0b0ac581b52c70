/** What the form of a letter holds, by kind, and the letter it becomes. Pure. */
import { z } from 'zod'
import { CURRENCIES, type Currency, type MoneyJson, minorToText } from '#platform/contract'
import type { FormOf } from '../../../../web/kit/form.tsx'
import {
  BABS_SCOPES,
  type BabsScope,
  LETTER_STYLES,
  type Letter,
  type letterInput,
  MAX_DUES,
  SIDES,
  WRITTEN_KINDS,
  type WrittenKind,
} from '../../contract/index.ts'
import { isBabs, parseRate, sideOf } from '../../domain/index.ts'
import { monthEnd } from '../babs/month.ts'
import { signedOf } from './read-dues.ts'

const AMOUNT = /^\d{1,16}\.\d{2}$/
const DAY = /^\d{4}-\d{2}-\d{2}$/

/** Kinds whose currency is chosen: `cari`, BA and BS are lira. */
export const choosesCurrency = (kind: WrittenKind): boolean => kind !== 'cari' && !isBabs(kind)

const fields = z.object({
  kind: z.enum(WRITTEN_KINDS),
  counterparty_id: z.string().min(1),
  balance_date: z.string(),
  /** `2026-10`, of BA and BS. */
  month: z.string(),
  amount: z.string(),
  currency: z.enum(CURRENCIES),
  side: z.enum(SIDES),
  count: z.number().int().min(0).max(1_000_000).nullable(),
  /** Null: as the company usually compares. */
  scope: z.enum(BABS_SCOPES).nullable(),
  dues: z.array(z.object({ due: z.string(), amount: z.string(), side: z.enum(SIDES) })).max(MAX_DUES),
  auditor: z.object({ firm: z.string(), name: z.string(), email: z.string(), reference: z.string() }),
  rate: z.string(),
  style: z.enum(LETTER_STYLES),
  /** '': the account's own. */
  responsible_id: z.string(),
  note: z.string().max(2000),
})
export type LetterFields = z.output<typeof fields>
export type LetterFormState = FormOf<LetterFields, LetterFields>

/** Each kind asks for its own fields; what it does not show is not asked for. */
export const letterFields = fields.superRefine((value, context) => {
  const fault = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message })
  const need = (path: (string | number)[], isThere: boolean) => isThere || fault(path, 'required')
  if (isBabs(value.kind)) {
    need(['month'], value.month !== '')
    need(['count'], value.count !== null)
  } else need(['balance_date'], DAY.test(value.balance_date))
  if (value.kind === 'cari_vade')
    for (const [at, line] of value.dues.entries()) {
      need(['dues', at, 'due'], DAY.test(line.due))
      need(['dues', at, 'amount'], AMOUNT.test(line.amount))
    }
  else need(['amount'], AMOUNT.test(value.amount))
  if (isBabs(value.kind) && AMOUNT.test(value.amount) && !value.amount.endsWith('.00')) fault(['amount'], 'not_whole')
  if (value.kind === 'teyit') {
    const { firm, name, email } = value.auditor
    need(['auditor', 'firm'], firm.trim() !== '')
    need(['auditor', 'name'], name.trim().length >= 2)
    if (!z.email().safeParse(email.trim()).success) fault(['auditor', 'email'], 'email')
  }
  if (hasRate(value) && value.rate.trim() !== '' && !parseRate(value.rate.trim()).ok) fault(['rate'], 'invalid')
})

export const hasRate = ({ kind, currency }: { kind: WrittenKind; currency: Currency }): boolean =>
  choosesCurrency(kind) && currency !== 'TRY'

/** The balance and its side: of a letter by due date, the signed sum of its lines. */
export const sumOf = (value: Pick<LetterFields, 'kind' | 'amount' | 'currency' | 'side' | 'dues'>) => {
  if (value.kind === 'cari_vade') {
    const sum = sideOf(value.dues.reduce((total, line) => total + signedOf(line), 0n))
    return { amount: minorToText(sum.minor), side: sum.side }
  }
  if (isBabs(value.kind)) return { amount: value.amount, side: value.kind === 'bs' ? ('B' as const) : ('A' as const) }
  return { amount: value.amount, side: value.side }
}

const orNull = (text: string): string | null => text.trim() || null

type Body = Required<Omit<z.output<typeof letterInput>, 'kind' | 'counterparty_id'>>

/** The letter's figures as the wire takes them. `usual`: the scope that the company compares unless told otherwise. */
export const bodyOf = (value: LetterFields, usual: BabsScope): Body => {
  const currency = choosesCurrency(value.kind) ? value.currency : 'TRY'
  const { amount, side } = sumOf(value)
  const rate = parseRate(value.rate.trim())
  const money = (text: string): MoneyJson => ({ amount: text, currency })
  const { firm, name, email, reference } = value.auditor
  return {
    balance_date: isBabs(value.kind) ? monthEnd(value.month) : value.balance_date,
    balance: money(amount),
    side,
    style: value.style,
    rate: hasRate(value) && rate.ok ? rate.rate : null,
    responsible_id: orNull(value.responsible_id),
    note: orNull(value.note),
    documents: isBabs(value.kind) ? { count: value.count ?? 0, scope: value.scope ?? usual } : null,
    dues:
      value.kind === 'cari_vade'
        ? value.dues.map(line => ({ due: line.due, balance: money(line.amount), side: line.side }))
        : null,
    auditor:
      value.kind === 'teyit'
        ? { firm: firm.trim(), name: name.trim(), email: email.trim(), reference: orNull(reference) }
        : null,
  }
}

const NO_AUDITOR = { firm: '', name: '', email: '', reference: '' }

/** A form for a new letter of a day: the last of a month, as nearly all are. */
export const emptyFields = (day: string, kind: WrittenKind = 'cari'): LetterFields => ({
  kind,
  counterparty_id: '',
  balance_date: day,
  month: day.slice(0, 7),
  amount: '',
  currency: 'TRY',
  side: 'B',
  count: null,
  scope: null,
  dues: [{ due: day, amount: '', side: 'B' }],
  auditor: NO_AUDITOR,
  rate: '',
  style: 'positive',
  responsible_id: '',
  note: '',
})

const writtenKind = (kind: Letter['kind']): WrittenKind => (kind === 'ekstre' ? 'cari' : kind)

/** A form over a letter that is there. */
export const fieldsOf = (letter: Letter): LetterFields => ({
  kind: writtenKind(letter.kind),
  counterparty_id: letter.counterparty.id,
  balance_date: letter.balance_date,
  month: letter.balance_date.slice(0, 7),
  amount: letter.balance.amount,
  currency: letter.balance.currency,
  side: letter.side,
  count: letter.documents?.count ?? null,
  scope: letter.documents?.scope ?? null,
  dues: (letter.dues ?? []).map(({ due, balance, side }) => ({ due, amount: balance.amount, side })),
  auditor: letter.auditor ? { ...letter.auditor, reference: letter.auditor.reference ?? '' } : NO_AUDITOR,
  rate: letter.rate ?? '',
  style: letter.style,
  responsible_id: letter.responsible?.id ?? '',
  note: letter.note ?? '',
})

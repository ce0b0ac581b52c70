/** The letter that a row of a file makes: which kind, and what it says beside its balance. */
import type { Documents, WrittenKind } from '../contract/index.ts'
import type { BabsRow } from './babs-row.ts'
import { newsOfBabs } from './babs-row.ts'
import type { BalanceRow } from './balance-row.ts'
import type { DueRow } from './due-row.ts'
import type { Field } from './field.ts'
import type { SignedDue } from './letter-figures.ts'
import { kindOf } from './letter-value.ts'
import { type CardNews, newsOfBalance } from './merge-card.ts'

/** Rows of files that write letters. */
export type LetterSource = BalanceRow | BabsRow | DueRow

export const kindOfRow = (row: LetterSource): WrittenKind => {
  if ('form' in row) return row.form
  return 'dues' in row ? 'cari_vade' : kindOf(row.currency)
}

/** What a form compares when the file does not say: the company's own scope has been put in before. */
export const documentsOfRow = (row: LetterSource): Documents | null =>
  'form' in row ? { count: row.documents.count, scope: row.documents.scope ?? 'paper' } : null

export const duesOfRow = (row: LetterSource): SignedDue[] | null => ('dues' in row ? row.dues : null)

export const newsOfRow = (row: LetterSource): CardNews => {
  if ('form' in row) return newsOfBabs(row)
  if (!('dues' in row)) return newsOfBalance(row)
  const { dues: _dues, ...balance } = row
  return newsOfBalance(balance)
}

/** One text of all that a letter says beside its balance: two letters with the same balance and parts say the same. */
export const partsOf = (documents: Documents | null, dues: readonly SignedDue[] | null): string => {
  if (documents) return `${documents.count} ${documents.scope}`
  return dues ? dues.map(({ due, minor }) => `${due} ${minor}`).join('\n') : ''
}

/** The columns that say how much and when, to be named in what is wrong with a row. */
export const fieldsOfRow = (row: LetterSource): { balance: Field; date: Field } =>
  'form' in row ? { balance: 'amount', date: 'period' } : { balance: 'balance', date: 'date' }

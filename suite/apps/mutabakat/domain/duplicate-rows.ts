/** Notices rows of one file that repeat each other: the same balance or card twice, one tax number on two cards. */
import type { RowFailure, RowWarning } from './row-failure.ts'
import { isMatchingKey, type TaxNumber } from './tax-number.ts'

/** What tells one row from another: a balance by account, day and currency, a card by its code alone. */
export type RowIdentity = {
  code: string
  tax_number: TaxNumber | null
  date?: string
  currency?: string
  /** One of several rows about the same, such as what is due on another day: it repeats nothing. */
  part?: boolean
}

/** Give it every good row in order with its number in the file; it remembers two short keys a row. */
export type DuplicateCheck = (row: RowIdentity, number: number) => { failures: RowFailure[]; warnings: RowWarning[] }

export const createDuplicateCheck = (): DuplicateCheck => {
  const seen = new Map<string, number>()
  const cards = new Map<string, { code: string; number: number }>()
  return (row, number) => {
    const failures: RowFailure[] = []
    const warnings: RowWarning[] = []
    const key = [row.code, row.date ?? '', row.currency ?? ''].join('\n')
    const earlier = row.part ? undefined : seen.get(key)
    if (earlier === undefined) seen.set(key, number)
    else failures.push({ column: 'code', code: 'row_duplicated', params: { row: earlier } })
    if (row.tax_number && isMatchingKey(row.tax_number)) {
      const { value } = row.tax_number
      const card = cards.get(value)
      if (!card) cards.set(value, { code: row.code, number })
      else if (card.code !== row.code) {
        warnings.push({ column: 'tax_number', code: 'tax_number_shared', params: { value, row: card.number } })
      }
    }
    return { failures, warnings }
  }
}

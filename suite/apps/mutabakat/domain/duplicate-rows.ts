/** Notices rows of one file that repeat each other: the same balance twice, one tax number on two cards. */
import type { BalanceRow } from './balance-row.ts'
import type { RowFailure, RowWarning } from './row-failure.ts'
import { isMatchingKey } from './tax-number.ts'

/** Give it every good row in order with its number in the file; it remembers two short keys a row. */
export type DuplicateCheck = (row: BalanceRow, number: number) => { failures: RowFailure[]; warnings: RowWarning[] }

export const createDuplicateCheck = (): DuplicateCheck => {
  const balances = new Map<string, number>()
  const cards = new Map<string, { code: string; number: number }>()
  return (row, number) => {
    const failures: RowFailure[] = []
    const warnings: RowWarning[] = []
    const key = [row.code, row.date, row.currency].join('\n')
    const earlier = balances.get(key)
    if (earlier === undefined) balances.set(key, number)
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

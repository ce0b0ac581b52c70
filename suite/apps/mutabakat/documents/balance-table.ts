/** The table of a letter: the day, the currency, the balance on its side, and the amount in words below. */
import { amountInWords, currencyText, formatAmount, formatDay } from '../domain/index.ts'
import type { LetterData } from './letter-data.ts'
import { LETTER_LABELS } from './letter-labels.ts'
import type { Pen } from './letter-sheet.ts'
import { type Column, drawFigureTable } from './table-rows.ts'

const COLUMNS: readonly Column[] = [
  { from: 0, width: 110, align: 'left' },
  { from: 110, width: 83.28, align: 'left' },
  { from: 193.28, width: 145, align: 'right' },
  { from: 338.28, width: 145, align: 'right' },
]

/** The side without a balance shows a dash, so that nobody takes an empty cell for a forgotten one. */
export const drawBalanceTable = (pen: Pen, { balance, locale }: LetterData): void => {
  const labels = LETTER_LABELS[locale]
  const amount = formatAmount(balance.minor, locale)
  drawFigureTable(pen, COLUMNS, {
    head: [labels.balance_date, labels.currency, labels.debit, labels.credit],
    values: [
      formatDay(balance.date, locale),
      currencyText(balance.currency, locale),
      balance.side === 'B' ? amount : '–',
      balance.side === 'A' ? amount : '–',
    ],
    words: `${labels.in_words}: ${amountInWords(balance, locale)}`,
  })
}

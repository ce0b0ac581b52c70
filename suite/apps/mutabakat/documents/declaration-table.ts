/** The table of a letter of BA or BS: month, which form of ours and which of theirs, documents, amount, and both in words. */
import type { Documents } from '../contract/index.ts'
import { amountInWords, formatMonth, formatWholeMoney, isBabs, numberInWords, theirForm } from '../domain/index.ts'
import type { LetterData } from './letter-data.ts'
import { LETTER_LABELS } from './letter-labels.ts'
import type { Pen } from './letter-sheet.ts'
import { type Column, drawFigureTable } from './table-rows.ts'

const COLUMNS: readonly Column[] = [
  { from: 0, width: 78, align: 'left' },
  { from: 78, width: 90, align: 'left' },
  { from: 168, width: 90, align: 'left' },
  { from: 258, width: 95, align: 'right' },
  { from: 353, width: 130.28, align: 'right' },
]

export const drawDeclarationTable = (pen: Pen, { kind, balance, locale }: LetterData, documents: Documents): void => {
  const labels = LETTER_LABELS[locale]
  const form = isBabs(kind) ? kind : 'bs'
  const count = `${documents.count} (${numberInWords(BigInt(documents.count), locale)})`
  drawFigureTable(pen, COLUMNS, {
    head: [labels.month, labels.our_form, labels.your_form, labels.documents, labels.without_vat],
    values: [
      formatMonth(balance.date),
      `Form ${form.toUpperCase()}`,
      `Form ${theirForm(form).toUpperCase()}`,
      documents.count.toString(),
      formatWholeMoney(balance, locale),
    ],
    words: `${labels.in_words}: ${labels.count_of(count)}, ${amountInWords(balance, locale)}`,
  })
}

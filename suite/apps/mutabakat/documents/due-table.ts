/** The table of a letter by due date: a line a day with its side in words, the total, and the total in words; over pages if it must. */
import { amountInWords, currencyText, formatAmount, formatDay, sideForThem } from '../domain/index.ts'
import type { DueLine, LetterData } from './letter-data.ts'
import { LETTER_LABELS } from './letter-labels.ts'
import { INK, type Pen, SHEET } from './letter-sheet.ts'
import { type Column, drawCells, drawHead, drawValues, ROW_HEIGHT } from './table-rows.ts'

const LINE_HEIGHT = 18
const COLUMNS: readonly Column[] = [
  { from: 0, width: 130, align: 'left' },
  { from: 130, width: 165, align: 'right' },
  { from: 295, width: 188.28, align: 'left' },
]

export const drawDueTable = (pen: Pen, { balance, locale }: LetterData, dues: readonly DueLine[]): void => {
  const labels = LETTER_LABELS[locale]
  const head = [labels.due, `${labels.amount} (${currencyText(balance.currency, locale)})`, labels.side]
  const cells = (first: string, { minor, side }: Pick<DueLine, 'minor' | 'side'>) => [
    first,
    formatAmount(minor, locale),
    sideForThem(side, minor, locale),
  ]
  // Nobody has to remember on the next page what a column was.
  const drawHeadHere = () => {
    drawHead(pen, COLUMNS, head, pen.y)
    pen.y += ROW_HEIGHT
    pen.rule(pen.y)
  }
  pen.keep(ROW_HEIGHT + LINE_HEIGHT * 2)
  drawHeadHere()
  for (const line of dues) {
    if (pen.y + LINE_HEIGHT > SHEET.bottom) {
      pen.keep(LINE_HEIGHT)
      drawHeadHere()
    }
    drawCells(pen, COLUMNS, cells(formatDay(line.due, locale), line), pen.y - 2, { size: 9.5 })
    pen.y += LINE_HEIGHT
    pen.rule(pen.y)
  }
  const words = `${labels.in_words}: ${amountInWords(balance, locale)}`
  const width = SHEET.width - 16
  const wordsHeight = 13 + pen.doc.font('regular').fontSize(9).heightOfString(words, { width })
  pen.keep(ROW_HEIGHT + wordsHeight + 12)
  drawValues(pen, COLUMNS, cells(labels.total, balance), pen.y)
  pen.y += ROW_HEIGHT
  pen.rule(pen.y)
  pen.doc.font('regular').fontSize(9).fillColor(INK.quiet)
  pen.doc.text(words, SHEET.left + 8, pen.y + 6, { width })
  pen.y += wordsHeight + 12
}

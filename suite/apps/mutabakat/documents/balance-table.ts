/** The table of a letter: the day, the currency, the balance on its side, and the amount in words below. */
import { amountInWords, formatAmount, formatDay } from '../domain/index.ts'
import type { LetterData } from './letter-data.ts'
import { LETTER_LABELS } from './letter-labels.ts'
import { INK, type Pen, SHEET } from './letter-sheet.ts'

const HEIGHT = 22
const COLUMNS = [
  { from: 0, width: 110, align: 'left' },
  { from: 110, width: 83.28, align: 'left' },
  { from: 193.28, width: 145, align: 'right' },
  { from: 338.28, width: 145, align: 'right' },
] as const

/** The side without a balance shows a dash, so that nobody takes an empty cell for a forgotten one. */
export const drawBalanceTable = (pen: Pen, { balance, locale }: LetterData): void => {
  const labels = LETTER_LABELS[locale]
  const amount = formatAmount(balance.minor, locale)
  const cells = [
    formatDay(balance.date, locale),
    balance.currency === 'TRY' && locale === 'tr' ? 'TL' : balance.currency,
    balance.side === 'B' ? amount : '–',
    balance.side === 'A' ? amount : '–',
  ]
  const words = `${labels.in_words}: ${amountInWords(balance, locale)}`
  const wordsWidth = SHEET.width - 16
  const wordsHeight = 13 + pen.doc.font('regular').fontSize(9).heightOfString(words, { width: wordsWidth })
  const height = HEIGHT * 2 + wordsHeight
  pen.keep(height + 12)
  const top = pen.y
  pen.doc.rect(SHEET.left, top, SHEET.width, HEIGHT).fill(INK.shade)
  drawRow(pen, [labels.balance_date, labels.currency, labels.debit, labels.credit], top, true)
  drawRow(pen, cells, top + HEIGHT, false)
  pen.doc.font('regular').fontSize(9).fillColor(INK.quiet)
  pen.doc.text(words, SHEET.left + 8, top + HEIGHT * 2 + 6, { width: wordsWidth })
  pen.rule(top + HEIGHT)
  pen.rule(top + HEIGHT * 2)
  pen.doc.rect(SHEET.left, top, SHEET.width, height).lineWidth(0.6).strokeColor(INK.line).stroke()
  pen.y = top + height + 12
}

const drawRow = (pen: Pen, cells: readonly string[], y: number, head: boolean): void => {
  COLUMNS.forEach((column, index) => {
    const at = { x: SHEET.left + column.from + 8, y: y + 5.5, width: column.width - 16 }
    const stroke = head ? { size: 8.5, color: INK.quiet } : ({ size: 10, face: 'bold' } as const)
    pen.line(cells[index] ?? '', at, { ...stroke, align: column.align })
  })
}

/** The box for those who answer on paper, with the QR code of the verify page beside it. */
import { currencyText, isBabs } from '../domain/index.ts'
import type { LetterData } from './letter-data.ts'
import { LETTER_LABELS } from './letter-labels.ts'
import { INK, type Pen, SHEET } from './letter-sheet.ts'
import { drawQrCode } from './qr-code.ts'

const LINE = 23
const QR = 74

export const drawAnswerBox = (pen: Pen, data: LetterData): void => {
  const labels = LETTER_LABELS[data.locale]
  const currency = currencyText(data.balance.currency, data.locale)
  const asked = isBabs(data.kind)
    ? [labels.own_count, labels.own_amount(currency), labels.explanation, labels.name_and_title]
    : [labels.own_balance(currency), labels.explanation, labels.name_and_title]
  // Whoever writes the figures says neither yes nor no: the figures are compared.
  const isBlank = data.style === 'blank'
  const first = isBlank ? 36 : 54
  const height = first + asked.length * LINE + 27
  pen.keep(height)
  const top = pen.y
  const left = SHEET.left + 14
  const width = SHEET.width - QR - 56
  pen.doc.roundedRect(SHEET.left, top, SHEET.width, height, 5).lineWidth(0.8).strokeColor(INK.line).stroke()
  pen.line(labels.answer, { x: left, y: top + 11, width }, { face: 'bold', size: 10 })
  if (!isBlank) {
    drawChoice(pen, labels.agree, left, top + 32)
    drawChoice(pen, labels.disagree, left + 120, top + 32)
  }
  asked.forEach((label, index) => {
    drawBlank(pen, label, left, top + first + index * LINE, width)
  })
  const last = top + first + asked.length * LINE
  drawBlank(pen, labels.answer_date, left, last, width * 0.45)
  drawBlank(pen, labels.stamp, left + width * 0.5, last, width * 0.5)
  // Only what is sealed has an original to look up.
  if (data.foot === undefined) drawVerifyCode(pen, data.verify_url, labels.verify, top + 16)
  pen.y = top + height
}

const drawVerifyCode = (pen: Pen, url: string, label: string, y: number): void => {
  const x = SHEET.right - QR - 16
  drawQrCode(pen.doc, url, { x, y, size: QR })
  pen.doc.link(x, y, QR, QR, url)
  const caption = { width: QR + 20, align: 'center', lineGap: 0.5 } as const
  pen.doc.font('regular').fontSize(7).fillColor(INK.quiet)
  pen.doc.text(label, x - 10, y + QR + 7, caption)
}

const drawChoice = (pen: Pen, label: string, x: number, y: number): void => {
  pen.doc.rect(x, y, 10, 10).lineWidth(0.9).strokeColor(INK.text).stroke()
  pen.line(label, { x: x + 16, y: y - 1.5, width: 100 }, { size: 10 })
}

/** A label and a dotted line to write on. */
const drawBlank = (pen: Pen, label: string, x: number, y: number, width: number): void => {
  pen.line(label, { x, y, width }, { size: 8.5, color: INK.quiet })
  const from = x + pen.doc.widthOfString(label) + 5
  pen.doc
    .moveTo(from, y + 10)
    .lineTo(x + width, y + 10)
    .lineWidth(0.7)
    .dash(1, { space: 2 })
  pen.doc.strokeColor(INK.quiet).stroke().undash()
}

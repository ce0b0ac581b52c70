/** Draws a letter of any kind as an A4 PDF: letterhead, figures, words, answer box, QR code and signature level. */
import { letterText } from '../domain/index.ts'
import { drawAnswerBox } from './answer-box.ts'
import { drawBalanceTable } from './balance-table.ts'
import { drawDeclarationTable } from './declaration-table.ts'
import { drawDueTable } from './due-table.ts'
import type { LetterData } from './letter-data.ts'
import { renderPaper } from './letter-frame.ts'
import { LETTER_LABELS } from './letter-labels.ts'
import { INK, type Pen } from './letter-sheet.ts'

export type { LetterData } from './letter-data.ts'

/** Unsigned. */
export const renderLetter = async (data: LetterData): Promise<Buffer> => {
  const text = letterText(
    {
      ...data.counterparty,
      kind: data.kind,
      style: data.style,
      balance: data.balance,
      documents: data.documents,
      auditor: data.auditor,
      reply_days: data.reply_days,
      contract_notice: data.contract_notice,
      own_notes: data.own_notes ?? [],
    },
    data.locale,
  )
  return renderPaper(data, text.heading, pen => {
    drawBody(pen, data, text)
    drawAnswerBox(pen, data)
  })
}

const drawBody = (pen: Pen, data: LetterData, text: ReturnType<typeof letterText>): void => {
  const labels = LETTER_LABELS[data.locale]
  pen.paragraph(text.heading, { face: 'bold', size: 13.5, align: 'center', after: 18 })
  pen.paragraph(text.salutation, { face: 'bold', size: 10.5, after: text.identity ? 1 : 10 })
  if (text.identity) pen.paragraph(text.identity, { size: 9.5, color: INK.quiet, after: 11 })
  if (data.intro) pen.paragraph(data.intro, { after: 10 })
  for (const paragraph of text.opening) pen.paragraph(paragraph, { after: 10 })
  const [statement = '', ...rest] = text.paragraphs
  pen.paragraph(statement, { after: 10 })
  if (data.style !== 'blank') drawFigures(pen, data)
  for (const paragraph of rest) pen.paragraph(paragraph)
  if (data.note) pen.paragraph(`${labels.note}: ${data.note}`)
  pen.keep(60)
  pen.y += 4
  pen.paragraph(text.closing, { after: 2 })
  pen.paragraph(data.company.title, { face: 'bold', after: data.signer ? 1 : 14 })
  if (data.signer) pen.paragraph([data.signer.name, data.signer.title].filter(Boolean).join(', '), { after: 14 })
  pen.paragraph(`${text.notes_label}:`, { size: 8, face: 'bold', color: INK.quiet, after: 1, gap: 1 })
  text.notes.forEach((note, index) => {
    pen.paragraph(`${index + 1}) ${note}`, { size: 8, color: INK.quiet, after: 1, gap: 1 })
  })
  pen.y += 14
}

/** The table of the figures, as the kind of letter has them. */
const drawFigures = (pen: Pen, data: LetterData): void => {
  if (data.documents) drawDeclarationTable(pen, data, data.documents)
  else if (data.dues) drawDueTable(pen, data, data.dues)
  else drawBalanceTable(pen, data)
}

/** Draws a reconciliation letter as an A4 PDF: letterhead, balance, words, answer box, QR code and signature level. */
import PDFDocument from 'pdfkit'
import { dictionaryText } from '#platform/documents'
import { formatDay, letterText } from '../domain/index.ts'
import { drawAnswerBox } from './answer-box.ts'
import { drawBalanceTable } from './balance-table.ts'
import type { LetterData } from './letter-data.ts'
import { LETTER_LABELS } from './letter-labels.ts'
import { createPen, INK, letterFonts, type Pen, SHEET } from './letter-sheet.ts'

export type { LetterData } from './letter-data.ts'

const LANGUAGE = { tr: 'tr-TR', en: 'en-GB', az: 'az-AZ' } as const

/** The same data gives the same bytes: dates come from the letter, nothing from the clock. Unsigned. */
export const renderLetter = (data: LetterData): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const text = letterText(
      {
        title: data.counterparty.title,
        tax_office: data.counterparty.tax_office,
        tax_number: data.counterparty.tax_number,
        balance: data.balance,
        reply_days: data.reply_days,
        contract_notice: data.contract_notice,
      },
      data.locale,
    )
    const doc = new PDFDocument({
      size: 'A4',
      margins: { top: SHEET.top, bottom: 60, left: SHEET.left, right: SHEET.left },
      lang: LANGUAGE[data.locale],
      displayTitle: true,
      pdfVersion: '1.7',
      bufferPages: true,
      font: letterFonts().regular as string,
      info: {
        Title: `${text.heading} ${data.no}`,
        Author: dictionaryText(data.company.title),
        Producer: 'Nabız',
        Creator: 'Nabız',
        CreationDate: new Date(`${data.date}T00:00:00Z`),
      },
    })
    const chunks: Buffer[] = []
    doc.on('data', (chunk: Buffer) => chunks.push(chunk))
    doc.on('end', () => resolve(Buffer.concat(chunks)))
    doc.on('error', reject)
    const pen = createPen(doc)
    drawLetterhead(pen, data)
    drawBody(pen, data, text)
    drawAnswerBox(pen, data)
    drawFooters(pen, data)
    doc.end()
  })

const drawLetterhead = (pen: Pen, { company, no, date, locale }: LetterData): void => {
  const labels = LETTER_LABELS[locale]
  const tax = [
    company.tax_office &&
      (locale === 'tr' ? `${company.tax_office} ${labels.tax_office}` : `${labels.tax_office} ${company.tax_office}`),
    company.vkn && `${labels.vkn} ${company.vkn}`,
    company.email,
  ]
  pen.doc.rect(SHEET.left, pen.y, 28, 3).fill(INK.accent)
  pen.y += 11
  pen.paragraph(company.title, { face: 'bold', size: 14, after: 3, gap: 1 })
  const lines = [company.address, tax.filter(Boolean).join('  ·  ')].filter(line => line !== null && line !== '')
  for (const line of lines) pen.paragraph(line ?? '', { size: 8.5, color: INK.quiet, after: 1, gap: 1 })
  pen.y += 7
  pen.rule(pen.y)
  pen.y += 9
  pen.line(`${labels.number}: ${no}`, { x: SHEET.left, y: pen.y, width: SHEET.width / 2 }, { size: 9.5 })
  const day = `${labels.date}: ${formatDay(date, locale)}`
  pen.line(day, { x: SHEET.left, y: pen.y, width: SHEET.width }, { size: 9.5, align: 'right' })
  pen.y += 32
}

const drawBody = (pen: Pen, data: LetterData, text: ReturnType<typeof letterText>): void => {
  const labels = LETTER_LABELS[data.locale]
  pen.paragraph(text.heading, { face: 'bold', size: 13.5, align: 'center', after: 18 })
  pen.paragraph(text.salutation, { face: 'bold', size: 10.5, after: text.identity ? 1 : 10 })
  if (text.identity) pen.paragraph(text.identity, { size: 9.5, color: INK.quiet, after: 11 })
  const [statement = '', ...rest] = text.paragraphs
  pen.paragraph(statement, { after: 10 })
  drawBalanceTable(pen, data)
  for (const paragraph of rest) pen.paragraph(paragraph)
  if (data.note) pen.paragraph(`${labels.note}: ${data.note}`)
  pen.keep(60)
  pen.y += 4
  pen.paragraph(text.closing, { after: 2 })
  pen.paragraph(data.company.title, { face: 'bold', after: 14 })
  pen.paragraph(`${text.notes_label}:`, { size: 8, face: 'bold', color: INK.quiet, after: 1, gap: 1 })
  text.notes.forEach((note, index) => {
    pen.paragraph(`${index + 1}) ${note}`, { size: 8, color: INK.quiet, after: 1, gap: 1 })
  })
  pen.y += 14
}

/** On every page: what the signature is worth, the letter's number, the page. */
const drawFooters = (pen: Pen, data: LetterData): void => {
  const labels = LETTER_LABELS[data.locale]
  const { start, count } = pen.doc.bufferedPageRange()
  for (let page = start; page < start + count; page++) {
    pen.doc.switchToPage(page)
    // A footer stands below the bottom margin, where pdfkit would begin a new page by itself.
    pen.doc.page.margins.bottom = 0
    pen.rule(790)
    const quiet = { size: 7, color: INK.quiet, gap: 0.5 }
    pen.y = 795
    pen.doc.font('regular').fontSize(quiet.size).fillColor(quiet.color)
    pen.doc.text(labels.signature(data.company.title), SHEET.left, pen.y, {
      width: SHEET.width - 110,
      height: 30,
      ellipsis: true,
    })
    const place = { x: SHEET.right - 104, y: 795, width: 104 }
    pen.line(data.no, place, { ...quiet, align: 'right' })
    pen.line(labels.page(page - start + 1, count), { ...place, y: 805 }, { ...quiet, align: 'right' })
  }
}

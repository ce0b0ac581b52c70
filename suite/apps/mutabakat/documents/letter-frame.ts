/** What stands round every paper of ours: the letterhead, and the foot that says what the signature is worth. */
import PDFDocument from 'pdfkit'
import { dictionaryText } from '#platform/documents'
import { formatDay } from '../domain/index.ts'
import type { LetterData } from './letter-data.ts'
import { LETTER_LABELS } from './letter-labels.ts'
import { createPen, INK, letterFonts, type Pen, SHEET } from './letter-sheet.ts'

export type PaperFrame = Pick<LetterData, 'company' | 'no' | 'date' | 'locale' | 'foot'>

/** Points from the top: the rule above every foot, and its first line. */
export const FOOT = { rule: 790, text: 795 } as const

const PAPER_LANGUAGE = { tr: 'tr-TR', en: 'en-GB', az: 'az-AZ' } as const

/** One paper: `draw` gets a pen below the letterhead. The same data gives the same bytes, nothing comes from the clock. */
export const renderPaper = (frame: PaperFrame, heading: string, draw: (pen: Pen) => void): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const doc = new PDFDocument({
      size: 'A4',
      margins: { top: SHEET.top, bottom: 60, left: SHEET.left, right: SHEET.left },
      lang: PAPER_LANGUAGE[frame.locale],
      displayTitle: true,
      pdfVersion: '1.7',
      bufferPages: true,
      font: letterFonts().regular as string,
      info: {
        Title: `${heading} ${frame.no}`,
        Author: dictionaryText(frame.company.title),
        Producer: 'Nabız',
        Creator: 'Nabız',
        CreationDate: new Date(`${frame.date}T00:00:00Z`),
      },
    })
    const chunks: Buffer[] = []
    doc.on('data', (chunk: Buffer) => chunks.push(chunk))
    doc.on('end', () => resolve(Buffer.concat(chunks)))
    doc.on('error', reject)
    const pen = createPen(doc)
    drawLetterhead(pen, frame)
    draw(pen)
    drawFooters(pen, frame)
    doc.end()
  })

const drawLetterhead = (pen: Pen, { company, no, date, locale }: PaperFrame): void => {
  const labels = LETTER_LABELS[locale]
  const tax = [
    company.tax_office &&
      (locale === 'tr' ? `${company.tax_office} ${labels.tax_office}` : `${labels.tax_office} ${company.tax_office}`),
    company.vkn && `${labels.vkn} ${company.vkn}`,
    company.email,
    company.kep && `KEP ${company.kep}`,
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

/** On every page: what the signature is worth, the paper's number, the page. `print-copy.ts` finds it by its place. */
const drawFooters = (pen: Pen, data: PaperFrame): void => {
  const labels = LETTER_LABELS[data.locale]
  const { start, count } = pen.doc.bufferedPageRange()
  for (let page = start; page < start + count; page++) {
    pen.doc.switchToPage(page)
    // A footer stands below the bottom margin, where pdfkit would begin a new page by itself.
    pen.doc.page.margins.bottom = 0
    pen.rule(FOOT.rule)
    const quiet = { size: 7, color: INK.quiet, gap: 0.5 }
    pen.y = FOOT.text
    pen.doc.font('regular').fontSize(quiet.size).fillColor(quiet.color)
    const about = { draft: labels.draft, none: '', seal: labels.signature(data.company.title) }
    pen.doc.text(about[data.foot ?? 'seal'], SHEET.left, pen.y, {
      width: SHEET.width - 110,
      height: 30,
      ellipsis: true,
    })
    const place = { x: SHEET.right - 104, y: FOOT.text, width: 104 }
    pen.line(data.no, place, { ...quiet, align: 'right' })
    pen.line(labels.page(page - start + 1, count), { ...place, y: FOOT.text + 10 }, { ...quiet, align: 'right' })
  }
}

/** A plain document as PDF: a title, a sentence, and sections of lines. What people wrote is only ever drawn as text. */
import PDFDocument from 'pdfkit'
import type { Locale } from '#platform/contract'
import { dictionaryText, pdfFonts } from '#platform/documents'

export type Report = {
  title: string
  company: string
  intro: string
  sections: { heading: string; lines: string[] }[]
  /** On every page beside its number. */
  footer: string
  at: Date
  locale: Locale
}

const LANGUAGE = { tr: 'tr-TR', en: 'en-GB', az: 'az-AZ' } as const
const INK = { text: '#14201f', quiet: '#55615f' } as const
const LEFT = 56
const WIDTH = 483
const FOOTER_Y = 795

/** Control characters have no glyph and would print as boxes. */
const printable = (text: string): string => text.replaceAll(/[^\P{Cc}\n]/gu, ' ')

/** The same report gives the same bytes. */
export const renderReport = (report: Report): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const fonts = pdfFonts() as unknown as Record<'regular' | 'bold', PDFKit.Mixins.PDFFontSource>
    const doc = new PDFDocument({
      size: 'A4',
      margins: { top: 56, bottom: 64, left: LEFT, right: LEFT },
      lang: LANGUAGE[report.locale],
      displayTitle: true,
      pdfVersion: '1.7',
      bufferPages: true,
      font: fonts.regular as string,
      info: {
        Title: dictionaryText(report.title),
        Author: dictionaryText(report.company),
        Producer: 'Nabız',
        Creator: 'Nabız',
        CreationDate: report.at,
      },
    })
    const chunks: Buffer[] = []
    doc.on('data', (chunk: Buffer) => chunks.push(chunk))
    doc.on('end', () => resolve(Buffer.concat(chunks)))
    doc.on('error', reject)
    for (const [name, font] of Object.entries(fonts)) doc.registerFont(name, font)
    const write = (text: string, face: 'regular' | 'bold', size: number, color: string, after: number): void => {
      doc.font(face).fontSize(size).fillColor(color).text(printable(text), { width: WIDTH, lineGap: 2 })
      doc.y += after
    }
    write(report.company, 'bold', 12, INK.text, 14)
    write(report.title, 'bold', 16, INK.text, 8)
    write(report.intro, 'regular', 10, INK.text, 14)
    for (const { heading, lines } of report.sections) {
      write(heading, 'bold', 11, INK.text, 3)
      for (const line of lines) write(line, 'regular', 9, INK.quiet, 2)
      doc.y += 8
    }
    drawFooters(doc, report.footer)
    doc.end()
  })

const drawFooters = (doc: PDFKit.PDFDocument, footer: string): void => {
  const { start, count } = doc.bufferedPageRange()
  for (let page = start; page < start + count; page++) {
    doc.switchToPage(page)
    // A footer stands below the bottom margin, where pdfkit would begin a new page by itself.
    doc.page.margins.bottom = 0
    doc.font('regular').fontSize(7).fillColor(INK.quiet)
    doc.text(printable(footer), LEFT, FOOTER_Y, { width: WIDTH - 60, height: 10, ellipsis: true })
    doc.text(`${page - start + 1} / ${count}`, LEFT, FOOTER_Y, { width: WIDTH, align: 'right', lineBreak: false })
  }
}

/** One A4 document: drawn from the top down with a few words (heading, paragraph, table, QR), given back as bytes. */
import PDFDocument from 'pdfkit'
import type { Locale } from '#platform/contract'
import { pdfFonts } from './pdf-fonts.ts'
import { drawQr } from './pdf-qr.ts'
import { COLOURS, dictionaryText, mm, plainText } from './pdf-style.ts'
import { drawTable, type PdfTable } from './pdf-table.ts'

export type { PdfTable, PdfTableColumn } from './pdf-table.ts'

export type PdfOptions = {
  title: string
  author: string
  language: Locale
  created_at: Date
  /** Small line at the foot of every page: `(1, 2) => 'MUT-2026-000123 · 1/2'`. */
  footer?: (page: number, pages: number) => string
}

/** Sizes in points, places and gaps in millimetres. */
export type TextStyle = {
  size?: number
  bold?: boolean
  quiet?: boolean
  align?: 'left' | 'right' | 'center' | 'justify'
  /** White space below, in mm. Default 3. */
  gap_mm?: number
}

export type PdfPage = {
  /** Who writes: title in bold, quiet lines below, a line across. */
  letterhead(title: string, lines: readonly string[]): void
  heading(text: string, level?: 1 | 2): void
  paragraph(text: string, style?: TextStyle): void
  /** Label and value side by side, one pair a line. */
  fields(pairs: readonly (readonly [label: string, value: string])[]): void
  table(table: PdfTable): void
  /** Vector QR at the right edge with a caption to its left; default 28 mm. */
  qr(text: string, options: { caption: string; size_mm?: number }): void
  /** A dashed box to stamp and sign in. */
  stampBox(label: string, size?: { width_mm?: number; height_mm?: number }): void
  gap(millimetres: number): void
  rule(): void
  /** Starts a new page when less than this is left. */
  keep(millimetres: number): void
}

const MARGIN = mm(18)
const FOOT = mm(22)

/**
 * Text is only ever drawn: no links, no actions, no scripts, no file or address is opened while drawing.
 * The same input gives the same bytes. Throws what `draw` throws.
 */
export const createPdf = async (options: PdfOptions, draw: (page: PdfPage) => void): Promise<Buffer> => {
  const fonts = pdfFonts()
  const doc = new PDFDocument({
    size: 'A4',
    margins: { top: MARGIN, left: MARGIN, right: MARGIN, bottom: FOOT },
    bufferPages: true,
    lang: { tr: 'tr-TR', en: 'en-GB', az: 'az-AZ' }[options.language],
    displayTitle: true,
    pdfVersion: '1.7',
    // The parsed font itself, which pdfkit takes and its types do not know.
    font: fonts.regular as unknown as string,
    info: {
      Title: dictionaryText(options.title),
      Author: dictionaryText(options.author),
      Producer: 'Nabız',
      CreationDate: options.created_at,
    },
  })
  const bytes = collect(doc)
  doc.registerFont('regular', fonts.regular as unknown as PDFKit.Mixins.PDFFontSource)
  doc.registerFont('bold', fonts.bold as unknown as PDFKit.Mixins.PDFFontSource)
  try {
    draw(pageOf(doc))
    if (options.footer) drawFooters(doc, options.footer)
  } catch (error) {
    doc.destroy()
    await bytes.catch(() => {})
    throw error
  }
  doc.end()
  return bytes
}

const collect = (doc: PDFKit.PDFDocument): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    doc.on('data', (chunk: Buffer) => chunks.push(chunk))
    doc.on('end', () => resolve(Buffer.concat(chunks)))
    doc.on('error', reject)
    doc.on('close', () => reject(new Error('the document was given up')))
  })

const pageOf = (doc: PDFKit.PDFDocument): PdfPage => {
  const left = MARGIN
  const width = doc.page.width - 2 * MARGIN
  const write = (text: string, style: TextStyle) => {
    doc.font(style.bold ? 'bold' : 'regular').fontSize(style.size ?? 10.5)
    doc.fillColor(style.quiet ? COLOURS.quiet : COLOURS.ink)
    doc.text(plainText(text), left, doc.y, { width, align: style.align ?? 'left', lineGap: 3 })
    doc.y += mm(style.gap_mm ?? 3)
  }
  const keep = (millimetres: number) => {
    if (doc.y + mm(millimetres) > doc.page.height - FOOT) doc.addPage()
  }
  const rule = () => {
    doc
      .moveTo(left, doc.y)
      .lineTo(left + width, doc.y)
      .lineWidth(0.8)
      .strokeColor(COLOURS.line)
      .stroke()
    doc.y += mm(4)
  }
  return {
    letterhead(title, lines) {
      write(title, { bold: true, size: 14, gap_mm: 0.5 })
      for (const line of lines) write(line, { quiet: true, size: 9, gap_mm: 0 })
      doc.y += mm(2)
      rule()
    },
    heading(text, level = 1) {
      keep(20)
      write(text, { bold: true, size: level === 1 ? 15 : 12, gap_mm: level === 1 ? 2 : 1 })
    },
    paragraph: (text, style = {}) => write(text, style),
    fields(pairs) {
      for (const [label, value] of pairs) drawField(doc, label, value, { left, width })
      doc.y += mm(2)
    },
    table(table) {
      drawTable(doc, table)
      doc.y += mm(3)
    },
    qr(text, { caption, size_mm = 28 }) {
      keep(size_mm + 2)
      const size = mm(size_mm)
      const y = doc.y
      drawQr(doc, text, { x: left + width - size, y, size })
      doc.font('regular').fontSize(8).fillColor(COLOURS.quiet)
      doc.text(plainText(caption), left + width - size - mm(84), y + mm(3), { width: mm(80), align: 'right' })
      doc.x = left
      doc.y = y + size + mm(2)
    },
    stampBox(label, { width_mm = 75, height_mm = 32 } = {}) {
      keep(height_mm + 2)
      const y = doc.y
      doc.roundedRect(left, y, mm(width_mm), mm(height_mm), 6).dash(3, { space: 3 }).lineWidth(0.8)
      doc.strokeColor('#9aa7a7').stroke().undash()
      doc.font('regular').fontSize(8.5).fillColor(COLOURS.quiet)
      doc.text(plainText(label), left + mm(3), y + mm(3), { lineBreak: false })
      doc.x = left
      doc.y = y + mm(height_mm + 2)
    },
    gap(millimetres) {
      doc.y += mm(millimetres)
    },
    rule,
    keep,
  }
}

const LABEL_SHARE = 0.3

const drawField = (
  doc: PDFKit.PDFDocument,
  label: string,
  value: string,
  area: { left: number; width: number },
): void => {
  const labelWidth = area.width * LABEL_SHARE
  const valueWidth = area.width - labelWidth
  doc.font('bold').fontSize(10)
  const height = Math.max(
    doc.heightOfString(plainText(value), { width: valueWidth }),
    doc.heightOfString(plainText(label), { width: labelWidth - 6 }),
  )
  if (doc.y + height > doc.page.height - FOOT) doc.addPage()
  const y = doc.y
  doc
    .font('regular')
    .fillColor(COLOURS.quiet)
    .text(plainText(label), area.left, y, { width: labelWidth - 6 })
  doc
    .font('bold')
    .fillColor(COLOURS.ink)
    .text(plainText(value), area.left + labelWidth, y, { width: valueWidth })
  doc.x = area.left
  doc.y = y + height + 3
}

const drawFooters = (doc: PDFKit.PDFDocument, footer: (page: number, pages: number) => string): void => {
  const { count } = doc.bufferedPageRange()
  for (let page = 0; page < count; page++) {
    doc.switchToPage(page)
    // Below the lower margin pdfkit would start another page for this line.
    doc.page.margins.bottom = 0
    doc.font('regular').fontSize(8).fillColor(COLOURS.quiet)
    doc.text(plainText(footer(page + 1, count)), MARGIN, doc.page.height - mm(13), {
      width: doc.page.width - 2 * MARGIN,
      align: 'center',
      lineBreak: false,
    })
    doc.page.margins.bottom = FOOT
  }
}

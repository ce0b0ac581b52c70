/** The page a letter is set on: measures, inks and the few strokes everything is drawn with. */
import { pdfFonts } from '#platform/documents'

export const SHEET = { left: 56, right: 539.28, top: 48, bottom: 782, width: 483.28 } as const
export const INK = { text: '#14201f', quiet: '#55615f', line: '#c9d3d1', accent: '#0f766e', shade: '#eef4f3' } as const

export type Face = 'regular' | 'bold'

/** The parsed fonts themselves, which pdfkit takes and its types do not know. */
export const letterFonts = () => pdfFonts() as unknown as Record<Face, PDFKit.Mixins.PDFFontSource>
export type Stroke = { size?: number; face?: Face; color?: string; align?: 'left' | 'right' | 'center'; gap?: number }

/** Thin hand over a PDF document: text flows from `y` down, a new page comes by itself. */
export type Pen = {
  readonly doc: PDFKit.PDFDocument
  /** Points from the top of the page. */
  y: number
  /** A flowing paragraph over the sheet's width; moves `y` below it. */
  paragraph(text: string, stroke?: Stroke & { after?: number }): void
  /** One line at a place, cut to its width; does not move `y`. */
  line(text: string, at: { x: number; y: number; width: number }, stroke?: Stroke): void
  rule(y: number, from?: number, to?: number): void
  /** Begins a new page when less than `height` is left on this one. */
  keep(height: number): void
}

/** Control characters have no glyph and would print as boxes; line breaks stay. */
const printable = (text: string): string => text.replaceAll(/\r\n?/g, '\n').replaceAll(/[^\P{Cc}\n]/gu, ' ')

export const createPen = (doc: PDFKit.PDFDocument): Pen => {
  for (const [name, font] of Object.entries(letterFonts())) doc.registerFont(name, font)
  const set = (stroke: Stroke): void => {
    doc
      .font(stroke.face ?? 'regular')
      .fontSize(stroke.size ?? 10)
      .fillColor(stroke.color ?? INK.text)
  }
  const fitted = (text: string, width: number): string => {
    if (doc.widthOfString(text) <= width) return text
    let end = text.length - 1
    while (end > 0 && doc.widthOfString(`${text.slice(0, end)}…`) > width) end--
    return `${text.slice(0, end)}…`
  }
  const pen: Pen = {
    doc,
    y: SHEET.top,
    paragraph(text, stroke = {}) {
      set(stroke)
      doc.text(printable(text), SHEET.left, pen.y, {
        width: SHEET.width,
        lineGap: stroke.gap ?? 2.5,
        align: stroke.align ?? 'left',
      })
      pen.y = doc.y + (stroke.after ?? 8)
    },
    line(text, at, stroke = {}) {
      set(stroke)
      const shown = fitted(printable(text), at.width)
      const free = at.width - doc.widthOfString(shown)
      const shift = stroke.align === 'right' ? free : stroke.align === 'center' ? free / 2 : 0
      doc.text(shown, at.x + shift, at.y, { lineBreak: false })
    },
    rule(y, from = SHEET.left, to = SHEET.right) {
      doc.moveTo(from, y).lineTo(to, y).lineWidth(0.6).strokeColor(INK.line).stroke()
    },
    keep(height) {
      if (pen.y + height <= SHEET.bottom) return
      doc.addPage()
      pen.y = SHEET.top
    },
  }
  return pen
}

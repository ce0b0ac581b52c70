/** Draws a table row by row by hand; pdfkit's own table opens the fonts again for each cell. */
import { COLOURS, plainText } from './pdf-style.ts'

export type PdfTableColumn = {
  header: string /** Share of the width; shares are summed. */
  share: number
  align?: 'left' | 'right'
}
export type PdfTable = {
  columns: readonly PdfTableColumn[]
  rows: readonly (readonly string[])[]
  /** One last row in bold. */
  total?: readonly string[]
  size?: number
}

const PADDING = 4
/** Digits of one width, so that amounts stand in columns. */
const FIGURES: { features: PDFKit.Mixins.OpenTypeFeatures[] } = { features: ['tnum'] }

/** From `doc.y` on; the head is repeated on every page the table reaches. Leaves `doc.y` below it. */
export const drawTable = (doc: PDFKit.PDFDocument, table: PdfTable): void => {
  const size = table.size ?? 8.5
  const { left, right } = doc.page.margins
  const width = doc.page.width - left - right
  const shares = table.columns.reduce((sum, column) => sum + column.share, 0)
  const widths = table.columns.map(column => (column.share / shares) * width)
  const bottom = () => doc.page.height - doc.page.margins.bottom
  const heads = table.columns.map(column => column.header)

  const heightOf = (cells: readonly string[]) => {
    const tallest = widths.map((cellWidth, at) => {
      const text = plainText(cells[at] ?? '')
      const room = cellWidth - 2 * PADDING
      // Almost every cell fits in one line; measuring a wrapped text is what costs.
      return doc.widthOfString(text, FIGURES) <= room
        ? doc.currentLineHeight()
        : doc.heightOfString(text, { ...FIGURES, width: room })
    })
    return Math.max(...tallest) + 2 * PADDING
  }
  const drawRow = (cells: readonly string[], look: { bold: boolean; ground?: string }) => {
    doc.font(look.bold ? 'bold' : 'regular').fontSize(size)
    const height = heightOf(cells)
    const y = doc.y
    if (look.ground) doc.rect(left, y, width, height).fill(look.ground)
    doc.fillColor(COLOURS.ink)
    let x = left
    widths.forEach((cellWidth, at) => {
      drawCell(doc, plainText(cells[at] ?? ''), {
        x,
        y: y + PADDING,
        width: cellWidth,
        align: table.columns[at]?.align ?? 'left',
      })
      x += cellWidth
    })
    doc
      .moveTo(left, y + height)
      .lineTo(left + width, y + height)
      .lineWidth(0.5)
      .strokeColor(COLOURS.line)
      .stroke()
    doc.x = left
    doc.y = y + height
  }
  const drawHead = () => drawRow(heads, { bold: true, ground: COLOURS.ground })
  const place = (cells: readonly string[], bold: boolean) => {
    doc.font(bold ? 'bold' : 'regular').fontSize(size)
    if (doc.y + heightOf(cells) > bottom()) {
      doc.addPage()
      drawHead()
    }
    drawRow(cells, { bold })
  }

  doc.font('bold').fontSize(size)
  // A head alone at the foot of a page says nothing.
  if (doc.y + 2 * heightOf(heads) > bottom()) doc.addPage()
  drawHead()
  for (const row of table.rows) place(row, false)
  if (table.total) place(table.total, true)
}

const drawCell = (
  doc: PDFKit.PDFDocument,
  text: string,
  cell: { x: number; y: number; width: number; align: 'left' | 'right' },
): void => {
  if (text === '') return
  const room = cell.width - 2 * PADDING
  const textWidth = doc.widthOfString(text, FIGURES)
  if (textWidth > room) {
    doc.text(text, cell.x + PADDING, cell.y, { ...FIGURES, width: room, align: cell.align })
    return
  }
  const shift = cell.align === 'right' ? room - textWidth : 0
  doc.text(text, cell.x + PADDING + shift, cell.y, { ...FIGURES, lineBreak: false })
}

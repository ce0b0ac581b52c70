/** Rows of a ruled table on the sheet: the head on its shade, values in bold, and what stands below in words. */
import { INK, type Pen, SHEET } from './letter-sheet.ts'

export const ROW_HEIGHT = 22

export type Column = { from: number; width: number; align: 'left' | 'right' }

export const drawHead = (pen: Pen, columns: readonly Column[], cells: readonly string[], y: number): void => {
  pen.doc.rect(SHEET.left, y, SHEET.width, ROW_HEIGHT).fill(INK.shade)
  drawCells(pen, columns, cells, y, { size: 8.5, color: INK.quiet })
}

export const drawValues = (pen: Pen, columns: readonly Column[], cells: readonly string[], y: number): void =>
  drawCells(pen, columns, cells, y, { size: 10, face: 'bold' })

export const drawCells = (
  pen: Pen,
  columns: readonly Column[],
  cells: readonly string[],
  y: number,
  stroke: Parameters<Pen['line']>[2],
): void => {
  columns.forEach((column, index) => {
    const at = { x: SHEET.left + column.from + 8, y: y + 5.5, width: column.width - 16 }
    pen.line(cells[index] ?? '', at, { ...stroke, align: column.align })
  })
}

/** One head, one row of values, and words below, in a frame that stays on one page. */
export const drawFigureTable = (
  pen: Pen,
  columns: readonly Column[],
  table: { head: readonly string[]; values: readonly string[]; words: string },
): void => {
  const wordsWidth = SHEET.width - 16
  const wordsHeight = 13 + pen.doc.font('regular').fontSize(9).heightOfString(table.words, { width: wordsWidth })
  const height = ROW_HEIGHT * 2 + wordsHeight
  pen.keep(height + 12)
  const top = pen.y
  drawHead(pen, columns, table.head, top)
  drawValues(pen, columns, table.values, top + ROW_HEIGHT)
  pen.doc.font('regular').fontSize(9).fillColor(INK.quiet)
  pen.doc.text(table.words, SHEET.left + 8, top + ROW_HEIGHT * 2 + 6, { width: wordsWidth })
  pen.rule(top + ROW_HEIGHT)
  pen.rule(top + ROW_HEIGHT * 2)
  pen.doc.rect(SHEET.left, top, SHEET.width, height).lineWidth(0.6).strokeColor(INK.line).stroke()
  pen.y = top + height + 12
}

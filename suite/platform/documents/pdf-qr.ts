/** Draws a QR code as filled rectangles, so that it stays sharp at any zoom and needs no picture. */
import { create as createQr } from 'qrcode'

/** Modules around the code that must stay white for a camera to find it. */
const QUIET_MODULES = 2

/** `size` in points, the quiet zone included. Dark modules of one row that touch become one rectangle. */
export const drawQr = (doc: PDFKit.PDFDocument, text: string, at: { x: number; y: number; size: number }): void => {
  const { modules } = createQr(text, { errorCorrectionLevel: 'M' })
  const side = at.size / (modules.size + 2 * QUIET_MODULES)
  const dark = (row: number, column: number) => column < modules.size && modules.get(row, column) !== 0
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size; column++) {
      if (!dark(row, column)) continue
      let end = column
      while (dark(row, end)) end++
      // A hair taller than the row: without it some printers show white lines between rows.
      doc.rect(
        at.x + (column + QUIET_MODULES) * side,
        at.y + (row + QUIET_MODULES) * side,
        (end - column) * side,
        side + 0.05,
      )
      column = end
    }
  }
  doc.fill('#000000')
}

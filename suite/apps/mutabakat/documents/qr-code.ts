/** A QR code as vector rectangles on a PDF page: sharp on paper, no image. */
import { create } from 'qrcode'

/** Draws `text` into a square; one rectangle for each run of dark modules in a line. */
export const drawQrCode = (doc: PDFKit.PDFDocument, text: string, at: { x: number; y: number; size: number }): void => {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const step = at.size / modules.size
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size; ) {
      let end = column
      while (end < modules.size && modules.get(row, end)) end++
      // The hair's breadth in height closes the seams some viewers show between lines.
      if (end > column) doc.rect(at.x + column * step, at.y + row * step, (end - column) * step, step + 0.05)
      column = Math.max(end, column + 1)
    }
  }
  doc.fill('#000000')
}

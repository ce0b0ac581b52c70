/** Onest, parsed once for the whole process: opening it for each letter would cost ten times what drawing the letter costs. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { create, type Font } from 'fontkit'

export type PdfFonts = { regular: Font; bold: Font }

const open = (file: string): Font => {
  const font = create(readFileSync(fileURLToPath(import.meta.resolve(`@expo-google-fonts/onest/${file}`))))
  // fontkit keeps each glyph as it was first asked for. Embedding "ö" asks for the bare shape of "o"; had no text asked
  // before, "o" would lose its letter for the rest of the process, and text with it could not be searched or copied.
  for (const codePoint of font.characterSet) font.glyphForCodePoint(codePoint)
  return font
}

let fonts: PdfFonts | null = null

/** Parsed at the first letter, so that a server which prints none does not pay. Parsed fonts are never changed. */
export const pdfFonts = (): PdfFonts => {
  fonts ??= { regular: open('400Regular/Onest_400Regular.ttf'), bold: open('700Bold/Onest_700Bold.ttf') }
  return fonts
}

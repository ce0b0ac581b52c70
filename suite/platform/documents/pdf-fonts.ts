/** Onest, parsed once for the whole process: opening it for each letter would cost ten times what drawing the letter costs. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { create, type Font } from 'fontkit'

export type PdfFonts = { regular: Font; bold: Font }

const open = (file: string): Font =>
  create(readFileSync(fileURLToPath(import.meta.resolve(`@expo-google-fonts/onest/${file}`))))

let fonts: PdfFonts | null = null

/** Parsed at the first letter, so that a server which prints none does not pay. Parsed fonts are never changed. */
export const pdfFonts = (): PdfFonts => {
  fonts ??= { regular: open('400Regular/Onest_400Regular.ttf'), bold: open('700Bold/Onest_700Bold.ttf') }
  return fonts
}

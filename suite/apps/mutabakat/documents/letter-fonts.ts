/** The letter's typeface, Onest (SIL OFL 1.1), parsed once per process: parsing is nine tenths of a letter's cost. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

/** What is used of fontkit, which has no types of its own; pdfkit takes its fonts as they are. */
type Face = PDFKit.Mixins.PDFFontSource & {
  characterSet: readonly number[]
  glyphForCodePoint(codePoint: number): unknown
}

const require = createRequire(import.meta.url)
const fontkit: { create(bytes: Buffer): Face } = require('fontkit')

/**
 * fontkit remembers a glyph with the characters it was first met for, and pdfkit writes those into the file for copying
 * and searching. Met first as a part of `İ` or `ş`, the plain `I` or `s` would have none and vanish from the text of
 * every later letter of the process. So each glyph is met here, as its own character, before anything is drawn.
 */
const loadFace = (path: string): PDFKit.Mixins.PDFFontSource => {
  const face = fontkit.create(readFileSync(require.resolve(`@expo-google-fonts/onest/${path}`)))
  for (const codePoint of [...face.characterSet].sort((a, b) => a - b)) face.glyphForCodePoint(codePoint)
  return face
}

/** Registered in every document under these names. */
export const LETTER_FONTS = {
  regular: loadFace('400Regular/Onest_400Regular.ttf'),
  bold: loadFace('600SemiBold/Onest_600SemiBold.ttf'),
} as const

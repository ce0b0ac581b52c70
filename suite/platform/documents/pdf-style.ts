/** Measures, colours and the cleaning of text that every part of a PDF shares. */

export const COLOURS = {
  ink: '#14201f',
  quiet: '#55615f',
  line: '#d6dede',
  ground: '#eef4f3',
  brand: '#0f766e',
} as const

const POINTS_A_MM = 72 / 25.4
export const mm = (millimetres: number): number => millimetres * POINTS_A_MM

/** Control characters have no glyph; line breaks stay. */
export const plainText = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/\t/g, ' ')
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, '')

/**
 * Text for the file's dictionaries (title, author, reason of a signature). They are stored uncompressed, and signing
 * looks for marks such as `/AcroForm` in them; so what could be read as PDF syntax is given its look-alike.
 */
export const dictionaryText = (text: string): string =>
  plainText(text)
    .replaceAll('\n', ' ')
    .replaceAll('/', '\u2215')
    .replaceAll('<', '\u2039')
    .replaceAll('>', '\u203a')
    .slice(0, 300)

/** Makes people's text harmless in a PDF's dictionaries: title, author, the reason of a seal. */

/**
 * Dictionaries are stored uncompressed, and signing looks for marks such as `/AcroForm` in them; so what could be read
 * as PDF syntax is given its look-alike. One line, at most 300 characters.
 */
export const dictionaryText = (text: string): string =>
  text
    .replace(/\p{Cc}+/gu, ' ')
    .replaceAll('/', '\u2215')
    .replaceAll('<', '\u2039')
    .replaceAll('>', '\u203a')
    .slice(0, 300)

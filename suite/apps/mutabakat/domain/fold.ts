/** Folds Turkish and Azerbaijani text for comparing headings and key words: case, dots, accents and signs disappear. */

const LETTERS: Readonly<Record<string, string>> = {
  İ: 'I',
  ı: 'I',
  Ə: 'E',
  ə: 'E',
  Ğ: 'G',
  ğ: 'G',
  Ş: 'S',
  ş: 'S',
  Ç: 'C',
  ç: 'C',
  Ö: 'O',
  ö: 'O',
  Ü: 'U',
  ü: 'U',
}

/** "Vergi Dairesi", "VERGİ_DAİRESİ" and "vergi dairesi *" all become VERGIDAIRESI; both i letters meet in I. */
export const fold = (text: string): string => foldText(text).replaceAll(' ', '')

/** As `fold`, with words kept apart by one space. */
export const foldText = (text: string): string =>
  text
    .normalize('NFC')
    .replaceAll(/[İıƏəĞğŞşÇçÖöÜü]/g, letter => LETTERS[letter] ?? letter)
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toUpperCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

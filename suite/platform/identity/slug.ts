/** A company's name in addresses: `Ege Tekstil Sanayi A.Ş.` → `ege-tekstil-sanayi-as`. */

const LETTERS: Record<string, string> = {
  ı: 'i',
  ğ: 'g',
  ü: 'u',
  ş: 's',
  ö: 'o',
  ç: 'c',
  ə: 'e',
  ß: 'ss',
  æ: 'ae',
  ø: 'o',
}
const MAX_CHARS = 40

/** At most 40 signs of a-z, 0-9 and `-`; `sirket` when nothing of the title can be written so. */
export const slugOf = (title: string): string => {
  const plain = title
    .toLocaleLowerCase('tr')
    .replace(/[ığüşöçəßæø]/g, letter => LETTERS[letter]!)
    .normalize('NFKD')
    .replace(/[\p{M}.'’]/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_CHARS)
    .replace(/^-+|-+$/g, '')
  return plain || 'sirket'
}

/** What a reconciliation compares. Letters of today are `cari` and `cari_doviz`; contacts may already say what else reaches them. */
export const LETTER_KINDS = ['cari', 'cari_doviz', 'cari_vade', 'ekstre', 'ba', 'bs', 'teyit'] as const
export type LetterKind = (typeof LETTER_KINDS)[number]

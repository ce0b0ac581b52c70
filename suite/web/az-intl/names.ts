/** Azerbaijani names and orders that Chromium lacks, as in CLDR. */
export const MONTHS = [
  'yanvar',
  'fevral',
  'mart',
  'aprel',
  'may',
  'iyun',
  'iyul',
  'avqust',
  'sentyabr',
  'oktyabr',
  'noyabr',
  'dekabr',
] as const
export const MONTHS_SHORT = [
  'yan',
  'fev',
  'mar',
  'apr',
  'may',
  'iyn',
  'iyl',
  'avq',
  'sen',
  'okt',
  'noy',
  'dek',
] as const
export const DAYS = ['bazar', 'bazar ertəsi', 'çərşənbə axşamı', 'çərşənbə', 'cümə axşamı', 'cümə', 'şənbə'] as const
export const DAYS_SHORT = ['B.', 'B.e.', 'Ç.a.', 'Ç.', 'C.a.', 'C.', 'Ş.'] as const
export const DAYS_NARROW = ['7', '1', '2', '3', '4', '5', '6'] as const

/** Small and capital letter in turn: `indexOf >> 1` is the letter's place. */
export const ALPHABET = 'aAbBcCçÇdDeEəƏfFgGğĞhHxXıIiİjJkKqQlLmMnNoOöÖpPrRsSşŞtTuUüÜvVyYzZ'

export const UNITS: Readonly<Record<string, string>> = {
  second: 'saniyə',
  minute: 'dəqiqə',
  hour: 'saat',
  day: 'gün',
  week: 'həftə',
  month: 'ay',
  quarter: 'rüb',
  year: 'il',
}
/** `numeric: 'auto'`: unit and distance to the word for it. */
export const NEAR: Readonly<Record<string, string>> = {
  'day-1': 'dünən',
  day0: 'bu gün',
  day1: 'sabah',
  'week-1': 'keçən həftə',
  week0: 'bu həftə',
  week1: 'gələn həftə',
  'month-1': 'keçən ay',
  month0: 'bu ay',
  month1: 'gələn ay',
  'year-1': 'keçən il',
  year0: 'bu il',
  year1: 'gələn il',
  second0: 'indi',
}

/** `az`, `az-AZ`, `az-Latn-AZ` … → the Turkish tag with the same extensions (`-u-nu-latn`), whose patterns are borrowed. */
export const turkishTag = (locales: unknown): string =>
  String(Array.isArray(locales) ? locales[0] : locales).replace(/^az(-Latn)?(-AZ)?/i, 'tr-TR')

export const isAzerbaijani = (locales: unknown): boolean =>
  /^az\b/i.test(String((Array.isArray(locales) ? locales[0] : locales) ?? ''))

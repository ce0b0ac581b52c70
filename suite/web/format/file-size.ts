/** Sizes of files for people: 1536 → "1,5 KB". */
import type { Locale } from '#platform/contract'

const UNITS = ['B', 'KB', 'MB', 'GB'] as const

export const fileSize = (bytes: number, locale: Locale): string => {
  const step = Math.min(UNITS.length - 1, Math.floor(Math.log2(Math.max(bytes, 1)) / 10))
  const value = bytes / 1024 ** step
  return `${new Intl.NumberFormat(locale, { maximumFractionDigits: value < 10 ? 1 : 0 }).format(value)} ${UNITS[step]}`
}

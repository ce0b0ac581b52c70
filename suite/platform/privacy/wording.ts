/** The words of retention and of the desk, in the reader's language. */
import type { Locale } from '#platform/contract'
import type { Keep } from './retention-rule.ts'

export type Say = (locale: Locale, key: string, params?: Record<string, string | number>) => string

const TAG = { tr: 'tr-TR', en: 'en-GB', az: 'az-AZ' } as const

export const keepText = (t: Say, locale: Locale, keep: Keep): string =>
  'days' in keep
    ? t(locale, 'privacy.keep.days', { count: keep.days })
    : t(locale, 'privacy.keep.years', { count: keep.years })

/** `31.10.2026` by the company's clock. All three languages write days with digits in this order. */
export const dayText = (at: Date, locale: Locale, time_zone: string): string =>
  at.toLocaleDateString(TAG[locale] === 'en-GB' ? 'en-GB' : 'tr-TR', {
    timeZone: time_zone,
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
  })

/** Writes an instant as the reader does: in English the day first too, as our letters and date fields do. */
import { useLocale, useTimeZone } from 'use-intl'
import type { Locale } from '#platform/contract'
import { REGIONS } from '../session/locale.tsx'

export type WriteDateTime = (at: Date | number, options: Intl.DateTimeFormatOptions) => string

/** In the given zone, unless the options name one: a calendar day is written in UTC. */
export const dateTimeIn =
  (locale: Locale, timeZone: string | undefined): WriteDateTime =>
  (at, options) =>
    new Intl.DateTimeFormat(REGIONS[locale], { timeZone, ...options }).format(at)

export const useDateTime = (): WriteDateTime => dateTimeIn(useLocale(), useTimeZone())

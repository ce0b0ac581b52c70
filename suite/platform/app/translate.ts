/** Sentences in the reader's language on the server: the platform's catalogues and the applications' in one place. */
import { createTranslator, IntlErrorCode } from 'use-intl/core'
import { LOCALES, type Locale } from '#platform/contract'
import { az } from '../locales/az.ts'
import { en } from '../locales/en.ts'
import { tr } from '../locales/tr.ts'
import type { Catalogue } from './catalogue.ts'

/** `t('tr', 'errors.not_found')`. An unknown key is a fault of ours: it throws outside production, else gives the key. */
export type Translate = {
  (locale: Locale, key: string, params?: Record<string, string | number>): string
  /** Whether the catalogue has this key. */
  has(locale: Locale, key: string): boolean
}

const PLATFORM: Record<Locale, Catalogue> = { tr, en, az }

/**
 * Platform keys stand at the top (`errors.stale`), an application's under its id (`mutabakat.errors.link_expired`).
 * A catalogue that already begins with its application's id is taken as it is.
 */
export const createTranslate = (
  applications: readonly { id: string; catalogues: Readonly<Record<Locale, Catalogue>> }[],
  options: { production?: boolean } = {},
): Translate => {
  const translators = Object.fromEntries(
    LOCALES.map(locale => {
      const messages: Record<string, string | Catalogue> = { ...PLATFORM[locale] }
      for (const { id, catalogues } of applications) {
        if (id in messages) throw new Error(`the catalogue of ${id} would hide one that is already there`)
        const own = catalogues[locale]
        messages[id] = (Object.keys(own).join() === id ? own[id] : own) ?? {}
      }
      return [locale, translatorOf(locale, messages, options.production ?? false)]
    }),
  ) as Record<Locale, ReturnType<typeof translatorOf>>
  return Object.assign(
    (locale: Locale, key: string, params?: Record<string, string | number>) => translators[locale](key, params),
    { has: (locale: Locale, key: string) => translators[locale].has(key) },
  )
}

const translatorOf = (locale: Locale, messages: Record<string, string | Catalogue>, production: boolean) =>
  createTranslator<Record<string, string | Catalogue>>({
    locale,
    messages,
    timeZone: 'UTC',
    onError: error => {
      // A sentence without its parameter is worse than none while we build, and better than none when people work.
      if (!production || error.code === IntlErrorCode.INVALID_MESSAGE) throw error
    },
    getMessageFallback: ({ key }) => key,
  }) as unknown as {
    (key: string, params?: Record<string, string | number>): string
    has(key: string): boolean
  }

/** The language of the screens: chosen, remembered in this browser and with the person, and switched without a reload. */
import { createContext, type ReactNode, use, useEffect, useState, useSyncExternalStore } from 'react'
import { I18nProvider } from 'react-aria-components'
import { IntlProvider } from 'use-intl'
import { LOCALES, type Locale, pickLocale } from '#platform/contract'
import type { Words, WordsPart } from '../locales/words.ts'
import { readStored, writeStored } from './stored.ts'

const KEY = 'nabiz.locale'

/** Dates and React Aria want a region; its sentences in Azerbaijani are ours (`az-intl/aria-sentences.ts`). */
export const REGIONS: Record<Locale, string> = { tr: 'tr-TR', en: 'en-GB', az: 'az-AZ' }

/** What somebody chose here, or null. */
export const chosenLocale = (): Locale | null => {
  const stored = readStored(KEY)
  return LOCALES.find(locale => locale === stored) ?? null
}

export const firstLocale = (): Locale => chosenLocale() ?? pickLocale(navigator.languages)

/** `remember`: a choice of this browser; without it only what the person's account says is followed. */
export type ChooseLocale = (locale: Locale, options?: { remember: boolean }) => Promise<void>

const ChooseContext = createContext<ChooseLocale | null>(null)
const WordsContext = createContext<Words | null>(null)

export const LocaleProvider = ({ words, children }: { words: Words; children: ReactNode }) => {
  const choice = useSyncExternalStore(words.onChange, words.current)
  const choose: ChooseLocale = async (locale, { remember } = { remember: true }) => {
    await words.choose(locale)
    if (remember) writeStored(KEY, locale)
    document.documentElement.lang = locale
  }
  return (
    <WordsContext value={words}>
      <ChooseContext value={choose}>
        <I18nProvider locale={REGIONS[choice.locale]}>
          <IntlProvider
            locale={choice.locale}
            messages={choice.messages}
            timeZone={Intl.DateTimeFormat().resolvedOptions().timeZone}
          >
            {children}
          </IntlProvider>
        </I18nProvider>
      </ChooseContext>
    </WordsContext>
  )
}

export const useChooseLocale = (): ChooseLocale => {
  const choose = use(ChooseContext)
  if (!choose) throw new TypeError('useChooseLocale outside LocaleProvider')
  return choose
}

/**
 * For what appears without its route being opened: asks for a part and tells when it is there; at once for null. A part
 * that cannot be had fails as a screen that cannot be loaded does.
 */
export const useWordsPart = (part: WordsPart | null): boolean => {
  const words = use(WordsContext)
  const [ready, setReady] = useState<WordsPart | null>(null)
  useEffect(() => {
    if (part === null || !words) return
    words.need(part).then(
      () => setReady(part),
      error =>
        setReady(() => {
          throw error
        }),
    )
  }, [words, part])
  return part === null || ready === part
}

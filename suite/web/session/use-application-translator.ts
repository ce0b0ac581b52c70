/** Reads application catalogues whose keys the shell cannot know: labels of navigation and commands, sentences of toasts. */
import { useMemo } from 'react'
import { createTranslator, useLocale, useMessages } from 'use-intl'
import type { ApplicationTranslator } from '../define-web-application.ts'

type Untyped = { (key: string, values?: Record<string, string | number | Date>): string; has(key: string): boolean }

/** `of(application.id)(key)`; a missing key shows as the key itself, so nothing breaks and everybody sees it. */
export const useApplicationTranslator = (): ((application: string) => ApplicationTranslator) => {
  const locale = useLocale()
  const messages = useMessages()
  return useMemo(() => {
    const translator = createTranslator({ locale, messages, onError: () => {} }) as unknown as Untyped
    return application => (key, values) => {
      const whole = `${application}.${key}`
      return translator.has(whole) ? translator(whole, values) : key
    }
  }, [locale, messages])
}

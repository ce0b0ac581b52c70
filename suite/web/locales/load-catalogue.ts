/** Brings the sentences of one language: the shell's chunk and one of each application, together. */
import type { Locale } from '#platform/contract'
import type { Catalogue, WebApplication } from '../define-web-application.ts'
import type { Messages } from './messages.ts'

const SHELL: Record<Locale, () => Promise<Catalogue>> = {
  tr: async () => (await import('./tr.ts')).tr,
  en: async () => (await import('./en.ts')).en,
  az: async () => (await import('./az.ts')).az,
}

/** A catalogue that already begins with its application's id is taken as it is. */
const below = (id: string, catalogue: Catalogue): Catalogue => {
  const own = Object.keys(catalogue).join() === id ? catalogue[id] : catalogue
  return typeof own === 'object' ? own : {}
}

export const loadCatalogue = async (locale: Locale, applications: readonly WebApplication[]): Promise<Messages> => {
  // Before anything formats in Azerbaijani, or the broken formats would be remembered.
  if (locale === 'az') (await import('../az-intl/install.ts')).installAzIntl()
  const [shell, ...own] = await Promise.all([
    SHELL[locale](),
    ...applications.map(async ({ id, locales }) => [id, below(id, await locales[locale]())] as const),
  ])
  // The type of a message is its Turkish text; the other languages have its shape, which their own files check.
  return { ...shell, ...Object.fromEntries(own) } as unknown as Messages
}

/** The sentences of one language, in parts: the shell's at once, others when a screen that says them is opened. */
import type { Locale } from '#platform/contract'
import type { Catalogue, WebApplication } from '../define-web-application.ts'
import type { Messages } from './messages.ts'

type Load = Record<Locale, () => Promise<Catalogue>>

/** Parts of the shell; their keys stand beside the shell's own. */
const SHELL_PARTS = {
  shell: {
    tr: async () => (await import('./shell/tr.ts')).shell,
    en: async () => (await import('./shell/en.ts')).shell,
    az: async () => (await import('./shell/az.ts')).shell,
  },
  accounts: {
    tr: async () => (await import('./accounts/tr.ts')).accounts,
    en: async () => (await import('./accounts/en.ts')).accounts,
    az: async () => (await import('./accounts/az.ts')).accounts,
  },
  work: {
    tr: async () => (await import('./work/tr.ts')).work,
    en: async () => (await import('./work/en.ts')).work,
    az: async () => (await import('./work/az.ts')).work,
  },
  administration: {
    tr: async () => (await import('./administration/tr.ts')).administration,
    en: async () => (await import('./administration/en.ts')).administration,
    az: async () => (await import('./administration/az.ts')).administration,
  },
  views: {
    tr: async () => (await import('./views/tr.ts')).views,
    en: async () => (await import('./views/en.ts')).views,
    az: async () => (await import('./views/az.ts')).views,
  },
} as const satisfies Record<string, Load>

/** A part of the shell, or of an application by its id and the part's name: `mutabakat/screens`. */
export type WordsPart = keyof typeof SHELL_PARTS | `${string}/${string}`

export type SpokenWords = { locale: Locale; messages: Messages }

export type Words = {
  current: () => SpokenWords
  /** Speaks another language once every part needed so far is there in it. */
  choose: (locale: Locale) => Promise<void>
  /** Resolves when the part is there; at once when it is. Fails as an import fails. */
  need: (...parts: WordsPart[]) => Promise<void>
  /** Returns how to stop listening. */
  onChange: (listener: () => void) => () => void
}

/** Speaks once the shell's part and those of `first` are there. */
export const createWords = async (
  locale: Locale,
  applications: readonly WebApplication[],
  first: readonly WordsPart[] = [],
): Promise<Words> => {
  const loads = new Map<WordsPart, { namespace: string | null; load: Load }>()
  for (const part of Object.keys(SHELL_PARTS) as (keyof typeof SHELL_PARTS)[])
    loads.set(part, { namespace: null, load: SHELL_PARTS[part] })
  for (const { id, words } of applications)
    for (const [part, load] of Object.entries(words)) loads.set(`${id}/${part}`, { namespace: id, load })

  const brought = new Map<string, Promise<Catalogue>>()
  const bring = (part: WordsPart, wanted: Locale): Promise<Catalogue> => {
    const key = `${wanted} ${part}`
    const known = brought.get(key)
    if (known) return known
    const found = loads.get(part)
    if (!found) throw new TypeError(`nobody says "${part}"`)
    const catalogue = found.load[wanted]()
    brought.set(key, catalogue)
    // Offline now is not offline for ever.
    catalogue.catch(() => brought.delete(key))
    return catalogue
  }

  const needed = new Set<WordsPart>(['shell', ...first])
  const listeners = new Set<() => void>()
  let wanted = locale
  let rounds = 0
  let shown = 0
  let spoken: SpokenWords | null = null

  /** Shows all that is needed now in the language wanted now; what came later than it has more and stays. */
  const settle = async (): Promise<void> => {
    const round = ++rounds
    const locale = wanted
    // Before anything formats in Azerbaijani, or the broken formats would be remembered.
    if (locale === 'az') (await import('../az-intl/install.ts')).installAzIntl()
    const parts = [...needed]
    const catalogues = await Promise.all(parts.map(part => bring(part, locale)))
    if (locale !== wanted || round < shown) return
    const messages: Record<string, Catalogue | string> = {}
    parts.forEach((part, at) => {
      const { namespace } = loads.get(part)!
      if (namespace === null) Object.assign(messages, catalogues[at])
      else messages[namespace] = { ...(messages[namespace] as Catalogue), ...catalogues[at] }
    })
    shown = round
    // Whole only in type: a screen says only what its route has asked for.
    spoken = { locale, messages: messages as unknown as Messages }
    for (const listener of listeners) listener()
  }

  await settle()
  return {
    current: () => spoken!,
    async choose(next) {
      wanted = next
      await settle()
    },
    async need(...parts) {
      const fresh = parts.filter(part => !needed.has(part))
      if (fresh.length === 0 && shown === rounds) return
      for (const part of fresh) needed.add(part)
      try {
        await settle()
      } catch (error) {
        // Others must not fail for a part that cannot be had now.
        for (const part of fresh) needed.delete(part)
        throw error
      }
    },
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

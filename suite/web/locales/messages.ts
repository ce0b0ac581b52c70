/** The shape of every sentence on the screens, for the type checker: the shell's, and whatever the applications add. */
import type { Locale } from '#platform/contract'
import type { tr } from './tr.ts'

/**
 * Each application adds its catalogue in its `web.tsx`:
 * `declare module '../../web/locales/messages.ts' { interface ApplicationMessages { mutabakat: typeof tr } }`
 */
// biome-ignore lint/suspicious/noEmptyInterface: filled from outside by declaration merging
export interface ApplicationMessages {}

export type Messages = typeof tr & ApplicationMessages

declare module 'use-intl' {
  interface AppConfig {
    Locale: Locale
    Messages: Messages
  }
}

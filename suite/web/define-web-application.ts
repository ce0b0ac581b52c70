/** How an application's screens are mounted: the browser's counterpart of the server's `defineApplication`. */
import type { RoomEvent } from '@nabiz/protocol'
import type { AnyRoute } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import type { Locale, Role } from '#platform/contract'

/** A lucide icon, or anything drawn like one. */
export type Icon = ComponentType<{ className?: string; 'aria-hidden'?: boolean | 'true' | 'false' }>

/** A catalogue as it lies in `locales/{tr,en,az}.ts`: nested plain text. */
export type Catalogue = { readonly [key: string]: string | Catalogue }

/** Reads the application's own catalogue: keys are relative to its namespace. */
export type ApplicationTranslator = (key: string, values?: Record<string, string | number | Date>) => string

export type NavItem = {
  /** Path below the application's own, without a leading slash; '' is its first screen. */
  to: string
  /** Key in the application's catalogue: `nav.letters`. */
  labelKey: string
  icon: Icon
  /** Who sees it; everybody when absent. */
  roles?: readonly Role[]
  /** How much waits behind it, drawn after its name; lazy, and nothing when there is nothing. */
  count?: ComponentType
}

export type Command = {
  id: string
  labelKey: string
  icon?: Icon
  roles?: readonly Role[]
} & (
  | { /** Below the application's path; may hold a query: `letters?new=1`. */ to: string }
  | { run: (context: { company: string }) => void | Promise<void> }
)

/** What a toast says. `link` is below `/c/$company/`. */
export type ToastDecision = { level: 'info' | 'success' | 'warning' | 'error'; text: string; link?: string | null }

export type WebApplication = {
  /** Also the namespace of its catalogue. */
  id: string
  /** First segment below `/c/$company/`. */
  path: string
  /** Key of its name in its own catalogue. */
  labelKey: string
  icon: Icon
  nav: readonly NavItem[]
  /** Its first screen, under the given parent (whose path is the application's); says only the part `front`. */
  front: (parent: AnyRoute) => AnyRoute
  /** Its other screens, code-based under the same path; components are lazy. */
  routes: (parent: AnyRoute) => AnyRoute[]
  /** Pages of guests, who have no account: mounted under `/p`, outside the shell. */
  guestRoutes?: (parent: AnyRoute) => AnyRoute[]
  commands: readonly Command[]
  /** Its long jobs, for the filter of the task page: `{ kind: 'mutabakat.import', labelKey: 'tasks.import' }`. */
  tasks?: readonly { kind: string; labelKey: string }[]
  /**
   * Its catalogue in parts, each loaded when it is needed: `shell` with every signed-in page (names, menu, commands, toasts),
   * `front` with its first screen, `screens` with the others, `guest` with the pages of guests.
   */
  words: Record<'shell' | 'front' | 'screens' | 'guest', Record<Locale, () => Promise<Catalogue>>>
  /** Where a thing of this application is shown, below `/c/$company/`; null when it has no page. */
  link: (thing: { kind: string; id: string }) => string | null
  /**
   * Whether a live event of `user:{id}` or `company:{id}` becomes a toast, in the reader's words. `undefined`: not ours, the
   * shell shows `data.message` if there is one; `null`: ours, and quiet.
   */
  toast?: (event: RoomEvent, t: ApplicationTranslator) => ToastDecision | null | undefined
}

/** Declares an application's screens; only narrows types. */
export const defineWebApplication = (application: WebApplication): WebApplication => application

/** What E-Mutabakat says to people, in English. Browsers load its parts, see `web.tsx`. ICU messages. */

import type { Shape } from '#platform/contract'
import { callsTold } from './en-calls.ts'
import { cockpitTold } from './en-cockpit.ts'
import { errors, warnings } from './en-errors.ts'
import { guest } from './en-guest.ts'
import { life } from './en-life.ts'
import { mirrorTold } from './en-mirror.ts'
import { privacy } from './en-privacy.ts'
import { exports, proofErrors, proofNotifications } from './en-proof.ts'
import { reach } from './en-reach.ts'
import { screens } from './en-screens.ts'
import { shell } from './en-shell.ts'
import type { tr } from './tr.ts'

export const en = {
  ...shell,
  ...screens,
  ...guest,
  events: { ...shell.events, ...mirrorTold.events, ...cockpitTold.events },
  notifications: {
    ...shell.notifications,
    ...mirrorTold.notifications,
    ...callsTold.notifications,
    ...proofNotifications,
    ...cockpitTold.notifications,
  },
  digest: callsTold.digest,
  mirror_told: mirrorTold.mirror_told,
  history: { ...screens.history, ...mirrorTold.history },
  privacy,
  exports,
  warnings,
  errors: { ...errors, ...mirrorTold.errors, ...callsTold.errors, ...proofErrors, ...life.errors, ...reach.errors },
} as const satisfies Shape<typeof tr>

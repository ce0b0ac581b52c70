/** What E-Mutabakat says to people, in Azerbaijani. Browsers load its parts, see `web.tsx`. ICU messages. */

import type { Shape } from '#platform/contract'
import { callsTold } from './az-calls.ts'
import { cockpitTold } from './az-cockpit.ts'
import { errors, warnings } from './az-errors.ts'
import { guest } from './az-guest.ts'
import { life } from './az-life.ts'
import { mirrorTold } from './az-mirror.ts'
import { privacy } from './az-privacy.ts'
import { exports, proofErrors, proofNotifications } from './az-proof.ts'
import { reach } from './az-reach.ts'
import { screens } from './az-screens.ts'
import { shell } from './az-shell.ts'
import type { tr } from './tr.ts'

export const az = {
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

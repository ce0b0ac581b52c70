/** What E-Mutabakat says to people, in Turkish: the catalogue that gives the other two their shape. Browsers load its parts, see `web.tsx`. ICU messages. */

import { callsTold } from './tr-calls.ts'
import { cockpitTold } from './tr-cockpit.ts'
import { errors, warnings } from './tr-errors.ts'
import { guest } from './tr-guest.ts'
import { life } from './tr-life.ts'
import { mirrorTold } from './tr-mirror.ts'
import { privacy } from './tr-privacy.ts'
import { exports, proofErrors, proofNotifications } from './tr-proof.ts'
import { reach } from './tr-reach.ts'
import { screens } from './tr-screens.ts'
import { shell } from './tr-shell.ts'

export const tr = {
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
} as const

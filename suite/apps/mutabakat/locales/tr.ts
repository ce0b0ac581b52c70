/** What E-Mutabakat says to people, in Turkish: the catalogue that gives the other two their shape. Browsers load its parts, see `web.tsx`. ICU messages. */

import { errors, warnings } from './tr-errors.ts'
import { guest } from './tr-guest.ts'
import { life } from './tr-life.ts'
import { privacy } from './tr-privacy.ts'
import { exports, proofErrors, proofNotifications } from './tr-proof.ts'
import { reach } from './tr-reach.ts'
import { screens } from './tr-screens.ts'
import { shell } from './tr-shell.ts'

export const tr = {
  ...shell,
  ...screens,
  ...guest,
  notifications: { ...shell.notifications, ...proofNotifications },
  privacy,
  exports,
  warnings,
  errors: { ...errors, ...proofErrors, ...life.errors, ...reach.errors },
} as const

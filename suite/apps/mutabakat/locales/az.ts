/** What E-Mutabakat says to people, in Azerbaijani. Browsers load its parts, see `web.tsx`. ICU messages. */

import type { Shape } from '#platform/contract'
import { errors, warnings } from './az-errors.ts'
import { guest } from './az-guest.ts'
import { life } from './az-life.ts'
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
  notifications: { ...shell.notifications, ...proofNotifications },
  privacy,
  exports,
  warnings,
  errors: { ...errors, ...proofErrors, ...life.errors, ...reach.errors },
} as const satisfies Shape<typeof tr>

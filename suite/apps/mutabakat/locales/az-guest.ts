/** What the pages of guests say, in Azerbaijani. ICU messages. */
import type { Shape } from '#platform/contract'
import { comparison } from './az-comparison.ts'
import { portal, verify } from './az-portal.ts'
import { terms } from './az-terms.ts'
import type { guest as turkish } from './tr-guest.ts'

export const guest = {
  ...terms,
  comparison,
  portal,
  verify,
} as const satisfies Shape<typeof turkish>

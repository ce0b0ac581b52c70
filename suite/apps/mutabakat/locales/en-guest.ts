/** What the pages of guests say, in English. ICU messages. */
import type { Shape } from '#platform/contract'
import { comparison } from './en-comparison.ts'
import { portal, verify } from './en-portal.ts'
import { terms } from './en-terms.ts'
import type { guest as turkish } from './tr-guest.ts'

export const guest = {
  ...terms,
  comparison,
  portal,
  verify,
} as const satisfies Shape<typeof turkish>

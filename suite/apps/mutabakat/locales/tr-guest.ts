/** What the pages of guests say, in Turkish. ICU messages. */

import { portal, verify } from './tr-portal.ts'
import { terms } from './tr-terms.ts'

export const guest = {
  ...terms,
  portal,
  verify,
} as const

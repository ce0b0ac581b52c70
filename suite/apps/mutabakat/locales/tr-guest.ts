/** What the pages of guests say, in Turkish. ICU messages. */

import { comparison } from './tr-comparison.ts'
import { portal, verify } from './tr-portal.ts'
import { terms } from './tr-terms.ts'

export const guest = {
  ...terms,
  comparison,
  portal,
  verify,
} as const

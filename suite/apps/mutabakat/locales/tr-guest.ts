/** What the pages of guests say, in Turkish. ICU messages. */

import { chain } from './tr-chain.ts'
import { comparison } from './tr-comparison.ts'
import { portal, verify } from './tr-portal.ts'
import { portalKinds } from './tr-portal-kinds.ts'
import { terms } from './tr-terms.ts'

export const guest = {
  ...terms,
  chain,
  comparison,
  portal: { ...portal, ...portalKinds },
  verify,
} as const

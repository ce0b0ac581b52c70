/** What the pages of guests say, in Azerbaijani. ICU messages. */
import type { Shape } from '#platform/contract'
import { chain } from './az-chain.ts'
import { comparison } from './az-comparison.ts'
import { portal, verify } from './az-portal.ts'
import { portalKinds } from './az-portal-kinds.ts'
import { terms } from './az-terms.ts'
import type { guest as turkish } from './tr-guest.ts'

export const guest = {
  ...terms,
  chain,
  comparison,
  portal: { ...portal, ...portalKinds },
  verify,
} as const satisfies Shape<typeof turkish>

/** What the pages of guests say, in English. ICU messages. */
import type { Shape } from '#platform/contract'
import { chain } from './en-chain.ts'
import { comparison } from './en-comparison.ts'
import { portal, verify } from './en-portal.ts'
import { portalKinds } from './en-portal-kinds.ts'
import { terms } from './en-terms.ts'
import type { guest as turkish } from './tr-guest.ts'

export const guest = {
  ...terms,
  chain,
  comparison,
  portal: { ...portal, ...portalKinds },
  verify,
} as const satisfies Shape<typeof turkish>

/** Decides who may join and publish: deny by default, and a fault of the decision is a denial. */
import { isRoomName, matchesPattern } from '@nabiz/protocol'
import type { Identity } from './identity.ts'

export type Action = 'join' | 'publish'
export type Authorize = (identity: Identity, room: string, action: Action) => boolean | Promise<boolean>

/** By the patterns of the token. Absent lists allow nothing. */
const byToken: Authorize = (identity, room, action) =>
  (action === 'join' ? identity.rooms : identity.publish)?.some(pattern => matchesPattern(pattern, room)) ?? false

/** Wraps the application's decision: only `true` is a yes, anything thrown is reported and a no. */
export const createAuthorizer =
  (own: Authorize | undefined, onError: (error: unknown, where: string) => void) =>
  async (identity: Identity, room: string, action: Action): Promise<boolean> => {
    if (!isRoomName(room)) return false
    try {
      return (await (own ?? byToken)(identity, room, action)) === true
    } catch (error) {
      onError(error, `authorize ${action}`)
      return false
    }
  }

export type Authorizer = ReturnType<typeof createAuthorizer>

/** Who is in a room, and what this component says of its own person there. */
import type { JoinedRoom, JoinOptions, RoomPresence } from '@nabiz/client'
import type { PresenceState } from '@nabiz/protocol'
import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import { useClient } from './use-client.ts'

export type PresenceOptions = {
  /** `count` costs little however many are there. Default `list`. */
  show?: NonNullable<JoinOptions['presence']>
  /** Small public data, such as `{ status: 'away' }` or the field being edited; taken back when the component goes. */
  state?: PresenceState
  /** Names one of several places of this client that show themselves apart. Absent: the client's own member. */
  tab?: string
}

/** Null until it is known, in rooms that keep no presence, and for a null room. Renders when somebody comes, goes or changes. */
export const usePresence = (room: string | null, options: PresenceOptions = {}): RoomPresence | null => {
  const { show = 'list', state, tab } = options
  const client = useClient()
  const store = useMemo(() => {
    let current: RoomPresence | null = null
    return {
      read: () => current,
      subscribe: (changed: () => void) => {
        if (room === null) return () => {}
        const joined = client.join(room, { presence: show })
        current = joined.presence
        joined.onPresence(presence => {
          current = presence
          changed()
        })
        return () => joined.leave()
      },
    }
  }, [client, room, show])

  // By its content: an object written in place is another one at every render.
  const said = state === undefined ? null : JSON.stringify(state)
  const says = said !== null
  const held = useRef<JoinedRoom | null>(null)
  useEffect(() => {
    if (room === null || !says) return
    const joined = client.join(room)
    held.current = joined
    return () => {
      held.current = null
      // Without a tab it is the member of the whole client, which may stay in the room for others.
      joined.setPresence(tab === undefined ? {} : null, { tab })
      joined.leave()
    }
  }, [client, room, says, tab])
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was held anew is told anew
  useEffect(() => {
    if (said !== null) held.current?.setPresence(JSON.parse(said) as PresenceState, { tab })
  }, [client, room, said, tab])
  return useSyncExternalStore(store.subscribe, store.read, store.read)
}

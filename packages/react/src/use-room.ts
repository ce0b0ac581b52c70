/** Holds a room while the component is mounted and shows whether it is live. */
import type { Client, RoomState as ClientRoomState, JoinedRoom } from '@nabiz/client'
import { useMemo, useSyncExternalStore } from 'react'
import { useClient } from './use-client.ts'

/** Without the position, which moves with every event and would render as often. */
export type RoomState = Omit<ClientRoomState, 'position'>

const JOINING: RoomState = Object.freeze({ status: 'joining', error: null })
const NONE: RoomState = Object.freeze({ status: 'left', error: null })

/** One room as an external store: held while somebody is subscribed. */
export const createRoomStore = (client: Client, name: string | null) => {
  let snapshot = name === null ? NONE : JOINING
  const follow = ({ state: { status, error } }: JoinedRoom): boolean => {
    if (snapshot.status === status && snapshot.error === error) return false
    snapshot = Object.freeze({ status, error })
    return true
  }
  return {
    read: () => snapshot,
    subscribe: (changed: () => void) => {
      if (name === null) return () => {}
      const room = client.join(name)
      follow(room)
      room.onState(() => {
        if (follow(room)) changed()
      })
      return () => room.leave()
    },
  }
}

/** `null` holds nothing and reads as `left`. Throws TypeError (when mounted) for an illegal name. */
export const useRoom = (name: string | null): RoomState => {
  const client = useClient()
  const store = useMemo(() => createRoomStore(client, name), [client, name])
  return useSyncExternalStore(store.subscribe, store.read, store.read)
}

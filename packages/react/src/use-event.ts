/** Hears the events of a room while the component is mounted. */
import type { RoomEvent } from '@nabiz/protocol'
import { useEffect, useRef } from 'react'
import { useClient } from './use-client.ts'

/** `'*'` hears all types, a `null` room none. The handler of the last render is called; it need not be memoised. */
export const useEvent = (room: string | null, type: string, handler: (event: RoomEvent) => void): void => {
  const client = useClient()
  const latest = useRef(handler)
  useEffect(() => {
    latest.current = handler
  })
  useEffect(() => {
    if (room === null) return
    const joined = client.join(room)
    joined.on(type, event => latest.current(event))
    return () => joined.leave()
  }, [client, room, type])
}

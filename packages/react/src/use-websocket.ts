/** Everything of a connection in one hook, for screens that want no more than the last message. */
import type { RoomEvent } from '@nabiz/protocol'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useClient } from './use-client.ts'
import { useConnection } from './use-connection.ts'

export type WebSocketHook = {
  isConnected: boolean
  /** The last event of any room; null before the first. */
  lastMessage: RoomEvent | null
  /** Publishes to `room`, or to the room this component joined last. Rejects with `RequestFailed`. */
  sendMessage(event: string, data: unknown, room?: string): Promise<void>
  /** Held until `leaveRoom` or until the component has gone. */
  joinRoom(room: string): void
  leaveRoom(room: string): void
}

export const useWebSocket = (): WebSocketHook => {
  const client = useClient()
  const { state } = useConnection()
  const [lastMessage, setLastMessage] = useState<RoomEvent | null>(null)
  const rooms = useRef(new Map<string, { leave(): void }>())

  useEffect(() => client.onEvent(setLastMessage), [client])
  useEffect(() => {
    const held = rooms.current
    return () => {
      for (const room of held.values()) room.leave()
      held.clear()
    }
  }, [])

  const joinRoom = useCallback(
    (room: string) => {
      const held = rooms.current
      const before = held.get(room)
      // Put in again, so that it counts as the last one.
      held.delete(room)
      held.set(room, before ?? client.join(room))
    },
    [client],
  )
  const leaveRoom = useCallback((room: string) => {
    rooms.current.get(room)?.leave()
    rooms.current.delete(room)
  }, [])
  const sendMessage = useCallback(
    async (event: string, data: unknown, room = [...rooms.current.keys()].at(-1)) => {
      if (room === undefined) throw new TypeError(`${event} has no room: join one, or name it`)
      await client.publish(room, event, data)
    },
    [client],
  )
  return { isConnected: state === 'connected', lastMessage, sendMessage, joinRoom, leaveRoom }
}

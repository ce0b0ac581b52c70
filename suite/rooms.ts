/** What several applications declare of one room becomes one contract: its events together, one history. */
import type { RoomContract } from '@nabiz/protocol'

/** Refuses two declarations of one event, and two opinions on what a room keeps. */
export const mergeRooms = (rooms: readonly RoomContract[]): RoomContract[] => {
  const byPattern = new Map<string, RoomContract>()
  for (const room of rooms) {
    const known = byPattern.get(room.pattern)
    if (!known) {
      byPattern.set(room.pattern, room)
      continue
    }
    const twice = Object.keys(room.events).find(type => Object.hasOwn(known.events, type))
    if (twice) throw new Error(`${room.pattern}: two applications declare ${twice}`)
    if (JSON.stringify(room.history) !== JSON.stringify(known.history))
      throw new Error(`${room.pattern}: two applications want different histories`)
    byPattern.set(room.pattern, { ...known, events: { ...known.events, ...room.events } })
  }
  return [...byPattern.values()]
}

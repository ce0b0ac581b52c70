/** The rooms of one client by name: held by count, resumed together, each frame brought to its room. */
import { isRoomName, type Position, type RoomEvent, type ServerFrame } from '@nabiz/protocol'
import type { JoinedRoom } from './joined-room.ts'
import type { PresenceSaid } from './presence-said.ts'
import type { PresenceWish } from './presence-watch.ts'
import { Room, type RoomSurroundings } from './room.ts'

export type RoomsOptions = Omit<RoomSurroundings, 'abandoned'> & {
  /** Sends `leave` if there is a connection. */
  leave(room: string): void
}

export class Rooms {
  readonly #options: RoomsOptions
  readonly #rooms = new Map<string, Room>()
  /** Named in the last `connect` frame or asked for since; others are asked for once connected. */
  readonly #asked = new Set<Room>()
  /** Given back on this connection. A join still under way there may yet be answered; it is left again then. */
  readonly #given = new Set<string>()
  /** What was said in rooms given back, until the server is known to have heard of that. */
  readonly #said = new Map<string, PresenceSaid>()
  #connected = false

  constructor(options: RoomsOptions) {
    this.#options = options
  }

  join(name: string, since: Position | null, presence: PresenceWish | null): JoinedRoom {
    if (!isRoomName(name)) throw new TypeError(`not a room name: ${JSON.stringify(name)}`)
    const known = this.#rooms.get(name)
    const surroundings = { ...this.#options, abandoned: (room: Room) => this.#abandoned(room) }
    const room = known ?? new Room(name, surroundings, this.#said.get(name))
    this.#said.delete(name)
    this.#rooms.set(name, room)
    this.#given.delete(name)
    const holder = room.hold(since, presence)
    if (!known && this.#connected) this.#ask(room)
    return holder
  }

  /** What the `connect` frame asks for. */
  positions(): Record<string, Position | null> {
    this.#asked.clear()
    const positions: Record<string, Position | null> = {}
    for (const room of this.#rooms.values()) {
      room.asked()
      this.#asked.add(room)
      positions[room.name] = room.position
    }
    return positions
  }

  /** What the `connect` frame asks for beside the positions. */
  presence(): Record<string, PresenceWish> | undefined {
    const wishes: Record<string, PresenceWish> = {}
    for (const room of this.#asked) {
      const wish = room.presence.ask()
      if (wish) wishes[room.name] = wish
    }
    return Object.keys(wishes).length > 0 ? wishes : undefined
  }

  connected(): void {
    this.#connected = true
    // Given back while the answer to `connect` was on its way: the server holds what nobody does here.
    for (const room of [...this.#asked]) if (this.#rooms.get(room.name) !== room) this.#leave(room)
    for (const name of this.#said.keys()) if (!this.#given.has(name)) this.#said.delete(name)
    for (const room of [...this.#rooms.values()]) if (!this.#asked.has(room)) this.#ask(room)
  }

  disconnected(): void {
    this.#connected = false
    this.#asked.clear()
    this.#given.clear()
    for (const room of [...this.#rooms.values()]) room.disconnected()
  }

  /** False for an event that is not news. Rooms the server joined by itself have no holder; their events pass. */
  event(event: RoomEvent): boolean {
    return this.#rooms.get(event.room)?.event(event) ?? !this.#given.has(event.room)
  }

  /** False when the frame is about no room of ours. */
  frame(frame: ServerFrame): boolean {
    const room = 'room' in frame && frame.room !== undefined ? this.#rooms.get(frame.room) : undefined
    if (!room) {
      if (frame.type === 'room_joined' && this.#given.has(frame.room)) this.#options.leave(frame.room)
      else if (frame.type === 'room_left') this.#said.delete(frame.room)
      return false
    }
    if (frame.type === 'room_joined') room.joined(frame)
    else if (frame.type === 'room_reset') room.wasReset(frame)
    else if (frame.type === 'skipped') room.skipped(frame)
    else if (frame.type === 'room_left') room.left(frame)
    else if (frame.type === 'presence_changed') room.presence.changed(frame)
    else if (frame.type === 'presence_list') return room.presence.listed(frame)
    else return frame.type === 'error' && room.refused(frame)
    return true
  }

  #ask(room: Room): void {
    this.#asked.add(room)
    room.ask()
  }

  /** Left after the present step only: a component that is replaced gives its room back and takes it again at once. */
  #abandoned(room: Room): void {
    queueMicrotask(() => {
      if (!room.empty || this.#rooms.get(room.name) !== room) return
      this.#rooms.delete(room.name)
      room.end()
      if (room.said.giveBack()) this.#said.set(room.name, room.said)
      if (this.#connected) this.#leave(room)
    })
  }

  #leave(room: Room): void {
    if (!this.#asked.delete(room)) return
    this.#given.add(room.name)
    this.#options.leave(room.name)
  }
}

/** The other end of a real client, in the same process: no network, so a test owns the instant of every frame. */
import { type Client, type Clock, createClient, type WebSocketLike } from '@nabiz/client'
import type { ClientFrame, JoinFrame, PresenceMember, RoomEvent, RoomJoinedFrame, ServerFrame } from '@nabiz/protocol'

export type Loopback = {
  client: Client
  clock: Clock & { advance(ms: number): void }
  /** Frames the client sent, pings left out. */
  sent: ClientFrame[]
  /** Sends a recorded event, at once, to a room that is joined; else it is only kept for a later join. */
  emit(room: string, data: unknown, type?: string): void
  send(frame: ServerFrame | RoomEvent): void
  /** While true, joins are not answered; setting it to false answers them. */
  holdJoins: boolean
  /** The next joins say that continuity was lost. */
  lose(): void
  /** Who is in every room, for joins that ask for presence. */
  members: PresenceMember[]
  /** Cuts the link; the client comes back when its clock moves 1 s. */
  cut(): void
}

const createStillClock = (): Loopback['clock'] => {
  let now = 1_700_000_000_000
  let last = 0
  const timers = new Map<number, { at: number; fn: () => void }>()
  const due = (end: number) => [...timers].filter(([, { at }]) => at <= end).sort(([, a], [, b]) => a.at - b.at)[0]
  return {
    now: () => now,
    setTimeout: (fn, ms) => {
      last += 1
      timers.set(last, { at: now + ms, fn })
      return last
    },
    clearTimeout: handle => void timers.delete(handle as number),
    advance: ms => {
      const end = now + ms
      for (let next = due(end); next; next = due(end)) {
        timers.delete(next[0])
        now = Math.max(now, next[1].at)
        next[1].fn()
      }
      now = end
    },
  }
}

export const createLoopback = (): Loopback => {
  const clock = createStillClock()
  const sent: ClientFrame[] = []
  const history = new Map<string, RoomEvent[]>()
  const joined = new Set<string>()
  const members: PresenceMember[] = []
  let socket: WebSocketLike | null = null
  let held: (() => void)[] | null = null
  let epoch = 1
  const eventsOf = (room: string) => {
    const events = history.get(room) ?? []
    history.set(room, events)
    return events
  }
  const send = (frame: ServerFrame | RoomEvent) => socket?.onmessage?.({ data: JSON.stringify(frame) })
  const join = (
    room: string,
    since: { epoch: string; offset: number } | null | undefined,
    { ref, presence: wish }: Pick<JoinFrame, 'ref' | 'presence'> = {},
  ) => {
    const answer = () => {
      const events = eventsOf(room)
      const known = since?.epoch === `e${epoch}`
      joined.add(room)
      const recovered: RoomJoinedFrame['recovered'] = since ? (known ? 'all' : 'reset') : 'fresh'
      const presence = wish && { count: members.length, version: 0 }
      send({ type: 'room_joined', room, ref, epoch: `e${epoch}`, offset: events.length, recovered, presence })
      if (since && known) for (const event of events.slice(since.offset)) send(event)
    }
    if (held) held.push(answer)
    else answer()
  }
  const receive = (frame: ClientFrame) => {
    if (frame.type !== 'ping') sent.push(frame)
    if (frame.type === 'connect') {
      joined.clear()
      const limits = { messages_per_minute: 100, rooms_per_session: 200, frame_bytes: 65_536 }
      const time = clock.now()
      const resumed = frame.session !== undefined
      const heartbeat_ms = 30_000
      send({
        ...{ type: 'connected', session: 's', resumed, user_id: '5', node: 'n', time },
        ...{ version: 1, features: [], heartbeat_ms, limits },
      })
      for (const [room, since] of Object.entries(frame.rooms ?? {})) join(room, since)
    } else if (frame.type === 'join') join(frame.room, frame.since, frame)
    else if (frame.type === 'presence_list') {
      const { room, ref } = frame
      send({ type: 'presence_list', room, ref, members, version: 0, count: members.length, more: false })
    } else if (frame.type === 'leave') joined.delete(frame.room)
    else if (frame.type === 'ping') send({ type: 'pong', ts: frame.ts })
  }
  class LoopbackSocket implements WebSocketLike {
    onopen: WebSocketLike['onopen'] = null
    onmessage: WebSocketLike['onmessage'] = null
    onclose: WebSocketLike['onclose'] = null
    onerror: WebSocketLike['onerror'] = null
    constructor() {
      socket = this
      queueMicrotask(() => this.onopen?.({}))
    }
    // Later, as over any network: a client never hears the answer while it still sends.
    send(text: string) {
      queueMicrotask(() => {
        if (socket === this) receive(JSON.parse(text) as ClientFrame)
      })
    }
    close() {
      if (socket === this) socket = null
    }
  }
  const client = createClient({
    url: 'ws://loopback',
    token: () => 'token',
    WebSocket: LoopbackSocket,
    clock,
    random: () => 0.5,
  })
  return {
    client,
    clock,
    sent,
    send,
    members,
    emit: (room, data, type = 'changed') => {
      const events = eventsOf(room)
      const offset = events.length + 1
      const event = { type, room, data, timestamp: 1, user_id: null, id: `${room}-${epoch}-${offset}`, offset }
      events.push(event)
      if (joined.has(room)) send(event)
    },
    get holdJoins() {
      return held !== null
    },
    set holdJoins(hold: boolean) {
      const waiting = held
      held = hold ? [] : null
      if (!hold) for (const answer of waiting ?? []) answer()
    },
    lose: () => {
      epoch += 1
    },
    cut: () => {
      const closing = socket
      socket = null
      joined.clear()
      closing?.onclose?.({ code: 1006 })
    },
  }
}

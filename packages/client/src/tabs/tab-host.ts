/** Holds the one connection of all tabs: their rooms joined once, their questions passed on, answers brought to who asked. */
import {
  type ClientFrame,
  type ConnectedFrame,
  type ConnectFrame,
  isEvent,
  type Position,
  type Ref,
  type RoomEvent,
  type ServerFrame,
} from '@nabiz/protocol'
import { Connection, type ConnectionOptions } from '../connection/connection.ts'
import type { Status } from '../connection/status.ts'
import { ABNORMAL, encode } from '../transport/wire.ts'
import type { ToHost, ToTab } from './message.ts'
import { SharedRoom, type Watch } from './shared-room.ts'
import { Tab } from './tab.ts'

/** How often tabs look whether the host still answers: a frozen one is noticed after three of these. */
const TAB_HEARTBEAT_MS = 3000
/** A tab that is told this stops until somebody asks again. */
const STOP = 4503

export type TabHostOptions = ConnectionOptions & {
  /** Whose connection it must be; nobody gets rooms of another. */
  user: string
  company: string | null
}

export class TabHost {
  readonly #connection: Connection
  readonly #options: TabHostOptions
  readonly #tabs = new Map<string, Tab>()
  readonly #rooms = new Map<string, SharedRoom>()
  /** Questions under way, by the number they have at the server. */
  readonly #asked = new Map<Ref, { tab: Tab; ref: Ref; presence?: string }>()
  #welcome: ConnectedFrame | null = null
  /** The connection ended for good: only a person begins it again. */
  #over = false
  #foreign = false
  #refs = 0

  constructor(options: TabHostOptions) {
    this.#options = options
    const door = {
      positions: () => this.#positions(),
      presence: () => this.#watches(),
      connected: (frame: ConnectedFrame) => this.#connected(frame),
      busy: () => [...this.#asked.values()].some(asked => asked.presence === undefined),
      disconnected: () => this.#disconnected(),
      closed: () => {
        this.#over = true
      },
      frame: (frame: ServerFrame | RoomEvent) => this.#frame(frame),
    }
    this.#connection = new Connection(options, door)
    this.#connection.onStatus(() => {
      for (const tab of this.#tabs.values()) tab.status(this.#status)
    })
  }

  get #status(): Status {
    const { status } = this.#connection
    return this.#foreign ? { ...status, reason: 'identity_mismatch' } : status
  }

  add(name: string, post: (message: ToTab) => void): void {
    if (this.#tabs.has(name)) return
    const tab = new Tab(name, post)
    this.#tabs.set(name, tab)
    tab.status(this.#status)
  }

  message(name: string, message: ToHost): void {
    const tab = this.#tabs.get(name)
    if (!tab) return
    if (message.kind === 'open') this.#open(tab, message.wire, JSON.parse(message.connect) as ConnectFrame)
    else if (message.kind === 'look') {
      this.#over = false
      this.#connection.retry()
    } else if (message.wire !== tab.wire) return
    else if (message.kind === 'frame') this.#take(tab, JSON.parse(message.text) as ClientFrame)
    else {
      this.#release(tab)
      this.#rest()
    }
  }

  /** The tab is no more. */
  remove(name: string): void {
    const tab = this.#tabs.get(name)
    if (!tab) return
    this.#release(tab)
    this.#tabs.delete(name)
    this.#rest()
  }

  /** Ends the connection; tabs go on with the next host. */
  stop(): void {
    for (const tab of this.#tabs.values()) tab.closed(ABNORMAL)
    this.#tabs.clear()
    this.#connection.close()
  }

  #open(tab: Tab, id: number, connect: ConnectFrame): void {
    this.#release(tab)
    tab.wire = id
    tab.status(this.#status)
    if (this.#over) {
      tab.closed(STOP)
      return
    }
    const welcome = this.#welcome
    if (welcome) this.#greet(tab, welcome)
    const { rooms = {}, presence = {} } = connect
    for (const [room, since] of Object.entries(rooms)) {
      this.#room(room).enter(tab, { since, presence: presence[room] }, !welcome)
    }
    if (!welcome) this.#connection.connect()
  }

  #greet(tab: Tab, welcome: ConnectedFrame): void {
    tab.frame({ ...welcome, session: tab.name, resumed: false, heartbeat_ms: TAB_HEARTBEAT_MS })
  }

  /** Nobody is left who needs the connection. */
  #rest(): void {
    if ([...this.#tabs.values()].some(tab => tab.wire !== null)) return
    this.#connection.close()
    this.#over = false
  }

  /** What the tab had is given back: its rooms, and what it showed of itself. */
  #release(tab: Tab): void {
    tab.wire = null
    for (const { room, tab: name } of tab.presences.values())
      this.#send({ type: 'presence', room, tab: name, state: null })
    tab.presences.clear()
    for (const room of [...this.#rooms.keys()]) this.#leaveRoom(tab, room)
    for (const [ref, asked] of this.#asked) if (asked.tab === tab) this.#asked.delete(ref)
  }

  #leaveRoom(tab: Tab, name: string): void {
    const room = this.#rooms.get(name)
    if (!room?.has(tab)) return
    room.leave(tab)
    this.#tidy(name, room)
  }

  #tidy(name: string, room: SharedRoom): void {
    if (!room.empty) return
    this.#rooms.delete(name)
    this.#send({ type: 'leave', room: name, ref: this.#ref() })
  }

  #room(name: string): SharedRoom {
    const known = this.#rooms.get(name)
    if (known) return known
    const room = new SharedRoom({
      name,
      ref: () => this.#ref(),
      ask: ({ since, ...want }) => this.#send({ type: 'join', room: name, ...want, since: since ?? undefined }),
    })
    this.#rooms.set(name, room)
    return room
  }

  #positions(): Record<string, Position | null> {
    return Object.fromEntries([...this.#rooms].map(([name, room]) => [name, room.toConnect().since]))
  }

  #watches(): Record<string, Watch> {
    const watches: Record<string, Watch> = {}
    for (const [name, room] of this.#rooms) {
      const { presence } = room.toConnect()
      if (presence) watches[name] = presence
    }
    return watches
  }

  #connected(frame: ConnectedFrame): void {
    const { user, company } = this.#options
    if (frame.user_id !== user || (frame.company ?? null) !== company) {
      this.#foreign = true
      this.#connection.close()
      return
    }
    this.#welcome = frame
    for (const tab of this.#tabs.values()) this.#greet(tab, frame)
    // Who came between `connect` and its answer.
    for (const room of this.#rooms.values()) room.connected()
  }

  #disconnected(): void {
    this.#welcome = null
    this.#rooms.clear()
    this.#asked.clear()
    for (const tab of this.#tabs.values()) tab.closed(ABNORMAL)
  }

  #ref(): number {
    this.#refs += 1
    return this.#refs
  }

  #send(frame: ClientFrame): void {
    this.#connection.send(encode(frame))
  }

  /** From a tab. */
  #take(tab: Tab, frame: ClientFrame): void {
    if (frame.type === 'ping') tab.frame({ type: 'pong', ts: frame.ts })
    else if (frame.type === 'join') {
      const { room, ref, since = null, presence } = frame
      this.#room(room).enter(tab, { ref, since, presence }, false)
    } else if (frame.type === 'leave') {
      this.#leaveRoom(tab, frame.room)
      tab.frame({ type: 'room_left', room: frame.room, ref: frame.ref, reason: 'left' })
    } else this.#passOn(tab, frame.type === 'presence' ? this.#present(tab, frame) : frame)
  }

  /** A presence is the tab's own, not the session's that all tabs share. */
  #present(tab: Tab, frame: ClientFrame & { type: 'presence' }): ClientFrame {
    const named = { ...frame, tab: frame.tab ?? tab.name }
    const key = keyOf(named)
    if (named.state === null) tab.presences.delete(key)
    else tab.presences.set(key, { room: named.room, tab: named.tab })
    // It is answered only when it is refused, and only the last word counts.
    for (const [ref, asked] of this.#asked) if (asked.presence === key) this.#asked.delete(ref)
    return named
  }

  #passOn(tab: Tab, frame: ClientFrame): void {
    if (!('ref' in frame) || frame.ref === undefined) {
      this.#send(frame)
      return
    }
    const ref = this.#ref()
    this.#asked.set(ref, { tab, ref: frame.ref, presence: frame.type === 'presence' ? keyOf(frame) : undefined })
    this.#send({ ...frame, ref })
  }

  /** From the server. */
  #frame(frame: ServerFrame | RoomEvent): void {
    if (isEvent(frame)) {
      this.#rooms.get(frame.room)?.event(frame)
      return
    }
    const ref = 'ref' in frame ? frame.ref : undefined
    const asked = ref === undefined ? undefined : this.#asked.get(ref)
    if (asked) {
      this.#asked.delete(ref!)
      asked.tab.frame({ ...frame, ref: asked.ref } as ServerFrame)
      return
    }
    const name = 'room' in frame ? frame.room : undefined
    const room = name === undefined ? undefined : this.#rooms.get(name)
    if (!room) return
    if (room.frame(frame)) this.#tidy(name!, room)
    else this.#rooms.delete(name!)
  }
}

const keyOf = ({ room, tab }: ClientFrame & { type: 'presence' }) => `${room} ${tab}`

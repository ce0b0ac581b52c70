/** Keeps one connection alive: attempts, heartbeat, token, and what each kind of end asks to do next. */
import {
  type ClientFrame,
  type ConnectedFrame,
  isEvent,
  type Position,
  type RoomEvent,
  type ServerFrame,
} from '@nabiz/protocol'
import type { Backoff } from '../backoff.ts'
import { TokenRefused } from '../failure.ts'
import type { Report } from '../listeners.ts'
import type { OnlineSignal, OnlineSource } from '../outside/online-source.ts'
import type { TransportMemory } from '../outside/transport-memory.ts'
import { encode, type Hello, type Surroundings, type Transport, type Wire } from '../transport/wire.ts'
import { Climb } from './climb.ts'
import { endingOf, neverSpoke } from './close-code.ts'
import { Heartbeat } from './heartbeat.ts'
import { type Connecting, leavePhase, type Phase } from './phase.ts'
import { type Status, StatusBoard } from './status.ts'
import { TokenRefresh } from './token-refresh.ts'
import { TransportLadder } from './transport-ladder.ts'

export type ConnectionOptions = Surroundings & {
  /** Best first, not empty, and all of them possible here. */
  transports: readonly Transport[]
  memory: TransportMemory
  token: () => string | Promise<string>
  backoff: Backoff
  online: OnlineSource
  report: Report
}

/** What the connection asks of the layers above, and what it hands up to them. */
export type ConnectionDoor = {
  /** Read at the moment `connect` is sent: every room to come back to, and from where. */
  positions(): Record<string, Position | null>
  /** Read right after: those of them whose presence is watched. */
  presence(): Record<string, 'count' | 'list'> | undefined
  connected(frame: ConnectedFrame): void
  /** Somebody waits for an answer to what was sent. */
  busy(): boolean
  /** The connection ended; another will follow. */
  disconnected(): void
  /** No other will follow until {@link Connection.connect} or {@link Connection.retry}. */
  closed(): void
  frame(frame: ServerFrame | RoomEvent): void
}

/** From the start of an attempt (token included) to `connected`. */
export const CONNECT_TIMEOUT_MS = 15_000
/** The same for a handshake alone, while another transport is left to be tried. */
export const HANDSHAKE_MS = 8000
/** A connection that lived this long was good: the next loss starts the back-off anew, a flapping one does not. */
export const STABLE_MS = 5000
/** How often to try although the device says it is offline: a server on this machine or network may be there. */
export const OFFLINE_PROBE_MS = 15_000
/** Until `connected` has told the server's own, or when it tells none. */
const DEFAULT_FRAME_BYTES = 64 * 1024
const DEFAULT_HEARTBEAT_MS = 30_000

const GOODBYE = 1000
/** Not 1000, which would end the session on the server: it is wanted again at once. */
const COMING_BACK = 4000

export class Connection {
  readonly #options: ConnectionOptions
  readonly #door: ConnectionDoor
  readonly #board: StatusBoard
  readonly #ladder: TransportLadder
  #phase: Phase = { state: 'idle' }
  #session: string | null = null
  #token = ''
  #failures = 0
  #tokenRefusals = 0
  #announced_ms: number | null = null
  #notBefore = 0
  #limits: ConnectedFrame['limits'] | null = null
  /** The server's clock minus ours, at the last `connected`; behind by the way of that frame. */
  #skew_ms = 0
  #authentications = 0
  #deaf: () => void = () => {}

  constructor(options: ConnectionOptions, door: ConnectionDoor) {
    this.#options = options
    this.#door = door
    this.#board = new StatusBoard(() => options.clock.now(), options.report)
    const origin = options.url.split('/', 3).join('/')
    this.#ladder = new TransportLadder(options.transports, options.memory, origin)
  }

  get status(): Status {
    return this.#board.current
  }

  /** What the server allows, as the last `connected` told it. */
  get limits(): ConnectedFrame['limits'] | null {
    return this.#limits
  }

  get frameBytes(): number {
    return this.#limits?.frame_bytes ?? DEFAULT_FRAME_BYTES
  }

  /** ms since 1970 by the server's clock. */
  serverNow(): number {
    return this.#options.clock.now() + this.#skew_ms
  }

  onStatus(fn: (status: Status) => void): () => void {
    return this.#board.onChange(fn)
  }

  /** Does nothing unless idle or closed. */
  connect(): void {
    if (this.#phase.state !== 'idle' && this.#phase.state !== 'closed') return
    this.#failures = 0
    this.#tokenRefusals = 0
    this.#deaf()
    this.#deaf = this.#options.online.subscribe(signal => this.#hint(signal))
    this.#wake()
  }

  close(): void {
    if (this.#phase.state === 'idle') return
    this.#stop('closed_by_client')
  }

  /** A person asks: tries now, or looks whether the present connection still lives. */
  retry(): void {
    const { state } = this.#phase
    if (state === 'idle' || state === 'closed') {
      this.connect()
    } else {
      this.#failures = 0
      this.#nudge()
    }
  }

  /** False when it was not taken, because there is no connection now. */
  send(text: string): boolean {
    if (this.#phase.state !== 'connected') return false
    this.#phase.wire.send(text)
    // Sending may have found the link dead, and everything below it was told already.
    return this.#phase.state === 'connected'
  }

  /** Asks a connection that may be dead for a sign of life. */
  probe(): void {
    if (this.#phase.state === 'connected') this.#phase.heartbeat.probe()
  }

  #nudge(): void {
    const { state } = this.#phase
    if (state === 'waiting' || state === 'offline' || state === 'between') this.#wake()
    else this.probe()
  }

  #hint(signal: OnlineSignal): void {
    if (signal === 'online' && this.#phase.state === 'connected') this.#phase.climb.networkChanged()
    if (signal === 'offline') {
      if (this.#phase.state === 'waiting') this.#wait('offline', OFFLINE_PROBE_MS, 'offline')
      else this.probe()
    } else if (this.status.reason === 'attempts_exhausted') this.connect()
    else this.#nudge()
  }

  /** The next attempt, at once or as soon as the server allows it. */
  #wake(): void {
    const left = this.#notBefore - this.#options.clock.now()
    if (left > 0) this.#wait('waiting', left, this.status.reason)
    else this.#attempt(this.status.state === 'closed' ? null : this.status.reason)
  }

  #attempt(reason: string | null): void {
    this.#leave(COMING_BACK)
    const { clock, token } = this.#options
    const timer = clock.setTimeout(() => this.#lost('connect_timeout'), CONNECT_TIMEOUT_MS)
    const phase: Connecting = { state: 'connecting', wire: null, timer }
    this.#phase = phase
    this.#announced_ms = null
    this.#board.set({ state: 'connecting', reason, attempt: this.#failures, next_attempt_at: null })
    new Promise<string>(resolve => resolve(token())).then(
      text => {
        this.#token = text
        if (this.#phase === phase) this.#open(phase)
      },
      error => {
        if (this.#phase !== phase) return
        if (error instanceof TokenRefused) this.#stop(error.reason)
        else this.#lost('token_unavailable')
      },
    )
  }

  /** Nothing of this wire is heard after the phase that owns it: leaving a phase closes its wire. */
  #open(phase: Connecting): void {
    const { clock } = this.#options
    const { next: transport, more } = this.#ladder
    if (more) {
      clock.clearTimeout(phase.timer)
      phase.timer = clock.setTimeout(() => this.#unmet('connect_timeout'), HANDSHAKE_MS)
    }
    try {
      const wire = transport.open(this.#options, this.#hello, {
        frame: frame => this.#frame(frame, wire, transport),
        closed: code => this.#ended(code),
      })
      phase.wire = wire
    } catch {
      // A page served by https may not open ws://, and says so by throwing.
      this.#unmet('network')
    }
  }

  readonly #hello: Hello = {
    token: () => this.#token,
    connect: () => {
      const rooms = this.#door.positions()
      const presence = this.#door.presence()
      const session = this.#session ?? undefined
      return encode({ type: 'connect', token: this.#token, version: 1, features: [], session, rooms, presence })
    },
  }

  /** A handshake came to nothing: over the next transport at once, over the last one by the back-off. */
  #unmet(reason: string): void {
    if (this.#ladder.failed()) this.#attempt(reason)
    else this.#lost(reason)
  }

  #frame(frame: ServerFrame | RoomEvent, wire: Wire, transport: Transport): void {
    if (this.#phase.state === 'connected') this.#phase.heartbeat.heard()
    if (isEvent(frame)) {
      this.#door.frame(frame)
    } else if (frame.type === 'connected') {
      if (this.#phase.state === 'connecting') this.#welcome(frame, wire, transport)
    } else if (frame.type === 'pong') {
      this.#board.set({ latency_ms: Math.max(0, Math.round(this.#options.clock.now() - frame.ts)) })
    } else if (frame.type === 'reconnect') {
      this.#drain(frame.after_ms)
    } else {
      if (frame.type === 'error') this.#announced_ms = frame.retry_after_ms ?? this.#announced_ms
      this.#door.frame(frame)
    }
  }

  #welcome(frame: ConnectedFrame, wire: Wire, transport: Transport): void {
    this.#leave(null)
    const { clock } = this.#options
    const began = clock.now()
    const send = (frame: ClientFrame) => wire.send(encode(frame))
    this.#session = frame.session
    this.#tokenRefusals = 0
    this.#notBefore = 0
    this.#limits = frame.limits ?? null
    this.#skew_ms = frame.time > 0 ? frame.time - began : 0
    this.#phase = {
      state: 'connected',
      wire,
      began,
      heartbeat: new Heartbeat({
        clock,
        interval_ms: frame.heartbeat_ms > 0 ? frame.heartbeat_ms : DEFAULT_HEARTBEAT_MS,
        ping: () => send({ type: 'ping', ts: clock.now() }),
        dead: () => this.#lost('heartbeat_missed'),
      }),
      refresh: new TokenRefresh(
        {
          clock,
          token: async () => this.#options.token(),
          authenticate: token => {
            this.#token = token
            send({ type: 'authenticate', token, ref: `authenticate-${++this.#authentications}` })
          },
        },
        this.#token,
        this.#skew_ms,
      ),
      climb: new Climb({
        clock,
        place: this.#options,
        above: this.#ladder.above(transport),
        token: this.#hello.token,
        busy: () => this.#door.busy(),
        better: transport => this.#change(transport),
      }),
      drain: null,
    }
    this.#ladder.worked(transport)
    this.#door.connected(frame)
    if (this.#phase.state !== 'connected') return
    const { user_id, company = null } = frame
    const { name } = transport
    this.#board.set({
      state: 'connected',
      reason: null,
      attempt: 0,
      next_attempt_at: null,
      user_id,
      company,
      transport: name,
    })
  }

  /** The server asks to come back in `after_ms`; until then this connection goes on. */
  #drain(after_ms: number): void {
    if (this.#phase.state !== 'connected' || this.#phase.drain) return
    const { clock } = this.#options
    const timer = clock.setTimeout(() => {
      if (this.#part()) this.#attempt('draining')
    }, after_ms)
    this.#phase.drain = { at: clock.now() + after_ms, timer }
  }

  #change(transport: Transport): void {
    this.#ladder.worked(transport)
    if (this.#part()) this.#attempt('better_transport')
  }

  #ended(code: number): void {
    if (this.#phase.state === 'connecting' && neverSpoke(code)) {
      this.#unmet('network')
      return
    }
    const { next, reason, retry_after_ms } = endingOf(code, this.#announced_ms)
    const drain = this.#phase.state === 'connected' ? this.#phase.drain : null
    if (next === 'return_without_session') this.#session = null
    if (next === 'new_token') this.#tokenRefusals += 1
    if (next === 'stop' || this.#tokenRefusals > 1) this.#stop(reason)
    else if (retry_after_ms !== null) this.#lost(reason, retry_after_ms)
    // At once, unless the server takes every token and ends it directly afterwards.
    else if (next === 'new_token') this.#lost(reason, this.#flapping() ? undefined : 0)
    else this.#lost(reason, drain ? Math.max(0, drain.at - this.#options.clock.now()) : undefined)
  }

  /** Connected, but for too short to call it good. */
  #flapping(): boolean {
    return this.#phase.state === 'connected' && this.#options.clock.now() - this.#phase.began < STABLE_MS
  }

  /** Comes back after `delay_ms` (the server's wish) or, without it, by the back-off. */
  #lost(reason: string, delay_ms?: number): void {
    const { clock, backoff, random, online } = this.#options
    if (this.#phase.state === 'connected' && !this.#flapping()) this.#failures = 0
    if (!this.#part()) return
    this.#notBefore = delay_ms === undefined ? 0 : clock.now() + delay_ms
    if (delay_ms === 0) {
      this.#attempt(reason)
    } else if (!online.isOnline()) {
      // While the device has no network nothing is learnt about the server, so the attempts are not counted.
      this.#wait('offline', Math.max(OFFLINE_PROBE_MS, delay_ms ?? 0), 'offline')
    } else if (delay_ms !== undefined) {
      this.#wait('waiting', delay_ms, reason)
    } else {
      const wait = backoff(this.#failures + 1, random)
      if (wait === null) {
        this.#stop('attempts_exhausted')
      } else {
        this.#failures += 1
        this.#wait('waiting', wait, reason)
      }
    }
  }

  #wait(state: 'waiting' | 'offline', ms: number, reason: string | null): void {
    this.#leave(COMING_BACK)
    this.#ladder.begin()
    const { clock } = this.#options
    this.#phase = { state, timer: clock.setTimeout(() => this.#attempt(reason), ms) }
    this.#board.set({ state, reason, attempt: this.#failures, next_attempt_at: clock.now() + ms })
  }

  /** Leaves the present phase; false when somebody who heard of it has closed the client or tried again already. */
  #part(): boolean {
    const connected = this.#phase.state === 'connected'
    this.#leave(COMING_BACK)
    const between: Phase = { state: 'between' }
    this.#phase = between
    if (connected) this.#door.disconnected()
    return this.#phase === between
  }

  #stop(reason: string): void {
    this.#leave(GOODBYE)
    this.#phase = { state: 'closed' }
    this.#session = null
    this.#notBefore = 0
    // Given up, but a network that returns is reason to try again.
    if (reason !== 'attempts_exhausted') this.#deaf()
    this.#door.disconnected()
    this.#door.closed()
    this.#board.set({ state: 'closed', reason, attempt: this.#failures, next_attempt_at: null })
  }

  #leave(code: number | null): void {
    leavePhase(this.#phase, this.#options.clock, code)
  }
}

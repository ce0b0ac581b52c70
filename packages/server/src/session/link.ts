/** One connection from its first byte to its last: waits for `connect`, then hands frames to its session; keeps the heartbeat. */
import { CLOSE_CODES, type CloseCode, type ErrorFrame, type Parsed, parseMessage } from '@nabiz/protocol'
import { textMessage } from '../broker/text-message.ts'
import { Parcel } from '../room/parcel.ts'
import { type CommandParts, command } from './commands.ts'
import type { Connected, ConnectSession, Opening } from './connect-session.ts'
import { errorFrame } from './error-frame.ts'
import type { Session } from './session.ts'
import type { SessionRegistry } from './session-registry.ts'
import type { Wire } from './wire.ts'

/** `connecting` keeps what follows `connect` at once; `attached` hands it to the session. */
type State =
  | { readonly name: 'waiting'; readonly until: number }
  | { readonly name: 'connecting'; readonly kept: Parsed[] }
  | { readonly name: 'attached'; readonly session: Session }
  | { readonly name: 'closed' }

/** So many frames may follow `connect` before it is answered. */
const KEPT_FRAMES = 512

export type LinkParts = {
  readonly commands: CommandParts
  readonly sessions: SessionRegistry
  readonly connect: ConnectSession
  /** The door up: `connect` was answered, or the connection closed before. Called once. */
  readonly settled: (link: Link) => void
}

export class Link {
  readonly #wire: Wire
  readonly #parts: LinkParts
  #state: State
  #beatAt: number
  #received = -1
  #silent = 0
  /** For so many ms the session has sent too many bytes. */
  #wait = 0

  constructor(wire: Wire, parts: LinkParts) {
    this.#wire = wire
    this.#parts = parts
    const { limits, monotonic } = parts.commands
    this.#state = { name: 'waiting', until: monotonic() + limits.connectWithinMs }
    this.#beatAt = monotonic() + limits.heartbeatMs
  }

  /** The session, while this connection is the session's. */
  get session(): Session | null {
    const { session } = this.#state.name === 'attached' ? this.#state : { session: null }
    return session?.attachment?.wire === this.#wire ? session : null
  }

  /** The text of one message. */
  receive(text: string): void {
    if (this.#state.name === 'closed') return
    const { limits } = this.#parts.commands
    this.take(parseMessage(text, { joined: this.#wire.joined, depth: limits.jsonDepth }), text.length)
  }

  /** The frames of one message, and its size in bytes, or in characters where only those are known. */
  take(frames: readonly Parsed[], size = 0): void {
    const { session } = this
    const now = this.#parts.commands.monotonic()
    if (session) this.#wait = session.take('bytes', now, size)
    for (const parsed of frames) this.#take(parsed, now)
  }

  /** The transport takes more. */
  drained(): void {
    this.session?.attachment?.queue.drained()
  }

  /** The connection is gone. `said` is the code its client closed it with, absent when it broke. */
  closed(said?: number): void {
    const { session } = this
    this.#settle({ name: 'closed' })
    if (session) this.#parts.sessions.gone(session, said)
  }

  /** Ends the connection from this side. */
  close(code: CloseCode): void {
    const { session } = this
    this.#settle({ name: 'closed' })
    if (session) this.#parts.sessions.end(session, code)
    else this.#wire.close(code, CLOSE_CODES[code].name)
  }

  /** Looks at the clock, a few times a second. `now` is monotonic. */
  sweep(now: number): void {
    if (this.#state.name === 'waiting' && this.#state.until <= now) this.close(4002)
    if (now < this.#beatAt || this.#state.name === 'closed') return
    this.#beatAt = now + this.#parts.commands.limits.heartbeatMs
    const received = this.#wire.received()
    this.#silent = received === this.#received ? this.#silent + 1 : 0
    this.#received = received
    if (this.#silent >= 2) this.close(4002)
    else this.#wire.ping()
  }

  #take(parsed: Parsed, now: number): void {
    const state = this.#state
    if (state.name === 'waiting') {
      if (parsed.ok && parsed.frame.type === 'connect') {
        const { token, session, rooms, presence } = parsed.frame
        void this.connect({ who: token, session, rooms, presence }, [])
      } else {
        const { code, message } = parsed.ok
          ? { code: 'bad_frame' as const, message: 'The first frame must be connect' }
          : parsed
        this.#write(errorFrame({}, code, message))
        this.close(4503)
      }
    } else if (state.name === 'connecting') {
      if (state.kept.length < KEPT_FRAMES) state.kept.push(parsed)
      else this.close(4503)
    } else if (state.name === 'attached') this.#handle(state.session, parsed, now)
  }

  /**
   * Begins the connection; `rest` follows at once. The outcome goes over the wire, and is told to transports that
   * answer it themselves: null when the connection ended meanwhile, or by a fault.
   */
  async connect(opening: Opening, rest: readonly Parsed[]): Promise<Connected | null> {
    const state: State = { name: 'connecting', kept: [...rest] }
    this.#state = state
    const open = () => this.#state === state
    try {
      const connected = await this.#parts.connect.connect(opening, this.#wire, open)
      if (!connected || !open()) return null
      if (connected.ok) {
        this.#settle({ name: 'attached', session: connected.session })
        this.take(state.kept)
        return connected
      }
      this.#settle({ name: 'closed' })
      this.#write(connected.frame)
      this.#wire.close(connected.close, connected.reason)
      return connected
    } catch (error) {
      this.#parts.commands.onError(error, 'connect')
      this.#settle({ name: 'closed' })
      this.#wire.close(1011, 'fault')
      return null
    }
  }

  #handle(session: Session, parsed: Parsed, now: number): void {
    const { attachment } = session
    if (attachment?.wire !== this.#wire) return
    const { commands, sessions } = this.#parts
    const { limits } = commands
    const { type } = parsed.ok ? parsed.frame : { type: null }
    const ping = type === 'ping'
    const own = ping || type === 'presence' ? type : 'message'
    const wait = this.#wait || session.take(own, now) || (own === 'message' ? sessions.takeShared(session, now) : 0)
    if (wait > 0) {
      const about = parsed.ok ? (parsed.frame as { ref?: string; room?: string }) : parsed
      session.refusals++
      const over = session.refusals >= limits.refusalsBeforeClose
      const pause = over ? Math.max(wait, limits.rateCloseRetryMs) : wait
      attachment.send(errorFrame({ ref: about.ref, room: about.room }, 'rate_limited', undefined, pause))
      if (over) sessions.end(session, 4007)
      return
    }
    if (!ping) session.refusals = 0
    if (parsed.ok) command(commands, { session, attachment }, parsed.frame)
    else attachment.send(errorFrame(parsed, parsed.code, parsed.message))
  }

  #settle(state: State & { name: 'attached' | 'closed' }): void {
    const before = this.#state.name
    this.#state = state
    if (before === 'waiting' || before === 'connecting') this.#parts.settled(this)
  }

  /** For a connection without a session. */
  #write(frame: ErrorFrame): void {
    this.#parts.commands.fanOut.counters.refuse(frame.code)
    this.#wire.write(new Parcel([textMessage(JSON.stringify(frame))]).as(this.#wire.encoding))
  }
}

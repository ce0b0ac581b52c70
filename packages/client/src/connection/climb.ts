/** Over a transport of the second choice: tries now and then whether a better one gets through by now. */
import type { Clock, TimerHandle } from '../outside/clock.ts'
import { encode, type Surroundings, type Transport, type Wire } from '../transport/wire.ts'

export const FIRST_CLIMB_MS = 30_000
/** Trials are ever rarer, up to this. */
export const CLIMB_MS = 5 * 60_000
/** How long a trial may take, and how soon one that could not be used is made again. */
const TRIAL_MS = 8000
const GOODBYE = 1000

export type ClimbOptions = {
  clock: Clock
  place: Surroundings
  /** Better ones, best first. */
  above: readonly Transport[]
  token(): string
  /** A change of the connection would cost somebody an answer now. */
  busy(): boolean
  /** This one gets through. */
  better(transport: Transport): void
}

/**
 * A trial is a connection of its own, without session and rooms, so the present one goes on undisturbed: a handshake
 * alone proves little, some proxies open a WebSocket and let nothing through.
 */
export class Climb {
  readonly #options: ClimbOptions
  #wait_ms = FIRST_CLIMB_MS
  #timer: TimerHandle = null
  #trial: Wire | null = null

  constructor(options: ClimbOptions) {
    this.#options = options
    this.#plan()
  }

  /** The network is another one: what failed there may work here. */
  networkChanged(): void {
    this.stop()
    this.#wait_ms = FIRST_CLIMB_MS
    this.#try(0)
  }

  stop(): void {
    this.#options.clock.clearTimeout(this.#timer)
    this.#trial?.close(GOODBYE)
    this.#trial = null
  }

  #plan(): void {
    if (this.#options.above.length === 0) return
    this.#timer = this.#options.clock.setTimeout(() => this.#try(0), this.#wait_ms)
    this.#wait_ms = Math.min(CLIMB_MS, this.#wait_ms * 2)
  }

  #try(index: number): void {
    const { clock, place, above, token, busy, better } = this.#options
    const transport = above[index]
    if (!transport) {
      this.#plan()
      return
    }
    const fail = () => {
      this.stop()
      this.#try(index + 1)
    }
    this.#timer = clock.setTimeout(fail, TRIAL_MS)
    const connect = () => encode({ type: 'connect', token: token(), version: 1, features: [], rooms: {} })
    try {
      this.#trial = transport.open(
        place,
        { connect, token },
        {
          frame: frame => {
            if (frame.type !== 'connected') return
            this.stop()
            if (busy()) this.#timer = clock.setTimeout(() => this.#try(index), TRIAL_MS)
            else better(transport)
          },
          closed: fail,
        },
      )
    } catch {
      fail()
    }
  }
}

/** Pings a connection at intervals and calls it dead after two in a row that no byte answered. */
import type { Clock, TimerHandle } from '../outside/clock.ts'

export type HeartbeatOptions = {
  clock: Clock
  interval_ms: number
  ping(): void
  dead(): void
}

/** How long a connection suspected to be dead (wake-up, unanswered request) has to say anything. */
export const PROBE_MS = 10_000

/** Pings that may stay unanswered before the connection counts as dead. */
const ALLOWED_SILENT = 2

/**
 * Counts ticks instead of comparing times: a hidden page's timers come late and a laptop sleeps through them,
 * and neither says anything about the peer. Any frame counts as life.
 */
export class Heartbeat {
  readonly #options: HeartbeatOptions
  #silent = 0
  #tick: TimerHandle = null
  #probe: TimerHandle = null

  constructor(options: HeartbeatOptions) {
    this.#options = options
    this.#beat()
  }

  heard(): void {
    this.#silent = 0
    if (this.#probe === null) return
    this.#options.clock.clearTimeout(this.#probe)
    this.#probe = null
  }

  /** Asks now, and waits only {@link PROBE_MS} for any answer. */
  probe(): void {
    if (this.#probe !== null) return
    this.#probe = this.#options.clock.setTimeout(() => this.#options.dead(), PROBE_MS)
    this.#options.ping()
  }

  stop(): void {
    const { clock } = this.#options
    clock.clearTimeout(this.#tick)
    if (this.#probe !== null) clock.clearTimeout(this.#probe)
    this.#probe = null
  }

  #beat(): void {
    if (this.#silent >= ALLOWED_SILENT) {
      this.#options.dead()
      return
    }
    this.#silent += 1
    this.#tick = this.#options.clock.setTimeout(() => this.#beat(), this.#options.interval_ms)
    this.#options.ping()
  }
}

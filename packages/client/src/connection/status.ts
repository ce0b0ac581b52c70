/** What a screen may say about the connection: one immutable snapshot, replaced at every change. */
import { Listeners, type Report } from '../listeners.ts'

export type ConnectionState = 'idle' | 'connecting' | 'connected' | 'waiting' | 'offline' | 'closed'

export type Status = {
  readonly state: ConnectionState
  /** Since when (ms) it has been connected, or not connected: an attempt in between does not restart it. */
  readonly since: number
  /** Why it is not connected: a code such as `network`, `heartbeat_missed`, `token_expired`; null while it is. */
  readonly reason: string | null
  /** Attempts since the connection was last good; 0 while connected and at the first one. */
  readonly attempt: number
  /** When (ms) the next attempt starts by itself; null when none is planned. */
  readonly next_attempt_at: number | null
  /** The last measured round trip; null before the first. */
  readonly latency_ms: number | null
  /** What carries the present connection: `websocket`, `sse` or `poll`; null while there is none. */
  readonly transport: string | null
  readonly user_id: string | null
  /** The company of the token, as the server tells it; null before the first connection and in the shared space. */
  readonly company: string | null
}

const live = (state: ConnectionState) => (state === 'connected' ? 1 : state === 'idle' || state === 'closed' ? 2 : 3)

export class StatusBoard {
  readonly #listeners: Listeners<[Status]>
  readonly #now: () => number
  #current: Status

  constructor(now: () => number, report: Report) {
    this.#now = now
    this.#listeners = new Listeners(report)
    this.#current = Object.freeze({
      state: 'idle',
      since: now(),
      reason: null,
      attempt: 0,
      next_attempt_at: null,
      latency_ms: null,
      transport: null,
      user_id: null,
      company: null,
    })
  }

  get current(): Status {
    return this.#current
  }

  onChange(fn: (status: Status) => void): () => void {
    return this.#listeners.add(fn)
  }

  set(change: Partial<Omit<Status, 'since'>>): void {
    const before = this.#current
    const since = change.state && live(change.state) !== live(before.state) ? this.#now() : before.since
    const transport = (change.state ?? before.state) === 'connected' ? before.transport : null
    const after: Status = Object.freeze({ ...before, transport, ...change, since })
    if ((Object.keys(after) as (keyof Status)[]).every(key => after[key] === before[key])) return
    this.#current = after
    this.#listeners.emit(after)
  }
}

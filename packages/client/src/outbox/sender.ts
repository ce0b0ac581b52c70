/** Sends the entries of one owner, one at a time and in order, while the right user is connected. */
import type { Status } from '../connection/status.ts'
import { type ClientFailureCode, RequestFailed } from '../failure.ts'
import type { Report } from '../listeners.ts'
import type { Clock } from '../outside/clock.ts'
import type { Board } from './board.ts'
import type { OutboxEntry, StoredEntry } from './entry.ts'
import { Pace } from './pace.ts'
import type { StoredEntries } from './storage.ts'

type SendOptions = { key: string; record?: boolean; timeout_ms: number; signal: AbortSignal }

/** The part of a client that an outbox uses. */
export type OutboxClient = {
  readonly status: Pick<Status, 'state' | 'user_id' | 'company'>
  readonly limits: { readonly messages_per_minute: number } | null
  onStatus(fn: () => void): () => void
  publish(room: string, event: string, data: unknown, options: SendOptions): Promise<unknown>
  request(name: string, data: unknown, options: Omit<SendOptions, 'record'>): Promise<unknown>
}

/** Lets one at a time do `work` under a name; `navigator.locks` is one. An abort ends the wait for the turn. */
export type OutboxLocks = {
  request(name: string, options: { signal: AbortSignal }, work: () => Promise<void>): Promise<unknown>
}

export type SenderParts = {
  client: OutboxClient
  user: string
  company: string | null
  /** Null: nobody else sends these entries, or both may, since a key makes a second time harmless. */
  locks: OutboxLocks | null
  lock: string
  clock: Clock
  board: Board
  stored: StoredEntries
  /** What was refused holds up what comes behind it. */
  stops: boolean
  report: Report
  sent(entry: StoredEntry, answer: unknown): void
}

/** How long one attempt waits for its answer. */
const ANSWER_MS = 30_000
/** The server knows a key for 24 h after it came first; the last minute is left for a resend to arrive. */
const RESEND_MS = 24 * 3_600_000 - 60_000
/** After a fault of the storage, and before what was not answered is sent again over a living connection. */
const PAUSE_MS = 5_000

/** No answer was heard. With its key the same message can be sent again. */
const UNHEARD: readonly string[] = ['aborted', 'timeout', 'connection_lost', 'closed'] satisfies ClientFailureCode[]

export class Sender {
  readonly #parts: SenderParts
  readonly #pace = new Pace()
  readonly #deaf: () => void
  /** Ended as soon as nothing may be sent: what is under way must not be resent on another user's connection. */
  #turn: AbortController | null = null
  #ended = false

  constructor(parts: SenderParts) {
    this.#parts = parts
    this.#deaf = parts.client.onStatus(() => {
      if (this.#ready()) this.wake()
      else this.#turn?.abort()
    })
  }

  /** There may be something to send. */
  wake(): void {
    if (this.#ended || this.#turn || !this.#ready() || !this.#next()) return
    const turn = new AbortController()
    this.#turn = turn
    void this.#run(turn.signal).then(() => {
      this.#turn = null
      this.wake()
    })
  }

  end(): void {
    this.#ended = true
    this.#deaf()
    this.#turn?.abort()
  }

  #ready(): boolean {
    const { client, user, company } = this.#parts
    const { state, user_id, company: connected } = client.status
    return state === 'connected' && user_id === user && connected === company
  }

  #next(): OutboxEntry | null {
    for (const entry of this.#parts.board.entries) {
      if (entry.state === 'pending') return entry
      if (entry.state !== 'sent' && this.#parts.stops) return null
    }
    return null
  }

  /** Never rejects; ends when nothing is left or `signal` ends it. */
  async #run(signal: AbortSignal): Promise<void> {
    const { locks, lock, report } = this.#parts
    while (!signal.aborted) {
      try {
        if (locks) await locks.request(lock, { signal }, () => this.#drain(signal))
        else await this.#drain(signal)
        return
      } catch (error) {
        if (signal.aborted) return
        report(error)
        await this.#pause(PAUSE_MS, signal)
      }
    }
  }

  async #drain(signal: AbortSignal): Promise<void> {
    const { board, stored } = this.#parts
    // While another tab had the turn, not everything it did may have been heard of here.
    board.load(await stored.load())
    for (let entry = this.#next(); entry && !signal.aborted; entry = this.#next()) await this.#step(entry, signal)
  }

  /** One attempt, or one wait before it. Rejects for a fault of the storage. */
  async #step({ id, first_sent_at }: OutboxEntry, signal: AbortSignal): Promise<void> {
    const { client, clock, board, stored, sent } = this.#parts
    const now = clock.now()
    if (first_sent_at !== null && now - first_sent_at >= RESEND_MS) return this.#settle(id, { state: 'unknown' })
    const wait = this.#pace.take(now, client.limits?.messages_per_minute)
    if (wait > 0) return this.#pause(wait, signal)
    const going = await stored.update(id, entry => ({ ...entry, first_sent_at: entry.first_sent_at ?? now }))
    board.set(id, going)
    if (going?.state !== 'pending' || signal.aborted) return
    board.sending(id)
    try {
      const answer = await this.#ask(going, signal)
      let there = false
      await stored.update(id, () => {
        there = true
        return null
      })
      if (there) board.sent(going)
      if (there) sent(going, answer)
    } catch (error) {
      await this.#refused(id, error, signal)
    } finally {
      board.sending(null)
    }
  }

  #ask({ key, message }: StoredEntry, signal: AbortSignal): Promise<unknown> {
    const { client } = this.#parts
    const options = { key, timeout_ms: ANSWER_MS, signal }
    if (message.kind === 'request') return client.request(message.name, message.data, options)
    return client.publish(message.room, message.event, message.data, { ...options, record: message.record })
  }

  async #refused(id: string, error: unknown, signal: AbortSignal): Promise<void> {
    if (!(error instanceof RequestFailed) || error.code.startsWith('storage_')) throw error
    const { board } = this.#parts
    const { code, message, retry_after_ms } = error
    if (retry_after_ms !== null) board.note(id, { code, message })
    else if (!UNHEARD.includes(code)) return this.#settle(id, { state: 'failed', error: { code, message } })
    board.sending(null)
    await this.#pause(retry_after_ms ?? PAUSE_MS, signal)
  }

  /** Only what still waits: it may have been discarded meanwhile. */
  async #settle(id: string, change: Partial<StoredEntry>): Promise<void> {
    const { board, stored } = this.#parts
    board.set(id, await stored.update(id, entry => (entry.state === 'pending' ? { ...entry, ...change } : entry)))
  }

  #pause(ms: number, signal: AbortSignal): Promise<void> {
    const { clock } = this.#parts
    return new Promise(resolve => {
      const end = () => {
        clock.clearTimeout(timer)
        signal.removeEventListener('abort', end)
        resolve()
      }
      const timer = clock.setTimeout(end, ms)
      if (signal.aborted) end()
      else signal.addEventListener('abort', end)
    })
  }
}

/** Messages that outlive their page: stored, then sent in order with a key until each has happened once. */
import { RequestFailed } from '../failure.ts'
import { Listeners, type Report } from '../listeners.ts'
import { type Clock, systemClock } from '../outside/clock.ts'
import { Board } from './board.ts'
import type { OutboxEntry, OutboxMessage, StoredEntry } from './entry.ts'
import { inOrder } from './in-order.ts'
import { type OutboxClient, type OutboxLocks, Sender } from './sender.ts'
import type { OutboxStorage } from './storage.ts'

export type OutboxOptions = {
  client: OutboxClient
  /** One storage for one server: entries know their owner, not where they go. */
  storage: OutboxStorage
  /** Whose entries these are. Only a connection of this user takes them; others' stay unseen. */
  user: string
  /** The company the client's token acts for; absent = none. */
  company?: string
  /** What happens behind an entry that is `failed` or `unknown`. Default `continue`; `stop` waits for a retry or discard. */
  onFailure?: 'continue' | 'stop'
  /** Entries it holds at most; then `send` fails with `storage_full`. Default 10,000. */
  maxEntries?: number
  /** Default the platform's Web Locks. `null`: without. */
  locks?: OutboxLocks | null
  /** Default the system's. */
  clock?: Clock
  /** Names entries; must not repeat, 64 characters at most. Default 128 random bits. */
  id?: () => string
  /** Told of errors thrown by listeners, and of faults of the storage while sending. Default `console.error`. */
  report?: Report
}

export type Outbox = {
  /** An immutable list in the order of sending; another one after every change. The last 100 sent stay in it. */
  readonly entries: readonly OutboxEntry[]
  onChange(fn: () => void): () => void
  /** An entry happened: with the `published` frame, or the answer's data. Not told again after a reload. */
  onSent(fn: (entry: StoredEntry, answer: unknown) => void): () => void
  /**
   * Resolves with the entry's id once it is stored and survives a reload. Rejects with `RequestFailed` (`storage_full`,
   * `storage_failed`, `closed`), TypeError for data that is no JSON; then it is not held and will not be sent.
   */
  send(message: OutboxMessage): Promise<string>
  /**
   * Sends a `failed` or `unknown` entry as new, in its old place; false for any other. An `unknown` one may so happen a
   * second time.
   */
  retry(id: string): Promise<boolean>
  /** Forgets an entry; false when there is none. What is under way may still happen. */
  discard(id: string): Promise<boolean>
  /** Stops; what is not yet sent stays stored for the next outbox of this owner. */
  close(): void
}

const randomId = (): string => {
  const bytes = globalThis.crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')
}

const platformLocks = (): OutboxLocks | null =>
  (globalThis as { navigator?: { locks?: OutboxLocks } }).navigator?.locks ?? null

/**
 * Opens the outbox of one owner and begins to send what it finds.
 * @example
 * const outbox = createOutbox({ client, storage: createIndexedDbStorage(), user: '5', company: '1' })
 * await outbox.send({ kind: 'publish', room: 'conversation:7', event: 'message:new', data: { text } })
 */
export const createOutbox = (options: OutboxOptions): Outbox => {
  const { client, storage, user, company, maxEntries = 10_000 } = options
  const { clock = systemClock, id = randomId, report = (error: unknown) => console.error(error) } = options
  const owner = JSON.stringify([company ?? null, user])
  const board = new Board(report)
  const sent = new Listeners<[StoredEntry, unknown]>(report)
  let adding = 0
  let closed = false

  const stored = inOrder(
    storage.open(owner, id => {
      stored.read(id).then(entry => {
        board.set(id, entry)
        sender.wake()
      }, report)
    }),
  )
  const sender = new Sender({
    client,
    user,
    company: company ?? null,
    clock,
    board,
    stored,
    report,
    locks: options.locks === undefined ? platformLocks() : options.locks,
    lock: `nabiz-outbox:${owner}`,
    stops: options.onFailure === 'stop',
    sent: (entry, answer) => sent.emit(entry, answer),
  })
  const loaded = stored.load().then(entries => {
    board.load(entries)
    sender.wake()
  }, report)

  return {
    get entries() {
      return board.entries
    },
    onChange: fn => board.onChange(fn),
    onSent: fn => sent.add(fn),
    async send(message) {
      if (closed) throw RequestFailed.local('closed')
      // A copy: what the caller changes later must not reach the server under the same key.
      const copy = JSON.parse(JSON.stringify(message)) as OutboxMessage
      await loaded
      if (board.size + adding >= maxEntries) throw RequestFailed.local('storage_full')
      adding += 1
      try {
        const name = id()
        const entry = { id: name, key: name, message: copy, created_at: clock.now() }
        const placed = await stored.append({ ...entry, first_sent_at: null, state: 'pending', error: null })
        board.set(name, placed)
        sender.wake()
        return name
      } finally {
        adding -= 1
      }
    },
    async retry(name) {
      let again = false
      const entry = await stored.update(name, old => {
        again = old.state !== 'pending'
        return again ? { ...old, state: 'pending', key: id(), first_sent_at: null, error: null } : old
      })
      board.set(name, entry)
      sender.wake()
      return again
    },
    async discard(name) {
      if (board.hide(name)) return true
      let there = false
      await stored.update(name, () => {
        there = true
        return null
      })
      board.set(name, null)
      sender.wake()
      return there
    },
    close() {
      closed = true
      sender.end()
      stored.close()
    },
  }
}

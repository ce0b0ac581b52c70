/** The entries of an outbox as a screen sees them: one immutable list, replaced at every change. */
import { Listeners, type Report } from '../listeners.ts'
import type { EntryError, OutboxEntry, StoredEntry } from './entry.ts'

/** So many of those that were sent stay to be seen, until the outbox is closed. */
const SENT_SHOWN = 100

export class Board {
  readonly #listeners: Listeners<[]>
  /** What is stored, as far as it was heard of. */
  readonly #stored = new Map<string, OutboxEntry>()
  readonly #sent = new Map<string, OutboxEntry>()
  #sending: string | null = null
  #list: readonly OutboxEntry[] | null = null

  constructor(report: Report) {
    this.#listeners = new Listeners(report)
  }

  /** The last that were sent and all that are stored, by their places. Made when it is read. */
  get entries(): readonly OutboxEntry[] {
    this.#list ??= Object.freeze([...this.#sent.values(), ...this.#stored.values()].sort((a, b) => a.seq - b.seq))
    return this.#list
  }

  /** How many are stored. */
  get size(): number {
    return this.#stored.size
  }

  onChange(fn: () => void): () => void {
    return this.#listeners.add(fn)
  }

  /** The whole truth of the storage. */
  load(entries: readonly StoredEntry[]): void {
    this.#stored.clear()
    for (const entry of entries) this.#put(entry)
    this.#changed()
  }

  /** What the storage now has under `id`. */
  set(id: string, entry: StoredEntry | null): void {
    if (entry) this.#put(entry)
    else if (!this.#stored.delete(id)) return
    this.#changed()
  }

  /** Which one is under way. */
  sending(id: string | null): void {
    if (this.#sending !== null) this.#move(this.#sending, 'pending')
    this.#sending = id
    if (id !== null) this.#move(id, 'sending')
    this.#changed()
  }

  /** Why a waiting entry waits. */
  note(id: string, error: EntryError): void {
    const entry = this.#stored.get(id)
    if (!entry) return
    this.#stored.set(id, Object.freeze({ ...entry, error: Object.freeze(error) }))
    this.#changed()
  }

  sent(entry: StoredEntry): void {
    this.#stored.delete(entry.id)
    this.#sent.set(entry.id, Object.freeze({ ...entry, state: 'sent', error: null }))
    const [oldest] = this.#sent.keys()
    if (this.#sent.size > SENT_SHOWN && oldest !== undefined) this.#sent.delete(oldest)
    this.#changed()
  }

  /** Takes one that was sent from view; false when it is not there. */
  hide(id: string): boolean {
    if (!this.#sent.delete(id)) return false
    this.#changed()
    return true
  }

  #move(id: string, state: 'pending' | 'sending'): void {
    const entry = this.#stored.get(id)
    const waits = entry?.state === 'pending' || entry?.state === 'sending'
    if (waits) this.#stored.set(id, Object.freeze({ ...entry, state }))
  }

  #put(entry: StoredEntry): void {
    const state = entry.state === 'pending' && entry.id === this.#sending ? 'sending' : entry.state
    this.#stored.set(entry.id, Object.freeze({ ...entry, state }))
  }

  #changed(): void {
    this.#list = null
    this.#listeners.emit()
  }
}

/** Remembers what came of a keyed publish or request, so that one key happens once. In memory, as durable as its rooms. */
import { hash } from 'node:crypto'
import { Refused } from './refused.ts'

type Remembered = {
  readonly content: string
  /** The answer as JSON; rejects with the business error that was answered. */
  readonly outcome: Promise<string>
  readonly until: number
  bytes: number
}

/** What an entry costs beside its answer: key, hash, promise. */
const ENTRY_BYTES = 320

export class KeyMemory {
  /** In the order they were made, so the oldest are first. */
  readonly #entries = new Map<string, Remembered>()
  readonly #now: () => number
  readonly #keepMs: number
  readonly #budget: number
  #bytes = 0

  constructor(options: { now: () => number; keepMs: number; budgetBytes: number }) {
    this.#now = options.now
    this.#keepMs = options.keepMs
    this.#budget = options.budgetBytes
  }

  /**
   * Runs `work` for the first call with this key and gives every later one the same answer; a call while the first
   * runs waits for it. Errors with `retry_after_ms`, and faults, free the key.
   * Throws {@link Refused} `key_reused` for the same key with other content, `unavailable` when no more can be remembered.
   * @param scope who calls and what for; keys of different scopes are different keys
   * @param work is given the name of the key with its scope, and the digest of the content: another node may know them
   */
  once(
    scope: readonly string[],
    key: string,
    content: unknown,
    work: (name: string, digest: string) => Promise<string>,
  ): Promise<string> {
    const name = JSON.stringify([...scope, key])
    const digest = hash('sha256', JSON.stringify(content) ?? '')
    const known = this.#entries.get(name)
    if (known && known.until > this.#now()) {
      return known.content === digest ? known.outcome : Promise.reject(new Refused('key_reused'))
    }
    if (known) this.#forget(name, known)
    this.sweep()
    const bytes = ENTRY_BYTES + name.length
    if (this.#bytes + bytes > this.#budget) return Promise.reject(new Refused('unavailable', undefined, 60_000))
    const outcome = work(name, digest)
    const entry = { content: digest, outcome, until: this.#now() + this.#keepMs, bytes }
    this.#entries.set(name, entry)
    this.#bytes += bytes
    outcome.then(
      answer => {
        entry.bytes += answer.length
        if (this.#entries.get(name) === entry) this.#bytes += answer.length
      },
      error => {
        const settled = error instanceof Refused && error.retry_after_ms === undefined
        if (!settled && this.#entries.get(name) === entry) this.#forget(name, entry)
      },
    )
    return outcome
  }

  /** Forgets what is over its time. */
  sweep(): void {
    const now = this.#now()
    for (const [name, entry] of this.#entries) {
      if (entry.until > now) return
      this.#forget(name, entry)
    }
  }

  #forget(name: string, entry: Remembered): void {
    this.#entries.delete(name)
    this.#bytes -= entry.bytes
  }
}

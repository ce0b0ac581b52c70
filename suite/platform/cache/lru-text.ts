/** Texts by key, bounded by bytes and time: what was not read for longest goes first. */

type Kept = { text: string; bytes: number; until: number }

/** What one entry costs beside its text, about. */
const OVERHEAD_BYTES = 200

export class LruText {
  readonly #kept = new Map<string, Kept>()
  readonly #maxBytes: number
  readonly #now: () => number
  #bytes = 0
  #evictions = 0

  constructor(maxBytes: number, now: () => number) {
    this.#maxBytes = maxBytes
    this.#now = now
  }

  get(key: string): string | null {
    const kept = this.#kept.get(key)
    if (!kept) return null
    this.#take(key, kept)
    if (kept.until <= this.#now()) return null
    // Read now, so last in line to go.
    this.#put(key, kept)
    return kept.text
  }

  /** A text of more than an eighth of the bound is not kept: it would push out too much that is read. */
  set(key: string, text: string, ttl_ms: number): void {
    const before = this.#kept.get(key)
    if (before) this.#take(key, before)
    // V8 keeps texts with letters beyond Latin-1 in two bytes each.
    const bytes = OVERHEAD_BYTES + 2 * (key.length + text.length)
    if (bytes > this.#maxBytes / 8) return
    this.#put(key, { text, bytes, until: this.#now() + ttl_ms })
    for (const [oldest, kept] of this.#kept) {
      if (this.#bytes <= this.#maxBytes) return
      this.#take(oldest, kept)
      this.#evictions++
    }
  }

  drop(key: string): void {
    const kept = this.#kept.get(key)
    if (kept) this.#take(key, kept)
  }

  stats(): { entries: number; bytes: number; evictions: number } {
    return { entries: this.#kept.size, bytes: this.#bytes, evictions: this.#evictions }
  }

  clear(): void {
    this.#kept.clear()
    this.#bytes = 0
  }

  #put(key: string, kept: Kept): void {
    this.#kept.set(key, kept)
    this.#bytes += kept.bytes
  }

  #take(key: string, kept: Kept): void {
    this.#kept.delete(key)
    this.#bytes -= kept.bytes
  }
}

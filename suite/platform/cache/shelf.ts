/** The door between the cache's rules and where values lie: memory of one process, or Redis shared by all. */

/** A tag's version is any text; '' = never invalidated within living memory. Whoever invalidates gives it a new one. */
export type Found = { text: string | null; versions: readonly string[] }

/** Whether a value may be given as fresh under these versions. */
export type IsCurrent = (text: string, versions: readonly string[]) => boolean

export type Shelf = {
  readonly kind: 'memory' | 'redis'
  /**
   * The value under `key` and the present versions of `tags`, in their order, read at one instant. A copy that a node
   * keeps near counts only when it `isCurrent`: another node may have filled the key since, and the news still be on its way.
   */
  read(key: string, tags: readonly string[], isCurrent: IsCurrent): Promise<Found>
  write(key: string, text: string, ttl_ms: number): Promise<void>
  /** Resolves when no reader of any node can see the old versions any more. */
  invalidate(tags: readonly string[]): Promise<void>
  /** One node at a time fills a key. Null: another does; `filled` says when it is over. The lock ends by itself. */
  lock(key: string, hold_ms: number): Promise<(() => Promise<void>) | null>
  /** Resolves when somebody else stopped filling the key, or with the signal. */
  filled(key: string, signal: AbortSignal): Promise<void>
  stats(): { entries: number; bytes: number; evictions: number; garbage: number; available: boolean }
  close(): Promise<void>
}

/** Thrown by a shelf that cannot be reached: the cache then works everything out anew. */
export class ShelfAway extends Error {
  override readonly name = 'ShelfAway'
}

/** Longest a value may be kept. Tags remember their version for longer, so a forgotten tag never revives a value. */
export const LONGEST_MS = 3_600_000
export const TAG_MEMORY_MS = 2 * LONGEST_MS

/** The shelf of one process: a map bounded by bytes, what was not read for longest first. */
import { LruText } from './lru-text.ts'
import { type Shelf, TAG_MEMORY_MS } from './shelf.ts'

export type MemoryShelfOptions = {
  now: () => number
  /** Default 64 MiB. */
  maxBytes?: number
}

/** Alone in the process, nobody else locks: `createCache` shares its own fills. */
export const createMemoryShelf = ({ now, maxBytes = 64 * 1024 * 1024 }: MemoryShelfOptions): Shelf => {
  const values = new LruText(maxBytes, now)
  /** Counts up; in the order they were given, so that the oldest can be forgotten. */
  const tags = new Map<string, { version: string; at: number }>()
  let invalidations = 0

  return {
    kind: 'memory',
    read: async (key, names) => ({ text: values.get(key), versions: names.map(name => tags.get(name)?.version ?? '') }),
    write: async (key, text, ttl_ms) => values.set(key, text, ttl_ms),
    async invalidate(names) {
      const at = now()
      for (const name of names) {
        tags.delete(name)
        tags.set(name, { version: String(++invalidations), at })
      }
      for (const [name, tag] of tags) {
        if (at - tag.at < TAG_MEMORY_MS) break
        tags.delete(name)
      }
    },
    lock: async () => async () => {},
    filled: async () => {},
    stats: () => ({ ...values.stats(), garbage: 0, available: true }),
    close: async () => values.clear(),
  }
}

/** Entries that live as long as the process: for tests, and where a browser gives no database. */
import type { StoredEntry } from './entry.ts'
import type { OutboxStorage } from './storage.ts'

export const createMemoryStorage = (): OutboxStorage => {
  const owners = new Map<string, Map<string, StoredEntry>>()
  const openings = new Set<{ owner: string; changed: (id: string) => void }>()
  let places = 0
  return {
    open: (owner, changed) => {
      const opening = { owner, changed }
      openings.add(opening)
      const entries = owners.get(owner) ?? new Map<string, StoredEntry>()
      owners.set(owner, entries)
      const tell = (id: string) => {
        for (const other of [...openings]) if (other !== opening && other.owner === owner) other.changed(id)
      }
      return {
        load: async () => [...entries.values()],
        read: async id => entries.get(id) ?? null,
        append: async entry => {
          places += 1
          const placed = { ...entry, seq: places }
          entries.set(entry.id, placed)
          tell(entry.id)
          return placed
        },
        update: async (id, change) => {
          const before = entries.get(id)
          const after = before ? change(before) : null
          // A key that is set again keeps its place in a Map.
          if (after) entries.set(id, after)
          else entries.delete(id)
          if (before) tell(id)
          return after
        },
        close: () => void openings.delete(opening),
      }
    },
  }
}

/** A storage in memory whose next operation of a kind can be held or made to fail. */
import { createMemoryStorage } from '../memory-storage.ts'
import type { OutboxStorage } from '../storage.ts'

export const faultyStorage = () => {
  const storage = createMemoryStorage()
  const faults = { append: [] as Promise<void>[], update: [] as Promise<void>[] }
  const wrapped: OutboxStorage = {
    open: (owner, changed) => {
      const box = storage.open(owner, changed)
      return {
        ...box,
        append: async entry => {
          await faults.append.shift()
          return box.append(entry)
        },
        update: async (id, change) => {
          await faults.update.shift()
          return box.update(id, change)
        },
      }
    },
  }
  return { storage: wrapped, faults, read: (id: string) => storage.open('[null,"5"]', () => {}).read(id) }
}

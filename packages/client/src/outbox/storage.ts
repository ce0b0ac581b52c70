/** Where an outbox keeps its entries: the one door to implement for another place. `storage-contract.ts` proves one. */
import type { StoredEntry } from './entry.ts'

export type OutboxStorage = {
  /**
   * The entries of one owner; others are not seen through it. `changed` is told the id of each entry that was changed
   * through another opening of the same storage, in this page or another.
   */
  open(owner: string, changed: (id: string) => void): StoredEntries
}

/** Each operation happens wholly or not at all, and has survived the end of the process when it resolves. */
export type StoredEntries = {
  /** All, in the order of their places. */
  load(): Promise<StoredEntry[]>
  read(id: string): Promise<StoredEntry | null>
  /** Adds at the end: what is appended later has a greater `seq`, wherever it is appended. */
  append(entry: Omit<StoredEntry, 'seq'>): Promise<StoredEntry>
  /**
   * Puts what `change` makes of an entry in its place, null removes it; nobody else comes in between. Resolves with
   * what is there now. `change` is not called for an entry that is not there.
   */
  update(id: string, change: (entry: StoredEntry) => StoredEntry | null): Promise<StoredEntry | null>
  /** `changed` is not called any more. What was begun may still be written. */
  close(): void
}

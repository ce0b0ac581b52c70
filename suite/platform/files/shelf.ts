/** Where bytes are kept: whole or not at all, under keys that the shelf makes. The disk is one; a store of objects fits too. */
import type { Readable } from 'node:stream'

export type Kept = { key: string; size: number; sha256: string }

/** `path`: where a program of this machine can read the bytes. A shelf elsewhere fetches them first. */
export type OpenedBytes = { path: string; stream(): Readable }

export type Shelf = {
  /** Writes all of `bytes`, or nothing: throws `tooMuch()` past `limit` bytes, or what the stream threw. */
  write(bytes: Buffer | Readable, limit: number, tooMuch: () => Error): Promise<Kept>
  /** Null when nothing is kept under the key. Throws a TypeError for what is no key. */
  open(key: string): Promise<OpenedBytes | null>
  /** Nothing to remove is no failure. */
  remove(key: string): Promise<void>
  /** Keys whose bytes were written before `time` (ms), a few hundred at once. */
  olderThan(time: number): AsyncIterable<string[]>
  /** Removes drafts of uploads that a crash cut off before `time`. Returns how many. */
  removeDrafts(time: number): Promise<number>
}

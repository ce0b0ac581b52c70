/** Entries in a folder, for Node: a log of JSON lines for each owner, every line on the disk before it counts. One process at a time. */
import { createHash } from 'node:crypto'
import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { StoredEntry } from '../entry.ts'
import type { OutboxStorage, StoredEntries } from '../storage.ts'

type Line = { entry: StoredEntry } | { removed: string }
type Changed = (id: string) => void

/** What the log says in the end. A last line without its end was never said to be stored. */
const replay = (text: string): Map<string, StoredEntry> => {
  const entries = new Map<string, StoredEntry>()
  for (const line of text.split('\n').slice(0, -1)) {
    const said = JSON.parse(line) as Line
    if ('entry' in said) entries.set(said.entry.id, said.entry)
    else entries.delete(said.removed)
  }
  return entries
}

const write = async (path: string, flags: 'a' | 'w', lines: readonly Line[]): Promise<void> => {
  const file = await open(path, flags)
  try {
    await file.writeFile(lines.map(line => `${JSON.stringify(line)}\n`).join(''))
    await file.sync()
  } finally {
    await file.close()
  }
}

class Log {
  readonly #path: string
  readonly #openings = new Set<Changed>()
  #entries = new Map<string, StoredEntry>()
  #places = 0
  /** Operations run one after another, so that lines stand in the order things happened. */
  #last: Promise<unknown>

  constructor(folder: string, owner: string) {
    this.#path = join(folder, `${createHash('sha256').update(owner).digest('hex')}.jsonl`)
    this.#last = this.#begin(folder)
    this.#last.catch(() => {})
  }

  open(changed: Changed): StoredEntries {
    // Its own object: the same function may be given for two openings.
    const opening: Changed = id => changed(id)
    this.#openings.add(opening)
    const keep = async (line: Line, id: string) => {
      await write(this.#path, 'a', [line])
      if ('entry' in line) this.#entries.set(id, line.entry)
      else this.#entries.delete(id)
      for (const other of [...this.#openings]) if (other !== opening) other(id)
    }
    return {
      load: () => this.#next(async () => [...this.#entries.values()]),
      read: id => this.#next(async () => this.#entries.get(id) ?? null),
      append: entry =>
        this.#next(async () => {
          const placed = { ...entry, seq: this.#places + 1 }
          await keep({ entry: placed }, entry.id)
          this.#places += 1
          return placed
        }),
      update: (id, change) =>
        this.#next(async () => {
          const before = this.#entries.get(id)
          if (!before) return null
          const after = change(before)
          await keep(after ? { entry: after } : { removed: id }, id)
          return after
        }),
      close: () => void this.#openings.delete(opening),
    }
  }

  #next<Result>(operation: () => Promise<Result>): Promise<Result> {
    const result = this.#last.then(operation)
    this.#last = result.catch(() => {})
    return result
  }

  /** Reads the log and shortens it to what is left. */
  async #begin(folder: string): Promise<void> {
    await mkdir(folder, { recursive: true })
    const text = await readFile(this.#path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return ''
      throw error
    })
    this.#entries = replay(text)
    this.#places = Math.max(0, ...[...this.#entries.values()].map(entry => entry.seq))
    const short = `${this.#path}.new`
    await write(
      short,
      'w',
      [...this.#entries.values()].map(entry => ({ entry })),
    )
    await rename(short, this.#path)
  }
}

export const createFileStorage = (folder: string): OutboxStorage => {
  const logs = new Map<string, Log>()
  return {
    open: (owner, changed) => {
      const log = logs.get(owner) ?? new Log(folder, owner)
      logs.set(owner, log)
      return log.open(changed)
    },
  }
}

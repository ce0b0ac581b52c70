/** Revocations in one file: a line each, on the disk before it counts as kept, rewritten without the old ones now and then. */
import { type FileHandle, mkdir, open, readFile, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Revocation, RevocationStore } from './revocations.ts'

export type RevocationFileOptions = {
  /** How long a revocation is kept, in ms. Default 24 h: the longest life of a token. */
  keepMs?: number
  /** ms since 1970. Default `Date.now`. */
  now?: () => number
}

const DAY = 86_400_000
/** Rewritten when it holds twice what the last rewriting left, and so many more. */
const SLACK = 10_000

const isRevocation = (value: unknown): value is Revocation => {
  const { whose, at } = (value ?? {}) as Partial<Revocation>
  return typeof at === 'number' && typeof whose === 'object' && whose !== null
}

const parseLine = (line: string): Revocation | null => {
  try {
    const value: unknown = JSON.parse(line)
    return isRevocation(value) ? value : null
  } catch {
    return null
  }
}

/** A last line without its newline was being written when the process ended, and nobody was told that it counts. */
const parseFile = (text: string, path: string): Revocation[] =>
  text
    .split('\n')
    .slice(0, -1)
    .map((line, index) => {
      const revocation = parseLine(line)
      if (!revocation)
        throw new Error(`${path}:${index + 1} is no revocation: restore the file, or remove it and sign everybody out`)
      return revocation
    })

const textOf = (revocations: readonly Revocation[]): string =>
  revocations.map(revocation => `${JSON.stringify(revocation)}\n`).join('')

class RevocationFile implements RevocationStore {
  readonly #path: string
  readonly #keepMs: number
  readonly #now: () => number
  #kept: Revocation[]
  /** Null after a write that failed: it may have left half a line, so the whole is written anew. */
  #file: FileHandle | null = null
  #rewriteAt = 0
  #waiting: Revocation[] = []
  #writing: Promise<void> | null = null

  constructor(path: string, kept: Revocation[], options: Required<RevocationFileOptions>) {
    this.#path = path
    this.#kept = kept
    this.#keepMs = options.keepMs
    this.#now = options.now
  }

  async load(): Promise<readonly Revocation[]> {
    return this.#kept
  }

  /** Those that come while one write runs share the next: a thousand at once cost two waits for the disk. */
  async add(revocation: Revocation): Promise<void> {
    this.#waiting.push(revocation)
    await this.#writing?.catch(() => {})
    this.#writing ??= this.#write().finally(() => {
      this.#writing = null
    })
    await this.#writing
  }

  async close(): Promise<void> {
    await this.#writing?.catch(() => {})
    await this.#file?.close()
    this.#file = null
  }

  /** Forgets what is over its time and puts the rest into a new file in the place of the old. */
  async rewrite(): Promise<void> {
    const from = this.#now() - this.#keepMs
    this.#kept = this.#kept.filter(({ at }) => at > from)
    this.#rewriteAt = this.#kept.length * 2 + SLACK
    await this.#file?.close()
    this.#file = null
    const beside = `${this.#path}.new`
    const file = await open(beside, 'w', 0o600)
    try {
      await file.appendFile(textOf(this.#kept))
      await file.datasync()
      await rename(beside, this.#path)
      const folder = await open(dirname(this.#path), 'r')
      await folder.sync().finally(() => folder.close())
    } catch (error) {
      await file.close()
      throw error
    }
    this.#file = file
  }

  async #write(): Promise<void> {
    const batch = this.#waiting
    this.#waiting = []
    this.#kept.push(...batch)
    if (this.#file === null || this.#kept.length > this.#rewriteAt) return this.rewrite()
    try {
      await this.#file.appendFile(textOf(batch))
      await this.#file.datasync()
    } catch (error) {
      const broken = this.#file
      this.#file = null
      await broken.close().catch(() => {})
      throw error
    }
  }
}

/**
 * Opens the file, or makes it (readable by its owner alone) with the folders above it. A last line that was being
 * written when the process ended is dropped; rejects when anything else does not read, because nobody may be let in then.
 */
export const openRevocationFile = async (
  path: string,
  { keepMs = DAY, now = Date.now }: RevocationFileOptions = {},
): Promise<RevocationStore & { close(): Promise<void> }> => {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  const file = new RevocationFile(path, parseFile(text, path), { keepMs, now })
  await file.rewrite()
  return file
}

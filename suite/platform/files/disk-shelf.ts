/** The shelf on disk: a draft is written, synced and renamed into place; readable by this account alone. */
import { createHash, randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import type { Shelf } from './shelf.ts'

/** 48 hex digits. Checked on the way back too: a key from the database must not lead out of the folder either. */
const KEY = /^[0-9a-f]{48}$/
const DRAFTS = 'drafts'

export const createDiskShelf = (folder: string): Shelf => {
  const drafts = join(folder, DRAFTS)
  const shelfOf = (key: string) => join(folder, key.slice(0, 2))
  const pathOf = (key: string): string => {
    if (!KEY.test(key)) throw new TypeError('not a storage key')
    return join(shelfOf(key), key)
  }

  return {
    async open(key) {
      const path = pathOf(key)
      const found = await stat(path).catch(() => null)
      return found?.isFile() ? { path, stream: () => createReadStream(path) } : null
    },
    async write(bytes, limit, tooMuch) {
      const key = randomBytes(24).toString('hex')
      const draft = join(drafts, key)
      await mkdir(drafts, { recursive: true, mode: 0o700 })
      try {
        const { size, sha256 } = await writeDraft(draft, bytes, limit, tooMuch)
        await mkdir(shelfOf(key), { recursive: true, mode: 0o700 })
        await rename(draft, pathOf(key))
        // The name itself must survive a power cut as well, and a new folder's name too.
        await syncFolder(shelfOf(key))
        await syncFolder(folder)
        return { key, size, sha256 }
      } catch (error) {
        await rm(draft, { force: true })
        throw error
      }
    },
    async remove(key) {
      await rm(pathOf(key), { force: true })
    },
    async *olderThan(time) {
      for (const shelf of await list(folder)) {
        if (!/^[0-9a-f]{2}$/.test(shelf)) continue
        const keys: string[] = []
        for (const key of await list(join(folder, shelf))) {
          if (KEY.test(key) && (await writtenBefore(join(folder, shelf, key), time))) keys.push(key)
        }
        if (keys.length > 0) yield keys
      }
    },
    async removeDrafts(time) {
      let removed = 0
      for (const name of await list(drafts)) {
        if (!(await writtenBefore(join(drafts, name), time))) continue
        await rm(join(drafts, name), { force: true })
        removed++
      }
      return removed
    },
  }
}

const writeDraft = async (
  path: string,
  bytes: Buffer | Readable,
  limit: number,
  tooMuch: () => Error,
): Promise<{ size: number; sha256: string }> => {
  const hash = createHash('sha256')
  let size = 0
  const file = await open(path, 'wx', 0o600)
  try {
    for await (const chunk of Buffer.isBuffer(bytes) ? [bytes] : bytes) {
      const piece = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk as string | Uint8Array)
      size += piece.length
      if (size > limit) throw tooMuch()
      hash.update(piece)
      await file.writeFile(piece)
    }
    await file.sync()
  } finally {
    await file.close()
  }
  return { size, sha256: hash.digest('hex') }
}

const syncFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, 'r')
  await handle.sync().finally(() => handle.close())
}

const list = (folder: string): Promise<string[]> =>
  readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })

const writtenBefore = async (path: string, time: number): Promise<boolean> => {
  const found = await stat(path).catch(() => null)
  return found?.isFile() === true && found.mtimeMs < time
}

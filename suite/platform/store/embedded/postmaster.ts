/** The PostgreSQL process of one cluster: found running, started, stopped. */
import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { readFile, rename, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { StoreRefusal } from '../refusal.ts'
import { type Account, asAccount, giveTo } from './account.ts'
import type { Binaries } from './binaries.ts'
import { type Cluster, makeSocketFolder, SOCKET_FOLDER } from './cluster.ts'

/** A server that takes connections on `{socketFolder}/.s.PGSQL.5432`. */
export type Postmaster = { pid: number; socketFolder: string; adopted: boolean }

export const PORT = 5432

/** A start after a crash replays the log first; a day of writes has taken seconds, not minutes. */
const START_LIMIT_MS = 60_000
const LOOK_AGAIN_MS = 10

/** `fsync: false` is for tests: a power cut would lose the cluster. */
export const startPostmaster = async (
  cluster: Cluster,
  binaries: Binaries,
  account: Account,
  options: { fsync: boolean },
): Promise<Postmaster> => {
  const running = await findPostmaster(cluster)
  if (running) return running
  const dead = await readState(cluster)
  const socketFolder = await makeSocketFolder(account)
  const settings: Record<string, string> = {
    listen_addresses: '',
    port: String(PORT),
    unix_socket_directories: socketFolder,
    unix_socket_permissions: '0700',
    max_connections: '200',
    // After an import the planner must know of its rows soon: without statistics lists are joined and sorted whole.
    autovacuum_naptime: '5s',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // The log must not become a second place with people's data: no statements, no details of rows.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    ...(options.fsync ? {} : { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' }),
  }
  const args = ['-D', cluster.data, ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`])]
  const logFile = join(cluster.home, 'postgres.log')
  const log = openSync(logFile, 'a', 0o600)
  giveTo(account, logFile)
  // Detached: Ctrl-C reaches the whole process group, and the database must outlive the last transaction of ours.
  const child = spawn(binaries.postgres, args, {
    ...asAccount(account),
    cwd: '/',
    detached: true,
    stdio: ['ignore', log, log],
    env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
  })
  closeSync(log)
  const ended = new Promise<string>(resolve => {
    child.on('error', error => resolve(error.message))
    child.on('exit', (code, signal) => resolve(`it ended with ${signal ?? code}: ${lastLines(logFile)}`))
  })
  child.unref()
  let failure: string | null = null
  void ended.then(reason => {
    failure = reason
  })
  const deadline = performance.now() + START_LIMIT_MS
  while (failure === null && performance.now() < deadline) {
    const state = await readState(cluster)
    if (state?.pid === child.pid && state?.ready) {
      await removeSocketsOf(dead)
      return { pid: child.pid!, socketFolder, adopted: false }
    }
    await sleep(LOOK_AGAIN_MS)
  }
  await rm(socketFolder, { recursive: true, force: true })
  // Another start may have won the race for this folder: PostgreSQL's own lock decided, so its server is ours as well.
  const winner = await findPostmaster(cluster)
  if (winner) return winner
  throw new StoreRefusal('start_failed', { got: failure ?? `not ready after ${START_LIMIT_MS / 1000} s` })
}

/**
 * A server of this cluster that outlived its parent, once it is ready. A pid file whose process is gone is left alone:
 * PostgreSQL knows how to replace it.
 */
export const findPostmaster = async (cluster: Cluster): Promise<Postmaster | null> => {
  const deadline = performance.now() + START_LIMIT_MS
  while (performance.now() < deadline) {
    const state = await readState(cluster)
    if (!state || (state.whole && !signalTo(state.pid, 0))) return null
    if (state.whole && !isPostgres(state.pid)) {
      await removeForeignPidFile(cluster, state)
      return null
    }
    if (state.ready) return { pid: state.pid, socketFolder: state.socketFolder, adopted: true }
    await sleep(LOOK_AGAIN_MS)
  }
  throw new StoreRefusal('start_failed', { got: 'a server that was already there did not become ready' })
}

/** A server that was killed leaves its folder in the temporary folder; only ours, by name, and only of the dead. */
const removeSocketsOf = async (state: State | null): Promise<void> => {
  if (!state?.whole || signalTo(state.pid, 0) || !basename(state.socketFolder).startsWith(SOCKET_FOLDER)) return
  await rm(state.socketFolder, { recursive: true, force: true })
}

/**
 * After a crash of the machine the number may be another program's by now, and then PostgreSQL refuses to start. The
 * file is taken away first and judged again, because removing the file of a living server would allow a second one.
 */
const removeForeignPidFile = async (cluster: Cluster, judged: State): Promise<void> => {
  const file = join(cluster.data, 'postmaster.pid')
  const aside = `${file}.${process.pid}`
  await rename(file, aside).catch(() => {})
  const taken = await readFile(aside, 'utf8').catch(() => null)
  if (taken === null) return
  if (taken === judged.text) await rm(aside)
  else await rename(aside, file)
}

/** Fast shutdown: open transactions are rolled back, everything committed is written. Resolves when the process is gone. */
export const stopPostmaster = async (postmaster: Postmaster): Promise<void> => {
  signalTo(postmaster.pid, 'SIGINT')
  while (isPostgres(postmaster.pid)) await sleep(LOOK_AGAIN_MS)
  await rm(postmaster.socketFolder, { recursive: true, force: true })
}

/** `whole`: its first lines are written completely, so the number can be believed. */
type State = { text: string; pid: number; socketFolder: string; whole: boolean; ready: boolean }

/** postmaster.pid: pid, data folder, start, port, socket folder, address, shared memory, state. */
const readState = async (cluster: Cluster): Promise<State | null> => {
  const text = await readFile(join(cluster.data, 'postmaster.pid'), 'utf8').catch(() => null)
  if (text === null) return null
  const lines = text.split('\n')
  return {
    text,
    pid: Number(lines[0]),
    socketFolder: lines[4] ?? '',
    whole: lines.length > 5 && Number(lines[0]) > 0,
    ready: lines[7]?.trim() === 'ready',
  }
}

/** A process that ended but was not yet collected by its parent has no command line: it counts as gone. */
const isPostgres = (pid: number): boolean => {
  if (!signalTo(pid, 0)) return false
  if (process.platform !== 'linux') return true
  try {
    const program = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')[0] ?? ''
    return /(^|\/)postgres\b/.test(program)
  } catch {
    return false
  }
}

const signalTo = (pid: number, signal: NodeJS.Signals | 0): boolean => {
  try {
    process.kill(pid, signal)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Empty when the log is gone with its folder: how a server ended must never end us. */
const lastLines = (file: string): string => {
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-3).join(' / ')
  } catch {
    return ''
  }
}

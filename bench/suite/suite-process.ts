/** The suite in a process of its own, as `npm start` runs it, on a data folder that is gone afterwards. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as after } from 'node:timers/promises'
import { findFreePort } from '../../suite/free-port.ts'
import type { LoopReport } from './loop-probe.ts'

export const ROOT = resolve(import.meta.dirname, '../..')

export type SuiteProcess = AsyncDisposable & {
  url: string
  pid: number
  dataDir: string
  /** From the spawn of the process to the first 200 of /ready. */
  ready_ms: number
  /** What the event loop went through since the last time it was asked; only of a watched process. */
  loop(): Promise<LoopReport>
  /** Ends the process in order and waits; the data folder stays until disposal. */
  stop(): Promise<void>
}

const READY_WITHIN_MS = 60_000
const LOOK_EVERY_MS = 10
const STOP_WITHIN_MS = 20_000

/** A folder PostgreSQL can pass through when it runs as another account, which it does under root. */
export const makeFolder = (name: string): string => {
  const folder = mkdtempSync(join(tmpdir(), `nabiz-bench-${name}-`))
  chmodSync(folder, 0o711)
  return folder
}

/** Resolves when `url` answers /ready with 200; throws when the process ends before, or takes longer than `within_ms`. */
export const untilReady = async (url: string, child: ChildProcess, within_ms: number): Promise<void> => {
  const deadline = performance.now() + within_ms
  for (;;) {
    const isReady = await fetch(`${url}/ready`).then(
      async answer => {
        await answer.body?.cancel()
        return answer.status === 200
      },
      () => false,
    )
    if (isReady) return
    if (child.exitCode !== null || child.signalCode !== null) throw new Error('the suite ended before it was ready')
    if (performance.now() > deadline) throw new Error(`the suite was not ready after ${within_ms} ms`)
    await after(LOOK_EVERY_MS)
  }
}

/** Of a process, or with a negative number of a whole group. */
const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** Ends a process with SIGTERM (`group`: and everything in its group), with SIGKILL when it does not end. */
export const endProcess = async (child: ChildProcess, options: { group?: boolean } = {}): Promise<void> => {
  if (child.pid === undefined) return
  const target = options.group ? -child.pid : child.pid
  const deadline = performance.now() + STOP_WITHIN_MS
  if (isAlive(target)) process.kill(target, 'SIGTERM')
  while (isAlive(target)) {
    if (performance.now() > deadline) process.kill(target, 'SIGKILL')
    await after(LOOK_EVERY_MS)
  }
}

/** The private PostgreSQL of a data folder has to end with its suite; one that did not is ended here, and that is said. */
export const endDatabase = async (dataDir: string): Promise<void> => {
  const pidFile = join(dataDir, 'postgres/data/postmaster.pid')
  if (!existsSync(pidFile)) return
  const [number, , , , sockets = ''] = readFileSync(pidFile, 'utf8').split('\n')
  const pid = Number(number)
  if (!isAlive(pid)) return
  console.error(`  (the suite ended and left its PostgreSQL running, process ${pid}: ended by the bench)`)
  process.kill(pid, 'SIGINT')
  while (isAlive(pid)) await after(LOOK_EVERY_MS)
  if (basename(sockets).startsWith('nabiz-')) rmSync(sockets, { recursive: true, force: true })
}

/** Runs `clean` when somebody stops the bench; returns how to forget about it. */
export const onInterrupt = (clean: () => Promise<void>): (() => void) => {
  const stop = (): void => void clean().finally(() => process.exit(130))
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop)
  return () => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.off(signal, stop)
  }
}

export type SuiteOptions = {
  /** Added to what a start is given: a port, a data folder, and silence. */
  env?: Record<string, string>
  /** Continues an earlier start. */
  dataDir?: string
  /** With a probe in the process, for `loop()`. */
  watched?: boolean
}

export const startSuiteProcess = async (options: SuiteOptions = {}): Promise<SuiteProcess> => {
  const dataDir = options.dataDir ?? makeFolder('data')
  const port = await findFreePort('127.0.0.1')
  const url = `http://127.0.0.1:${port}`
  const started = performance.now()
  const child = spawn(
    process.execPath,
    [...(options.watched ? ['--import', join(import.meta.dirname, 'loop-probe.ts')] : []), 'suite/main.ts'],
    {
      cwd: ROOT,
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        LOG_LEVEL: 'error',
        PORT: String(port),
        DATA_DIR: dataDir,
        SAMPLE: 'bare',
        ...options.env,
      },
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    },
  )
  // Until it has said where it is, a signal would end it on the spot and leave its database running.
  const lines = createInterface({ input: child.stdout! })
  const announced = once(lines, 'line')
  // Its log is of errors alone: whoever runs the bench should see them.
  lines.on('line', line => line.startsWith('{') && console.error(line))
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) await Promise.race([announced, once(child, 'exit')])
    await endProcess(child)
    await endDatabase(dataDir)
  }
  const dispose = async (): Promise<void> => {
    await stop()
    forget()
    rmSync(dataDir, { recursive: true, force: true })
  }
  const forget = onInterrupt(dispose)
  try {
    await untilReady(url, child, READY_WITHIN_MS)
  } catch (error) {
    await dispose()
    throw error
  }
  return {
    url,
    pid: child.pid!,
    dataDir,
    ready_ms: performance.now() - started,
    async loop() {
      child.send('report')
      const [report] = (await once(child, 'message')) as [LoopReport]
      return report
    },
    stop,
    [Symbol.asyncDispose]: dispose,
  }
}

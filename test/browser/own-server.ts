/** A suite of the test's own, in another process behind a gate: to be cut off, killed and started again. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { makeDataFolder } from '../suite/data-folder.ts'
import { freePort, type Gate, openGate } from './gate.ts'

export type OwnServer = {
  /** What browsers use: the gate. */
  url: string
  gate: Gate
  /** What the test uses while browsers are cut off. */
  directUrl: string
  /** Resolves when it answers. */
  start(): Promise<void>
  /** As a power cut ends it: nothing is written, nothing is told. */
  kill(): Promise<void>
  close(): Promise<void>
}

const ROOT = resolve(import.meta.dirname, '../..')
const START_MS = 60_000

/** Waits for the line that the start prints once it listens. */
const listening = (child: ChildProcess): Promise<void> =>
  new Promise((ready, fail) => {
    let said = ''
    const late = setTimeout(() => fail(new Error(`not ready after ${START_MS} ms: ${said}`)), START_MS)
    const hear = (text: string) => {
      said += text
      if (!said.includes('Sign in as')) return
      clearTimeout(late)
      ready()
    }
    child.stdout?.setEncoding('utf8').on('data', hear)
    child.stderr?.setEncoding('utf8').on('data', hear)
    child.once('exit', code => {
      clearTimeout(late)
      fail(new Error(`ended with ${code}: ${said}`))
    })
  })

export const createOwnServer = async (): Promise<OwnServer> => {
  const [port, dataDir] = await Promise.all([freePort(), makeDataFolder()])
  const gate = await openGate(port)
  let child: ChildProcess | null = null
  const end = async (signal: NodeJS.Signals) => {
    const ending = child
    child = null
    if (!ending || ending.exitCode !== null) return
    const gone = once(ending, 'exit')
    ending.kill(signal)
    await gone
  }
  return {
    url: gate.url,
    directUrl: `http://127.0.0.1:${port}`,
    gate,
    async start() {
      child = spawn(process.execPath, ['suite/main.ts'], {
        cwd: ROOT,
        stdio: ['ignore', 'pipe', 'pipe'],
        env: {
          ...process.env,
          HOST: '127.0.0.1',
          PORT: String(port),
          DATA_DIR: dataDir,
          PUBLIC_URL: gate.url,
          TZ: 'UTC',
          LOG_LEVEL: 'error',
          SAMPLE: 'bare',
        },
      })
      await listening(child)
    },
    kill: () => end('SIGKILL'),
    async close() {
      gate.close()
      await end('SIGTERM')
    },
  }
}

/** The server under faults, from outside: started, ordered, stopped, killed and started again on its port. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Limits } from '@nabiz/protocol'
import type { Bug } from './bugs.ts'
import type { Measure, Order, Report, Setup } from './server-main.ts'

const MAIN = join(import.meta.dirname, 'server-main.ts')

/** Debian's `faketime` puts it below the architecture's folder. */
const fakeTimeLibrary = (): string => {
  for (const folder of readdirSync('/usr/lib')) {
    const path = `/usr/lib/${folder}/faketime/libfaketime.so.1`
    try {
      readFileSync(path)
      return path
    } catch {}
  }
  throw new Error('libfaketime is missing: install the Debian package faketime')
}

export type ChildOptions = {
  readonly folder: string
  readonly bug?: Bug | null
  readonly limits?: Partial<Limits>
  /** The wall clock can be set. */
  readonly fakeTime?: boolean
  readonly onFault: (what: string) => void
  readonly onExit: (how: string, expected: boolean) => void
}

export class ChildServer {
  /** The same over all lives. */
  port = 0
  /** How often a bug of its own struck, over all lives. */
  struck = 0
  readonly #options: ChildOptions
  readonly #forbidden: [string, string][] = []
  #child: ChildProcess | null = null
  #ending = false
  #orders = 0
  readonly #answers = new Map<number, (answer: Measure | null) => void>()

  constructor(options: ChildOptions) {
    this.#options = options
  }

  get pid(): number {
    return this.#child!.pid!
  }

  async start(): Promise<void> {
    const { folder, bug = null, limits = {}, fakeTime = false, onFault, onExit } = this.#options
    const setup: Setup = { folder, port: this.port, bug, limits, forbidden: this.#forbidden }
    if (fakeTime) this.setClock(0)
    const child = spawn(process.execPath, ['--expose-gc', MAIN, JSON.stringify(setup)], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      env: { PATH: process.env.PATH, ...(fakeTime && this.#fakeTimeEnv()) },
    })
    this.#child = child
    this.#ending = false
    let printed = ''
    child.stderr!.on('data', chunk => (printed += String(chunk)))
    child.on('exit', (code, signal) => {
      if (!this.#ending) onFault(`the server ended: ${printed}`)
      onExit(String(signal ?? code), this.#ending)
      for (const answer of this.#answers.values()) answer(null)
      this.#answers.clear()
    })
    const listening = Promise.withResolvers<void>()
    child.on('exit', () => listening.reject(new Error(`the server did not start: ${printed}`)))
    child.on('message', (report: Report) => {
      if (report.say === 'fault') onFault(report.what)
      else if (report.say === 'done') {
        this.#answers.get(report.n)?.(report.answer)
        this.#answers.delete(report.n)
      } else {
        this.port = report.port
        listening.resolve()
      }
    })
    await listening.promise
  }

  async order(order: Order): Promise<Measure | null> {
    if (order.do === 'forbid') this.#forbidden.push([order.user, order.room])
    const n = ++this.#orders
    const { promise, resolve } = Promise.withResolvers<Measure | null>()
    this.#answers.set(n, resolve)
    this.#child!.send({ n, order })
    return promise
  }

  /** Throws when the server died meanwhile. */
  async measure(): Promise<Measure> {
    const measure = await this.order({ do: 'measure' })
    if (!measure) throw new Error('the server died while it was measured')
    return measure
  }

  /** Resolves with the signal or code that ended it. */
  async end(signal: NodeJS.Signals): Promise<string> {
    const child = this.#child!
    if (child.exitCode !== null || child.signalCode !== null) return String(child.signalCode ?? child.exitCode)
    if (signal !== 'SIGCONT' && this.#options.bug) this.struck += (await this.measure()).struck
    this.#ending = true
    child.kill(signal)
    const [code, by] = (await once(child, 'exit')) as [number | null, string | null]
    return by ?? String(code)
  }

  signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
    this.#child!.kill(signal)
  }

  /** `T` while it is stopped. */
  state(): string {
    return /^State:\s+(\S)/m.exec(readFileSync(`/proc/${this.pid}/status`, 'utf8'))?.[1] ?? ''
  }

  /** Moves the server's wall clock by so many seconds from the true one; its monotonic clock goes on. */
  setClock(seconds: number): void {
    writeFileSync(join(this.#options.folder, 'clock'), `${seconds < 0 ? '' : '+'}${seconds}\n`)
  }

  #fakeTimeEnv(): Record<string, string> {
    return {
      LD_PRELOAD: fakeTimeLibrary(),
      FAKETIME_NO_CACHE: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
      FAKETIME_TIMESTAMP_FILE: join(this.#options.folder, 'clock'),
    }
  }
}

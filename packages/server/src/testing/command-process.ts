/** The `nabiz` command as a process of its own, for tests: what it says, line by line, and how it ends. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

export type Ended = { code: number | null; out: string; err: string }

export class CommandProcess {
  readonly #child: ChildProcess
  readonly #out: string[] = []
  readonly ended: Promise<Ended>
  readonly url: Promise<string>

  /** `script` is the path of `nabiz.mjs`; `env` comes on top of this process' own. */
  constructor(script: string, args: readonly string[], env: Record<string, string> = {}) {
    const child = spawn(process.execPath, [script, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    })
    this.#child = child
    let err = ''
    child.stderr.on('data', chunk => {
      err += chunk
    })
    const { promise, resolve, reject } = Promise.withResolvers<string>()
    this.url = promise
    createInterface(child.stdout).on('line', line => {
      this.#out.push(line)
      const url = /listens on (\S+)$/.exec(line)?.[1]
      if (url) resolve(url)
    })
    this.ended = once(child, 'close').then(([code]) => ({
      code: code as number | null,
      out: this.#out.join('\n'),
      err,
    }))
    void this.ended.then(({ err: said }) => reject(new Error(`ended: ${said}`)))
    promise.catch(() => {})
  }

  get lines(): readonly string[] {
    return this.#out
  }

  signal(name: 'SIGTERM' | 'SIGINT' | 'SIGKILL'): void {
    this.#child.kill(name)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.kill('SIGKILL')
    await this.ended
  }
}

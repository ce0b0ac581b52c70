/** A Redis of a test's own: a real server on a free port, which can be killed and started again with what it kept. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as { port: number }
  probe.close()
  await once(probe, 'close')
  return port
}

/** Another program that speaks as it does may be named: Valkey's, say. */
export const REDIS_SERVER = process.env.NABIZ_TEST_REDIS ?? 'redis-server'

/** As on its command line; some speak of its port. */
export type Settings = readonly string[] | ((port: number) => readonly string[])

export class RedisProcess {
  readonly #folder: string
  readonly #settings: readonly string[]
  readonly #port: number
  #child: ChildProcess | null = null

  private constructor(port: number, settings: Settings) {
    this.#port = port
    this.#settings = typeof settings === 'function' ? settings(port) : settings
    this.#folder = mkdtempSync(join(tmpdir(), 'nabiz-redis-'))
  }

  /** By default it keeps nothing. */
  static async start(settings: Settings = ['--appendonly', 'no']): Promise<RedisProcess> {
    const redis = new RedisProcess(await freePort(), settings)
    await redis.start()
    return redis
  }

  get port(): number {
    return this.#port
  }

  get url(): string {
    return `redis://127.0.0.1:${this.#port}`
  }

  async start(): Promise<void> {
    const own = ['--port', String(this.#port), '--bind', '127.0.0.1', '--save', '', '--dir', this.#folder]
    const child = spawn(REDIS_SERVER, [...own, ...this.#settings], { stdio: ['ignore', 'pipe', 'inherit'] })
    this.#child = child
    for await (const line of createInterface({ input: child.stdout })) if (line.includes('Ready to accept')) break
    child.stdout.resume()
  }

  /** As a power cut of the process; resolves with the signal that ended it. */
  async kill(): Promise<string | null> {
    const child = this.#child
    if (!child || child.exitCode !== null || child.signalCode !== null) return null
    child.kill('SIGKILL')
    await once(child, 'exit')
    return child.signalCode
  }

  /** Stops answering, with every connection open. */
  pause(): void {
    this.#child?.kill('SIGSTOP')
  }

  resume(): void {
    this.#child?.kill('SIGCONT')
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill()
    rmSync(this.#folder, { recursive: true })
  }
}

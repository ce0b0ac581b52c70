/** A primary, its replica and three Sentinels that watch them, each a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Redis } from 'ioredis'
import { expect, vi } from 'vitest'
import { freePort, REDIS_SERVER, RedisProcess } from './redis-process.ts'

const PASSWORD = 'a-password-of-a-test'
const SENTINELS = 3
const LONG = { timeout: 15_000, interval: 20 }

export class RedisSentinels {
  readonly primary: RedisProcess
  readonly replica: RedisProcess
  readonly #folder = mkdtempSync(join(tmpdir(), 'nabiz-sentinels-'))
  readonly #sentinels: { readonly port: number; readonly child: ChildProcess }[] = []

  private constructor(primary: RedisProcess, replica: RedisProcess) {
    this.primary = primary
    this.replica = replica
  }

  static async start(): Promise<RedisSentinels> {
    const settings = ['--requirepass', PASSWORD, '--masterauth', PASSWORD, '--repl-diskless-sync-delay', '0']
    const [primary, replica] = [await RedisProcess.start(settings), await RedisProcess.start(settings)]
    const sentinels = new RedisSentinels(primary, replica)
    const heir = sentinels.ask(replica)
    await heir.replicaof('127.0.0.1', primary.port)
    await vi.waitFor(async () => expect(await heir.info('replication')).toContain('master_link_status:up'), LONG)
    for (let index = 0; index < SENTINELS; index++) await sentinels.#watch(index)
    const first = new Redis({ host: '127.0.0.1', port: sentinels.#sentinels[0]!.port })
    const seen = async () => {
      const facts = (await first.call('SENTINEL', 'MASTER', 'orders')) as string[]
      return ['num-slaves', 'num-other-sentinels'].map(name => facts[facts.indexOf(name) + 1])
    }
    await vi.waitFor(async () => expect(await seen()).toEqual(['1', String(SENTINELS - 1)]), LONG)
    for (const client of [heir, first]) client.disconnect()
    return sentinels
  }

  get url(): string {
    const places = this.#sentinels.map(({ port }) => `127.0.0.1:${port}`)
    return `redis+sentinel://:${PASSWORD}@${places.join(',')}/orders`
  }

  /** A connection to one of the two; whoever asks ends it. */
  ask(server: RedisProcess): Redis {
    return new Redis({ host: '127.0.0.1', port: server.port, password: PASSWORD })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const { child } of this.#sentinels) {
      child.kill('SIGKILL')
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
    }
    for (const server of [this.primary, this.replica]) await server[Symbol.asyncDispose]()
    rmSync(this.#folder, { recursive: true })
  }

  async #watch(index: number): Promise<void> {
    const port = await freePort()
    const file = join(this.#folder, `${index}.conf`)
    const settings = [
      `port ${port}`,
      'bind 127.0.0.1',
      `sentinel monitor orders 127.0.0.1 ${this.primary.port} 2`,
      `sentinel auth-pass orders ${PASSWORD}`,
      'sentinel down-after-milliseconds orders 1000',
      'sentinel failover-timeout orders 5000',
    ]
    writeFileSync(file, settings.join('\n'))
    const child = spawn(REDIS_SERVER, [file, '--sentinel'], { stdio: ['ignore', 'pipe', 'inherit'] })
    this.#sentinels.push({ port, child })
    for await (const line of createInterface({ input: child.stdout })) if (line.includes('+monitor')) break
    child.stdout.resume()
  }
}

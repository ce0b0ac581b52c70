/** A Redis Cluster: three primaries with a third of the slots each, and replicas where a test wants them. */
import { Redis } from 'ioredis'
import { expect, vi } from 'vitest'
import { freePort, RedisProcess } from './redis-process.ts'

const PASSWORD = 'a-password-of-a-test'
const SLOTS = 16_384
const PRIMARIES = 3
const LONG = { timeout: 15_000, interval: 20 }

export class RedisShards {
  readonly primaries: readonly RedisProcess[]
  /** Of the first primary. */
  readonly replica: RedisProcess | undefined

  private constructor(primaries: readonly RedisProcess[], replica: RedisProcess | undefined) {
    this.primaries = primaries
    this.replica = replica
  }

  static async start(options: { replica?: boolean } = {}): Promise<RedisShards> {
    const startOne = async () => {
      const bus = await freePort()
      const cluster = ['--cluster-enabled', 'yes', '--cluster-port', String(bus), '--cluster-node-timeout', '1500']
      const apart = ['--cluster-require-full-coverage', 'no']
      const login = ['--requirepass', PASSWORD, '--masterauth', PASSWORD, '--repl-diskless-sync-delay', '0']
      const server = await RedisProcess.start([...cluster, ...apart, ...login])
      return { server, bus }
    }
    const started = await Promise.all(Array.from({ length: PRIMARIES + (options.replica ? 1 : 0) }, startOne))
    const shards = new RedisShards(
      started.slice(0, PRIMARIES).map(({ server }) => server),
      started[PRIMARIES]?.server,
    )
    const clients = started.map(({ server }) => shards.ask(server))
    const first = clients[0]!
    for (const [index, { server, bus }] of started.entries()) {
      const from = Math.ceil((SLOTS / PRIMARIES) * index)
      const to = Math.ceil((SLOTS / PRIMARIES) * (index + 1)) - 1
      if (index < PRIMARIES) await clients[index]!.call('CLUSTER', 'ADDSLOTSRANGE', from, to)
      // Each to each: by hearsay alone it takes seconds.
      for (const client of clients.slice(0, index)) await client.call('CLUSTER', 'MEET', '127.0.0.1', server.port, bus)
    }
    const known = async () => {
      const told = await Promise.all(clients.map(client => client.cluster('INFO')))
      return told.every(text => /^cluster_state:ok\r?$/m.test(text) && text.includes(`known_nodes:${clients.length}\r`))
    }
    await vi.waitFor(async () => expect(await known()).toBe(true), LONG)
    if (shards.replica) {
      const heir = clients[PRIMARIES]!
      await heir.call('CLUSTER', 'REPLICATE', (await first.call('CLUSTER', 'MYID')) as string)
      await vi.waitFor(async () => expect(await heir.info('replication')).toContain('master_link_status:up'), LONG)
      await vi.waitFor(
        async () => expect(JSON.stringify(await first.cluster('SLOTS'))).toContain(String(shards.replica?.port)),
        LONG,
      )
    }
    for (const client of clients) client.disconnect()
    return shards
  }

  /** Two of the three are told; the third is found. */
  get url(): string {
    const places = this.primaries.slice(0, 2).map(({ port }) => `127.0.0.1:${port}`)
    return `redis+cluster://:${PASSWORD}@${places.join(',')}`
  }

  /** A connection to one of them; whoever asks ends it. */
  ask(server: RedisProcess): Redis {
    return new Redis({ host: '127.0.0.1', port: server.port, password: PASSWORD })
  }

  /** Moves what a room is made of to another primary, as an operator does who makes room. */
  async move(room: string, prefix: string, from: RedisProcess, to: RedisProcess): Promise<void> {
    const clients = [...this.primaries].map(server => this.ask(server))
    const [source, target] = [from, to].map(server => clients[this.primaries.indexOf(server)]!)
    const [own, other] = (await Promise.all([source, target].map(one => one!.call('CLUSTER', 'MYID')))) as string[]
    const slot = await source!.cluster('KEYSLOT', `${prefix}:log:{${room}}`)
    await target!.call('CLUSTER', 'SETSLOT', slot, 'IMPORTING', own!)
    await source!.call('CLUSTER', 'SETSLOT', slot, 'MIGRATING', other!)
    for (;;) {
      const names = (await source!.call('CLUSTER', 'GETKEYSINSLOT', slot, 100)) as string[]
      if (names.length === 0) break
      await source!.call('MIGRATE', '127.0.0.1', to.port, '', 0, 5_000, 'AUTH', PASSWORD, 'KEYS', ...names)
    }
    for (const client of [target!, source!, ...clients]) await client.call('CLUSTER', 'SETSLOT', slot, 'NODE', other!)
    for (const client of clients) client.disconnect()
  }

  /** A name of a room that the primary with this index has. */
  async roomOn(index: number, prefix: string): Promise<string> {
    const client = this.ask(this.primaries[0]!)
    try {
      for (let tried = 0; ; tried++) {
        const room = `room${tried}`
        const slot = Number(await client.cluster('KEYSLOT', `${prefix}:log:{${room}}`))
        if (Math.floor(slot / (SLOTS / PRIMARIES)) === index) return room
      }
    } finally {
      client.disconnect()
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const server of [...this.primaries, this.replica]) await server?.[Symbol.asyncDispose]()
  }
}

import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, createClient, longPoll, sse, type Transport } from '../../packages/client/src/index.ts'
import { CommandProcess } from '../../packages/server/src/testing/command-process.ts'
import { CarelessBalancer } from './careless-balancer.ts'
import { RedisProcess } from './redis-process.ts'

const SCRIPT = join(import.meta.dirname, '../../packages/server/bin/nabiz.mjs')
const SECRET = 'S'.repeat(32)
const TOP = 150
let redis: RedisProcess
beforeAll(async () => {
  redis = await RedisProcess.start()
})
afterAll(() => redis[Symbol.asyncDispose]())

const serve = () =>
  new CommandProcess(SCRIPT, [
    ...['serve', '--port', '0', '--jwt-secret', SECRET, '--api-key', 'K', '--redis', redis.url],
    ...['--limit', 'messagesPerMinute=100000'],
  ])
const tokenFor = async (room: string) => {
  const asked = ['token', '--jwt-secret', SECRET, '--user', '5', '--rooms', room, '--publish', room]
  return (await new CommandProcess(SCRIPT, asked).ended).out.trim()
}
const upTo = (top: number) => Array.from({ length: top }, (_, index) => index + 1)
const connected = (client: Client) => expect.poll(() => client.status.state, { timeout: 15_000 }).toBe('connected')

for (const transport of [sse, longPoll] satisfies Transport[]) {
  test(`[RD39] our client over ${transport.name} behind a careless balancer: its node is killed in a burst, it comes back and loses nothing`, async () => {
    await using a = serve()
    await using b = serve()
    const nodes = [await a.url, await b.url]
    const alive = [0, 1]
    await using balancer = await CarelessBalancer.before(nodes, (_, turn) => alive[turn % alive.length]!)
    const room = `room:${transport.name}`
    const token = await tokenFor(room)
    const client = createClient({ url: balancer.url, token: () => token, transports: [transport] })
    const heard: unknown[] = []
    const offsets: number[] = []
    const resets: string[] = []
    const joined = client.join(room)
    joined.on('x', ({ data, offset }) => {
      heard.push(data)
      offsets.push(offset!)
    })
    joined.onReset(reason => void resets.push(reason))
    // The first call makes the session, on the first node.
    client.connect()
    await connected(client)
    const publish = (index: number) => client.publish(room, 'x', index, { key: `k${index}` })
    const first = await Promise.all(upTo(TOP).map(publish))
    expect(first).toHaveLength(TOP)
    expect(Math.min(...balancer.carried)).toBeGreaterThan(0)
    await expect.poll(() => heard.length).toBe(TOP)
    const later = upTo(TOP).map(index => publish(TOP + index))
    a.signal('SIGKILL')
    alive.shift()
    await a.ended
    await Promise.all(later)
    await expect.poll(() => heard.length, { timeout: 15_000 }).toBe(2 * TOP)
    await connected(client)
    expect(offsets).toEqual(upTo(2 * TOP))
    expect(new Set(heard).size).toBe(2 * TOP)
    expect(resets).toEqual(['fresh'])
    client.close()
  })
}

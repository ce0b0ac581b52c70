/** Every transport against the real server through a network that cuts, falls silent and slices: nothing lost or twice. */
import { once } from 'node:events'
import { createServer as createHttp } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createServer, type Identity } from '@nabiz/server'
import { afterEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { createCoreClient } from './client.ts'
import type { Clock } from './outside/clock.ts'
import { roomState } from './testing/client-under-test.ts'
import { createHostileNetwork } from './testing/hostile-network.ts'
import { everyTransport } from './transport/every-transport.ts'
import type { Transport } from './transport/wire.ts'

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

const turn = () => new Promise<void>(resolve => setImmediate(resolve))

/** Numbers that look random and are the same in every run. Source: mulberry32. */
const seeded = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
}

/** The client's time runs faster, so that its heartbeat finds a silent link in a fraction of a second. */
const HASTE = 20
const hasty: Clock = {
  now: () => Date.now(),
  setTimeout: (fn, ms) => setTimeout(fn, ms / HASTE),
  clearTimeout: handle => clearTimeout(handle as ReturnType<typeof setTimeout>),
}

const start = async (transports: readonly Transport[], seed: number) => {
  const server = createServer({
    authenticate: async token => JSON.parse(token) as Identity,
    limits: { messagesPerMinute: 100_000, connectsPerMinute: 100_000, heartbeatMs: 1000 },
  })
  const http = createHttp()
  server.attach(http)
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  ends.push(async () => {
    await server.close()
    http.close()
    http.closeAllConnections()
  })
  const network = await createHostileNetwork((http.address() as AddressInfo).port, seeded(seed + 100))
  ends.push(() => network.close())
  const client = createCoreClient({
    url: `http://127.0.0.1:${network.port}`,
    token: () => JSON.stringify({ user_id: '5', rooms: ['*'], publish: ['*'] }),
    ...{ transports, WebSocket, random: seeded(seed + 200), clock: hasty },
    backoff: () => HASTE,
  })
  ends.push(() => client.close())
  client.connect()
  return { server, network, client }
}

for (const transport of everyTransport) {
  for (const seed of [1, 2]) {
    test(`[C28] ${transport.name}: each event once and in order, each keyed publish once (seed ${seed})`, async () => {
      const random = seeded(seed)
      const { server, network, client } = await start([transport], seed)
      const rooms = ['company:1', 'dashboard'].map(name => client.join(name))
      const heard = new Map(rooms.map(room => [room.name, [] as unknown[]]))
      const resets: string[] = []
      for (const room of rooms) {
        room.on('*', event => heard.get(room.name)!.push(event.data))
        room.onReset(reason => resets.push(reason))
      }
      let losses = 0
      client.onStatus(now => {
        if (now.state === 'waiting') losses += 1
      })
      await Promise.all(rooms.map(room => roomState(room, state => state.status === 'joined')))
      let number = 0
      const own: Promise<unknown>[] = []
      const caughtUp = () => Promise.all(rooms.map(room => roomState(room, state => state.position?.offset === number)))
      for (let step = 0; step < 120; step += 1) {
        for (let burst = Math.floor(random() * 4); burst > 0; burst -= 1) {
          number += 1
          await server.publish('company:1', 'counted', number)
          await server.publish('dashboard', 'counted', number)
        }
        const dice = random()
        if (dice < 0.05) network.cut(dice < 0.025)
        else if (dice < 0.08) {
          await caughtUp()
          network.fallSilent()
        } else if (dice < 0.14) {
          own.push(client.publish('own', 'said', own.length, { key: `k${own.length}`, timeout_ms: 400_000 }))
        }
        if (random() < 0.7) await turn()
        if (random() < 0.08) await caughtUp()
      }
      await caughtUp()
      await Promise.all(own)
      for (const [, events] of heard) expect(events).toEqual(Array.from({ length: number }, (_, index) => index + 1))
      expect(resets).toEqual(['fresh', 'fresh'])
      const { events } = await client.history('own', { limit: 1000, timeout_ms: 400_000 })
      expect(events.map(event => event.data).sort()).toEqual(own.map((_, index) => index).sort())
      expect(client.status.transport).toBe(transport.name)
      // The network was as hostile as it should be.
      expect(losses).toBeGreaterThan(2)
      expect(Math.min(network.counts.slices, network.counts.cut, network.counts.silent, own.length)).toBeGreaterThan(0)
    })
  }
}

/** The client against the real server: kills at random instants, a silent network, expiry, drains, permissions. */
import { once } from 'node:events'
import { createServer as createHttp } from 'node:http'
import { type AddressInfo, connect, createServer as createTcp, type Socket } from 'node:net'
import { defineRequest, type RoomEvent, type StandardSchemaV1 } from '@nabiz/protocol'
import { ConnectRefused, createServer, type Identity, type ServerOptions } from '@nabiz/server'
import { afterEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { type Client, createClient } from './client.ts'
import { RequestFailed } from './failure.ts'
import type { ClientOptions } from './options.ts'
import type { JoinedRoom } from './room/joined-room.ts'
import { roomState, status } from './testing/client-under-test.ts'
import { createManualClock } from './testing/manual-clock.ts'
import { webSocket } from './transport/websocket.ts'

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

/** A token is an identity as JSON. */
const tokenOf = (identity: Partial<Identity> = {}) =>
  JSON.stringify({ user_id: '5', rooms: ['*'], publish: ['*'], ...identity })

const serve = async (options: Partial<ServerOptions> = {}) => {
  const server = createServer({
    authenticate: async token => {
      if (token === 'bad') throw new ConnectRefused(4500, 'bad')
      return JSON.parse(token) as Identity
    },
    limits: { messagesPerMinute: 10_000 },
    ...options,
  })
  const http = createHttp()
  server.attach(http)
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  const sockets = new Set<Socket>()
  let accepted = 0
  http.on('connection', socket => {
    accepted += 1
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  ends.push(async () => {
    await server.close()
    http.close()
    http.closeAllConnections()
  })
  const { port } = http.address() as AddressInfo
  /** Cuts every link: with a reset, or in the middle of what is being written. */
  const kill = (reset: boolean) => {
    for (const socket of sockets) {
      if (reset) socket.resetAndDestroy()
      else socket.destroy()
    }
  }
  return { server, port, url: `ws://127.0.0.1:${port}/ws`, kill, accepted: () => accepted }
}

const start = (url: string, options: Partial<ClientOptions> = {}): Client => {
  const client = createClient({ url, token: () => tokenOf(), WebSocket, backoff: () => 1, ...options })
  ends.push(() => client.close())
  client.connect()
  return client
}

const offset = (room: JoinedRoom, wanted: number) => roomState(room, state => state.position?.offset === wanted)
const turn = () => new Promise<void>(resolve => setImmediate(resolve))

/** Numbers that look random and are the same in every run. Source: mulberry32. */
const seeded = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
}

for (const seed of [1, 2, 3, 4]) {
  test(`[C1] [C2] no event twice, none missed, though the links are cut at random instants (seed ${seed})`, async () => {
    const { server, url, kill } = await serve()
    const random = seeded(seed)
    const client = start(url, { transports: [webSocket] })
    const rooms = ['company:1', 'user:5', 'dashboard'].map(name => client.join(name))
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
    const published = new Map(rooms.map(room => [room.name, 0]))
    for (let step = 0; step < 400; step += 1) {
      for (const { name } of rooms) {
        for (let burst = Math.floor(random() * 4); burst > 0; burst -= 1) {
          const number = published.get(name)! + 1
          published.set(name, number)
          await server.publish(name, 'counted', number)
        }
      }
      if (random() < 0.1) kill(random() < 0.5)
      if (random() < 0.5) await turn()
      // Now and then the client gets to be live again before the next cut.
      if (random() < 0.05) await Promise.all(rooms.map(room => offset(room, published.get(room.name)!)))
    }
    await Promise.all(rooms.map(room => offset(room, published.get(room.name)!)))
    for (const [name, count] of published) {
      expect(heard.get(name)).toEqual(Array.from({ length: count }, (_, index) => index + 1))
    }
    expect(resets).toEqual(['fresh', 'fresh', 'fresh'])
    expect(losses).toBeGreaterThan(5)
  })
}

test('[C1] two clients publish to each other through kills: with keys every event happens once', async () => {
  const { url, kill } = await serve()
  const reader = start(url).join('conversation:1')
  const texts: unknown[] = []
  reader.on('message:new', event => texts.push(event.data))
  await roomState(reader, state => state.status === 'joined')
  const writer = start(url)
  const sent = Array.from({ length: 60 }, (_, index) => `message ${index}`)
  for (const [index, text] of sent.entries()) {
    const publish = writer.publish('conversation:1', 'message:new', text, { key: text })
    if (index % 7 === 3) {
      await turn()
      kill(index % 2 === 0)
    }
    await publish
  }
  await offset(reader, sent.length)
  expect(texts).toEqual(sent)
})

/** A network between client and server that can fall silent without closing anything. */
const silentNetwork = async (port: number) => {
  const pairs: [Socket, Socket][] = []
  const proxy = createTcp(near => {
    const far = connect(port, '127.0.0.1')
    for (const socket of [near, far]) socket.on('error', () => {})
    near.pipe(far).pipe(near)
    pairs.push([near, far])
  })
  proxy.listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  ends.push(() => {
    for (const pair of pairs) for (const socket of pair) socket.destroy()
    proxy.close()
  })
  return {
    url: `ws://127.0.0.1:${(proxy.address() as AddressInfo).port}/ws`,
    fallSilent: () => {
      for (const [near, far] of pairs) {
        near.unpipe(far)
        far.unpipe(near)
      }
    },
  }
}

test('[C7] a half-open connection is found by the heartbeat, and nothing published meanwhile is missed', async () => {
  const { server, port } = await serve()
  const network = await silentNetwork(port)
  const clock = createManualClock(Date.now())
  const client = start(network.url, { clock })
  const room = client.join('company:1')
  const heard: unknown[] = []
  room.on('*', event => heard.push(event.data))
  await roomState(room, state => state.status === 'joined')
  await status(client, now => now.latency_ms !== null)
  network.fallSilent()
  for (const number of [1, 2, 3]) await server.publish('company:1', 'counted', number)
  clock.advance(60_000)
  expect(client.status.state).toBe('connected')
  clock.advance(30_000)
  expect(client.status).toMatchObject({ state: 'waiting', reason: 'heartbeat_missed' })
  expect(heard).toEqual([])
  clock.advance(1)
  await offset(room, 3)
  expect(heard).toEqual([1, 2, 3])
})

test('[C6] a token that expires on a live connection is replaced, and the events go on', async () => {
  let now = 1_000_000
  const { server, url } = await serve({ now: () => now })
  let tokens = 0
  const client = start(url, {
    token: () => {
      tokens += 1
      return tokenOf({ expires_at: now + 60_000 })
    },
  })
  const room = client.join('company:1')
  await roomState(room, state => state.status === 'joined')
  const reasons: unknown[] = []
  client.onStatus(status => reasons.push(status.reason))
  now += 60_001
  await roomState(room, state => state.status === 'joining')
  await server.publish('company:1', 'counted', 1)
  await offset(room, 1)
  expect(tokens).toBe(2)
  expect(reasons).toContain('token_expired')
})

test('[C6] a bad token stops after one more, a revoked one at once', async () => {
  const { server, url, accepted } = await serve()
  const bad = start(url, { token: () => 'bad' })
  expect(await status(bad, 'closed')).toMatchObject({ reason: 'token_invalid' })
  expect(accepted()).toBe(2)
  const client = start(url)
  await status(client, 'connected')
  await server.disconnect({ user_id: '5' }, { revoke: true })
  expect(await status(client, 'closed')).toMatchObject({ reason: 'token_revoked' })
})

test('[C6] disconnected by the application: the client is back with its position', async () => {
  const { server, url } = await serve()
  const client = start(url)
  const room = client.join('company:1')
  await roomState(room, state => state.status === 'joined')
  await server.disconnect({ user_id: '5' })
  await status(client, 'waiting')
  await server.publish('company:1', 'counted', 1)
  await offset(room, 1)
})

test('[C8] authenticate over the live connection keeps it past the first token’s end', async () => {
  let now = Date.now()
  const { server, url, accepted } = await serve({
    now: () => now,
    // Ten minutes pass in one step here; no pong could come in between.
    limits: { heartbeatMs: 10_000_000 },
    authenticate: async token => {
      const { exp } = JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as { exp: number }
      return { user_id: '5', rooms: ['*'], expires_at: exp * 1000 }
    },
  })
  const clock = createManualClock(now)
  const token = () => `h.${Buffer.from(JSON.stringify({ exp: Math.floor(now / 1000) + 600 })).toString('base64url')}.s`
  const client = start(url, { clock, token })
  const room = client.join('company:1')
  await roomState(room, state => state.status === 'joined')
  for (let refresh = 0; refresh < 3; refresh += 1) {
    now += 541_000
    clock.advance(541_000)
    // An answer after the frame tells that the server has taken it.
    await client.request('none', null).catch(() => {})
  }
  await server.publish('company:1', 'counted', 1)
  await offset(room, 1)
  expect(accepted()).toBe(1)
  expect(client.status.state).toBe('connected')
})

test('[C4] a permission that ends takes the room away, one that never was refuses it', async () => {
  const allowed = new Set(['company:1'])
  const { server, url } = await serve({ authorize: (_, room) => allowed.has(room) })
  const client = start(url)
  const room = client.join('company:1')
  const foreign = client.join('company:2')
  expect((await roomState(foreign, state => state.status === 'refused')).error?.code).toBe('denied')
  await roomState(room, state => state.status === 'joined')
  allowed.clear()
  await server.refreshPermissions('5')
  expect((await roomState(room, state => state.status === 'left')).error?.code).toBe('permission_ended')
})

test('[C3] a server that restarts without its history says so, and the client goes on from there', async () => {
  const first = await serve()
  const network = { url: first.url }
  class Rerouted extends WebSocket {
    constructor(_url: string, protocols?: string | string[]) {
      super(network.url, protocols)
    }
  }
  const client = start(first.url, { WebSocket: Rerouted })
  const room = client.join('company:1')
  const heard: unknown[] = []
  room.on('*', event => heard.push(event.data))
  room.onReset(reason => heard.push(reason))
  await first.server.publish('company:1', 'counted', 0)
  await roomState(room, state => state.status === 'joined')
  await first.server.publish('company:1', 'counted', 1)
  const { position } = await offset(room, 2)
  const second = await serve()
  network.url = second.url
  await first.server.close()
  await roomState(room, state => state.position?.epoch !== position?.epoch)
  await second.server.publish('company:1', 'counted', 2)
  await offset(room, 1)
  expect(heard).toEqual(['fresh', 1, 'epoch_changed', 2])
})

test('[C12] a drained node empties within its window and its clients are on the next one', async () => {
  const first = await serve()
  const second = await serve()
  const network = { url: first.url }
  class Rerouted extends WebSocket {
    constructor(_url: string, protocols?: string | string[]) {
      super(network.url, protocols)
    }
  }
  const client = start(first.url, { WebSocket: Rerouted })
  await status(client, 'connected')
  network.url = second.url
  await first.server.drain({ window_ms: 300 })
  await status(client, now => now.state === 'connected' && second.accepted() === 1)
  expect(first.server.stats().connections).toBe(0)
})

const anything: StandardSchemaV1<unknown, number> = {
  '~standard': { version: 1, vendor: 'test', validate: value => ({ value: value as number }) },
}

test('[C9] requests and publishes against the real server, with its codes', async () => {
  const double = defineRequest('double', { input: anything, output: anything })
  const { url } = await serve({
    requests: [{ contract: double, handle: async (input: unknown) => (input as number) * 2 }],
  })
  const client = start(url)
  const room = client.join('company:1')
  const events: RoomEvent[] = []
  const typing = new Promise<void>(resolve => {
    client.onEvent(event => {
      events.push(event)
      if (event.type === 'typing') resolve()
    })
  })
  await roomState(room, state => state.status === 'joined')
  expect(await client.request('double', 21)).toBe(42)
  const published = await client.publish('company:1', 'product_added', { name: 'Kalem' }, { key: 'k' })
  expect(published).toMatchObject({ room: 'company:1', offset: 1, durability: 'memory' })
  expect(await client.publish('company:1', 'product_added', { name: 'Kalem' }, { key: 'k' })).toMatchObject({
    id: published.id,
  })
  const passing = await client.publish('company:1', 'typing', null, { record: false })
  expect(passing).toMatchObject({ durability: 'none' })
  await typing
  expect(events.map(event => event.type)).toEqual(['product_added', 'typing'])
  const unknown = client.request('triple', 1)
  await expect(unknown).rejects.toBeInstanceOf(RequestFailed)
  await expect(unknown).rejects.toMatchObject({ code: 'unknown_request', retry_after_ms: null })
})

/** One connection over real sockets and a manual clock: attempts, ends, silence, drains, the device's signals. */
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Client } from '../client.ts'
import { TokenRefused } from '../failure.ts'
import type { OnlineSignal } from '../outside/online-source.ts'
import { clientFor, status } from '../testing/client-under-test.ts'
import { connected, createScriptedServer, type Peer, type ScriptedServer } from '../testing/scripted-server.ts'

let server: ScriptedServer
const clients: Client[] = []

beforeEach(async () => {
  server = await createScriptedServer()
})
afterEach(async () => {
  for (const client of clients.splice(0)) client.close()
  await server.stop()
})

const start = (options: Parameters<typeof clientFor>[1] = {}, url = server.url) => {
  const made = clientFor(url, options)
  clients.push(made.client)
  made.client.connect()
  return made
}

const welcome = async (client: Client): Promise<Peer> => {
  const { peer } = await server.accept()
  peer.send(connected())
  await status(client, 'connected')
  return peer
}

/** A port on which nobody listens. */
const deadUrl = async () => {
  const socket = createServer().listen(0, '127.0.0.1')
  await once(socket, 'listening')
  const { port } = socket.address() as AddressInfo
  socket.close()
  await once(socket, 'close')
  return `ws://127.0.0.1:${port}/ws`
}

const onlineSource = () => {
  let fn: (signal: OnlineSignal) => void = () => {}
  const source = {
    online: true,
    isOnline: () => source.online,
    subscribe: (listener: typeof fn) => {
      fn = listener
      return () => {
        fn = () => {}
      }
    },
    signal: (signal: OnlineSignal) => {
      if (signal !== 'visible') source.online = signal === 'online'
      fn(signal)
    },
  }
  return source
}

test('[C5] a dead server: attempts by the back-off, each in the status, the last one says it gave up', async () => {
  const { client, clock } = start({ backoff: 'exp-1-16-x5' }, await deadUrl())
  const waits: number[] = []
  for (let attempt = 1; attempt <= 5; attempt += 1) {
    const now = await status(client, now => now.state === 'waiting' && now.attempt === attempt)
    expect(now.reason).toBe('network')
    waits.push(now.next_attempt_at! - clock.now())
    clock.advance(now.next_attempt_at! - clock.now() - 1)
    expect(client.status.state).toBe('waiting')
    clock.advance(1)
    expect(client.status).toMatchObject({ state: 'connecting', attempt, next_attempt_at: null })
  }
  expect(waits).toEqual([1000, 2000, 4000, 8000, 16_000])
  expect(await status(client, 'closed')).toMatchObject({ reason: 'attempts_exhausted', next_attempt_at: null })
  expect(clock.pending()).toEqual([])
})

test('[C5] the default back-off never ends, and its first retry comes within a second', async () => {
  const { client, clock } = start({}, await deadUrl())
  const waits: number[] = []
  for (let attempt = 1; attempt <= 8; attempt += 1) {
    const now = await status(client, now => now.state === 'waiting' && now.attempt === attempt)
    waits.push(now.next_attempt_at! - clock.now())
    clock.advance(waits.at(-1)!)
  }
  expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 8000, 8000, 8000])
})

test('[C5] a flapping connection goes on in the back-off, one that lived 5 s starts anew', async () => {
  const { client, clock } = start({ backoff: 'exp-1-16-x5' })
  const waits: number[] = []
  for (const lived of [0, 4999, 5000]) {
    const peer = await welcome(client)
    expect(client.status.attempt).toBe(0)
    clock.advance(lived)
    peer.cut()
    const now = await status(client, 'waiting')
    waits.push(now.next_attempt_at! - clock.now())
    clock.advance(waits.at(-1)!)
  }
  expect(waits).toEqual([1000, 2000, 1000])
})

test('[C5] a server that never answers is given up after 15 s', async () => {
  const { client, clock } = start()
  await server.accept()
  clock.advance(14_999)
  expect(client.status.state).toBe('connecting')
  clock.advance(1)
  expect(client.status).toMatchObject({ state: 'waiting', reason: 'connect_timeout' })
})

test('[C6] 4004 comes back without its session, other ends with it', async () => {
  const { client, clock } = start()
  for (const [code, reason, session] of [
    [4001, 'slow_reader', 's1'],
    [4004, 'taken_over', undefined],
    [4499, 'closed_4499', 's1'],
    [1011, 'network', 's1'],
  ] as const) {
    const peer = await welcome(client)
    peer.close(code)
    expect((await status(client, 'waiting')).reason).toBe(reason)
    clock.advance(client.status.next_attempt_at! - clock.now())
    const { peer: next, connect } = await server.accept()
    expect(connect.session).toBe(session)
    next.cut()
    await status(client, 'waiting')
    clock.advance(client.status.next_attempt_at! - clock.now())
  }
})

test('[C6] 4007 waits for retry_after_ms and at least 30 s; neither wake-up nor retry comes sooner', async () => {
  const online = onlineSource()
  const { client, clock } = start({ online })
  let peer = await welcome(client)
  peer.send({ type: 'error', code: 'rate_limited', message: 'slow down', retry_after_ms: 45_000 })
  peer.close(4007)
  const limited = await status(client, 'waiting')
  expect(limited).toMatchObject({ reason: 'rate_limited', next_attempt_at: clock.now() + 45_000 })
  clock.advance(10_000)
  client.retry()
  online.signal('visible')
  expect(client.status).toMatchObject({ state: 'waiting', next_attempt_at: clock.now() + 35_000 })
  clock.advance(35_000)
  peer = await welcome(client)
  peer.close(4007)
  expect((await status(client, 'waiting')).next_attempt_at).toBe(clock.now() + 30_000)
})

for (const [code, reason] of [
  [4500, 'token_invalid'],
  [4501, 'token_expired'],
] as const) {
  test(`[C6] ${code} fetches the token once more at once, then stops`, async () => {
    const tokens = ['old', 'fresh', 'third']
    const { client, clock } = start({ token: () => tokens.shift()! })
    const first = await server.accept()
    expect(first.connect.token).toBe('old')
    first.peer.close(code, reason)
    const second = await server.accept()
    expect(second.connect.token).toBe('fresh')
    expect(client.status.reason).toBe(reason)
    second.peer.close(code, reason)
    expect(await status(client, 'closed')).toMatchObject({ reason, next_attempt_at: null })
    expect(clock.pending()).toEqual([])
    client.retry()
    expect((await server.accept()).connect.token).toBe('third')
  })
}

test('[C6] 4501 on a live connection comes back with a fresh token as often as it happens', async () => {
  let tokens = 0
  const { client, clock } = start({ token: () => `token-${++tokens}` })
  for (let round = 1; round <= 3; round += 1) {
    const { peer, connect } = await server.accept()
    expect(connect.token).toBe(`token-${round}`)
    peer.send(connected())
    await status(client, 'connected')
    clock.advance(6000)
    peer.close(4501)
  }
  await server.accept()
})

for (const [code, reason] of [
  [4502, 'token_revoked'],
  [4503, 'protocol_error'],
  [1009, 'protocol_error'],
  [4999, 'closed_4999'],
] as const) {
  test(`[C6] ${code} stops with its reason until somebody asks`, async () => {
    const { client, clock } = start()
    const peer = await welcome(client)
    peer.close(code)
    expect(await status(client, 'closed')).toMatchObject({ reason })
    expect(clock.pending()).toEqual([])
    client.connect()
    expect((await server.accept()).connect.session).toBeUndefined()
  })
}

test('[C7] two pings that nothing answers end the connection, any frame keeps it', async () => {
  const { client, clock } = start()
  const peer = await welcome(client)
  await peer.next('ping')
  await status(client, now => now.latency_ms !== null)
  peer.mute()
  for (let beat = 1; beat <= 3; beat += 1) {
    clock.advance(30_000)
    await peer.next('ping')
    const heard = new Promise<void>(resolve => client.onEvent(() => resolve()))
    peer.send({ type: 'x', room: 'r', data: null, timestamp: 1, user_id: null, id: `${beat}` })
    await heard
  }
  clock.advance(30_000)
  await peer.next('ping')
  clock.advance(30_000)
  await peer.next('ping')
  expect(client.status.state).toBe('connected')
  clock.advance(29_999)
  expect(client.status.state).toBe('connected')
  clock.advance(1)
  expect(client.status).toMatchObject({ state: 'waiting', reason: 'heartbeat_missed' })
  expect(await peer.closed).toBe(4000)
})

test('[C7] a page that is shown again asks for life within 10 s', async () => {
  const online = onlineSource()
  const { client, clock } = start({ online })
  const peer = await welcome(client)
  await peer.next('ping')
  online.signal('visible')
  await peer.next('ping')
  await status(client, now => now.latency_ms !== null)
  clock.advance(10_000)
  expect(client.status.state).toBe('connected')
  peer.mute()
  online.signal('visible')
  clock.advance(10_000)
  expect(client.status).toMatchObject({ state: 'waiting', reason: 'heartbeat_missed' })
})

test('[C7] the latency is the round trip of a ping', async () => {
  const { client, clock } = start()
  const { peer } = await server.accept()
  peer.mute()
  peer.send(connected())
  const ping = await peer.next('ping')
  clock.advance(42)
  peer.send({ type: 'pong', ts: ping.ts })
  expect((await status(client, now => now.latency_ms !== null)).latency_ms).toBe(42)
})

test('[C11] a status is frozen, the same object until something changes, and keeps since over attempts', async () => {
  const { client, clock, statuses } = start({ backoff: () => 1000 })
  const began = clock.now()
  expect(client.status).toMatchObject({ state: 'connecting', since: began, reason: null, user_id: null })
  clock.advance(10)
  const peer = await welcome(client)
  expect(client.status).toMatchObject({ since: began + 10, user_id: '5', reason: null })
  expect(Object.isFrozen(client.status)).toBe(true)
  expect(client.status).toBe(client.status)
  expect(statuses.at(-1)).toBe(client.status)
  clock.advance(7000)
  const lost = clock.now()
  peer.cut()
  await status(client, 'waiting')
  clock.advance(1000)
  expect(client.status).toMatchObject({ state: 'connecting', since: lost, reason: 'network', attempt: 1 })
  expect(new Set(statuses).size).toBe(statuses.length)
})

test('[C12] a drain keeps the connection until after_ms, then comes back at once with session and no back-off', async () => {
  const { client, clock } = start()
  const peer = await welcome(client)
  const heard = new Promise(resolve => client.onEvent(resolve))
  peer.send({ type: 'reconnect', after_ms: 3000, reason: 'draining' })
  peer.send({ type: 'x', room: 'r', data: null, timestamp: 1, user_id: null, id: 'a' })
  await heard
  clock.advance(2999)
  expect(client.status.state).toBe('connected')
  clock.advance(1)
  expect(client.status).toMatchObject({ state: 'connecting', reason: 'draining', attempt: 0 })
  expect((await server.accept()).connect.session).toBe('s1')
  expect(await peer.closed).toBe(4000)
})

test('[C12] a server that closes while draining is met again when it asked for', async () => {
  const { client, clock } = start()
  const peer = await welcome(client)
  peer.send({ type: 'reconnect', after_ms: 3000, reason: 'draining' })
  peer.close(4000)
  expect(await status(client, 'waiting')).toMatchObject({ reason: 'draining', next_attempt_at: clock.now() + 3000 })
})

test('[C13] a returning network wakes at once; offline attempts are rare and not counted', async () => {
  const online = onlineSource()
  const { client, clock } = start({ online, backoff: 'fixed-3s-x5' })
  const peer = await welcome(client)
  online.online = false
  peer.cut()
  expect(await status(client, 'offline')).toMatchObject({ reason: 'offline', attempt: 0 })
  for (let probe = 0; probe < 7; probe += 1) {
    clock.advance(15_000)
    ;(await server.accept()).peer.cut()
    await status(client, 'offline')
  }
  online.signal('online')
  expect(client.status.state).toBe('connecting')
  await welcome(client)
})

test('[C13] going offline while waiting shows it, while connected only asks for life', async () => {
  const online = onlineSource()
  const { client, clock } = start({ online })
  const peer = await welcome(client)
  await peer.next('ping')
  online.signal('offline')
  await peer.next('ping')
  await status(client, now => now.latency_ms !== null)
  clock.advance(10_000)
  expect(client.status.state).toBe('connected')
  online.signal('online')
  peer.cut()
  await status(client, 'waiting')
  online.signal('offline')
  expect(client.status.state).toBe('offline')
})

test('[C13] a client that gave up tries again when the network returns', async () => {
  const online = onlineSource()
  const { client } = start({ online, backoff: () => null })
  const { peer } = await server.accept()
  peer.cut()
  await status(client, now => now.reason === 'attempts_exhausted')
  online.signal('online')
  await welcome(client)
})

test('[C6] a token that cannot be fetched is a passing fault, TokenRefused is the end', async () => {
  const faults = [new Error('502'), new TokenRefused('signed_out')]
  const { client, clock } = start({ token: () => Promise.reject(faults.shift()) })
  expect(await status(client, 'waiting')).toMatchObject({ reason: 'token_unavailable', attempt: 1 })
  clock.advance(1000)
  expect(await status(client, 'closed')).toMatchObject({ reason: 'signed_out' })
  expect(server.count()).toBe(0)
})

test('[C6] close says goodbye with 1000, leaves no timer and is final', async () => {
  const { client, clock } = start()
  const peer = await welcome(client)
  client.close()
  expect(client.status).toMatchObject({ state: 'closed', reason: 'closed_by_client' })
  expect(await peer.closed).toBe(1000)
  expect(clock.pending()).toEqual([])
})

test('[C6] closing during an attempt leaves nothing behind', async () => {
  const { client, clock } = start()
  client.close()
  await Promise.resolve()
  expect(client.status.state).toBe('closed')
  expect(clock.pending()).toEqual([])
  expect(server.count()).toBe(0)
})

test('[C10] a handler may retry or close while it hears of the loss', async () => {
  const { client } = start()
  const room = client.join('company:1')
  const { peer } = await server.accept()
  peer.send(connected())
  await status(client, 'connected')
  room.onState(() => client.retry())
  client.onStatus(now => {
    if (now.state === 'waiting') client.close()
  })
  peer.send({ type: 'room_joined', room: 'company:1', epoch: 'e', offset: 0, recovered: 'fresh' })
  peer.cut()
  const again = await server.accept()
  expect(again.connect.rooms).toEqual({ 'company:1': { epoch: 'e', offset: 0 } })
  again.peer.cut()
  expect(await status(client, 'closed')).toMatchObject({ reason: 'closed_by_client' })
})

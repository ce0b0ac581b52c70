/** From one transport to the next and back up, over real sockets: a WebSocket server, an HTTP server, and a manual clock. */
import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import type { Client } from '../client.ts'
import type { OnlineSignal } from '../outside/online-source.ts'
import { memoryInProcess } from '../outside/transport-memory.ts'
import { clientFor, status } from '../testing/client-under-test.ts'
import { createScriptedHttp, type ScriptedHttp } from '../testing/scripted-http.ts'
import { connected, createScriptedServer, type ScriptedServer } from '../testing/scripted-server.ts'
import { longPoll } from '../transport/long-poll.ts'
import { sse } from '../transport/sse.ts'
import { POST_TIMEOUT_MS } from '../transport/uplink.ts'
import { webSocket } from '../transport/websocket.ts'
import { CLIMB_MS, FIRST_CLIMB_MS } from './climb.ts'
import { HANDSHAKE_MS } from './connection.ts'

let sockets: ScriptedServer
let http: ScriptedHttp
/** A server that takes connections and says nothing: what some proxies do to a WebSocket. */
let silent: { url: string; count(): number; stop(): void }
const clients: Client[] = []

beforeEach(async () => {
  sockets = await createScriptedServer()
  http = await createScriptedHttp()
  const open: Socket[] = []
  const server = createServer(socket => void open.push(socket.on('error', () => {})))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  silent = {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/ws`,
    count: () => open.length,
    stop: () => {
      for (const socket of open) socket.destroy()
      server.close()
    },
  }
})
afterEach(async () => {
  for (const client of clients.splice(0)) client.close()
  silent.stop()
  await Promise.all([sockets.stop(), http.stop()])
})

/** Where WebSockets of this test lead: the HTTP server refuses them. */
const start = (options: Parameters<typeof clientFor>[1] = {}) => {
  const route = { url: http.url.replace('http', 'ws') }
  class Routed extends WebSocket {
    constructor(_url: string, protocols?: string | string[]) {
      super(route.url, protocols)
    }
  }
  const memory = memoryInProcess()
  const transports = [webSocket, sse, longPoll]
  const made = clientFor(http.url, { transports, transportMemory: memory, WebSocket: Routed, ...options })
  clients.push(made.client)
  made.client.connect()
  return { ...made, route, memory, remembered: () => memory.get(new URL(http.url).origin.replace('http', 'ws')) }
}

const overSse = async (made: ReturnType<typeof start>) => {
  const stream = await http.next('POST sse')
  // No heartbeat but the first, so that time can pass in one step.
  stream.say(connected({ heartbeat_ms: 1e9 }))
  await status(made.client, 'connected')
  ;(await http.next('POST send')).answer(202)
  await expect.poll(() => made.clock.pending()).not.toContain(POST_TIMEOUT_MS)
  return stream
}

const tick = (made: ReturnType<typeof start>) =>
  made.clock.advance(made.client.status.next_attempt_at! - made.clock.now())

test('[C19] [C20] a refused WebSocket is followed by SSE at once, a refused SSE by long poll; what worked is kept', async () => {
  const made = start()
  ;(await http.next('POST sse')).answer(404, { error: { code: 'not_found', message: '' } })
  ;(await http.next('POST send')).answer(200, { session: 's1' })
  ;(await http.next('GET poll')).answer(200, { n: 1, frames: [connected()] })
  expect(await status(made.client, 'connected')).toMatchObject({ transport: 'poll', attempt: 0 })
  expect(made.statuses.map(now => now.state)).not.toContain('waiting')
  expect(made.remembered()).toBe('poll')
  ;(await http.next('POST send')).answer(202)
  const next = start({ transportMemory: made.memory })
  expect((await http.next('POST send')).frames).toMatchObject([{ type: 'connect' }])
  expect(next.client.status.state).toBe('connecting')
})

test('[C19] a WebSocket that opens and says nothing is given 8 s, the last transport 15 s', async () => {
  const made = start({ WebSocket: undefined, transports: [sse, longPoll] })
  await http.next('POST sse')
  made.clock.advance(HANDSHAKE_MS - 1)
  expect(http.calls).toEqual(['POST sse'])
  made.clock.advance(1)
  await http.next('POST send')
  made.clock.advance(14_999)
  expect(made.client.status.state).toBe('connecting')
  made.clock.advance(1)
  expect(made.client.status).toMatchObject({ state: 'waiting', reason: 'connect_timeout', attempt: 1 })
  const quiet = start()
  quiet.route.url = sockets.url
  quiet.client.close()
  quiet.client.connect()
  await sockets.accept()
  quiet.clock.advance(HANDSHAKE_MS)
  await overSse(quiet)
  expect(quiet.client.status).toMatchObject({ transport: 'sse', attempt: 0 })
})

test('[C19] what a server says is no failure of its transport: refused token, fault, too many', async () => {
  for (const [code, state] of [
    [4500, 'connecting'],
    [4502, 'closed'],
    [4006, 'waiting'],
    [1011, 'waiting'],
    [1013, 'waiting'],
  ] as const) {
    const made = start()
    made.client.close()
    made.route.url = sockets.url
    made.client.connect()
    const { peer } = await sockets.accept()
    peer.close(code)
    await status(made.client, now => now.state === state && now.reason !== null)
    if (code === 4500) await sockets.accept()
    made.client.close()
  }
  expect(http.calls).toEqual([])
})

test('[C20] a network that is away gives up no transport, a lost connection comes back over its own', async () => {
  const made = start()
  made.client.close()
  made.route.url = sockets.url
  made.client.connect()
  const { peer } = await sockets.accept()
  peer.send(connected())
  await status(made.client, 'connected')
  expect(made.remembered()).toBe('websocket')
  // Everything fails for three rounds: each tries all, none concludes anything.
  made.route.url = http.url.replace('http', 'ws')
  peer.cut()
  for (let round = 1; round <= 3; round += 1) {
    await status(made.client, now => now.state === 'waiting' && now.attempt === round)
    tick(made)
    ;(await http.next('POST sse')).cut()
    ;(await http.next('POST send')).cut()
  }
  await status(made.client, now => now.state === 'waiting' && now.attempt === 4)
  expect(made.remembered()).toBe('websocket')
  made.route.url = sockets.url
  tick(made)
  const { peer: again } = await sockets.accept()
  again.send(connected())
  expect(await status(made.client, 'connected')).toMatchObject({ transport: 'websocket' })
  expect(http.calls).toHaveLength(6)
})

test('[C21] over SSE the WebSocket is tried beside it, ever more rarely, and taken when it gets through', async () => {
  const made = start()
  const stream = await overSse(made)
  made.route.url = silent.url
  const trials = [FIRST_CLIMB_MS, 60_000, 120_000, 240_000, CLIMB_MS, CLIMB_MS]
  for (const [tried, wait] of trials.entries()) {
    made.clock.advance(wait - 1)
    expect(made.clock.pending()[0]).toBe(1)
    made.clock.advance(1)
    await expect.poll(silent.count).toBe(tried + 1)
    made.clock.advance(HANDSHAKE_MS)
    expect(made.client.status).toMatchObject({ state: 'connected', transport: 'sse' })
  }
  made.route.url = sockets.url
  made.clock.advance(CLIMB_MS)
  const trial = await sockets.accept()
  expect(trial.connect).toMatchObject({ token: 'token', rooms: {} })
  expect(trial.connect.session).toBeUndefined()
  trial.peer.send(connected({ session: 'trial' }))
  expect(await trial.peer.closed).toBe(1000)
  const moved = await sockets.accept()
  expect(moved.connect.session).toBe('s1')
  moved.peer.send(connected())
  expect(await status(made.client, now => now.transport === 'websocket')).toMatchObject({ state: 'connected' })
  expect(made.remembered()).toBe('websocket')
  await stream.closed
})

test('[C21] a changed network is reason to try at once; an answer somebody waits for is not cut off', async () => {
  let signal: (signal: OnlineSignal) => void = () => {}
  const online = {
    isOnline: () => true,
    subscribe: (fn: typeof signal) => {
      signal = fn
      return () => {}
    },
  }
  const made = start({ online })
  const stream = await overSse(made)
  const answer = made.client.request('slow', null)
  made.route.url = sockets.url
  signal('online')
  const trial = await sockets.accept()
  trial.peer.send(connected({ session: 'trial' }))
  await trial.peer.closed
  expect(made.client.status).toMatchObject({ state: 'connected', transport: 'sse' })
  stream.say({ type: 'response', ref: 1, data: 42 })

  expect(await answer).toBe(42)
  made.clock.advance(HANDSHAKE_MS)
  const again = await sockets.accept()
  again.peer.send(connected({ session: 'trial' }))
  const moved = await sockets.accept()
  moved.peer.send(connected())
  await status(made.client, now => now.transport === 'websocket')
})

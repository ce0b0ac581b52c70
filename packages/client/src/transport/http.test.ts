/** SSE and long poll over real HTTP and a manual clock: frames down, numbered posts up, lost answers, refusals, ends. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Client } from '../client.ts'
import { clientFor, roomState, status } from '../testing/client-under-test.ts'
import type { ManualClock } from '../testing/manual-clock.ts'
import { createScriptedHttp, type Exchange, type ScriptedHttp } from '../testing/scripted-http.ts'
import { connected, event, roomJoined } from '../testing/scripted-server.ts'
import { longPoll } from './long-poll.ts'
import { sse } from './sse.ts'
import { POST_TIMEOUT_MS } from './uplink.ts'
import type { Transport } from './wire.ts'

let server: ScriptedHttp
const clients: Client[] = []

beforeEach(async () => {
  server = await createScriptedHttp()
})
afterEach(async () => {
  for (const client of clients.splice(0)) client.close()
  await server.stop()
})

const start = (transport: Transport, options: Parameters<typeof clientFor>[1] = {}) => {
  const made = clientFor(server.url, { transports: [transport], ...options })
  clients.push(made.client)
  made.client.connect()
  return made
}

const startSse = async (options: Parameters<typeof clientFor>[1] = {}) => {
  const made = start(sse, options)
  const stream = await server.next('POST sse')
  stream.say(connected())
  await status(made.client, 'connected')
  await ping()
  await expect.poll(() => made.clock.pending()).not.toContain(POST_TIMEOUT_MS)
  return { ...made, stream }
}

/** The heartbeat's first ping; every connection sends it. */
const ping = async (status = 202) => {
  const post = await server.next('POST send')
  expect(post.frames).toEqual([{ type: 'ping', ts: expect.any(Number) }])
  post.answer(status)
  return post
}

const next = (client: Client, clock: ManualClock) => clock.advance(client.status.next_attempt_at! - clock.now())

/** The client took the last answer, when it asks the next thing or waits before it. */
const waits = (clock: ManualClock, ms: number) => expect.poll(() => clock.pending()).toContain(ms)

test('[C16] SSE: one stream down, its session in every post up, the token in a header and never in the address', async () => {
  const { client } = start(sse)
  const room = client.join('company:1')
  const heard: unknown[] = []
  room.on('*', event => heard.push(event.data))
  const stream = await server.next('POST sse')
  expect(stream.token).toBe('Bearer token')
  expect(stream.frames).toMatchObject([{ type: 'connect', token: 'token', rooms: { 'company:1': null } }])
  stream.say(connected({ session: 's 7&' }), roomJoined('company:1'))
  await status(client, 'connected')
  expect(client.status.transport).toBe('sse')
  const post = await ping()
  expect(post.query).toEqual({ session: 's 7&', n: '1', connection: stream.query.connection })
  expect(post.token).toBe('Bearer token')
  // Comments, ids and pieces of any size are the stream's own matter.
  const line = `: alive\nid: 5\ndata: ${JSON.stringify({ ...event('company:1', 1), data: 'ığüşöç' })}\r\n\n`
  for (const byte of Buffer.from(line)) stream.text(Buffer.from([byte]))
  // A piece may end in the middle of a line; a passing event that got lost would not come again.
  const passing = JSON.stringify({ ...event('company:1', 0), offset: undefined, data: 'passing' })
  stream.text(`data: ${JSON.stringify(event('company:1', 2))}\n\ndata: ${passing.slice(0, 9)}`)
  await roomState(room, state => state.position?.offset === 2)
  stream.text(`${passing.slice(9)}\n\n`)
  await expect.poll(() => heard).toEqual(['ığüşöç', 2, 'passing'])
  expect(JSON.stringify([stream.query, post.query])).not.toContain('token')
})

test('[C17] one post is in flight; what was said meanwhile goes together in the next', async () => {
  const { client } = await startSse()
  void client.publish('a', 'x', 1).catch(() => {})
  const first = await server.next('POST send')
  expect(first.query.n).toBe('2')
  const answers = [client.publish('a', 'x', 2), client.publish('a', 'x', 3)]
  for (const answer of answers) answer.catch(() => {})
  first.answer(202)
  const second = await server.next('POST send')
  expect(second.query.n).toBe('3')
  expect(second.frames.map(frame => frame.data)).toEqual([2, 3])
  expect(server.calls).toEqual(['POST sse', 'POST send', 'POST send', 'POST send'])
})

test('[C17] bodies stay under what a server takes, and keep the order', async () => {
  const { client } = await startSse()
  const texts = Array.from({ length: 40 }, (_, index) => `${index} ${'ğ'.repeat(2000)}`)
  for (const text of texts) client.publish('a', 'x', text).catch(() => {})
  const seen: unknown[] = []
  while (seen.length < texts.length) {
    const post = await server.next('POST send')
    expect(Buffer.byteLength(post.frames.map(frame => JSON.stringify(frame)).join('\n'))).toBeLessThan(65_536)
    seen.push(...post.frames.map(frame => frame.data))
    post.answer(202)
  }
  expect(seen).toEqual(texts)
})

const lost: [string, (post: Exchange, clock: ManualClock) => unknown][] = [
  ['cut', post => post.cut()],
  ['answered 502 by something between', post => post.answer(502)],
  [
    'never answered',
    async (_, clock) => {
      await waits(clock, POST_TIMEOUT_MS)
      clock.advance(POST_TIMEOUT_MS)
    },
  ],
]
for (const [how, fault] of lost) {
  test(`[C17] a post ${how} is made again with the same number and the same frames`, async () => {
    const { client, clock, stream } = await startSse()
    const answer = client.publish('a', 'x', 1)
    const first = await server.next('POST send')
    await fault(first, clock)
    await waits(clock, 200)
    clock.advance(200)
    const again = await server.next('POST send')
    expect(again.query).toEqual(first.query)
    expect(again.frames).toEqual(first.frames)
    again.answer(202)
    stream.say({ type: 'published', ref: first.frames[0]!.ref as number, room: 'a', id: 'i', durability: 'memory' })
    await answer
    expect(client.status.state).toBe('connected')
  })
}

test('[C17] a server that cannot be reached with five posts in a row is a lost connection', async () => {
  const { client, clock } = await startSse()
  client.publish('a', 'x', 1).catch(() => {})
  for (const wait of [200, 400, 800, 1600]) {
    ;(await server.next('POST send')).cut()
    await waits(clock, wait)
    clock.advance(wait)
  }
  ;(await server.next('POST send')).cut()
  expect(await status(client, 'waiting')).toMatchObject({ reason: 'network' })
})

test('[C17] a post refused with 410 or 409 ends the connection; the next one names its positions', async () => {
  for (const refusal of [410, 409]) {
    let turn = 0
    const random = () => {
      turn += 1
      return (turn % 100) / 100
    }
    const { client, clock, stream } = await startSse({ random })
    client.publish('a', 'x', 1).catch(() => {})
    ;(await server.next('POST send')).answer(refusal, { error: { code: 'gone', message: '' } })
    await status(client, 'waiting')
    await stream.closed
    next(client, clock)
    const { frames, query } = await server.next('POST sse')
    expect(frames).toMatchObject([{ type: 'connect', session: 's1' }])
    expect(query.connection).not.toBe(stream.query.connection)
    client.close()
  }
})

test('[C16] `closed` on the stream is a close code; a stream that ends without it a lost network', async () => {
  const first = await startSse()
  first.stream.say({ type: 'closed', code: 4502, reason: 'token_revoked' })
  expect(await status(first.client, 'closed')).toMatchObject({ reason: 'token_revoked' })
  const second = await startSse()
  second.stream.end()
  expect(await status(second.client, 'waiting')).toMatchObject({ reason: 'network', transport: null })
})

test('[C16] a token refused by status is refused as on a WebSocket, and a busy server is come back to', async () => {
  for (const transport of [sse, longPoll]) {
    const call = transport === sse ? 'POST sse' : 'POST send'
    let tokens = 0
    const token = () => {
      tokens += 1
      return 'token'
    }
    const { client, clock } = start(transport, { token })
    ;(await server.next(call)).answer(503, { error: { code: 'unavailable', message: '' } })
    expect(await status(client, 'waiting')).toMatchObject({ reason: 'network', attempt: 1 })
    next(client, clock)
    ;(await server.next(call)).answer(401, { error: { code: 'token_expired', message: '' } })
    ;(await server.next(call)).answer(401, { error: { code: 'token_revoked', message: '' } })
    expect(await status(client, 'closed')).toMatchObject({ reason: 'token_revoked' })
    expect(tokens).toBe(3)
  }
})

test('[C8] a fresh token is the one that posts show from then on', async () => {
  const jwt = (exp: number) => `h.${Buffer.from(JSON.stringify({ exp })).toString('base64url')}.s`
  let life = 1_700_000_000
  const token = () => {
    life += 40
    return jwt(life)
  }
  const { clock } = await startSse({ token })
  clock.advance(32_000)
  await ping()
  const post = await server.next('POST send')
  const frame = post.frames.find(frame => frame.type === 'authenticate')
  expect(post.token).toBe(`Bearer ${frame?.token}`)
})

test('[C18] long poll: starts by post, asks on, says what it received, and loses no answer that got lost', async () => {
  const { client, clock } = start(longPoll)
  const room = client.join('company:1')
  const heard: unknown[] = []
  room.on('*', event => heard.push(event.data))
  const began = await server.next('POST send')
  expect(began.query).toEqual({ connection: expect.any(String) })
  expect(began.frames).toMatchObject([{ type: 'connect', token: 'token', rooms: { 'company:1': null } }])
  began.answer(200, { session: 's1' })
  const first = await server.next('GET poll')
  expect(first.query).toEqual({ session: 's1', ack: '0', connection: began.query.connection })
  expect(first.token).toBe('Bearer token')
  first.answer(200, { n: 1, frames: [connected(), roomJoined('company:1')] })
  await status(client, 'connected')
  expect(client.status.transport).toBe('poll')
  const up = await ping()
  expect(up.query).toMatchObject({ session: 's1', n: '1' })
  const second = await server.next('GET poll')
  expect(second.query.ack).toBe('1')
  second.cut()
  await waits(clock, 200)
  clock.advance(200)
  const again = await server.next('GET poll')
  expect(again.query.ack).toBe('1')
  again.answer(200, { n: 2, frames: [event('company:1', 1), event('company:1', 2)] })
  await roomState(room, state => state.position?.offset === 2)
  const empty = await server.next('GET poll')
  expect(empty.query.ack).toBe('2')
  empty.answer(200, { n: 2, frames: [] })
  ;(await server.next('GET poll')).answer(200, {
    n: 3,
    frames: [event('company:1', 3), { type: 'closed', code: 4003, reason: 'node_down' }],
  })
  expect(await status(client, 'waiting')).toMatchObject({ reason: 'node_down' })
  expect(heard).toEqual([1, 2, 3])
  expect(server.calls.filter(call => call === 'GET poll')).toHaveLength(5)
})

test('[C16] [C18] closing says goodbye; coming back does not', async () => {
  const { client, stream } = await startSse()
  client.close()
  const goodbye = await server.next('DELETE send')
  expect(goodbye.query).toEqual({ session: 's1', connection: stream.query.connection })
  await stream.closed
  goodbye.answer(204)
  const other = await startSse()
  other.stream.say({ type: 'reconnect', after_ms: 1000, reason: 'draining' })
  await waits(other.clock, 1000)
  other.clock.advance(1000)
  expect(other.client.status).toMatchObject({ state: 'connecting', reason: 'draining' })
  await other.stream.closed
  await server.next('POST sse')
  expect(server.calls.filter(call => call === 'DELETE send')).toHaveLength(1)
})

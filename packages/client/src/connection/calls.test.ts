/** Publish and request: one answer each, or one failure with a code. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Client } from '../client.ts'
import { RequestFailed } from '../failure.ts'
import { clientFor, status } from '../testing/client-under-test.ts'
import { connected, createScriptedServer, type ScriptedServer } from '../testing/scripted-server.ts'

let server: ScriptedServer
const clients: Client[] = []

beforeEach(async () => {
  server = await createScriptedServer()
})
afterEach(async () => {
  for (const client of clients.splice(0)) client.close()
  await server.stop()
})

const start = () => {
  const made = clientFor(server.url)
  clients.push(made.client)
  made.client.connect()
  return made
}

const live = async () => {
  const made = start()
  const { peer } = await server.accept()
  peer.send(connected())
  await status(made.client, 'connected')
  return { ...made, peer }
}

/** The failure of a call, or an error that the call succeeded. */
const failure = async (call: Promise<unknown>): Promise<RequestFailed> => {
  try {
    await call
  } catch (error) {
    if (error instanceof RequestFailed) return error
    throw error
  }
  throw new Error('it succeeded')
}

test('[C9] answers come by ref, in any order', async () => {
  const { client, peer } = await live()
  const first = client.request('sum', [1, 2])
  const second = client.request('sum', [3, 4], { key: 'k' })
  const published = client.publish('company:1', 'typing', { on: true }, { record: false })
  const [a, b] = [await peer.next('request'), await peer.next('request')]
  const publish = await peer.next('publish')
  expect(a).toMatchObject({ name: 'sum', data: [1, 2] })
  expect(b).toMatchObject({ data: [3, 4], key: 'k' })
  expect(publish).toMatchObject({ room: 'company:1', event: 'typing', data: { on: true }, record: false })
  peer.send(
    { type: 'response', ref: b.ref, data: 7 },
    { type: 'published', ref: publish.ref!, room: 'company:1', id: 'e', durability: 'none' },
    { type: 'response', ref: a.ref, data: 3 },
    { type: 'response', ref: a.ref, data: 'again' },
  )
  expect(await Promise.all([first, second])).toEqual([3, 7])
  expect(await published).toMatchObject({ id: 'e', durability: 'none' })
})

test('[C9] an error carries the server’s code and its retry_after_ms', async () => {
  const { client, peer } = await live()
  const call = failure(client.request('sum', null))
  const { ref } = await peer.next('request')
  peer.send({ type: 'error', ref, code: 'rate_limited', message: 'slow down', retry_after_ms: 600 })
  expect(await call).toMatchObject({ code: 'rate_limited', retry_after_ms: 600, name: 'RequestFailed' })
})

test('[C9] no answer in time is a timeout, and reason to ask the connection for life', async () => {
  const { client, clock, peer } = await live()
  await peer.next('ping')
  await status(client, now => now.latency_ms !== null)
  peer.mute()
  const call = failure(client.request('slow', null, { timeout_ms: 5000 }))
  const { ref } = await peer.next('request')
  clock.advance(5000)
  expect(await call).toMatchObject({ code: 'timeout', retry_after_ms: null })
  peer.send({ type: 'response', ref, data: 'late' })
  await peer.next('ping')
})

test('[C9] a half-open connection found by an unanswered question is replaced after 10 s', async () => {
  const { client, clock, peer } = await live()
  await peer.next('ping')
  await status(client, now => now.latency_ms !== null)
  peer.mute()
  const call = failure(client.request('slow', null, { timeout_ms: 5000 }))
  clock.advance(5000)
  await call
  clock.advance(10_000)
  expect(client.status).toMatchObject({ state: 'waiting', reason: 'heartbeat_missed' })
})

test('[C9] an abort rejects at once and keeps its cause; one before the call sends nothing', async () => {
  const { client, clock, peer } = await live()
  const abort = new AbortController()
  const timers = clock.pending().length
  const call = failure(client.request('slow', null, { signal: abort.signal }))
  await peer.next('request')
  abort.abort('changed my mind')
  expect(await call).toMatchObject({ code: 'aborted', cause: 'changed my mind' })
  expect(await failure(client.request('slow', null, { signal: abort.signal }))).toMatchObject({ code: 'aborted' })
  expect(clock.pending()).toHaveLength(timers)
  expect(peer.untaken()).toEqual([])
})

test('[C9] what was not sent waits for the connection, in order', async () => {
  const { client } = start()
  const calls = [client.request('a', 1), client.request('b', 2)]
  const { peer } = await server.accept()
  peer.send(connected())
  for (const name of ['a', 'b']) {
    const frame = await peer.next('request')
    expect(frame.name).toBe(name)
    peer.send({ type: 'response', ref: frame.ref, data: frame.data })
  }
  expect(await Promise.all(calls)).toEqual([1, 2])
})

test('[C9] after a loss the outcome of what was sent is unknown; with a key it is sent again', async () => {
  const { client, clock, peer } = await live()
  const plain = failure(client.publish('company:1', 'x', 1))
  const keyed = client.publish('company:1', 'x', 2, { key: 'once' })
  await peer.next('publish')
  const sent = await peer.next('publish')
  peer.cut()
  expect(await plain).toMatchObject({ code: 'connection_lost' })
  await status(client, 'waiting')
  const later = client.request('later', null)
  clock.advance(1000)
  const { peer: next } = await server.accept()
  next.send(connected())
  const again = await next.next('publish')
  expect(again).toEqual(sent)
  next.send({ type: 'published', ref: again.ref!, room: 'company:1', id: 'e', durability: 'disk' })
  expect(await keyed).toMatchObject({ durability: 'disk' })
  const request = await next.next('request')
  next.send({ type: 'response', ref: request.ref, data: 'yes' })
  expect(await later).toBe('yes')
})

test('[C9] nothing waits for a client that is closed', async () => {
  const { client, clock, peer } = await live()
  const call = failure(client.request('slow', null, { key: 'k' }))
  await peer.next('request')
  client.close()
  expect(await call).toMatchObject({ code: 'closed' })
  expect(await failure(client.request('more', null))).toMatchObject({ code: 'closed' })
  expect(clock.pending()).toEqual([])
})

test('[C9] a frame the server would close the connection for is not sent', async () => {
  const { client, peer } = await live()
  const large = 'ş'.repeat(40_000)
  expect(await failure(client.publish('company:1', 'x', large))).toMatchObject({ code: 'frame_too_large' })
  const fits = client.publish('company:1', 'x', 'ş'.repeat(30_000))
  const { ref } = await peer.next('publish')
  peer.send({ type: 'published', ref: ref!, room: 'company:1', id: 'e', durability: 'memory' })
  await fits
})

test('[C9] data that is no JSON rejects and leaves nothing waiting', async () => {
  const { client, clock } = await live()
  const timers = clock.pending().length
  await expect(client.request('x', 1n)).rejects.toThrow(TypeError)
  expect(clock.pending()).toHaveLength(timers)
})

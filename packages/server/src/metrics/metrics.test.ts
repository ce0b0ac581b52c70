import type { AddressInfo } from 'node:net'
import { defineRequest, defineRoom } from '@nabiz/protocol'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { Refused } from '../room/refused.ts'
import { handleRequest } from '../session/requests.ts'
import { startServer, type TestServer, tokenOf } from '../testing/start-server.ts'
import { WireClient } from '../testing/wire-client.ts'

const KEY = 'key'

/** Values by name and labels: `nabiz_connections{transport="sse"}`. */
const scrape = async ({ http }: TestServer): Promise<Record<string, number>> => {
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}/metrics`
  const response = await fetch(url, { headers: { authorization: `Bearer ${KEY}` } })
  expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/)
  const lines = (await response.text()).split('\n').filter(line => line !== '' && !line.startsWith('#'))
  return Object.fromEntries(
    lines.map(line => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]),
  )
}

test('[W93] what happens on a node shows in its metrics', async () => {
  await using running = await startServer({ apiKeys: [KEY] })
  const client = await running.connect({}, { frame: { rooms: { r: null } } })
  const stream = await running.begin('sse', { rooms: { r: null } })
  const { epoch } = await client.take({ type: 'room_joined' })
  await stream.take({ type: 'room_joined' })
  for (let index = 0; index < 70; index++) await running.server.publish('r', 'x', index)
  await running.server.publish('r', 'x', 'p', { record: false })
  await client.take({ data: 'p' })
  await stream.take({ data: 'p' })
  client.send({ type: 'leave', room: 'nowhere', ref: 1 })
  await client.take({ ref: 1 })
  client.send({ type: 'join', room: 'r', since: { epoch, offset: 60 }, ref: 2 })
  await client.take({ ref: 2 })
  client.send({ type: 'join', room: 'r', since: { epoch: 'other', offset: 1 }, ref: 3 })
  await client.take({ ref: 3 })
  const refused = await running.open()
  refused.send({ type: 'connect', token: 'bad', version: 1 })
  await refused.closed

  const values = await scrape(running)
  expect(values).toMatchObject({
    'nabiz_connections{transport="websocket"}': 1,
    'nabiz_connections{transport="sse"}': 1,
    'nabiz_connections{transport="poll"}': 0,
    nabiz_sessions: 2,
    nabiz_users: 1,
    nabiz_rooms: 1,
    nabiz_queue_bytes: 0,
    'nabiz_published_total{kind="recorded"}': 70,
    'nabiz_published_total{kind="passing"}': 1,
    'nabiz_joins_total{recovered="fresh"}': 2,
    'nabiz_joins_total{recovered="all"}': 1,
    'nabiz_joins_total{recovered="reset"}': 1,
    'nabiz_refusals_total{code="not_joined"}': 1,
    'nabiz_refusals_total{code="token_invalid"}': 1,
  })
  // Two times 71 events, and what was answered.
  expect(values.nabiz_frames_sent_total).toBeGreaterThanOrEqual(142)
  expect(values.nabiz_bytes_sent_total).toBeGreaterThan(142 * 50)
  expect(values.nabiz_fan_out_seconds_count).toBeGreaterThan(0)
  expect(values.nabiz_delivery_seconds_count).toBeGreaterThan(0)
  expect(values['nabiz_delivery_seconds_bucket{le="+Inf"}']).toBe(values.nabiz_delivery_seconds_count)
  expect(values.nabiz_delivery_seconds_sum).toBeGreaterThan(0)
  expect(Object.keys(values).some(name => name.startsWith('nodejs_eventloop_lag'))).toBe(true)
  // Reading is no counting: a second look says the same.
  expect((await scrape(running))['nabiz_published_total{kind="recorded"}']).toBe(70)
})

test('[W93] a connection that ended is counted by the code of this end', async () => {
  await using running = await startServer({ apiKeys: [KEY] })
  for (let index = 0; index < 2; index++) await (await running.connect()).close()
  const cut = await running.connect()
  cut.ws.terminate()
  const ended = await running.connect({ user_id: '9' })
  await running.server.disconnect({ user_id: '9' })
  await ended.closed
  await expect.poll(() => running.server.stats().connections).toBe(0)
  expect(await scrape(running)).toMatchObject({
    'nabiz_ended_total{code="client"}': 3,
    'nabiz_ended_total{code="4005"}': 1,
  })
})

test('[W131] who is turned away before anything opens is counted by reason', async () => {
  await using running = await startServer({
    apiKeys: [KEY],
    limits: { connectionsPerAddress: 3, pendingConnections: 2, connectsPerSecond: 0.6 },
  })
  const status = (headers: Record<string, string> = {}) =>
    new WireClient(running.url, { headers }).opened().then(
      () => 'open',
      (error: Error) => error.message,
    )
  const foreign = { origin: 'https://evil.example' }
  const page = running.url.replace('ws:', 'http:')
  const turnedAway = async () => {
    const values = Object.entries(await scrape(running))
    const of = values.filter(([name, value]) => name.startsWith('nabiz_turned_away_total') && value > 0)
    return Object.fromEntries(of.map(([name, value]) => [/reason="(\w+)"/.exec(name)?.[1], value]))
  }

  expect(await status(foreign)).toBe('HTTP 403')
  expect((await fetch(`${page}/poll`, { headers: foreign })).status).toBe(403)
  expect(await turnedAway()).toEqual({ origin: 2 })
  const first = await running.open()
  const second = await running.open()
  expect(await status()).toBe('HTTP 503')
  first.send({ type: 'connect', token: tokenOf(), version: 1 })
  second.send({ type: 'connect', token: tokenOf(), version: 1 })
  await second.take({ type: 'connected' })
  await first.take({ type: 'connected' })
  await running.connect()
  expect(await status()).toBe('HTTP 429')
  expect(await turnedAway()).toEqual({ origin: 2, pending: 1, address_connections: 1 })
  first.ws.terminate()
  await expect.poll(() => running.server.stats().connections).toBe(2)
  // Six a burst of ten seconds, three of them used.
  const statuses: string[] = []
  for (let call = 0; call < 4; call++) {
    const begun = await fetch(`${page}/send`, { method: 'POST' })
    statuses.push(String(begun.status))
  }
  expect(statuses).toEqual(['401', '401', '401', '429'])
  void running.server.drain({ window_ms: 60_000 })
  expect(await status()).toBe('HTTP 503')
  expect(await turnedAway()).toEqual({ origin: 2, pending: 1, address_connections: 1, address_rate: 1, draining: 1 })
})

test('[W93] [S3] no label holds what a client wrote', async () => {
  const canary = 'canary-in-metrics'
  await using running = await startServer({
    apiKeys: [KEY],
    rooms: [defineRoom('strict', { events: { known: { schema: z.unknown() } } })],
    requests: [
      handleRequest(defineRequest('ask', { input: z.unknown(), output: z.unknown() }), () => {
        throw new Refused(canary)
      }),
    ],
  })
  const client = await running.connect({ user_id: canary }, { frame: { rooms: { [canary]: null } } })
  await client.take({ type: 'room_joined' })
  client.send({ type: 'publish', room: 'strict', event: canary, data: canary, ref: 1 })
  client.send({ type: canary, ref: 2 })
  client.send({ type: 'request', name: canary, data: 1, ref: 3 })
  client.send({ type: 'request', name: 'ask', data: 1, ref: 4 })
  expect(await client.take({ ref: 4 })).toMatchObject({ code: canary })
  const values = await scrape(running)
  expect(JSON.stringify(values)).not.toContain(canary)
  expect(values).toMatchObject({
    'nabiz_refusals_total{code="unknown_event"}': 1,
    'nabiz_refusals_total{code="unknown_type"}': 1,
    'nabiz_refusals_total{code="application"}': 1,
  })
})

test.each(['latest', 'resync'] as const)(
  '[W93] events a stalled reader of a %s room does without are counted',
  async slowReader => {
    const history = { count: 100_000, bytes: 1e9 }
    const rooms = [defineRoom('r', { events: {}, open: true, history, slowReader })]
    await using running = await startServer({ apiKeys: [KEY], rooms })
    const client = await running.connect({}, { frame: { rooms: { r: null } } })
    await client.take({ type: 'room_joined' })
    client.ws.pause()
    const text = 'd'.repeat(10_000)
    for (let index = 1; index <= 2_000; index++) {
      await running.server.publish('r', 'x', text)
      if (index % 100 === 0) await new Promise(resolve => setImmediate(resolve))
    }
    client.ws.resume()
    await client.take({ offset: 2_000 })
    const values = await scrape(running)
    const dropped = values[`nabiz_dropped_total{reason="${slowReader}"}`]
    expect(dropped).toBeGreaterThan(0)
    const skipped = client.frames.filter(frame => frame.type === 'skipped') as unknown as { from: number; to: number }[]
    const told = skipped.reduce((sum, { from, to }) => sum + to - from + 1, 0)
    if (slowReader === 'latest') expect(dropped).toBe(told)
    else expect(told).toBe(0)
  },
)

import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { defineRoom } from '@nabiz/protocol'
import { expect, test } from 'vitest'
import { z } from 'zod'
import type { AuditRecord } from '../room/audit.ts'
import { ArrayLog } from '../testing/array-log.ts'
import { startServer, type TestServer } from '../testing/start-server.ts'

const KEY = 'an-API-key-for-tests'
const NEXT = 'the-next-key'
/** An answer is whatever the test says it is. */
type Loose = { readonly [field: string]: Loose }
const orders = defineRoom('orders:{id}', { events: { paid: { schema: z.object({ amount: z.number() }) } } })
const ledger = defineRoom('ledger', { events: { booked: { schema: z.unknown() } }, history: { durable: true } })

const start = (options: Parameters<typeof startServer>[0] = {}) =>
  startServer({ apiKeys: [KEY, NEXT], rooms: [orders, ledger], log: new ArrayLog(), ...options })
const addressOf = ({ http }: TestServer) => `http://127.0.0.1:${(http.address() as AddressInfo).port}`

type Sent = { key?: string | null; method?: string; headers?: Record<string, string>; raw?: string }

/** One call; `body` is JSON unless `raw` text is given. */
const call = async (
  running: TestServer,
  path: string,
  body?: unknown,
  { key = KEY, method, headers, raw }: Sent = {},
) => {
  const text = raw ?? (body === undefined ? undefined : JSON.stringify(body))
  const response = await fetch(`${addressOf(running)}${path}`, {
    method: method ?? (text === undefined ? 'GET' : 'POST'),
    headers: {
      ...(key !== null && { authorization: `Bearer ${key}` }),
      ...(text !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(text !== undefined && { body: text }),
  })
  const answer = await response.text()
  return {
    status: response.status,
    headers: response.headers,
    json: JSON.parse(answer) as Loose,
  }
}

const PATHS = [
  ['POST', '/api/publish'],
  ['POST', '/api/broadcast'],
  ['POST', '/api/disconnect'],
  ['POST', '/api/refresh_permissions'],
  ['GET', '/api/presence?room=r'],
  ['GET', '/api/history?room=r'],
  ['GET', '/api/ws/stats'],
  ['GET', '/ws/stats'],
  ['GET', '/metrics'],
  ['GET', '/api/openapi.json'],
  ['GET', '/api/asyncapi.json'],
] as const

test('[W85] [S55] every path needs a key, wrong ones are audited, and any of several is good', async () => {
  const audited: AuditRecord[] = []
  await using running = await start({ audit: record => audited.push(record) })
  for (const [method, path] of PATHS) {
    const raw = method === 'POST' ? '{}' : undefined
    for (const key of [null, 'wrong', '', `${KEY}x`]) {
      const { status, json, headers } = await call(running, path, undefined, { key, method, ...(raw && { raw }) })
      expect([status, json.error!.code, headers.get('www-authenticate')], path).toEqual([401, 'key_invalid', 'Bearer'])
    }
  }
  expect(audited).toHaveLength(PATHS.length * 4)
  expect(audited[0]).toMatchObject({ kind: 'api_refused', code: 'key_invalid', address: '127.0.0.1' })
  expect(JSON.stringify(audited)).not.toContain('wrong')
  expect((await call(running, '/ws/stats', undefined, { key: NEXT })).status).toBe(200)
})

test("[W85] [S50] another spelling of a path is another path, and without keys all are the application's", async () => {
  await using running = await start()
  for (const path of [
    '/api/publish/',
    '//api/publish',
    '/api//publish',
    '/API/publish',
    '/api/%70ublish',
    '/api/publish;x',
  ])
    expect((await fetch(`${addressOf(running)}${path}`, { method: 'POST' })).status, path).toBe(404)
  await using without = await startServer()
  expect((await fetch(`${addressOf(without)}/api/publish`, { method: 'POST' })).status).toBe(404)
})

test('[W85] keys that are none do not start', async () => {
  await expect(startServer({ apiKeys: [] })).rejects.toThrow(TypeError)
  await expect(startServer({ apiKeys: ['good', ''] })).rejects.toThrow(TypeError)
})

test('[W86] [S53] refusals have one shape, name the field, and tell nothing of the inside', async () => {
  await using running = await start()
  const cases: [string, unknown, number, string, string?][] = [
    ['/api/publish', { type: 'x', data: 1 }, 400, 'bad_request', 'room: expected a room name'],
    ['/api/publish', { room: 'a b', type: 'x', data: 1 }, 400, 'bad_request', 'room: expected a room name'],
    ['/api/publish', { room: ['r'], type: 'x', data: 1 }, 400, 'bad_request', 'room: expected a room name'],
    ['/api/publish', { room: 'r', data: 1 }, 400, 'bad_request', 'type: expected an event type'],
    ['/api/publish', { room: 'r', type: 'x' }, 400, 'bad_request', 'data: expected a value'],
    [
      '/api/publish',
      { room: 'r', type: 'x', data: 1, record: 'no' },
      400,
      'bad_request',
      'record: expected true or false',
    ],
    ['/api/publish', { room: 'r', type: 'x', data: 1, user_id: {} }, 400, 'bad_request', 'user_id: expected'],
    ['/api/publish', 'text', 400, 'bad_request', 'the body: expected an object'],
    ['/api/publish', { room: 'r', type: 'joined', data: 1, key: 'k'.repeat(65) }, 400, 'bad_request', 'key: expected'],
    ['/api/publish', { room: 'r', type: 'room_joined', data: 1 }, 400, 'reserved_event'],
    ['/api/publish', { room: 'orders:1', type: 'lost', data: 1 }, 400, 'unknown_event'],
    ['/api/publish', { room: 'orders:1', type: 'paid', data: {} }, 400, 'invalid_data', 'data.amount: '],
    ['/api/publish', { room: 'ledger', type: 'booked', data: {} }, 409, 'durable_room'],
    ['/api/publish', { room: 'r', type: 'x', data: 'd'.repeat(1_048_576) }, 413, 'too_large'],
    ['/api/broadcast', { rooms: 'r', type: 'x', data: 1 }, 400, 'bad_request', 'rooms: expected a list'],
    ['/api/broadcast', { rooms: ['r', 5], type: 'x', data: 1 }, 400, 'bad_request', 'rooms: expected a list'],
    ['/api/disconnect', {}, 400, 'bad_request', 'user_id: expected one of'],
    ['/api/disconnect', { user_id: '5', sid: 's' }, 400, 'bad_request', 'to be the only one'],
    ['/api/refresh_permissions', {}, 400, 'bad_request', 'user_id: expected'],
    ['/api/presence', undefined, 400, 'bad_request', 'room: expected'],
    ['/api/history?room=r&since=1', undefined, 400, 'bad_request', 'since: expected a position'],
    ['/api/history?room=r&since=other:5', undefined, 409, 'position_lost'],
    ['/api/publish', undefined, 405, 'method_not_allowed'],
  ]
  for (const [path, body, status, code, message] of cases) {
    const { status: got, json, headers } = await call(running, path, body)
    const name = `${path} ${JSON.stringify(body)?.slice(0, 80)}`
    expect([got, json.error!.code], name).toEqual([status, code])
    expect(json.error!.message, name).toContain(message ?? '')
    expect(json.error!.request_id).toBe(headers.get('x-request-id'))
    expect(headers.get('cache-control')).toBe('no-store')
  }
})

test('[W86] [S53] a fault of ours is told as internal, and reported', async () => {
  await using running = await start({
    revocations: { load: async () => [], add: () => Promise.reject(new Error('SELECT secret FROM disk')) },
  })
  const { status, json } = await call(running, '/api/disconnect', { user_id: '5', revoke: true })
  expect([status, json.error!.code, json.error!.message]).toEqual([500, 'internal', 'A fault of the server'])
  expect(running.errors).toMatchObject([{ message: 'SELECT secret FROM disk' }])
})

test('[W87] [S51] [S20] a body is JSON, says so exactly, and is within its limits', async () => {
  await using running = await start({ limits: { apiBodyBytes: 1_000 } })
  const good = { room: 'r', type: 'x', data: 1 }
  for (const type of ['application/json', 'application/json; charset=utf-8', 'Application/JSON;charset=UTF-8'])
    expect((await call(running, '/api/publish', good, { headers: { 'content-type': type } })).status, type).toBe(200)
  for (const type of [
    'text/plain',
    'application/json x',
    'application/json\ta',
    'application/jsonp',
    'application/json, text/html',
  ])
    expect((await call(running, '/api/publish', good, { headers: { 'content-type': type } })).status, type).toBe(415)
  const encoded = await call(running, '/api/publish', good, { headers: { 'content-encoding': 'gzip' } })
  expect(encoded.status).toBe(415)
  expect((await call(running, '/api/publish', { ...good, data: 'd'.repeat(1_000) })).status).toBe(413)
  const deep = `{"room":"r","type":"x","data":${'['.repeat(40)}${']'.repeat(40)}}`
  const poisoned = '{"room":"r","type":"x","data":{"__proto__":{"admin":true}}}'
  for (const raw of ['{', '', 'null x', deep, poisoned, '{"room":"r","type":"x","data":{"a":{"constructor":1}}}'])
    expect(await call(running, '/api/publish', undefined, { raw }), raw).toMatchObject({
      status: 400,
      json: { error: { code: 'bad_json' } },
    })
  expect(({} as { admin?: boolean }).admin).toBeUndefined()
})

test('[W87] a body without a length is cut at its limit', async () => {
  await using running = await start({ limits: { apiBodyBytes: 1_000 } })
  const { port } = running.http.address() as AddressInfo
  const headers = { authorization: `Bearer ${KEY}`, 'content-type': 'application/json', 'transfer-encoding': 'chunked' }
  const endless = request({ port, path: '/api/publish', method: 'POST', headers })
  const answered = new Promise<number>((resolve, reject) => {
    endless.on('response', response => resolve(response.statusCode ?? 0))
    endless.on('error', reject)
  })
  endless.write(' '.repeat(2_000))
  expect(await answered).toBe(413)
  endless.destroy()
})

test('[W87] [S52] parameters given twice, and odd numbers, are refused', async () => {
  await using running = await start()
  for (const query of [
    'room=r&room=s',
    'room=r&limit=1e3',
    'room=r&limit=-1',
    'room=r&limit=0',
    'room=r&limit=1.5',
    'room=r&limit=0x10',
  ])
    expect((await call(running, `/api/history?${query}`)).status, query).toBe(400)
})

test('[W88] what is published over HTTP is heard on the socket, ids as texts', async () => {
  await using running = await start()
  const client = await running.connect({ company: '7' }, { frame: { rooms: { 'orders:1': null } } })
  await client.take({ type: 'room_joined' })
  const { status, json } = await call(running, '/api/publish', {
    ...{ room: 'orders:1', type: 'paid', data: { amount: 5, extra: true }, company: 7, user_id: 12, key: 34 },
  })
  const event = await client.take({ type: 'paid' })
  expect(status).toBe(200)
  expect(json).toEqual({ room: 'orders:1', id: event.id, epoch: json.epoch, offset: 1, durability: 'memory' })
  expect(event).toMatchObject({ data: { amount: 5 }, user_id: '12', key: '34', offset: 1 })
  const passing = await call(running, '/api/publish', { room: 'r', type: 'x', data: null, record: false })
  expect(passing.json).toEqual({ room: 'r', id: passing.json.id, durability: 'none' })
})

test('[W88] a list is published in its order, with one result or error each', async () => {
  await using running = await start({ limits: { apiBatch: 50 } })
  const list = Array.from({ length: 50 }, (_, index) =>
    index % 10 === 3 ? { room: 'orders:1', type: 'paid', data: {} } : { room: 'r', type: 'x', data: index },
  )
  const { json } = await call(running, '/api/publish', list)
  expect(json).toHaveLength(50)
  expect(json[3]).toEqual({ error: { code: 'invalid_data', message: expect.stringContaining('data.amount') } })
  const bad = await call(running, '/api/publish', [1, { room: 'r', type: 'x' }])
  expect((bad.json as unknown as Loose[]).map(result => result.error!.message)).toEqual([
    'events[0]: expected an object',
    'events[1].data: expected a value',
  ])
  const history = await call(running, '/api/history?room=r')
  expect((history.json.events as unknown as Loose[]).map(({ data }) => data)).toEqual(
    list.map(({ data }) => data).filter(data => typeof data === 'number'),
  )
  expect((await call(running, '/api/publish', [...list, list[0]])).status).toBe(400)
})

test('[W89] a key happens once for each API key', async () => {
  await using running = await start()
  const event = { room: 'r', type: 'x', data: 1, key: 'k' }
  const first = await call(running, '/api/publish', event)
  expect((await call(running, '/api/publish', event)).json).toEqual(first.json)
  expect(await call(running, '/api/publish', { ...event, data: 2 })).toMatchObject({
    status: 409,
    json: { error: { code: 'key_reused' } },
  })
  const other = await call(running, '/api/publish', event, { key: NEXT })
  expect(other.json.offset).toBe(2)
  await running.server.publish('r', 'x', 1, { key: 'k' })
  expect((await call(running, '/api/history?room=r')).json.offset).toBe(3)
})

test('[W90] a broadcast reaches every room, and one that refuses stops no other', async () => {
  await using running = await start()
  const client = await running.connect({}, { frame: { rooms: { a: null, b: null } } })
  for (const room of ['a', 'b']) await client.take({ type: 'room_joined', room })
  const { json } = await call(running, '/api/broadcast', { rooms: ['a', 'ledger', 'b'], type: 'booked', data: 1 })
  expect(json).toMatchObject([
    { room: 'a', offset: 1 },
    { room: 'ledger', error: { code: 'durable_room' } },
    { room: 'b', offset: 1 },
  ])
  await client.take({ type: 'booked', room: 'a' })
  await client.take({ type: 'booked', room: 'b' })
})

test('[W91] people are disconnected, revoked and asked anew from outside', async () => {
  const allowed = new Set(['r'])
  await using running = await start({ authorize: (_, room) => allowed.has(room) })
  const identity = { user_id: '5', company: '1', sid: 's', issued_at: 1_000 }
  const client = await running.connect(identity, { frame: { rooms: { r: null } } })
  await client.take({ type: 'room_joined' })
  allowed.delete('r')
  expect(await call(running, '/api/refresh_permissions', { user_id: 5 })).toMatchObject({ status: 200, json: {} })
  await client.take({ type: 'room_left', room: 'r' })
  const ended = (target: object) => call(running, '/api/disconnect', target)
  expect((await ended({ user_id: 5, company: 2 })).json).toEqual({ disconnected: 0 })
  expect((await ended({ session: client.connected.session })).json).toEqual({ disconnected: 1 })
  expect((await client.closed).code).toBe(4005)
  const again = await running.connect(identity)
  expect((await ended({ company: 1, revoke: true })).json).toEqual({ disconnected: 1 })
  expect((await again.closed).code).toBe(4502)
})

test('[W92] presence, history and statistics are read over HTTP', async () => {
  await using running = await start()
  const client = await running.connect({ company: '7' }, { frame: { rooms: { r: null } } })
  await client.take({ type: 'room_joined' })
  expect((await call(running, '/api/presence?room=r&company=7')).json).toMatchObject({
    ...{ room: 'r', count: 1, more: false, members: [{ user_id: '5', status: 'online' }] },
  })
  expect((await call(running, '/api/presence?room=r')).json).toMatchObject({ count: 0, members: [] })
  for (const data of [1, 2, 3]) await running.server.publish('r', 'x', data, { company: '7' })
  const newest = await call(running, '/api/history?room=r&company=7&limit=2')
  expect(newest.json).toMatchObject({ room: 'r', offset: 3, more: true, events: [{ offset: 2 }, { offset: 3 }] })
  const since = `${newest.json.epoch}:1`
  expect((await call(running, `/api/history?room=r&company=7&since=${since}&limit=1`)).json).toMatchObject({
    ...{ more: true, events: [{ offset: 2 }] },
  })
  const stats = { active_users: 1, sessions: 1, connections: 1, rooms: { '7/r': 1 } }
  expect((await call(running, '/api/ws/stats')).json).toEqual(stats)
  expect((await call(running, '/ws/stats')).json).toEqual(stats)
})

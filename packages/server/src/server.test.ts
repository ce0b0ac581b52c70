import { expect, test } from 'vitest'
import { createMemoryBroker } from './broker/memory-broker.ts'
import type { AuditRecord } from './room/audit.ts'
import { startServer } from './testing/start-server.ts'
import { WireClient } from './testing/wire-client.ts'

test('[W48] draining spreads the clients over the window, closes each at its moment and takes no new ones', async () => {
  let ms = 0
  const random = [0.1, 0.9]
  await using running = await startServer({ monotonic: () => ms, random: () => random.shift()! })
  const first = await running.connect()
  const second = await running.connect()
  const drained = running.server.drain({ window_ms: 10_000 })
  expect(await first.take({ type: 'reconnect' })).toEqual({ type: 'reconnect', after_ms: 1_000, reason: 'draining' })
  expect(await second.take({ type: 'reconnect' })).toMatchObject({ after_ms: 9_000 })
  await expect(new WireClient(running.url).opened()).rejects.toThrow('HTTP 503')
  ms = 1_000
  expect(await first.closed).toMatchObject({ code: 4000, reason: 'draining' })
  second.send({ type: 'ping', ts: 1 })
  await second.take({ type: 'pong' })
  ms = 9_000
  expect((await second.closed).code).toBe(4000)
  await drained
})

test('[W48] closing says 4003 and waits until everybody is gone', async () => {
  await using running = await startServer()
  const client = await running.connect()
  await running.server.close()
  expect((await client.closed).code).toBe(4003)
  expect(running.server.stats()).toMatchObject({ users: 0, connections: 0 })
})

test('[W20] two nodes on one broker are one server to their clients', async () => {
  const broker = createMemoryBroker()
  await using one = await startServer({ broker, node: 'one' })
  await using two = await startServer({ broker, node: 'two' })
  const a = await one.connect({}, { frame: { rooms: { r: null } } })
  const b = await two.connect({}, { frame: { rooms: { r: null } } })
  const { epoch } = await a.take({ type: 'room_joined' })
  await b.take({ type: 'room_joined' })
  for (let index = 0; index < 10; index++) await (index % 2 ? one : two).server.publish('r', 'x', index)
  await a.take({ offset: 10 })
  await b.take({ offset: 10 })
  expect(a.events('r')).toEqual(b.events('r'))
  b.send({ type: 'join', room: 'r', since: { epoch, offset: 4 }, ref: 1 })
  expect(await b.take({ ref: 1 })).toMatchObject({ recovered: 'all', missed: 6 })
})

test('[W10] stats and audit records tell who is there, and never a token', async () => {
  const audited: AuditRecord[] = []
  await using running = await startServer({ audit: record => audited.push(record), now: () => 7 })
  const a = await running.connect({}, { frame: { rooms: { r: null } } })
  await running.connect({}, { frame: { rooms: { r: null } } }).then(client => client.take({ type: 'room_joined' }))
  await running
    .connect({ user_id: '6', company: 'c' }, { frame: { rooms: { r: null } } })
    .then(client => client.take({ type: 'room_joined' }))
  await a.take({ type: 'room_joined' })
  expect(running.server.stats()).toEqual({ users: 2, sessions: 3, connections: 3, rooms: { r: 2, 'c/r': 1 } })
  await a.close()
  await expect.poll(() => running.server.stats()).toMatchObject({ connections: 2, rooms: { r: 1 } })
  expect(audited[0]).toEqual({
    at: 7,
    kind: 'connected',
    user_id: '5',
    company: null,
    session: a.connected.session,
    address: '127.0.0.1',
  })
  expect(audited.map(({ kind }) => kind).sort()).toEqual([
    'connected',
    'connected',
    'connected',
    'disconnected',
    'joined',
    'joined',
    'joined',
  ])
  expect(JSON.stringify(audited)).not.toContain('publish')
})

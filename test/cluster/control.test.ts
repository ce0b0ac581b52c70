import { Redis } from 'ioredis'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { tokenOf } from '../../packages/server/src/testing/start-server.ts'
import { type Node, startNode } from './node.ts'
import { RedisLink } from './redis-link.ts'
import { RedisProcess } from './redis-process.ts'

let redis: RedisProcess
let clusters = 0
beforeAll(async () => {
  redis = await RedisProcess.start()
})
afterAll(() => redis[Symbol.asyncDispose]())

const prefixed = () => ({ url: redis.url, prefix: `control${++clusters}` })
const person = { user_id: '5', company: '1', sid: 's', issued_at: 1_000 }
const TRANSPORTS = ['websocket', 'sse', 'poll'] as const

/** What a new connection with this identity is told: `connected`, or the code of the refusal. */
const welcome = async (node: Node, identity: object, frame: object = {}) => {
  const client = await node.open()
  client.send({ type: 'connect', token: tokenOf(identity), version: 1, ...frame })
  const told = await client.take(one => one.type === 'connected' || one.type === 'error')
  return told.type === 'connected' ? 'connected' : told.code
}

test('[RD8] [S25] what is revoked on one node ends within a second on every node and transport, and resumes nowhere', async () => {
  const cluster = prefixed()
  await using a = await startNode(cluster)
  await using b = await startNode(cluster)
  const clients = await Promise.all(TRANSPORTS.map(transport => b.begin(transport, { token: tokenOf(person) })))
  const sessions = await Promise.all(clients.map(async client => (await client.take({ type: 'connected' })).session))
  const other = await b.connect({ ...person, user_id: '6', sid: 't' })
  const began = performance.now()
  expect(await a.server.disconnect({ user_id: '5' }, { revoke: true })).toBe(3)
  for (const client of clients) expect((await client.closed).code).toBe(4502)
  expect(performance.now() - began).toBeLessThan(1_000)
  await using later = await startNode(cluster)
  for (const node of [a, b, later]) expect(await welcome(node, person, { session: sessions[0] })).toBe('token_revoked')
  expect(await welcome(b, { ...person, issued_at: Date.now() + 5_000, sid: 'new' })).toBe('connected')
  other.send({ type: 'ping', ts: 1 })
  await other.take({ type: 'pong' })
})

test('[RD8] a session is revoked by its name from a node that does not have it, with all of its sign-in', async () => {
  const cluster = prefixed()
  await using a = await startNode(cluster)
  await using b = await startNode(cluster)
  await using c = await startNode(cluster)
  const [named, same, stranger] = [
    await b.connect(person),
    await c.connect(person),
    await c.connect({ ...person, sid: 't' }),
  ]
  await a.server.disconnect({ session: named.connected.session as string }, { revoke: true })
  expect((await named.closed).code).toBe(4502)
  expect((await same.closed).code).toBe(4502)
  expect(await welcome(a, person)).toBe('token_revoked')
  stranger.send({ type: 'ping', ts: 1 })
  await stranger.take({ type: 'pong' })
})

test('[RD9] a disconnect and changed permissions reach every node, and the sessions that ended are counted', async () => {
  const cluster = prefixed()
  let allowed = true
  const authorize = async () => allowed
  await using a = await startNode(cluster, { authorize })
  await using b = await startNode(cluster, { authorize })
  const joined = { frame: { rooms: { r: null } } }
  const [here, there] = [await a.connect(person, joined), await b.connect(person, joined)]
  for (const client of [here, there]) await client.take({ type: 'room_joined' })
  allowed = false
  await a.server.refreshPermissions('5')
  for (const client of [here, there]) await client.take({ type: 'room_left', reason: 'permission_ended' })
  expect(await a.server.disconnect({ user_id: '5' })).toBe(2)
  for (const client of [here, there]) expect((await client.closed).code).toBe(4005)
  expect(await a.server.disconnect({ user_id: '5' })).toBe(0)
})

test('[RD10] [S80] a node that has not heard the others for a second delivers nothing and lets nobody in until it has', async () => {
  const cluster = prefixed()
  await using link = await RedisLink.to(redis.url)
  await using a = await startNode(cluster)
  await using b = await startNode({ ...cluster, url: link.url })
  const joined = { frame: { rooms: { r: null } } }
  const [revoked, stays] = [await b.connect(person, joined), await b.connect({ user_id: '6' }, joined)]
  const beside = await a.connect({ user_id: '7' }, joined)
  for (const client of [revoked, stays, beside]) await client.take({ type: 'room_joined' })
  link.freeze(/xread/i)
  expect(link.held).toBe(1)
  await expect.poll(() => welcome(b, { user_id: '8' }), { timeout: 10_000 }).toBe('unavailable')
  await a.server.disconnect({ user_id: '5' }, { revoke: true })
  await a.server.publish('r', 'secret', 1)
  await beside.take({ type: 'secret' })
  // Longer than anything but a second of silence takes.
  expect(await welcome(b, { user_id: '8' })).toBe('unavailable')
  stays.send({ type: 'history', room: 'r', limit: 1, ref: 1 })
  expect(await stays.take({ ref: 1 })).toMatchObject({ code: 'unavailable' })
  expect([...revoked.frames, ...stays.frames].filter(({ type }) => type === 'secret')).toEqual([])
  link.freeze(null)
  await stays.take({ type: 'secret', offset: 1 })
  expect((await revoked.closed).code).toBe(4502)
  expect(revoked.frames.filter(({ type }) => type === 'secret')).toEqual([])
  expect(await welcome(b, { user_id: '8' })).toBe('connected')
})

test('[RD11] a Redis that lost what is revoked is told again by the nodes that know', async () => {
  await using own = await RedisProcess.start()
  const cluster = { url: own.url, prefix: 'lost' }
  await using a = await startNode(cluster)
  await a.server.disconnect({ user_id: '5' }, { revoke: true })
  expect(await own.kill()).toBe('SIGKILL')
  await own.start()
  const look = new Redis(own.url)
  await expect.poll(() => look.zcard('lost:revocations'), { timeout: 10_000 }).toBe(1)
  look.disconnect()
  await using later = await startNode(cluster)
  expect(await welcome(later, person)).toBe('token_revoked')
})

test('[RD11] a node that had not heard of a revocation hears of it though the Redis that takes over has lost it', async () => {
  await using old = await RedisProcess.start()
  await using heir = await RedisProcess.start()
  await using toA = await RedisLink.to(old.url)
  await using toB = await RedisLink.to(old.url)
  await using a = await startNode({ url: toA.url })
  await using b = await startNode({ url: toB.url })
  const live = await b.connect(person)
  toB.freeze(/./s)
  await a.server.disconnect({ user_id: '5' }, { revoke: true })
  toB.lead(heir.url)
  toB.freeze(null)
  await expect.poll(() => welcome(b, { user_id: '8' }), { timeout: 10_000 }).toBe('connected')
  toA.lead(heir.url)
  expect((await live.closed).code).toBe(4502)
})

import type { PresenceMember } from '@nabiz/protocol'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectRedis } from '../../packages/redis/src/index.ts'
import { presenceNodesContract } from '../../packages/server/src/room/presence-nodes-contract.ts'
import { type Node, startNode } from './node.ts'
import { RedisProcess } from './redis-process.ts'
import { usersOf, watchPresence } from './watch-presence.ts'

let redis: RedisProcess
let prefixes = 0
beforeAll(async () => {
  redis = await RedisProcess.start()
})
afterAll(() => redis[Symbol.asyncDispose]())

const prefixed = () => ({ url: redis.url, prefix: `presence${++prefixes}` })
const joined = { frame: { rooms: { r: null } } }
const LONG = { timeout: 15_000 }

presenceNodesContract('Redis', async () => {
  const cluster = prefixed()
  const onError = () => {}
  const [one, two] = await Promise.all([connectRedis({ ...cluster, onError }), connectRedis({ ...cluster, onError })])
  return {
    one: one.presence,
    two: two.presence,
    end: async () => {
      for (const { presence, broker, control } of [one, two]) {
        await presence.close()
        await Promise.all([broker.close(), control(async () => 0).close()])
      }
    },
  }
})

test('[RD20] [RD22] members, tabs and states are one on all nodes: in joins, lists, differences and the API', async () => {
  const cluster = prefixed()
  await using a = await startNode(cluster, { apiKeys: ['K'] })
  await using b = await startNode(cluster, { apiKeys: ['K'] })
  const one = await watchPresence(a, 'a')
  await expect.poll(() => usersOf(b)).toEqual(['a'])
  const two = await watchPresence(b, 'b')
  expect(two.stand.count).toBe(2)
  expect(two.stand.version).not.toBe(one.stand.version)
  two.client.send({ type: 'presence', room: 'r', tab: 't', state: { status: 'away', page: 1 } })
  for (const { users } of [one, two]) await expect.poll(users, LONG).toEqual(['a', 'b', 'b'])
  const members = (await a.server.presence('r')).members
  expect((await b.server.presence('r')).members).toEqual(members)
  expect(members.find(({ tab }) => tab === 't')).toMatchObject({ status: 'away', state: { page: 1 } })
  const ask = (node: Node) =>
    fetch(`${node.url.replace('ws:', 'http:').replace('/ws', '')}/api/presence?room=r&limit=2`, {
      headers: { authorization: 'Bearer K' },
    }).then(response => response.json() as Promise<{ members: PresenceMember[]; count: number; more: boolean }>)
  for (const node of [a, b])
    expect(await ask(node)).toMatchObject({ members: members.slice(0, 2), count: 3, more: true })
  // Nobody of a third node is there; it answers all the same.
  await using c = await startNode(cluster)
  expect((await c.server.presence('r')).members).toEqual(members)
  const outside = await c.connect({ user_id: 'c' })
  outside.send({ type: 'presence_list', room: 'r', limit: 10, ref: 1 })
  expect(await outside.take({ ref: 1 })).toMatchObject({ members, count: 3 })
  two.client.send({ type: 'leave', room: 'r', ref: 2 })
  await expect.poll(one.users, LONG).toEqual(['a'])
  expect(one.view()).toMatchObject({ count: 1, faults: [] })
  expect(two.view().faults).toEqual([])
})

test('[RD21] [W53] a room of busy nodes tells its watchers at most once a time, each with the next version', async () => {
  const cluster = prefixed()
  await using a = await startNode(cluster)
  await using b = await startNode(cluster)
  await using c = await startNode(cluster)
  const one = await watchPresence(a, 'a')
  const said = await Promise.all([b, c].map(node => node.connect({ user_id: 'busy' }, joined)))
  for (const client of said) await client.take({ type: 'room_joined' })
  await expect.poll(() => one.view().count).toBe(3)
  const frames = () => one.client.frames.filter(({ type }) => type === 'presence_changed').length
  const [before, began] = [frames(), performance.now()]
  for (let page = 0; page < 300; page++) {
    const client = said[page % 2]!
    client.send({ type: 'presence', room: 'r', state: { page } })
    client.send({ type: 'history', room: 'r', limit: 1, ref: page })
    if (page % 2 === 0 && page < 80) await client.take({ ref: page })
  }
  const pages = () => [...one.view().members.values()].map(({ state }) => state?.page)
  await expect.poll(pages).toEqual(expect.arrayContaining([298, 299]))
  expect(frames() - before).toBeGreaterThan(0)
  expect(frames() - before).toBeLessThanOrEqual(Math.ceil((performance.now() - began) / 250) + 1)
  expect(one.view().faults).toEqual([])
})

test('[RD24] [W55] a clean close is seen everywhere at once, and a node that closes takes its members along', async () => {
  const cluster = prefixed()
  await using a = await startNode(cluster)
  const b = await startNode(cluster)
  const one = await watchPresence(a, 'a')
  const [leaves, stays] = await Promise.all(['leaves', 'stays'].map(user_id => b.connect({ user_id }, joined)))
  await expect.poll(one.users, LONG).toEqual(['a', 'leaves', 'stays'])
  const began = performance.now()
  await leaves!.close()
  await expect.poll(one.users, LONG).toEqual(['a', 'stays'])
  await b[Symbol.asyncDispose]()
  expect((await stays!.closed).code).toBeDefined()
  await expect.poll(one.users, LONG).toEqual(['a'])
  expect(performance.now() - began).toBeLessThan(5_000)
  expect(await usersOf(a)).toEqual(['a'])
  const look = new Redis(redis.url)
  expect(await look.hlen(`${cluster.prefix}:present:{r}`)).toBe(1)
  expect((await look.keys(`${cluster.prefix}:members:*`)).length).toBe(1)
  look.disconnect()
})

test('[RD26] 10,000 members cost a node that opens the room one reading, and a change one small message', async () => {
  const cluster = prefixed()
  await using a = await startNode(cluster)
  const other = await connectRedis({ ...cluster, onError: () => {} })
  const { tag } = other.presence
  const members = Array.from({ length: 10_000 }, (_, index): PresenceMember => {
    const member = index.toString(36).padStart(7, '0') + tag
    return { member, user_id: `${index}`, device: `device${index}`, status: 'online', since: 1 }
  })
  const link = other.presence.open('r', { hear: () => {}, own: () => members })
  await link.ready
  link.tell({ put: members, left: [] })
  const look = new Redis(redis.url)
  await expect.poll(() => look.hlen(`${cluster.prefix}:members:{r}:${tag}`)).toBe(10_000)
  const began = performance.now()
  const one = await watchPresence(a, 'a')
  expect(one.stand.count).toBe(10_001)
  expect(performance.now() - began).toBeLessThan(2_000)
  const heard: string[] = []
  const ears = new Redis(redis.url)
  await ears.subscribe(`${cluster.prefix}:presence:{r}`)
  ears.on('message', (_, text: string) => text.includes(`"node":"${tag}"`) && heard.push(text))
  link.tell({ put: [{ ...members[0]!, status: 'away' }], left: [] })
  await one.client.take(({ type, updated }) => type === 'presence_changed' && (updated as unknown[]).length === 1)
  expect(heard.length).toBe(1)
  expect(heard[0]!.length).toBeLessThan(400)
  link.close()
  await one.client.take({ type: 'presence_changed', count: 1 })
  for (const client of [look, ears]) client.disconnect()
  await other.presence.close()
  await Promise.all([other.broker.close(), other.control(async () => 0).close()])
})

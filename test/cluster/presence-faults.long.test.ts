import type { PresenceMember } from '@nabiz/protocol'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startNode } from './node.ts'
import { RedisLink } from './redis-link.ts'
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

test('[RD23] a message that was lost is found by its number, and who is in a room is right again within seconds', async () => {
  const cluster = prefixed()
  await using link = await RedisLink.to(redis.url)
  await using a = await startNode({ ...cluster, url: link.url })
  await using b = await startNode(cluster)
  const one = await watchPresence(a, 'a')
  const [stays, leaves] = await Promise.all(['stays', 'leaves'].map(user_id => b.connect({ user_id }, joined)))
  await expect.poll(one.users, LONG).toEqual(['a', 'leaves', 'stays'])
  link.freeze(/subscribe/)
  expect(link.held).toBe(1)
  leaves!.send({ type: 'leave', room: 'r', ref: 1 })
  const told = await b.connect({ user_id: 'told' }, joined)
  const look = new Redis(redis.url)
  const keys = () => look.keys(`${cluster.prefix}:members:*`)
  const everybody = async () => {
    const hashes = await Promise.all((await keys()).map(key => look.hvals(key)))
    return hashes
      .flat()
      .map(json => (JSON.parse(json) as PresenceMember).user_id)
      .sort()
  }
  await expect.poll(everybody, LONG).toEqual(['a', 'stays', 'told'])
  // What was on its way on these connections is gone with them.
  link.lead(redis.url)
  link.freeze(null)
  await expect.poll(one.users, LONG).toEqual(['a', 'stays', 'told'])
  // What was published before has been heard by the one once it counts this.
  const heard = async () => {
    const { garbage } = a.dropped()
    await look.publish(`${cluster.prefix}:presence:{r}`, 'no message')
    await expect.poll(() => a.dropped().garbage).toBe(garbage + 1)
  }
  // One message that nobody sent: a node is taken for gone that is there.
  for (const node of (await keys()).map(key => key.slice(-12)))
    await look.publish(`${cluster.prefix}:presence:{r}`, JSON.stringify({ v: 1, kind: 'gone', node, number: 1e9 }))
  await heard()
  for (const node of [a, b]) await expect.poll(() => usersOf(node), LONG).toEqual(['a', 'stays', 'told'])
  await expect.poll(one.users, LONG).toEqual(['a', 'stays', 'told'])
  // The same, and what Redis kept of the room is gone: each node writes anew who is there on it.
  for (const node of (await keys()).map(key => key.slice(-12))) {
    await look.del(`${cluster.prefix}:present:{r}`, `${cluster.prefix}:members:{r}:${node}`)
    await look.publish(`${cluster.prefix}:presence:{r}`, JSON.stringify({ v: 1, kind: 'gone', node, number: 1e9 }))
  }
  await heard()
  await expect.poll(one.users, LONG).toEqual(['a', 'stays', 'told'])
  await expect.poll(everybody, LONG).toEqual(['a', 'stays', 'told'])
  expect(one.view().faults).toEqual([])
  for (const client of [stays!, told]) client.send({ type: 'leave', room: 'r', ref: 1 })
  await expect.poll(one.users, LONG).toEqual(['a'])
  look.disconnect()
})

test('[RD23] who leaves as the last of a node while Redis cannot be told of it is gone once it can', async () => {
  const cluster = prefixed()
  await using link = await RedisLink.to(redis.url)
  await using a = await startNode(cluster)
  await using b = await startNode({ ...cluster, url: link.url })
  const one = await watchPresence(a, 'a')
  const leaves = await b.connect({ user_id: 'leaves' }, joined)
  await expect.poll(one.users, LONG).toEqual(['a', 'leaves'])
  link.lead('redis://127.0.0.1:1')
  await expect
    .poll(() => b.server.presence('elsewhere').catch((error: { code: string }) => error.code))
    .toBe('unavailable')
  leaves.send({ type: 'leave', room: 'r', ref: 1 })
  await leaves.take({ type: 'room_left' })
  expect(one.users()).toEqual(['a', 'leaves'])
  link.lead(redis.url)
  await expect.poll(one.users, LONG).toEqual(['a'])
  await expect.poll(() => usersOf(b), LONG).toEqual(['a'])
})

test('[RD10] [W56] a node that has not heard the others for a second tells nobody who is in a room, until it has', async () => {
  const cluster = prefixed()
  await using link = await RedisLink.to(redis.url)
  await using a = await startNode(cluster)
  await using b = await startNode({ ...cluster, url: link.url })
  const one = await watchPresence(b, 'b')
  const listed = async (ref: string) => {
    one.client.send({ type: 'presence_list', room: 'r', limit: 10, ref })
    return one.client.take({ ref })
  }
  link.freeze(/xread/i)
  await expect.poll(() => usersOf(b).catch((error: { code: string }) => error.code), LONG).toBe('unavailable')
  const other = await watchPresence(a, 'secret')
  await expect.poll(() => usersOf(a)).toEqual(['b', 'secret'])
  expect(await listed('out of touch')).toMatchObject({ type: 'error', code: 'unavailable' })
  expect(one.users()).toEqual(['b'])
  link.freeze(null)
  await expect.poll(one.users, LONG).toEqual(['b', 'secret'])
  expect(one.view().faults).toEqual([])
  expect(other.users()).toEqual(['b', 'secret'])
})

test('[RD23] who missed one of the numbers of a node reads all of it, also when later ones arrive', async () => {
  const cluster = prefixed()
  await using a = await startNode(cluster)
  const one = await watchPresence(a, 'a')
  const look = new Redis(redis.url)
  const node = '0123456789ab'
  const member = (index: number) => {
    const name = `000000${index}${node}`
    return { member: name, user_id: `${index}`, device: 'd', status: 'online', since: 1 }
  }
  const write = async (number: number) => {
    await look.hset(`${cluster.prefix}:members:{r}:${node}`, member(number).member, JSON.stringify(member(number)))
    await look.hset(`${cluster.prefix}:present:{r}`, node, number)
  }
  const tell = (number: number) => {
    const news = { put: [member(number)], left: [] }
    const message = { v: 1, kind: 'news', node, number, after: number === 1 ? null : number - 1, news }
    return look.publish(`${cluster.prefix}:presence:{r}`, JSON.stringify(message))
  }
  await look.zadd(`${cluster.prefix}:presence-nodes`, Date.now() + 60_000, node)
  await write(1)
  await tell(1)
  await expect.poll(one.users, LONG).toEqual(['1', 'a'])
  await write(2)
  await write(3)
  await tell(3)
  await expect.poll(one.users, LONG).toEqual(['1', '2', '3', 'a'])
  await tell(2)
  await write(4)
  await tell(4)
  await expect.poll(one.users, LONG).toEqual(['1', '2', '3', '4', 'a'])
  look.disconnect()
})

test('[RD25] [RD29] a Redis that comes back with nothing is told again, and nobody is said to have left', async () => {
  await using own = await RedisProcess.start()
  await using link = await RedisLink.to(own.url)
  const cluster = { url: own.url }
  await using a = await startNode(cluster)
  await using b = await startNode({ url: link.url })
  const one = await watchPresence(a, 'a')
  const two = await watchPresence(b, 'b')
  const three = await b.connect({ user_id: 'leaves' }, joined)
  for (const { users } of [one, two]) await expect.poll(users, LONG).toEqual(['a', 'b', 'leaves'])
  expect(await own.kill()).toBe('SIGKILL')
  three.send({ type: 'leave', room: 'r', ref: 1 })
  await three.take({ type: 'room_left' })
  const outside = await b.server.presence('elsewhere').catch((error: { code: string }) => error.code)
  expect(outside).toBe('unavailable')
  link.lead('redis://127.0.0.1:1')
  await own.start()
  // The one looks twice before the other is back.
  const look = new Redis(own.url)
  const lives = 'nabiz:presence-nodes'
  const leased = async () => Number(await look.zscore(lives, (await look.zrange(lives, '0', '0'))[0] ?? ''))
  await expect.poll(leased, LONG).toBeGreaterThan(0)
  await expect.poll(leased, LONG).toBeGreaterThan((await leased()) + 1_500)
  expect(await look.hlen('nabiz:present:{r}')).toBe(1)
  look.disconnect()
  link.lead(own.url)
  const began = performance.now()
  for (const node of [a, b]) await expect.poll(() => usersOf(node), LONG).toEqual(['a', 'b'])
  for (const { users } of [one, two]) await expect.poll(users, LONG).toEqual(['a', 'b'])
  expect(performance.now() - began).toBeLessThan(5_000)
  await using c = await startNode(cluster)
  expect(await usersOf(c)).toEqual(['a', 'b'])
  for (const { client, view } of [one, two]) {
    expect(view().faults).toEqual([])
    const left = client.frames.flatMap(frame => (frame.left as { user_id: string }[] | undefined) ?? [])
    expect(left.map(({ user_id }) => user_id)).toEqual(['leaves'])
  }
}, 30_000)

test('[RD27] what a stranger writes among them is dropped and counted, and shows nobody', async () => {
  const cluster = prefixed()
  await using a = await startNode(cluster)
  const one = await watchPresence(a, 'a')
  const look = new Redis(redis.url)
  const node = '0123456789ab'
  const good = { member: `0000000${node}`, user_id: '9', device: 'd', status: 'online', since: 1 }
  const told = `${cluster.prefix}:presence:{r}`
  const say = (message: object) => look.publish(told, JSON.stringify(message))
  const news = (put: unknown, left: unknown = []) =>
    say({ v: 1, kind: 'news', node, number: 1, after: null, news: { put, left } })
  await look.publish(told, 'no message')
  await say({ v: 2, anything: 1 })
  await say({ v: 1, kind: 'news', node: 'me', number: 1, after: null, news: { put: [], left: [] } })
  const bad: object[] = [
    { ...good, member: '0000000aaaaaaaaaaaa' },
    { ...good, user_id: 9 },
    { ...good, status: 'here' },
    { ...good, state: [] },
    { ...good, since: 'now' },
    { ...good, secret: 1 },
  ]
  for (const member of bad) await news([member])
  await news([good], [{ member: 'x', last_seen: 1 }])
  await expect.poll(a.dropped).toEqual({ foreign: 1, garbage: 9 })
  await look.hset(`${cluster.prefix}:present:{r}`, { me: '1', [node]: '5' })
  await look.hset(`${cluster.prefix}:members:{r}:${node}`, { [good.member]: JSON.stringify({ ...good, x: 1 }) })
  await look.zadd(`${cluster.prefix}:presence-nodes`, Date.now() + 60_000, node)
  await expect.poll(() => a.dropped().garbage, LONG).toBeGreaterThan(10)
  expect(await usersOf(a)).toEqual(['a'])
  expect(one.users()).toEqual(['a'])
  await look.hset(`${cluster.prefix}:present:{r}`, node, '6')
  await look.hset(`${cluster.prefix}:members:{r}:${node}`, { [good.member]: JSON.stringify(good) })
  await expect.poll(one.users, LONG).toEqual(['9', 'a'])
  look.disconnect()
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Frame } from '../../packages/server/src/testing/wire-client.ts'
import { type Node, startNode } from './node.ts'
import { RedisProcess } from './redis-process.ts'

let redis: RedisProcess
let clusters = 0
beforeAll(async () => {
  redis = await RedisProcess.start()
})
afterAll(() => redis[Symbol.asyncDispose]())

/** Two nodes nobody else shares anything with. */
const twoNodes = async (options: Parameters<typeof startNode>[1] = {}) => {
  const prefix = `cluster${++clusters}`
  const [a, b] = await Promise.all([1, 2].map(() => startNode({ url: redis.url, prefix }, options)))
  const nodes = { a: a as Node, b: b as Node, prefix }
  return Object.assign(nodes, {
    async [Symbol.asyncDispose]() {
      await Promise.all([nodes.a[Symbol.asyncDispose](), nodes.b[Symbol.asyncDispose]()])
    },
  })
}
const upTo = (top: number) => Array.from({ length: top }, (_, index) => index + 1)
const joined = { frame: { rooms: { r: null } } }

test('[RD1] [RD2] what is published on two nodes at once is heard on both, in one order', async () => {
  await using nodes = await twoNodes()
  const clients = await Promise.all([nodes.a, nodes.b].map(node => node.connect({}, joined)))
  for (const client of clients) await client.take({ type: 'room_joined' })
  const publishing = upTo(200).map(index =>
    (index % 2 ? nodes.a : nodes.b).server.publish('r', 'x', { index }, { user_id: '7' }),
  )
  const placed = await Promise.all(publishing)
  for (const client of clients) await client.take({ type: 'x', offset: 200 })
  const [one, two] = clients.map(client => client.frames.filter(frame => frame.type === 'x'))
  expect(one!.map(({ offset }) => offset)).toEqual(upTo(200))
  expect(two).toEqual(one)
  expect(placed.map(({ offset }) => offset!).sort((x, y) => x - y)).toEqual(upTo(200))
  expect(placed[0]).toMatchObject({
    durability: 'memory',
    id: one!.find(({ offset }) => offset === placed[0]!.offset)!.id,
  })
})

test('[RD4] a session that comes back to another node gets there what it missed, then live events', async () => {
  await using nodes = await twoNodes()
  const before = await nodes.a.connect({}, joined)
  const { epoch } = await before.take({ type: 'room_joined' })
  await nodes.a.server.publish('r', 'x', 1)
  await before.take({ offset: 1, type: 'x' })
  await before.cut()
  await Promise.all(upTo(1_200).map(index => nodes.a.server.publish('r', 'x', index)))
  const after = await nodes.b.connect({}, { frame: { rooms: { r: { epoch, offset: 1 } } } })
  const answer = await after.take({ type: 'room_joined' })
  expect(answer).toMatchObject({ recovered: 'all', epoch, missed: 1_200, offset: 1_201 })
  const { offset } = await nodes.a.server.publish('r', 'live', 0)
  await after.take({ offset: offset!, type: 'live' })
  expect(after.offsets('r')).toEqual(upTo(offset!).slice(1))
})

test('[RD3] one key happens once among all nodes, also at the same time, and is answered with the first', async () => {
  await using nodes = await twoNodes()
  const reader = await nodes.b.connect({}, joined)
  await reader.take({ type: 'room_joined' })
  const keyed = (node: Node, data: unknown) => node.server.publish('r', 'x', data, { key: 'k' })
  const answers = await Promise.all([keyed(nodes.a, 1), keyed(nodes.b, 1), keyed(nodes.a, 1)])
  answers.push(await keyed(nodes.b, 1))
  expect(new Set(answers.map(answer => JSON.stringify(answer))).size).toBe(1)
  await using third = await startNode({ url: redis.url, prefix: nodes.prefix })
  expect(await keyed(third, 1)).toEqual(answers[0])
  await expect(keyed(third, 2)).rejects.toMatchObject({ code: 'key_reused' })
  await third.server.publish('r', 'end', 0)
  await reader.take({ type: 'end', offset: 2 })
  expect(reader.frames.filter(frame => frame.type === 'x')).toMatchObject([{ id: answers[0]!.id }])
})

test('[RD6] [S28] companies a, a:b and a* never meet', async () => {
  await using nodes = await twoNodes()
  const companies = ['a', 'a:b', 'a*', 'a%2A', '{a}', undefined]
  const clients = await Promise.all(
    companies.map(company => nodes.b.connect(company === undefined ? {} : { company }, joined)),
  )
  for (const client of clients) await client.take({ type: 'room_joined' })
  for (const company of companies) await nodes.a.server.publish('r', 'x', { company: company ?? null }, { company })
  for (const company of companies) await nodes.a.server.publish('r', 'end', 0, { company })
  for (const [index, client] of clients.entries()) {
    await client.take({ type: 'end', offset: 2 })
    const heard = client.frames.filter((frame: Frame) => frame.type === 'x')
    expect(heard).toMatchObject([{ offset: 1, data: { company: companies[index] ?? null } }])
  }
})

test('[RD5] passing events reach every node and are kept nowhere', async () => {
  await using nodes = await twoNodes()
  const reader = await nodes.b.connect({}, joined)
  await reader.take({ type: 'room_joined' })
  expect(await nodes.a.server.publish('r', 'typing', 1, { record: false })).toMatchObject({ durability: 'none' })
  expect(await reader.take({ type: 'typing' })).not.toHaveProperty('offset')
  reader.send({ type: 'history', room: 'r', limit: 10, ref: 1 })
  expect(await reader.take({ ref: 1 })).toMatchObject({ offset: 0, events: [] })
})

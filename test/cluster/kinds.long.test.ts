import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SseClient } from '../../packages/server/src/testing/http-clients.ts'
import { tokenOf } from '../../packages/server/src/testing/start-server.ts'
import { CarelessBalancer } from './careless-balancer.ts'
import { contractsOn } from './contract-on.ts'
import { type Node, startNode } from './node.ts'
import { KINDS, type RunningRedis } from './redis-kinds.ts'
import { usersOf, watchPresence } from './watch-presence.ts'

const LONG = { timeout: 10_000 }
const SECRET = 'the secret of a cluster in a test'
const upTo = (top: number) => Array.from({ length: top }, (_, index) => index + 1)
const joined = { frame: { rooms: { r: null } } }

for (const { name, start } of KINDS)
  describe(name, () => {
    let running: RunningRedis | undefined
    let prefixes = 0
    beforeAll(async () => {
      running = await start()
    }, 30_000)
    afterAll(() => running?.end())
    const cluster = () => ({ ...running!.redis, prefix: `nabiz:${++prefixes}`, secret: SECRET })

    const twoNodes = async (options: Parameters<typeof startNode>[1] = {}) => {
      const shared = cluster()
      const [a, b] = await Promise.all([startNode(shared, options), startNode(shared, options)])
      const nodes: { a: Node; b: Node } = { a, b }
      return Object.assign(nodes, {
        async [Symbol.asyncDispose]() {
          await Promise.all([a[Symbol.asyncDispose](), b[Symbol.asyncDispose]()])
        },
      })
    }

    contractsOn(name, cluster)

    test('[RD42] [RD1] [RD4] [RD5] many rooms on two nodes: one order in each, recovered on the other node', async () => {
      await using nodes = await twoNodes()
      const rooms = upTo(12).map(index => `r:${index}`)
      const all = { frame: { rooms: Object.fromEntries(rooms.map(room => [room, null])) } }
      const [one, two] = [await nodes.a.connect({}, all), await nodes.b.connect({}, all)]
      const stands = new Map<string, string>()
      for (const room of rooms) {
        await one.take({ type: 'room_joined', room })
        stands.set(room, String((await two.take({ type: 'room_joined', room })).epoch))
      }
      await Promise.all(
        rooms.flatMap(room => upTo(20).map(index => (index % 2 ? nodes.a : nodes.b).server.publish(room, 'x', index))),
      )
      await Promise.all(upTo(20).map(index => nodes.a.server.publish('r:1', 'typing', index, { record: false })))
      for (const room of rooms) {
        for (const client of [one, two]) await client.take({ type: 'x', room, offset: 20 })
        const [here, there] = [one, two].map(client => client.events(room).filter(({ type }) => type === 'x'))
        expect(here!.map(({ offset }) => offset)).toEqual(upTo(20))
        expect(there).toEqual(here)
      }
      await two.take({ type: 'typing', data: 20 })
      const typed = two.events('r:1').filter(({ type }) => type === 'typing')
      expect(typed.map(({ data }) => data)).toEqual(upTo(20))
      await two.cut()
      const since = Object.fromEntries(rooms.map(room => [room, { epoch: stands.get(room), offset: 5 }]))
      const late = await nodes.a.connect({}, { frame: { rooms: since } })
      for (const room of rooms)
        expect(await late.take({ type: 'room_joined', room })).toMatchObject({ recovered: 'all', missed: 15 })
    })

    test('[RD42] [RD3] [RD6] [S28] a key happens once among all nodes, and companies never meet', async () => {
      await using nodes = await twoNodes()
      const companies = ['a', 'a:b', 'a*', '{a}', undefined]
      const readers = await Promise.all(
        companies.map(company => nodes.b.connect(company === undefined ? {} : { company }, joined)),
      )
      for (const reader of readers) await reader.take({ type: 'room_joined' })
      for (const company of companies) {
        const send = (node: Node) => node.server.publish('r', 'x', { company: company ?? null }, { company, key: 'k' })
        const answers = await Promise.all([send(nodes.a), send(nodes.b), send(nodes.a)])
        expect(new Set(answers.map(answer => JSON.stringify(answer))).size).toBe(1)
        await nodes.a.server.publish('r', 'end', 0, { company })
      }
      for (const [index, reader] of readers.entries()) {
        await reader.take({ type: 'end', offset: 2 })
        expect(reader.events('r').filter(({ type }) => type === 'x')).toMatchObject([
          { data: { company: companies[index] ?? null } },
        ])
      }
    })

    test('[RD42] [RD8] [RD9] [RD20] who is revoked is out within a second everywhere, and presence is one', async () => {
      await using nodes = await twoNodes()
      const [one, two] = [await watchPresence(nodes.a, 'a'), await watchPresence(nodes.b, 'b')]
      for (const { users } of [one, two]) await expect.poll(users, LONG).toEqual(['a', 'b'])
      const began = performance.now()
      expect(await nodes.a.server.disconnect({ user_id: 'b' }, { revoke: true })).toBe(1)
      expect((await two.client.closed).code).toBe(4502)
      expect(performance.now() - began).toBeLessThan(1_000)
      await expect.poll(one.users, LONG).toEqual(['a'])
      expect(await usersOf(nodes.b)).toEqual(['a'])
    })

    test('[RD42] [RD30] calls of event streams find the session’s node', async () => {
      await using nodes = await twoNodes()
      const { a, b } = nodes
      await using balancer = await CarelessBalancer.before([a.url, b.url], (_, turn) => (turn === 0 ? 0 : 1))
      const client = new SseClient(balancer.url)
      const frame = { type: 'connect', token: tokenOf(), version: 1, rooms: { r: null } }
      const began = client.begin(frame)
      await client.take({ type: 'room_joined' })
      await began
      // Until the session's node has said where it is, such a call is 410.
      await expect.poll(() => client.send({ type: 'ping', ts: 1 }), LONG).toBe(202)
      expect(await client.send({ type: 'publish', room: 'r', event: 'x', data: 1, ref: 1 })).toBe(202)
      await client.take({ type: 'published', ref: 1 })
      void client.cut()
    })
  })

/** What every transport keeps, run over each: the same frames, the same order, the same ends. */
import { describe, expect, test } from 'vitest'
import type { Identity } from '../room/identity.ts'
import type { TransportName } from '../session/wire.ts'
import type { Frame } from '../testing/frame-log.ts'
import { type AnyClient, startServer, type TestServer, tokenOf } from '../testing/start-server.ts'

const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1)

/** Clocks a test turns by hand; the server looks at them a few times a second. */
const clocks = () => {
  let ms = 1_800_000_000_000
  return { now: () => ms, monotonic: () => ms, turn: (by: number) => (ms += by) }
}

export const transportContract = (transport: TransportName): void => {
  const connected = async (running: TestServer, identity: Partial<Identity> = {}, frame: object = {}) => {
    const client = await running.begin(transport, { token: tokenOf(identity), ...frame })
    return [client, await client.take({ type: 'connected' })] as const
  }

  describe(`over ${transport}`, () => {
    test('[W60] [W10] [W18] [W24] [W30] [W40] join, publish, history, ping and leave are answered', async () => {
      await using running = await startServer()
      const [client, first] = await connected(running, {}, { rooms: { a: null } })
      expect(first).toMatchObject({ resumed: false, user_id: '5', version: 1, heartbeat_ms: 30_000 })
      await client.take({ type: 'room_joined', room: 'a', recovered: 'fresh' })
      void client.send(
        { type: 'join', room: 'b', ref: 1 },
        { type: 'publish', room: 'b', event: 'x', data: { text: 'ünïcödé\n\u2028' }, ref: 2 },
        { type: 'history', room: 'b', limit: 10, ref: 3 },
        { type: 'ping', ts: 7 },
      )
      expect(await client.take({ type: 'published', ref: 2 })).toMatchObject({ offset: 1, durability: 'memory' })
      expect(await client.take({ type: 'x', room: 'b' })).toMatchObject({ data: { text: 'ünïcödé\n\u2028' } })
      const { events } = (await client.take({ type: 'history', ref: 3 })) as unknown as { events: Frame[] }
      expect(events.length).toBe(1)
      await client.take({ type: 'pong', ts: 7 })
      void client.send({ type: 'leave', room: 'b', ref: 4 })
      await client.take({ type: 'room_left', ref: 4 })
      expect(running.errors).toEqual([])
    })

    test('[W60] [W5] [W6] a bad frame is answered, and the connection lives on', async () => {
      await using running = await startServer()
      const [client] = await connected(running)
      void client.send({ type: 'nothing', ref: 1 }, { type: 'join', room: 'r r', ref: 2 })
      expect(await client.take({ type: 'error', ref: 1 })).toMatchObject({ code: 'unknown_type' })
      expect(await client.take({ type: 'error', ref: 2 })).toMatchObject({ code: 'bad_frame' })
      void client.send({ type: 'ping', ts: 1 })
      await client.take({ type: 'pong' })
    })

    test('[W60] [W11] [W26] cut again and again under load: each offset once, in order, over one session', async () => {
      await using running = await startServer({ limits: { connectsPerMinute: Infinity, connectionsPerUser: 100 } })
      let published = 0
      const publish = async (count: number) => {
        for (let index = 0; index < count; index++) await running.server.publish('r', 'x', ++published)
      }
      let [client, first] = await connected(running, {}, { rooms: { r: null } })
      const { epoch } = (await client.take({ type: 'room_joined' })) as unknown as { epoch: string }
      const { session } = first
      const seen: number[] = []
      for (let cut = 0; cut < 8; cut++) {
        void publish(30)
        await client.take({ offset: seen.length + 10 })
        await client.cut()
        seen.push(...client.offsets('r').slice(0))
        await publish(5)
        const rooms = { r: { epoch, offset: seen.length } }
        ;[client, first] = await connected(running, {}, { session, rooms })
        expect(first).toMatchObject({ resumed: true, session })
        expect(await client.take({ type: 'room_joined' })).toMatchObject({ recovered: 'all' })
      }
      await publish(1)
      await client.take({ offset: published })
      seen.push(...client.offsets('r'))
      expect(seen).toEqual(upTo(published))
    })

    test('[W60] [W34] [W35] who takes nothing delays nobody, and gets everything when it goes on', async () => {
      await using running = await startServer()
      const frame = { rooms: { r: null } }
      const [slow] = await connected(running, {}, frame)
      const [fast] = await connected(running, { user_id: '6' }, frame)
      for (const client of [slow, fast]) await client.take({ type: 'room_joined' })
      slow.stall()
      const pad = 'x'.repeat(10_000)
      for (let index = 1; index <= 1_000; index++) {
        await running.server.publish('r', 'x', pad)
        if (index % 50 === 0) await fast.take({ offset: index })
      }
      expect(slow.offsets('r').length).toBeLessThan(1_000)
      slow.resume()
      await slow.take({ offset: 1_000 })
      await running.server.publish('r', 'y', 1)
      await slow.take({ type: 'y' })
      expect(slow.offsets('r')).toEqual(upTo(1_001))
      expect(slow.frames.filter(({ type }) => type === 'room_reset' || type === 'skipped')).toEqual([])
    })

    test('[W60] [W9] [W16] a refused token, and a refused room', async () => {
      await using running = await startServer()
      const closes: [string, number][] = [
        ['nonsense', 4500],
        ['expired', 4501],
        [tokenOf({ expires_at: 1 }), 4501],
      ]
      for (const [token, code] of closes) {
        const client = await running.begin(transport, { token })
        expect((await client.closed).code).toBe(code)
      }
      const [client] = await connected(running, { rooms: ['mine'] }, { rooms: { theirs: null, mine: null } })
      expect(await client.take({ type: 'error' })).toMatchObject({ room: 'theirs', code: 'denied' })
      await client.take({ type: 'room_joined', room: 'mine' })
    })

    test('[W60] [W12] a session resumed elsewhere is told 4004, and the other goes on', async () => {
      await using running = await startServer()
      const [old, { session }] = await connected(running)
      const [anew, first] = await connected(running, {}, { session })
      expect((await old.closed).code).toBe(4004)
      expect(first).toMatchObject({ resumed: true })
      void anew.send({ type: 'ping', ts: 1 })
      await anew.take({ type: 'pong' })
      expect(running.server.stats()).toMatchObject({ sessions: 1 })
    })

    test('[W60] [W13] [W38] [W39] limits: connections of a user, and messages', async () => {
      await using running = await startServer({
        limits: { connectionsPerUser: 1, messagesPerMinute: 3, refusalsBeforeClose: 2 },
      })
      const [client] = await connected(running)
      const refused = await running.begin(transport)
      expect((await refused.closed).code).toBe(4006)
      void client.send(...upTo(5).map(ref => ({ type: 'join', room: 'r', ref })))
      expect(await client.take({ type: 'error' })).toMatchObject({ code: 'rate_limited' })
      expect((await client.closed).code).toBe(4007)
    })

    test('[W60] [W41] [W42] a token that runs out ends with 4501, a fresh one interrupts nothing', async () => {
      const { turn, ...time } = clocks()
      await using running = await startServer(time)
      const [client] = await connected(running, { expires_at: time.now() + 60_000 })
      void client.send({ type: 'authenticate', token: tokenOf({ expires_at: time.now() + 120_000 }), ref: 1 })
      await client.take({ type: 'authenticated', ref: 1 })
      turn(59_999)
      await expect.poll(() => running.server.stats().connections).toBe(1)
      turn(60_001)
      expect((await client.closed).code).toBe(4501)
    })

    test('[W60] [W43] [W44] [S25] a permission that ended, a disconnect and a revocation take effect at once', async () => {
      const allowed = new Set(['r'])
      await using running = await startServer({ authorize: (_, room) => allowed.has(room) })
      const [client] = await connected(running, { issued_at: 1 }, { rooms: { r: null } })
      await client.take({ type: 'room_joined' })
      allowed.clear()
      await running.server.refreshPermissions('5')
      await running.server.publish('r', 'secret', 1)
      expect(await client.take({ type: 'room_left' })).toMatchObject({ reason: 'permission_ended' })
      const began = performance.now()
      await running.server.disconnect({ user_id: '5' })
      expect((await client.closed).code).toBe(4005)
      expect(client.events('r')).toEqual([])
      const [again] = await connected(running, { issued_at: 1 })
      await running.server.disconnect({ user_id: '5' }, { revoke: true })
      expect((await again.closed).code).toBe(4502)
      expect(performance.now() - began).toBeLessThan(1_000)
      const late = await running.begin(transport, { token: tokenOf({ issued_at: 1 }) })
      expect((await late.closed).code).toBe(4502)
    })

    test('[W60] [W48] draining asks to come back and ends with 4000; closing is 4003', async () => {
      await using running = await startServer()
      const [first] = await connected(running)
      const drained = running.server.drain({ window_ms: 1 })
      expect(await first.take({ type: 'reconnect' })).toMatchObject({ reason: 'draining' })
      expect((await first.closed).code).toBe(4000)
      await drained
      await using other = await startServer()
      const [second] = await connected(other)
      await other.server.close()
      expect((await second.closed).code).toBe(4003)
    })

    test('[W60] [W14] the same room of another company stays apart', async () => {
      await using running = await startServer()
      const clients: AnyClient[] = []
      for (const company of ['a', 'b']) {
        const [client] = await connected(running, { company }, { rooms: { dashboard: null } })
        await client.take({ type: 'room_joined' })
        clients.push(client)
      }
      await running.server.publish('dashboard', 'x', 1, { company: 'a' })
      await running.server.publish('dashboard', 'y', 1, { company: 'b' })
      await clients[0]!.take({ type: 'x' })
      await clients[1]!.take({ type: 'y' })
      expect(clients.map(client => client.events('dashboard').length)).toEqual([1, 1])
    })
  })
}

import { defineRoom } from '@nabiz/protocol'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createMemoryBroker } from '../broker/memory-broker.ts'
import { LateBroker, turns } from '../testing/late-broker.ts'
import { startServer, type TestServer } from '../testing/start-server.ts'
import type { Frame, WireClient } from '../testing/wire-client.ts'

const position = (frame: Frame) => ({ epoch: frame.epoch, offset: frame.offset })
const publish = async (running: TestServer, room: string, count: number) => {
  for (let index = 0; index < count; index++) await running.server.publish(room, 'x', index)
}
const unlimited = { connectsPerMinute: Infinity, messagesPerMinute: Infinity, connectionsPerUser: Infinity }

describe('recovery', () => {
  test('[W26] [W10] a reconnect is one round trip: what was missed, then live', async () => {
    await using running = await startServer()
    const first = await running.connect({}, { frame: { rooms: { a: null, b: null } } })
    const a = await first.take({ type: 'room_joined', room: 'a' })
    const b = await first.take({ type: 'room_joined', room: 'b' })
    await first.cut()
    await publish(running, 'a', 1_500)
    const rooms = { a: position(a), b: position(b), 'c c': null }
    const bad = await running.open()
    bad.send({ type: 'connect', token: '{}', version: 1, rooms })
    expect((await bad.closed).code).toBe(4503)
    const second = await running.connect({}, { frame: { rooms: { a: position(a), b: position(b), c: null } } })
    expect(await second.take({ type: 'room_joined', room: 'a' })).toMatchObject({
      recovered: 'all',
      missed: 1_500,
      offset: 1_500,
    })
    expect(await second.take({ type: 'room_joined', room: 'b' })).toMatchObject({
      recovered: 'all',
      missed: 0,
      offset: 0,
    })
    expect(await second.take({ type: 'room_joined', room: 'c' })).toMatchObject({ recovered: 'fresh' })
    await publish(running, 'a', 10)
    await second.take({ room: 'a', offset: 1_510, type: 'x' })
    expect(second.offsets('a')).toEqual(Array.from({ length: 1_510 }, (_, index) => index + 1))
  })

  test('[W27] every reason of a reset, and live events after it', async () => {
    const short = defineRoom('short', { events: {}, open: true, history: { count: 5 } })
    await using running = await startServer({ rooms: [short], limits: { recoveryEvents: 50 } })
    const client = await running.connect()
    await publish(running, 'short', 20)
    await publish(running, 'long', 100)
    const { epoch } = await running.server.publish('long', 'x', 1)
    const cases: [string, object, object][] = [
      ['short', { epoch, offset: 14 }, { recovered: 'reset', reason: 'trimmed', offset: 20 }],
      ['short', { epoch, offset: 15 }, { recovered: 'all', missed: 5 }],
      ['short', { epoch, offset: 21 }, { recovered: 'reset', reason: 'ahead', offset: 20 }],
      ['short', { epoch: 'other', offset: 20 }, { recovered: 'reset', reason: 'epoch_changed', epoch }],
      ['long', { epoch, offset: 50 }, { recovered: 'reset', reason: 'too_far' }],
      ['long', { epoch, offset: 51 }, { recovered: 'all', missed: 50 }],
    ]
    for (const [ref, [room, since, expected]] of cases.entries()) {
      client.send({ type: 'join', room, since, ref })
      expect(await client.take({ ref }), JSON.stringify(since)).toMatchObject(expected)
    }
    await running.server.publish('short', 'after', 1)
    await client.take({ type: 'after', offset: 21 })
  })

  test('[W26] cut at any instant and back at once: everybody sees each offset once, in order', async () => {
    const broker = new LateBroker(createMemoryBroker())
    await using running = await startServer({ limits: unlimited, broker })
    let run = 0
    const step = fc.oneof(
      {
        weight: 4,
        arbitrary: fc.record({ do: fc.constant('publish' as const), count: fc.integer({ min: 1, max: 40 }) }),
      },
      { weight: 2, arbitrary: fc.record({ do: fc.constant('cut' as const), joined: fc.boolean() }) },
      { weight: 2, arbitrary: fc.record({ do: fc.constant('turns' as const), count: fc.integer({ min: 1, max: 6 }) }) },
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), async steps => {
        const room = `room:${run++}`
        const observer = await running.connect({ user_id: 'observer' }, { frame: { rooms: { [room]: null } } })
        await observer.take({ type: 'room_joined' })
        let subject: WireClient = await running.connect({ user_id: 'subject' }, { frame: { rooms: { [room]: null } } })
        const joined = await subject.take({ type: 'room_joined' })
        const seen: [number, unknown][] = []
        const collect = () => {
          for (const event of subject.events(room)) seen.push([event.offset as number, event.id])
        }
        let published = 0
        for (const one of steps) {
          if (one.do === 'publish') {
            for (let index = 0; index < one.count; index++) {
              published++
              void running.server.publish(room, 'x', { index, pad: 'x'.repeat(200) })
            }
          } else if (one.do === 'turns') await turns(one.count)
          else {
            await subject.cut()
            collect()
            const since = { epoch: joined.epoch, offset: seen.at(-1)?.[0] ?? 0 }
            subject = await running.connect(
              { user_id: 'subject' },
              { joined: one.joined, frame: { rooms: { [room]: since } } },
            )
          }
        }
        const last = (frame: Frame) => typeof frame.id === 'string' && frame.offset === published
        if (published > 0) await observer.take(last)
        if (published > 0 && !seen.some(([offset]) => offset === published)) await subject.take(last)
        collect()
        expect(seen).toEqual(observer.events(room).map(event => [event.offset, event.id]))
        expect(seen.map(([offset]) => offset)).toEqual(Array.from({ length: published }, (_, index) => index + 1))
        await Promise.all([observer.close(), subject.close()])
      }),
      { numRuns: 40 },
    )
    expect(running.errors).toEqual([])
    await expect.poll(() => broker.subscriptions).toBe(0)
  }, 60_000)

  test('[W28] [S19] a page trimmed during the replay is told by room_reset', async () => {
    const short = defineRoom('short', { events: {}, open: true, history: { count: 2_000, bytes: 1e9 } })
    await using running = await startServer({ rooms: [short] })
    const pad = 'x'.repeat(20_000)
    for (let index = 0; index < 2_000; index++) await running.server.publish('short', 'x', pad)
    const { epoch } = await running.server.publish('short', 'x', pad)
    const client = await running.connect()
    client.ws.pause()
    client.send({ type: 'join', room: 'short', since: { epoch, offset: 1 }, ref: 1 })
    // The reader stands still with most of 40 MB unread; meanwhile the history moves on past it.
    await expect.poll(() => running.server.stats().rooms).toEqual({ short: 1 })
    for (let index = 0; index < 2_000; index++) await running.server.publish('short', 'y', 1)
    client.ws.resume()
    const reset = await client.take({ type: 'room_reset' })
    expect(reset).toMatchObject({ room: 'short', reason: 'trimmed' })
    await running.server.publish('short', 'z', 1)
    await client.take({ type: 'z' })
    const offsets = client.offsets('short')
    const gaps = offsets.filter((offset, index) => index > 0 && offset !== offsets[index - 1]! + 1)
    expect(gaps).toEqual([(reset.offset as number) + 1])
  }, 30_000)
})

test('[W18] leaving in the middle of a replay ends it', async () => {
  await using running = await startServer({ broker: new LateBroker(createMemoryBroker(), 20) })
  await publish(running, 'r', 3_000)
  const { epoch } = await running.server.publish('r', 'x', 1)
  const client = await running.connect()
  client.send({ type: 'join', room: 'r', since: { epoch, offset: 0 }, ref: 1 })
  await client.take({ ref: 1 })
  client.send({ type: 'leave', room: 'r', ref: 2 })
  await client.take({ ref: 2 })
  await turns(200)
  client.send({ type: 'ping', ts: 1 })
  await client.take({ type: 'pong' })
  const left = client.frames.findIndex(frame => frame.type === 'room_left')
  expect(client.frames.slice(left + 1).map(frame => frame.type)).toEqual(['pong'])
  expect(running.server.stats().rooms).toEqual({})
})

describe('history', () => {
  test('[W30] pages run forwards from a position, and back from the newest', async () => {
    await using running = await startServer({ limits: unlimited })
    const client = await running.connect()
    await publish(running, 'r', 2_500)
    const ask = async (extra: object) => {
      client.send({ type: 'history', room: 'r', limit: 5_000, ref: 'h', ...extra })
      return (await client.take({ ref: 'h' })) as unknown as {
        epoch: string
        offset: number
        events: Frame[]
        more: boolean
        code: string
      }
    }
    const newest = await ask({ limit: 3 })
    expect(newest).toMatchObject({ offset: 2_500, more: true })
    expect(newest.events.map(event => event.offset)).toEqual([2_498, 2_499, 2_500])
    const seen: unknown[] = []
    for (let more = true; more; ) {
      const page = await ask({ since: { epoch: newest.epoch, offset: seen.length } })
      expect(page.events.length).toBeLessThanOrEqual(1_000)
      seen.push(...page.events.map(event => event.offset))
      more = page.more
    }
    expect(seen).toEqual(Array.from({ length: 2_500 }, (_, index) => index + 1))
    expect(await ask({ since: { epoch: newest.epoch, offset: 2_501 } })).toMatchObject({ code: 'position_lost' })
    expect(await ask({ since: { epoch: 'other', offset: 1 } })).toMatchObject({ code: 'position_lost' })
    expect(await ask({ room: 'empty' })).toMatchObject({ offset: 0, events: [], more: false })
  })

  test('[W30] [S19] an answer is at most 256 KiB', async () => {
    await using running = await startServer()
    const client = await running.connect()
    for (let index = 0; index < 10; index++) await running.server.publish('r', 'x', 'd'.repeat(100_000))
    client.send({ type: 'history', room: 'r', limit: 10, ref: 1 })
    const answer = (await client.take({ ref: 1 })) as unknown as { events: Frame[]; more: boolean }
    expect(answer.events.map(event => event.offset)).toEqual([9, 10])
    expect(answer.more).toBe(true)
  })
})

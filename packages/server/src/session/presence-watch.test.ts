import { type PresenceChangedFrame, resolveLimits } from '@nabiz/protocol'
import { expect, test } from 'vitest'
import { createMemoryBroker } from '../broker/memory-broker.ts'
import { FanOut } from '../room/fan-out.ts'
import { Hub } from '../room/hub.ts'
import { Presence } from '../room/presence.ts'
import { createRoomCatalogue } from '../room/room-catalogue.ts'
import { HeldWire } from '../testing/held-wire.ts'
import { startServer } from '../testing/start-server.ts'
import { Attachment } from './attachment.ts'
import { ALONE } from './control.ts'
import { PresenceWatch } from './presence-watch.ts'

/** A watcher over a wire that takes one write at a time, with room for 2,000 bytes. */
const setUp = () => {
  const limits = resolveLimits({ queueBytes: 2_000 })
  const catalogue = createRoomCatalogue([], limits)
  const onError = (error: unknown) => {
    throw error
  }
  const timers: (() => void)[] = []
  let gathered = 0
  const later = (run: () => void) => {
    gathered++
    timers.push(run)
  }
  const presence = new Presence({
    ...{ limits, catalogue, now: () => 1, later, onError },
    ...{ onOccupied: undefined, onVacated: undefined, nodes: null, others: ALONE },
  })
  const fanOut = new FanOut()
  const hub = new Hub({ broker: createMemoryBroker(), log: undefined, catalogue, fanOut, others: ALONE, onError })
  const wire = new HeldWire(1)
  let overflows = 0
  const attachment = new Attachment(wire, { hub, fanOut, limits, onError }, () => overflows++)
  const room = presence.hold(undefined, 'r')
  const watch = new PresenceWatch(room, 'list', attachment)
  const add = (device: string) => {
    room.add({ user_id: '5', device }, { info: undefined, state: { text: 'x'.repeat(500) } })
    for (const run of timers.splice(0)) run()
  }
  const read = () => wire.writes.flatMap(bytes => String(bytes).match(/\{"type".*?\}(?=\{"type"|$)/g) ?? [])
  const frames = () => read().map(text => JSON.parse(text) as PresenceChangedFrame)
  const drain = () => {
    wire.drain()
    attachment.queue.drained()
  }
  return { attachment, watch, room, add, frames, drain, overflows: () => overflows, gathered: () => gathered }
}

test('[W54] a stalled reader costs no more than its limit and stays; then one truncated frame, and versions go on', async () => {
  const { attachment, watch, room, add, frames, drain, overflows } = setUp()
  const { version } = watch.begin()
  for (let index = 0; index < 50; index++) {
    add(`${index}`)
    attachment.queue.flush()
    expect(attachment.queue.bytes).toBeLessThanOrEqual(2_000)
  }
  expect(frames().length).toBe(1)
  attachment.send({ type: 'room_left', text: 'y'.repeat(1_000) })
  expect(overflows()).toBe(0)
  await expect
    .poll(() => {
      drain()
      return frames().at(-1)
    })
    .toEqual({ type: 'presence_changed', room: 'r', version: version + 50, count: 50, truncated: true })
  drain()
  add('next')
  attachment.queue.flush()
  expect(frames().at(-1)).toMatchObject({ version: version + 51, count: 51, joined: [{ device: 'next' }] })
  expect(frames().filter(({ truncated }) => truncated).length).toBe(1)
  expect(room.count).toBe(51)
})

test('[W54] an answer for which there is no room takes it from presence', async () => {
  const { attachment, watch, add, frames, drain, overflows } = setUp()
  watch.begin()
  add('first')
  attachment.queue.flush()
  add('waiting')
  attachment.send({ type: 'published', text: 'y'.repeat(1_000) })
  expect(overflows()).toBe(0)
  drain()
  drain()
  await expect
    .poll(() => frames().map(({ type, truncated }) => [type, truncated]))
    .toEqual([
      ['presence_changed', undefined],
      ['published', undefined],
      ['presence_changed', true],
    ])
})

test('[W56] after the end nothing follows, not even what waited, and no difference is made any more', async () => {
  const { attachment, watch, add, frames, drain, gathered } = setUp()
  watch.begin()
  add('first')
  attachment.queue.flush()
  add('waiting')
  expect(gathered()).toBe(2)
  watch.end()
  add('later')
  expect(gathered()).toBe(2)
  drain()
  await attachment.queue.whenIdle()
  expect(frames().length).toBe(1)
})

test('[W54] over a socket: a reader that stood still is told once to list again, and lost no event', async () => {
  const limits = { presenceEveryMs: 5, messagesPerMinute: 100_000, presencePerMinute: 100_000, queueBytes: 65_536 }
  await using running = await startServer({ limits })
  const slow = await running.connect({}, { frame: { rooms: { r: null }, presence: { r: 'list' } } })
  await slow.take({ type: 'room_joined' })
  slow.ws.pause()
  const pad = 'x'.repeat(10_000)
  for (let index = 0; index < 1_500; index++) {
    await running.server.publish('r', 'x', pad)
    if (index % 50 === 0) await new Promise(resolve => setImmediate(resolve))
  }
  const other = await running.connect({ user_id: '6' }, { frame: { rooms: { r: null }, presence: { r: 'count' } } })
  await other.take({ type: 'room_joined' })
  for (let tab = 1; tab <= 20; tab++) {
    other.send({ type: 'presence', room: 'r', tab: `${tab}`, state: {} })
    await other.take({ type: 'presence_changed', count: 2 + tab })
  }
  expect(slow.frames.filter(({ type }) => type === 'presence_changed')).toEqual([])
  slow.ws.resume()
  expect(await slow.take({ type: 'presence_changed' })).toMatchObject({ count: 22, truncated: true })
  await slow.take({ offset: 1_500 })
  expect(slow.offsets('r')).toEqual(Array.from({ length: 1_500 }, (_, index) => index + 1))
}, 30_000)

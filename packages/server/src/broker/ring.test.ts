import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Stored } from './broker.ts'
import { createMemoryBroker } from './memory-broker.ts'
import { Ring } from './ring.ts'
import { recordBytes } from './segment.ts'
import { headBytes, payloadAt } from './text-message.ts'

type Event = { offset: number; slot: string | null; text: string; at: number }

const seen = ({ offset, slot, frame }: Stored) => ({ offset, slot, text: frame.toString() })
const told = ({ offset, slot, text }: Event) => ({ offset, slot, text })
const bytesOf = ({ text }: Event) => Buffer.byteLength(text)

/** As many as `size` allows, at least one. */
const within = (events: readonly Event[], size: { events: number; bytes: number }): Event[] => {
  const page: Event[] = []
  let bytes = 0
  for (const event of events.slice(0, size.events)) {
    bytes += bytesOf(event)
    if (bytes > size.bytes && page.length > 0) break
    page.push(event)
  }
  return page
}

const operation = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      kind: fc.constant('write' as const),
      text: fc.oneof(
        fc.string({ unit: 'grapheme', maxLength: 200 }),
        fc.nat(3_000).map(length => 'x'.repeat(length)),
      ),
      slot: fc.option(fc.string({ unit: 'grapheme', maxLength: 20 })),
      late: fc.nat(5),
      bytes: fc.boolean(),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('trim' as const), count: fc.nat(60), age: fc.nat(200) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('shrink' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('clear' as const), jump: fc.nat(9) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('read' as const),
      back: fc.nat(80),
      size: fc.record({ events: fc.integer({ min: 1, max: 20 }), bytes: fc.nat(2_000) }),
    }),
  },
)

test('[W29] [W30] what a room keeps is what was written, in order, whatever was trimmed and however it is read', () => {
  fc.assert(
    fc.property(fc.array(operation, { maxLength: 300 }), operations => {
      const ring = new Ring()
      let model: Event[] = []
      let next = 1
      let now = 0
      const trim = (count: number, since: number, bytes = Infinity) => {
        ring.trim({ count, bytes }, since)
        while (model.length > count || (model[0] && model[0].at < since)) model.shift()
        if (bytes < Infinity) model = model.slice(model.length - ring.length)
      }
      for (const one of operations) {
        if (one.kind === 'write') {
          now += one.late
          const event = { offset: next++, slot: one.slot, text: one.text, at: now }
          const json = one.bytes ? Buffer.from(one.text) : one.text
          expect(seen(ring.write(event.offset, event.slot, json, now))).toEqual(told(event))
          model.push(event)
        } else if (one.kind === 'trim') trim(one.count, now - one.age)
        else if (one.kind === 'shrink') {
          const half = ring.bytes / 2
          const before = model
          trim(Infinity, -Infinity, half)
          expect(ring.bytes).toBeLessThanOrEqual(half)
          // And no more than that: with the last one that went it would be over.
          const gone = before[before.length - model.length - 1]
          if (gone) expect(ring.bytes + recordBytes(bytesOf(gone), gone.slot)).toBeGreaterThan(half)
        } else if (one.kind === 'clear') {
          ring.clear()
          model = []
          next += one.jump
        } else {
          const since = next - one.back
          const after = model.filter(({ offset }) => offset > since)
          expect(ring.after(since, one.size).map(seen)).toEqual(within(after, one.size).map(told))
          const newest = within(model.toReversed(), one.size).toReversed()
          expect(ring.newest(one.size).map(seen)).toEqual(newest.map(told))
        }
        expect(ring.length).toBe(model.length)
        expect(ring.first).toBe(model[0]?.offset ?? null)
        expect(ring.bytes).toBeGreaterThanOrEqual(model.reduce((sum, event) => sum + bytesOf(event), 0))
      }
    }),
    { numRuns: 400 },
  )
})

test.each([0, 125, 126, 65_535, 65_536, 200_000])(
  '[W1] an event of %i bytes is kept with the head of its message',
  size => {
    const ring = new Ring()
    const { frame, message } = ring.write(1, null, 'ş'.repeat(size / 2), 0)
    expect(payloadAt(message!)).toBe(headBytes(frame.length))
    expect(message!.subarray(payloadAt(message!)).equals(frame)).toBe(true)
    expect(message![0]).toBe(0x81)
  },
)

test('[W29] what a room keeps holds no more memory than twice its bytes', () => {
  const ring = new Ring()
  const texts = Array.from({ length: 500 }, (_, index) => `ş${index} ${'x'.repeat((index * 37) % 900)}`)
  const frames = texts.map((text, index) => ring.write(index + 1, null, text, 0).frame)
  expect(frames.map(String)).toEqual(texts)
  const memory = new Set(frames.map(frame => frame.buffer))
  const held = [...memory].reduce((sum, { byteLength }) => sum + byteLength, 0)
  const bytes = frames.reduce((sum, frame) => sum + frame.length, 0)
  expect(held).toBeLessThan(2 * bytes)
  expect(memory.size).toBeLessThan(60)
})

test('[W29] a room that trims goes on in as little memory as it keeps', () => {
  const ring = new Ring()
  const pieces = new Set<ArrayBufferLike>()
  for (let offset = 1; offset <= 10_000; offset++) {
    pieces.add(ring.write(offset, null, 'x'.repeat(100), 0).frame.buffer)
    ring.trim({ count: 3, bytes: Infinity }, 0)
  }
  const alive = new Set(ring.newest({ events: 3, bytes: Infinity }).map(({ frame }) => frame.buffer))
  expect([...alive].reduce((sum, { byteLength }) => sum + byteLength, 0)).toBeLessThanOrEqual(2 * 4_096)
  expect(pieces.size).toBeLessThan(400)
})

test('[W29] the one event of a quiet room holds its own bytes and little more', async () => {
  const broker = createMemoryBroker()
  const retention = { count: 10, bytes: 1e6, age_ms: 1e6, durable: false }
  for (let room = 0; room < 20; room++) await broker.publish(`r:${room}`, { head: '{"a":1', slot: null }, retention)
  for (let room = 0; room < 20; room++) {
    const { events } = await broker.read(`r:${room}`, null, { events: 10, bytes: 1e6 })
    expect(events[0]!.frame.buffer.byteLength).toBeLessThanOrEqual(events[0]!.frame.length + 26)
  }
})

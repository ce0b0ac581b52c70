import { expect, test } from 'vitest'
import { createMemoryBroker } from './memory-broker.ts'
import { Slab } from './slab.ts'

test('[W29] what a room keeps holds no more memory than twice its bytes', async () => {
  const slab = new Slab()
  const texts = Array.from({ length: 500 }, (_, index) => `ş${index} ${'x'.repeat((index * 37) % 900)}`)
  const frames = texts.map(text => slab.keep(text))
  expect(frames.map(String)).toEqual(texts)
  const memory = new Set(frames.map(frame => frame.buffer))
  const held = [...memory].reduce((sum, { byteLength }) => sum + byteLength, 0)
  const bytes = frames.reduce((sum, frame) => sum + frame.length, 0)
  expect(held).toBeLessThan(2 * bytes)
  expect(memory.size).toBeLessThan(60)
  expect(String(slab.keep('y'.repeat(100_000)))).toBe('y'.repeat(100_000))
})

test('[W29] the one event of a quiet room holds its own bytes and no more', async () => {
  const broker = createMemoryBroker()
  const retention = { count: 10, bytes: 1e6, age_ms: 1e6, durable: false }
  for (let room = 0; room < 20; room++) await broker.publish(`r:${room}`, { head: '{"a":1', slot: null }, retention)
  for (let room = 0; room < 20; room++) {
    const { events } = await broker.read(`r:${room}`, null, { events: 10, bytes: 1e6 })
    expect(events[0]!.frame.buffer.byteLength).toBe(events[0]!.frame.length)
  }
})

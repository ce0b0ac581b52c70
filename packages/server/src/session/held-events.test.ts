import { expect, test } from 'vitest'
import { Ring } from '../broker/ring.ts'
import { HeldEvents } from './held-events.ts'

test('[W34] [W36] what is held for a stalled reader keeps no memory of its room alive', () => {
  const ring = new Ring()
  const held = new HeldEvents('latest')
  for (let offset = 1; offset <= 500; offset++)
    held.put([ring.write(offset, `slot ${offset % 5}`, `{"n":${offset}}`, 0)])
  const frames = held.release('r', 0, 500, 'latest').map(({ frame }) => frame)
  const events = frames.filter(frame => frame.includes('"n"'))
  expect(events.map(String)).toEqual([496, 497, 498, 499, 500].map(offset => `{"n":${offset}}`))
  for (const event of events) expect(event.buffer.byteLength).toBe(event.length)
})

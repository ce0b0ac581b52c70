import { expect, test } from 'vitest'
import { Counters } from './counters.ts'
import { FanOut, type GathersEvents } from './fan-out.ts'

/** A fan-out whose passes over rooms take as long as it is told, and the pauses it asked for. */
const timedFanOut = () => {
  const pauses: number[] = []
  const waiting: (() => void)[] = []
  let now = 1_000
  const clock = {
    monotonic: () => now,
    later: (run: () => void, ms: number) => {
      pauses.push(ms)
      waiting.push(run)
    },
  }
  const fanOut = new FanOut(new Counters(clock.monotonic), clock)
  const turn = () => new Promise(resolve => setImmediate(resolve))
  const resume = () => waiting.shift()!()
  /** Passes that take so long and hand on so many events, each after so much time. */
  const passes = async (times: number, { took = 0, events = 1, idle = 0 }) => {
    for (let pass = 0; pass < times; pass++) {
      now += idle
      fanOut.room({
        flush: () => {
          now += took
          return events
        },
      })
      if (waiting.length > 0) resume()
      else await turn()
    }
    pauses.length = 0
  }
  return {
    fanOut,
    pauses,
    passes,
    turn,
    /** A room whose events take so long to write. */
    busy: (ms: number, events = 1): GathersEvents => ({
      flush: () => {
        now += ms
        return events
      },
    }),
    passBy: (ms: number) => {
      now += ms
    },
    resume,
  }
}

const noted = (): GathersEvents & { flushed: number } => {
  const one = {
    flushed: 0,
    flush: () => {
      one.flushed++
      return 1
    },
  }
  return one
}

test.each([
  { took: 1, events: 1, idle: 0, pause: null },
  { took: 3, events: 1, idle: 4, pause: null },
  { took: 3, events: 1, idle: 2, pause: 9 },
  { took: 3, events: 2, idle: 8, pause: 9 },
  { took: 3, events: 2, idle: 10, pause: null },
  { took: 200, events: 1, idle: 10, pause: 16 },
])(
  '[W130] a node whose passes take $took ms with $events events, $idle ms apart, gathers for $pause ms',
  async ({ pause, ...load }) => {
    const { fanOut, pauses, passes, turn, resume } = timedFanOut()
    await passes(50, load)
    const room = noted()
    fanOut.room(room)
    await turn()
    if (pause !== null) {
      expect(room.flushed).toBe(0)
      resume()
    }
    expect(room.flushed).toBe(1)
    expect(pauses).toEqual(pause === null ? [] : [pause])
  },
)

test.each([
  ['a burst of a node that has time', { took: 3, idle: 20 }, 2, { took: 15, events: 10, idle: 1 }],
  ['a load that ended a few passes ago', { took: 8 }, 3, { took: 3, idle: 10 }],
])('[W130] %s makes nobody wait', async (_about, before, times, then) => {
  const { fanOut, pauses, passes, turn } = timedFanOut()
  await passes(50, before)
  await passes(times, then)
  const room = noted()
  fanOut.room(room)
  await turn()
  expect(room.flushed).toBe(1)
  expect(pauses).toEqual([])
})

test('[W130] time that went by since the long pass counts, and after a short one nothing waits', async () => {
  const { fanOut, pauses, passes, turn, busy, passBy, resume } = timedFanOut()
  await passes(50, { took: 8 })
  passBy(6)
  fanOut.room(busy(1))
  expect(pauses).toEqual([10])
  resume()
  const room = noted()
  fanOut.room(room)
  await turn()
  expect(room.flushed).toBe(1)
  expect(pauses).toEqual([10])
})

test('[W130] a node of many rooms is as busy as it would be with a pass for each of their events', async () => {
  const { fanOut, pauses, turn, busy, passBy } = timedFanOut()
  for (let pass = 0; pass < 50; pass++) {
    // A pass of 4 ms for one event in each of four rooms, every 11 ms.
    for (let room = 0; room < 4; room++) fanOut.room(busy(1))
    await turn()
    passBy(7)
  }
  expect(pauses).toEqual([])
})

test('[W130] while rooms gather, answers are written and rooms that come share one pass', async () => {
  const { fanOut, pauses, passes, turn, resume } = timedFanOut()
  await passes(50, { took: 4 })
  const [one, other, answer] = [noted(), noted(), noted()]
  fanOut.room(one)
  fanOut.room(other)
  fanOut.outlet(answer)
  await turn()
  expect([one.flushed, other.flushed, answer.flushed]).toEqual([0, 0, 1])
  resume()
  expect([one.flushed, other.flushed]).toEqual([1, 1])
  expect(pauses).toEqual([12])
})

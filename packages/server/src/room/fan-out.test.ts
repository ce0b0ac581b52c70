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
  return {
    fanOut,
    pauses,
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
    resume: () => waiting.shift()!(),
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
  { took: 1, events: 1, pause: null },
  { took: 1, events: 9, pause: null },
  { took: 3, events: 1, pause: 6 },
  { took: 200, events: 1, pause: 10 },
  { took: 3, events: 2, pause: 9 },
  { took: 200, events: 2, pause: 16 },
])(
  '[W130] after a pass of $took ms with $events events rooms gather for $pause ms',
  async ({ took, events, pause }) => {
    const { fanOut, pauses, turn, busy, resume } = timedFanOut()
    fanOut.room(busy(took, events))
    await turn()
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

test('[W130] time that went by since the long pass counts, and after a short one nothing waits', async () => {
  const { fanOut, pauses, turn, busy, passBy, resume } = timedFanOut()
  fanOut.room(busy(8))
  await turn()
  passBy(6)
  fanOut.room(busy(1))
  expect(pauses).toEqual([4])
  resume()
  const room = noted()
  fanOut.room(room)
  await turn()
  expect(room.flushed).toBe(1)
  expect(pauses).toEqual([4])
})

test('[W130] many rooms with one event each do not gather longer, however many', async () => {
  const { fanOut, pauses, turn, busy } = timedFanOut()
  for (let room = 0; room < 4; room++) fanOut.room(busy(2, room === 0 ? 3 : 1))
  await turn()
  fanOut.room(noted())
  expect(pauses).toEqual([10])
})

test('[W130] while rooms gather, answers are written and rooms that come share one pass', async () => {
  const { fanOut, pauses, turn, busy, resume } = timedFanOut()
  fanOut.room(busy(8))
  await turn()
  const [one, other, answer] = [noted(), noted(), noted()]
  fanOut.room(one)
  fanOut.room(other)
  fanOut.outlet(answer)
  await turn()
  expect([one.flushed, other.flushed, answer.flushed]).toEqual([0, 0, 1])
  resume()
  expect([one.flushed, other.flushed]).toEqual([1, 1])
  expect(pauses).toEqual([10])
})

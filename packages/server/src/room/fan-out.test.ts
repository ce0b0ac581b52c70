import { expect, test } from 'vitest'
import { Counters } from './counters.ts'
import { FanOut, type Gathers } from './fan-out.ts'

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
    pass: (ms: number) => {
      now += ms
    },
    resume: () => waiting.shift()!(),
  }
}

const noted = (): Gathers & { flushed: number } => {
  const one = { flushed: 0, flush: () => void one.flushed++ }
  return one
}

test.each([
  { took: 1, pause: null },
  { took: 3, pause: 6 },
  { took: 200, pause: 10 },
])('[W130] after a pass of $took ms rooms gather for $pause ms', async ({ took, pause }) => {
  const { fanOut, pauses, turn, pass, resume } = timedFanOut()
  fanOut.room({ flush: () => pass(took) })
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
})

test('[W130] time that went by since the long pass counts, and after a short one nothing waits', async () => {
  const { fanOut, pauses, turn, pass, resume } = timedFanOut()
  fanOut.room({ flush: () => pass(8) })
  await turn()
  pass(6)
  fanOut.room({ flush: () => pass(1) })
  expect(pauses).toEqual([4])
  resume()
  const room = noted()
  fanOut.room(room)
  await turn()
  expect(room.flushed).toBe(1)
  expect(pauses).toEqual([4])
})

test('[W130] while rooms gather, answers are written and rooms that come share one pass', async () => {
  const { fanOut, pauses, turn, pass, resume } = timedFanOut()
  fanOut.room({ flush: () => pass(8) })
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

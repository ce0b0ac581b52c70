import { expect, test } from 'vitest'
import { startServer } from '../../packages/server/src/testing/start-server.ts'
import { pace } from './pace.ts'

/** So many until what the system itself holds for a reader, some megabytes, and its queue are full. */
const FILLING = 200
const EVENTS = 500
const PAD = 'x'.repeat(50_000)
const FAST = 3

/** The delay in ms that 99 of 100 deliveries to the readers that read do not exceed, beside so many that have stopped. */
const delayBeside = async (stopped: number): Promise<number> => {
  await using running = await startServer({ limits: { connectionsPerUser: 1_000 } })
  const join = async () => {
    const client = await running.connect({}, { frame: { rooms: { r: null } } })
    await client.take({ type: 'room_joined' })
    return client
  }
  const slow = await Promise.all(Array.from({ length: stopped }, join))
  for (const client of slow) client.stall()
  const fast = await Promise.all(Array.from({ length: FAST }, join))
  const delays: number[] = []
  for (let offset = 1; offset <= EVENTS; offset++) {
    const began = performance.now()
    const heard = fast.map(async client => {
      await client.take({ offset })
      if (offset > FILLING) delays.push(performance.now() - began)
    })
    await running.server.publish('r', 'x', PAD)
    await Promise.all(heard)
    await pace(2)
  }
  // They have really stood still: nothing of what was measured has reached them.
  for (const client of slow) expect(client.events('r').length).toBeLessThan(FILLING)
  expect(running.server.stats().connections).toBe(stopped + FAST)
  return delays.sort((a, b) => a - b)[Math.floor(delays.length * 0.99)]!
}

test('[LD3] [W34] fifty readers that have stopped change nothing for those that read', async () => {
  const alone: number[] = []
  const beside: number[] = []
  // By turns, and the best of each: what else the machine does falls on both.
  for (let round = 0; round < 3; round++) {
    alone.push(await delayBeside(0))
    beside.push(await delayBeside(50))
  }
  const [before, after] = [Math.min(...alone), Math.min(...beside)]
  console.log(`p99 of a delivery: ${before.toFixed(1)} ms alone, ${after.toFixed(1)} ms beside fifty that have stopped`)
  expect(after).toBeLessThan(2 * before + 5)
})

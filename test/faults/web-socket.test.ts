import { expect, test } from 'vitest'
import { joinedWebSocket, plainWebSocket } from './observer/web-socket-line.ts'
import { KEPT, runSchedule } from './run-schedule.ts'
import { CONTROL, SCHEDULES } from './schedules.ts'

const lines = [joinedWebSocket, plainWebSocket]

test('[HS1] [HS3] without a fault every promise is kept, no answer is lost and nobody comes twice', async () => {
  const judged = await runSchedule(CONTROL, { lines })
  expect(judged).toMatchObject(KEPT)
  expect(judged.tally).toMatchObject({ unanswered: 0, reconnects: 0, faults: 0 })
})

test.each(SCHEDULES)('[HS1] over WebSocket every promise is kept when $name', { timeout: 60_000 }, async schedule => {
  expect(await runSchedule(schedule, { lines })).toMatchObject(KEPT)
})

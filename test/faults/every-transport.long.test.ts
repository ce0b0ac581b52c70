import { expect, test } from 'vitest'
import { eventStream, longPoll } from './observer/http-lines.ts'
import { joinedWebSocket, plainWebSocket } from './observer/web-socket-line.ts'
import { KEPT, runSchedule } from './run-schedule.ts'
import { SCHEDULES } from './schedules.ts'

const lines = [joinedWebSocket, eventStream, plainWebSocket, longPoll]

test.each(SCHEDULES)('[HS1] [HS2] for long, all transports in one world, when $name', async schedule => {
  expect(await runSchedule(schedule, { lines, rounds: 10 })).toMatchObject(KEPT)
})

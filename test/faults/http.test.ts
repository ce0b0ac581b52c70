import { expect, test } from 'vitest'
import { eventStream, longPoll } from './observer/http-lines.ts'
import { KEPT, runSchedule } from './run-schedule.ts'
import { SCHEDULES } from './schedules.ts'

/** The others run over HTTP in the long suite. */
const SHORT = SCHEDULES.filter(({ onlyLongOverHttp }) => !onlyLongOverHttp)

test.each(SHORT)('[HS2] over HTTP every promise is kept when $name', { timeout: 60_000 }, async schedule => {
  expect(await runSchedule(schedule, { lines: [eventStream, longPoll] })).toMatchObject(KEPT)
})

import { expect, test } from 'vitest'
import { eventSources } from './observer/event-source-line.ts'
import { eventStream, longPoll } from './observer/http-lines.ts'
import { KEPT, runSchedule } from './run-schedule.ts'
import { SCHEDULES } from './schedules.ts'

/** The others run over HTTP in the long suite. */
const SHORT = SCHEDULES.filter(({ onlyLongOverHttp }) => !onlyLongOverHttp)

test.each(SHORT)('[HS2] over HTTP every promise is kept when $name', { timeout: 60_000 }, async schedule => {
  expect(await runSchedule(schedule, { lines: [eventStream, longPoll] })).toMatchObject(KEPT)
})

const FOR_EVENT_SOURCE = [
  'connections are reset and cut in the middle of frames',
  'one direction falls silent and nobody is told',
]

test.each(FOR_EVENT_SOURCE)(
  '[HS4] a plain EventSource comes back by itself and misses nothing when %s',
  { timeout: 60_000 },
  async name => {
    const schedule = SCHEDULES.find(one => one.name === name)!
    expect(await runSchedule(schedule, { lines: [eventSources()] })).toMatchObject(KEPT)
  },
)

import { expect, test } from 'vitest'
import { joinedWebSocket, plainWebSocket } from './observer/web-socket-line.ts'
import { runSchedule, SEED } from './run-schedule.ts'
import { SCHEDULES } from './schedules.ts'
import { BUGS, type Bug } from './server/bugs.ts'

const lines = [joinedWebSocket, plainWebSocket]
const cuts = 'connections are reset and cut in the middle of frames'
const kill = 'the server is killed and comes back'
/** The schedule that brings it out, and the rules of which one must be broken by it. */
const proofs: Record<Bug, [schedule: string, ...rules: string[]]> = {
  'acknowledges and forgets': [cuts, 'HC1', 'HC3'],
  'stores twice': [cuts, 'HC3'],
  'delivers another event at an offset': [cuts, 'HC3'],
  'uses an epoch again after a restart': [kill, 'HC3', 'HC6'],
  'delivers to a room of another company': [cuts, 'HC4'],
  'asks once and never again': ['permissions end while events flow', 'HC10'],
  'says recovered though it is not': [cuts, 'HC6'],
  'drops an event on its way': [cuts, 'HC2'],
}
test.each(BUGS)('[HM1] a server that %s is RED', { timeout: 60_000 }, async bug => {
  const [name, ...rules] = proofs[bug]
  const judged = await runSchedule(SCHEDULES.find(schedule => schedule.name === name)!, { lines, bug })
  expect(judged).toMatchObject({ seed: SEED, colour: 'RED' })
  expect(
    judged.broken.some(rule => rules.includes(rule)),
    `${judged.broken} of ${rules}`,
  ).toBe(true)
  expect(judged.struck).toBeGreaterThan(0)
})

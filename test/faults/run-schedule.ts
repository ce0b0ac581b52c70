/** Runs one schedule in a world of its own and says what the judge said, with the seed that gives it again. */
import type { Verdict } from './checker/check-history.ts'
import type { OpenLine } from './observer/line.ts'
import type { Schedule } from './schedules.ts'
import type { Bug } from './server/bugs.ts'
import { World } from './world/world.ts'

/** `broken` are the rules of all findings; of the findings themselves only the first few are kept. */
export type Judged = { seed: number; struck: number; broken: string[] } & Pick<
  Verdict,
  'colour' | 'findings' | 'missing' | 'tally'
>

/** NABIZ_SEED=… replays a run: the same choices, as far as the network lets them be the same. */
export const SEED = Number(process.env.NABIZ_SEED ?? Date.now() % 1_000_000)

/** What a run without a fault of the server is judged. */
export const KEPT = { seed: SEED, colour: 'GREEN', findings: [], missing: [] }

export const runSchedule = async (
  schedule: Schedule,
  options: { lines: readonly OpenLine[]; bug?: Bug; rounds?: number },
): Promise<Judged> => {
  const { lines, bug = null, rounds = 1 } = options
  await using world = await World.start({ seed: SEED, lines, bug, fakeTime: schedule.fakeTime ?? false })
  // A broken server may never do what a schedule waits for: then it is judged as it stands.
  await schedule.run(world, rounds).catch(error => {
    if (bug === null) throw error
  })
  const { findings, ...verdict } = await world.judge(schedule.options)
  const { struck } = await world.server.measure()
  return {
    ...verdict,
    findings: findings.slice(0, 5),
    broken: [...new Set(findings.map(({ rule }) => rule))],
    seed: SEED,
    struck: struck + world.server.struck,
  }
}

/** The queue on a private PostgreSQL that really writes: how fast jobs go in, how soon they begin, how many run a second. */
import { randomUUIDv7 } from 'node:crypto'
import { rmSync } from 'node:fs'
import { setTimeout as after } from 'node:timers/promises'
import { pino } from 'pino'
import { z } from 'zod'
import { defineJob } from '../suite/platform/contract/index.ts'
import { authMigrations } from '../suite/platform/identity/index.ts'
import { createJobs, jobsMigrations } from '../suite/platform/jobs/index.ts'
import { migrate, openStore, platformMigrations } from '../suite/platform/store/index.ts'
import { spreadOf } from './report/percentiles.ts'
import { printFigure, printSpread, printTitle } from './report/print-report.ts'
import { makeFolder, onInterrupt } from './suite/suite-process.ts'

const ONE_BY_ONE = 300
const MANY = 10_000
const BATCH = 1_000
const WORKED = 2_000
const AT_ONCE = 10
const PACED = 400
const EVERY_MS = 20
/** A thousand in a second. */
const BATCH_GOAL_MS = 1_000
const BEGIN_GOAL_MS = 50

const dataDir = makeFolder('jobs')
const log = pino({ level: 'error' })
const store = await openStore({ dataDir, log })
await migrate(store, [authMigrations, platformMigrations, jobsMigrations])
const open = () => createJobs({ store, log, publishPassing: () => {}, now: () => new Date(), id: () => randomUUIDv7() })
const jobs = await open()
const clean = async (): Promise<void> => {
  await jobs.close()
  await store.close()
  forget()
  rmSync(dataDir, { recursive: true, force: true })
}
const forget = onInterrupt(clean)

const input = z.object({ n: z.number() })
const resting = defineJob('bench.resting', { input })
const worked = defineJob('bench.worked', { input, concurrency: AT_ONCE })
const paced = defineJob('bench.paced', { input, concurrency: AT_ONCE })
const order = { company_id: null, owner_id: null }
const queue = (contract: typeof paced, n: number) =>
  store.asSystem('a bench queues', trx => jobs.enqueue(trx, contract, { n }, order))
const queueMany = (contract: typeof paced, count: number) =>
  store.asSystem('a bench queues', trx =>
    jobs.enqueueMany(
      trx,
      contract,
      Array.from({ length: count }, (_, n) => ({ input: { n }, order })),
    ),
  )

printTitle('background jobs')
const single: number[] = []
for (let n = 0; n < ONE_BY_ONE; n++) {
  const began = performance.now()
  await queue(resting, n)
  single.push(performance.now() - began)
}
printSpread('queue one, in its transaction', spreadOf(single))

const batches: number[] = []
for (let done = 0; done < MANY; done += BATCH) {
  const began = performance.now()
  await queueMany(resting, BATCH)
  batches.push(performance.now() - began)
}
printSpread(`queue ${BATCH} in one transaction`, spreadOf(batches), { at_most: BATCH_GOAL_MS })
printFigure('queued a second, in such batches', MANY / (batches.reduce((sum, ms) => sum + ms, 0) / 1000), 'jobs/s')

const begun = new Map<number, PromiseWithResolvers<number>>()
let left = WORKED
const empty = Promise.withResolvers<void>()
jobs.register(worked, async () => {
  if (--left === 0) empty.resolve()
})
jobs.register(paced, async ({ n }) => begun.get(n)!.resolve(performance.now()))
await queueMany(worked, WORKED)
const began = performance.now()
await jobs.start()
await empty.promise
printFigure(`worked off a second, ${AT_ONCE} at once`, WORKED / ((performance.now() - began) / 1000), 'jobs/s')

const waits: number[] = []
const all: Promise<void>[] = []
for (let n = 0; n < PACED; n++) {
  const gate = Promise.withResolvers<number>()
  begun.set(n, gate)
  const due = performance.now()
  all.push(
    queue(paced, n).then(async () => {
      waits.push((await gate.promise) - due)
    }),
  )
  await after(EVERY_MS)
}
await Promise.all(all)
printSpread(`from sending to beginning, one every ${EVERY_MS} ms`, spreadOf(waits), { at_most: BEGIN_GOAL_MS })
await clean()

/**
 * A balance list through POST /api/imports on a real suite: how long until the task has ended, and what others feel
 * meanwhile. `--rows 100000` for the large one; `--heap 160` gives the process so many MB and no more, which shows what
 * it needs: without a bound it lets garbage lie while there is room.
 */
import { setTimeout as after } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { makeBalanceSheet } from '../suite/apps/mutabakat/sample/balance-sheet.ts'
import { writeBalanceSheet } from '../suite/apps/mutabakat/sample/write-balance-sheet.ts'
import { spreadOf } from './report/percentiles.ts'
import { printFigure, printSpread, printTitle } from './report/print-report.ts'
import { type Member, signIn } from './suite/member.ts'
import { startSuiteProcess } from './suite/suite-process.ts'

const LOOK_EVERY_MS = 50
const QUIET_MS = 3_000
const WRONG = 3
/** No day of the sample's own letters: a second open letter of one day would be a wrong row. */
const DAY = '2025-12-31'
const MEGABYTE = 1_048_576
const GOAL_S = 10

const { values } = parseArgs({ options: { rows: { type: 'string', default: '10000' }, heap: { type: 'string' } } })
const rows = Number(values.rows)
if (!Number.isSafeInteger(rows) || rows < WRONG) throw new Error('--rows is a whole number')

/** Asks for the list at a fixed pace, slow answers or not; times count from when each was due. */
const watchList = (member: Member) => {
  const times: number[] = []
  const answers: Promise<unknown>[] = []
  let failed = 0
  const began = performance.now()
  const timer = setInterval(() => {
    const due = began + (answers.length + 1) * LOOK_EVERY_MS
    const answer = member.ask('/api/mutabakat?limit=50').then(
      () => times.push(performance.now() - due),
      () => failed++,
    )
    answers.push(answer)
  }, LOOK_EVERY_MS)
  return async () => {
    clearInterval(timer)
    await Promise.all(answers)
    return { ...spreadOf(times), failed }
  }
}

type Completed = { task_id: string; ok: boolean; result: { counts: Record<string, number> } | null }

/** Opens the live connection and resolves, once joined, to a promise of the next completed task. */
const listenForEnd = async (member: Member) => {
  const live = member.live()
  const room = live.join(`user:${member.user_id}`)
  const ended = Promise.withResolvers<Completed>()
  room.on('task_completed', event => ended.resolve(event.data as Completed))
  const joined = Promise.withResolvers<void>()
  room.onState(state => {
    if (state.status === 'joined') joined.resolve()
  })
  live.connect()
  await joined.promise
  return { ended: ended.promise, close: () => live.close() }
}

printTitle(`import of ${rows.toLocaleString('en')} rows`)
const sheet = await writeBalanceSheet(makeBalanceSheet({ rows, wrong: WRONG, seed: 7, date: DAY }))
const env: Record<string, string> =
  values.heap === undefined ? {} : { NODE_OPTIONS: `--max-old-space-size=${values.heap}` }
await using suite = await startSuiteProcess({ watched: true, env })
const member = await signIn(suite.url)
const end = await listenForEnd(member)

const quiet = watchList(member)
await after(QUIET_MS)
const before = await quiet()
const rest = await suite.loop()

const busy = watchList(member)
const form = new FormData()
form.set('file', new Blob([sheet as Uint8Array<ArrayBuffer>]), 'bakiye.xlsx')
const started = performance.now()
await member.ask('/api/imports?apply=1', { method: 'POST', body: form })
const accepted = performance.now() - started
const completed = await end.ended
const seconds = (performance.now() - started) / 1000
const during = await busy()
const work = await suite.loop()
end.close()

const counts = completed.result?.counts ?? {}
if (!completed.ok || (counts.created ?? 0) + (counts.updated ?? 0) + (counts.unchanged ?? 0) !== rows - WRONG)
  throw new Error(`not every right row was applied: ${JSON.stringify(completed)}`)
printFigure('size of the file', sheet.length / 1024, 'KB')
printFigure('upload answered', accepted, 'ms')
printFigure('from upload to task_completed', seconds, 's', { at_most: (GOAL_S * rows) / 10_000 })
printFigure('rows a second', rows / seconds, 'rows/s')
printFigure('CPU of the suite meanwhile', work.cpu_ms / 1000, 's')
printFigure('memory (RSS) before', rest.rss / MEGABYTE, 'MB')
printFigure('memory (RSS) at most', work.rss_peak / MEGABYTE, 'MB')
console.log('')
printSpread('GET the list every 50 ms, before', before)
printSpread('the same during the import', during)
printFigure('lists refused or broken', before.failed + during.failed, '')
console.log(`  event loop late by, before: p99 ${rest.p99.toFixed(1)}, at most ${rest.max.toFixed(1)} ms`)
console.log(`  event loop late by, during: p99 ${work.p99.toFixed(1)}, at most ${work.max.toFixed(1)} ms`)

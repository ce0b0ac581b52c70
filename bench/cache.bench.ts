/**
 * The dashboard of a company with many letters, over HTTP: worked out anew after each event of the company, and as it is
 * kept until the next one; in the memory of the process, and on Redis where there is a redis-server. `--letters 10000`
 * for fewer.
 */
import { parseArgs } from 'node:util'
import { findProgram } from '../scripts/chromium.mjs'
import { makeBalanceSheet } from '../suite/apps/mutabakat/sample/balance-sheet.ts'
import { writeBalanceSheet } from '../suite/apps/mutabakat/sample/write-balance-sheet.ts'
import { startRedis } from '../suite/platform/cache/testing/start-redis.ts'
import { spreadOf } from './report/percentiles.ts'
import { printFigure, printSpread, printTitle } from './report/print-report.ts'
import { type Member, signIn } from './suite/member.ts'
import { makeFolder, type SuiteProcess, startSuiteProcess } from './suite/suite-process.ts'

const ROUNDS = 40
/** Askings of what is kept, between two events. */
const KEPT = 10
const GOAL_MS = 100
/** At most this part of the time of working it out: 85 % saved. */
const GOAL_PART = 15

const { values } = parseArgs({ options: { letters: { type: 'string', default: '50000' } } })
const letters = Number(values.letters)
if (!Number.isSafeInteger(letters) || letters < 1) throw new Error('--letters is a whole number')

/** A live connection that can be asked for the next event of a type; it is joined already. */
const listen = async (member: Member, room: string) => {
  const live = member.live()
  const joined = Promise.withResolvers<void>()
  const heard = live.join(room)
  heard.onState(state => {
    if (state.status === 'joined') joined.resolve()
  })
  live.connect()
  await joined.promise
  return {
    next: (type: string): Promise<unknown> =>
      new Promise(resolve => {
        const stop = heard.on(type, event => {
          stop()
          resolve(event.data)
        })
      }),
    close: () => live.close(),
  }
}

const importLetters = async (suite: SuiteProcess): Promise<void> => {
  const member = await signIn(suite.url)
  const own = await listen(member, `user:${member.user_id}`)
  const sheet = await writeBalanceSheet(makeBalanceSheet({ rows: letters, wrong: 0, seed: 7, date: '2025-12-31' }))
  const form = new FormData()
  form.set('file', new Blob([sheet as Uint8Array<ArrayBuffer>]), 'bakiye.xlsx')
  const ended = own.next('task_completed') as Promise<{ ok: boolean }>
  await member.ask('/api/imports', { method: 'POST', body: form })
  if (!(await ended).ok) throw new Error('the import failed')
  own.close()
}

type Letter = { id: string; rev: number; note: string | null }

/** Times of the dashboard right after an event, and of the askings after that. */
const measure = async (suite: SuiteProcess): Promise<{ anew: number[]; kept: number[] }> => {
  const member = await signIn(suite.url)
  const company = await listen(member, `company:${member.company.id}`)
  const { items } = await member.ask<{ items: Letter[] }>('/api/mutabakat?limit=1&filter[status]=draft')
  const [draft] = items
  if (!draft) throw new Error('there is no draft to change')
  const ask = async (): Promise<number> => {
    const began = performance.now()
    await member.ask('/api/dashboard')
    return performance.now() - began
  }
  const [anew, kept]: number[][] = [[], []]
  for (let round = 0; round < ROUNDS; round++) {
    const told = company.next('mutabakat_updated')
    await member.ask(`/api/mutabakat/${draft.id}`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ note: `round ${round} of ${performance.timeOrigin}` }),
    })
    await told
    anew!.push(await ask())
    for (let time = 0; time < KEPT; time++) kept!.push(await ask())
  }
  const { groups } = await member.ask<{ groups: Record<string, { fills: number }> }>('/api/admin/cache-stats')
  if ((groups['mutabakat.dashboard']?.fills ?? 0) < ROUNDS) throw new Error('an event did not end what was kept')
  company.close()
  return { anew: anew!, kept: kept! }
}

const report = (where: string, { anew, kept }: { anew: number[]; kept: number[] }): void => {
  const [slow, quick] = [spreadOf(anew), spreadOf(kept)]
  printSpread('worked out after an event', slow)
  printSpread(`kept in ${where}`, quick, { at_most: GOAL_MS })
  printFigure('of the time of working it out, medians', (quick.p50 / slow.p50) * 100, '%', { at_most: GOAL_PART })
}

printTitle(`the dashboard over ${letters.toLocaleString('en')} letters`)
const dataDir = makeFolder('cache')
await using first = await startSuiteProcess({ dataDir })
await importLetters(first)
report('memory', await measure(first))
await first.stop()
if (findProgram('redis-server') === null)
  console.log('\n  redis-server is not here: the cache on Redis was not measured')
else {
  console.log('')
  const redis = await startRedis()
  try {
    await using second = await startSuiteProcess({ dataDir, env: { REDIS_URL: `redis://127.0.0.1:${redis.port}` } })
    report('Redis', await measure(second))
  } finally {
    await redis.stop()
  }
}

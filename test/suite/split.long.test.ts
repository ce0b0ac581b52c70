/** Serving and working in two processes on one database, as an installation with more work than one process does. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeBalanceSheet } from '../../suite/apps/mutabakat/sample/balance-sheet.ts'
import { writeBalanceSheet } from '../../suite/apps/mutabakat/sample/write-balance-sheet.ts'
import { listWorkersRoute, readTaskRoute, type TaskProgress } from '../../suite/platform/contract/index.ts'
import { createTestStore, type TestStore } from '../../suite/platform/store/testing/index.ts'
import { type ChildProcess, startProcess } from './child-process.ts'
import { type ChildSuite, startChildSuite } from './child-suite.ts'
import { makeDataFolder } from './data-folder.ts'
import { completed, getImport, startImport } from './import-steps.ts'
import { openWire } from './wire.ts'

let store: TestStore
let env: Record<string, string>
let web: ChildSuite
const open: ChildProcess[] = []
const start = (words: string[], more: Record<string, string> = {}): ChildProcess => {
  const child = startProcess(words, { ...env, ...more })
  open.push(child)
  return child
}
beforeAll(async () => {
  store = await createTestStore()
  env = {
    DATABASE_URL: store.urls.owner,
    DATA_DIR: await makeDataFolder(),
    PORT: '0',
    LOG_LEVEL: 'warn',
    SAMPLE: 'bare',
  }
  web = await startChildSuite(env.DATA_DIR!, env, 'web')
})
afterAll(async () => {
  await Promise.all([...open, web].map(child => child.end('SIGTERM')))
  await store.close()
})

test('[PJ29] [PJ26] [PJ30] the web takes the file, a worker reads it, and the web tells how far it is', async () => {
  const person = await web.signIn()
  const parts = async () => {
    const { items } = (await person.call(listWorkersRoute, {}, { company: null })).body
    return items.filter(({ live }) => live).map(({ part, queues }) => ({ part, queues: queues.length > 0 }))
  }
  await using wire = await openWire(web.url, person)
  await wire.join(`user:${person.user_id}`)
  const sheet = makeBalanceSheet({ rows: 1_000, wrong: 0, seed: 11, date: '2026-04-30' })
  const started = await startImport(person, { name: 'Nisan.xlsx', bytes: await writeBalanceSheet(sheet) })
  const { task_id } = started
  const task = async () => (await person.call(readTaskRoute, { params: { id: task_id } }, { company: null })).body
  expect(await parts()).toEqual([{ part: 'web', queues: false }])

  const worker = start(['worker'], { WORKER_PORT: '0' })
  const probe = await worker.said(/Probes\s+(http:\S+)/)
  expect((await fetch(probe)).status).toBe(200)
  expect(await (await fetch(new URL('/health', probe))).json()).toEqual({ status: 'ok' })
  expect((await fetch(new URL('/api/tasks', probe))).status).toBe(404)
  expect(await completed(wire, person, task_id)).toMatchObject({ ok: true, result: { counts: { created: 1_000 } } })
  expect(await getImport(person, started.id)).toMatchObject({ task_id })
  expect(await task()).toMatchObject({ state: 'done', attempt: 1, resumed_at: null })
  const told = wire
    .events(`user:${person.user_id}`)
    .filter(({ type, data }) => type === 'task_progress' && (data as TaskProgress).task_id === task_id)
  expect(told.length).toBeGreaterThan(0)
  expect(told[0]).not.toHaveProperty('offset')
  expect((await parts()).map(({ part }) => part).sort()).toEqual(['web', 'worker'])
  expect(await worker.end('SIGTERM')).toBe(0)
  expect(await parts()).toEqual([{ part: 'web', queues: false }])
})

test('[PS31] a second process that would serve the same database is refused with a sentence', async () => {
  const second = start(['web'])
  expect(await second.ended).toBe(1)
  expect(second.printed()).toContain('another process serves this database')
  expect((await fetch(`${web.url}/ready`)).status).toBe(200)
})

test('[PJ30] a part needs a database of its own, and a name', async () => {
  const parts = ['web', 'worker'].map(part => start([part], { DATABASE_URL: '' }))
  const unknown = start(['everything'])
  for (const part of parts) {
    expect(await part.ended).toBe(1)
    expect(part.printed()).toContain('set DATABASE_URL')
  }
  expect(await unknown.ended).toBe(1)
  expect(unknown.printed()).toContain('there is no part called everything; there are all, web, worker')
})

/** The audit log over HTTP: reading, filtering, exporting and verifying. */
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AuditEntry, AuditVerdict, Page, Task } from '#platform/contract'
import { platformJobs } from '../app/index.ts'
import { createTestHttp, type TestHttp, type TestPerson } from '../app/testing/index.ts'
import { openSheet } from '../sheets/index.ts'

let world: TestHttp
let owner: TestPerson
let company: string
beforeAll(async () => {
  world = await createTestHttp()
  for (const job of platformJobs)
    world.services.jobs.register(job.contract, (input, context) => job.handle(world.services, input, context))
  await world.services.jobs.start()
  const made = await world.addCompany()
  owner = made.owner
  company = made.id
  await write(company, 'letter.sent', 'L1', { title: '=HYPERLINK("http://x")' })
  await write(company, 'letter.viewed', 'L1', { n: 12_543_050n })
  await write(company, 'letters.other', 'L2', null)
})
afterAll(() => world.close())

const write = (company_id: string, action: string, id: string, value: unknown, actor = owner.id) =>
  world.store.inCompany(company_id, trx =>
    world.services.audit(trx, {
      company_id,
      actor,
      action,
      object: { type: 'letter', id },
      new: value,
      ip: '192.0.2.1',
    }),
  )
const list = async (query: Record<string, string> = {}, by = owner) => {
  const answer = await by.call('GET', `/api/audit?${new URLSearchParams(query)}`)
  expect(answer.status).toBe(200)
  return answer.json as Page<AuditEntry>
}
const actions = async (query: Record<string, string>) => (await list(query)).items.map(item => item.action)

test('[PA10] the newest is first, with who and where, and only of the company', async () => {
  const { items, total } = await list()
  expect(items.length).toBe(total)
  expect(items.slice(0, 2)).toMatchObject([
    { action: 'letters.other', position: total },
    { action: 'letter.viewed', new: { n: '12543050' }, ip: '192.0.2.1', actor: { id: owner.id, name: owner.name } },
  ])
  const other = await world.addCompany()
  expect((await list({}, other.owner)).items.map(item => item.action)).not.toContain('letter.sent')
})

test('[PA10] filters', async () => {
  expect(await actions({ 'filter[action]': 'letter.' })).toEqual(['letter.viewed', 'letter.sent'])
  expect(await actions({ 'filter[action]': 'letter.sent' })).toEqual(['letter.sent'])
  expect(await actions({ 'filter[action]': 'letter' })).toEqual([])
  expect(await actions({ 'filter[object_type]': 'letter', 'filter[object_id]': 'L2' })).toEqual(['letters.other'])
  expect(await actions({ 'filter[actor]': 'nobody' })).toEqual([])
  const refused = await owner.call('GET', '/api/audit?filter[from]=yesterday')
  expect(refused.status).toBe(400)
})

test('[PA10] days are those of the company’s clock', async () => {
  const made = await world.addCompany()
  // Half past midnight in Istanbul, and the evening before in Greenwich.
  const at = new Date('2026-03-09T21:30:00Z')
  await world.store.inCompany(made.id, trx =>
    trx
      .insertInto('platform.audit')
      .values({ id: world.services.id(), at, company_id: made.id, actor: 'u', action: 'night.work' })
      .execute(),
  )
  const of = async (from: string, to: string) =>
    (await list({ 'filter[from]': from, 'filter[to]': to }, made.owner)).items.map(item => item.action)
  expect(await of('2026-03-10', '2026-03-10')).toEqual(['night.work'])
  expect(await of('2026-03-09', '2026-03-09')).toEqual([])
})

test('[PA10] pages neither skip nor repeat, and a cursor of other filters is refused', async () => {
  const seen: string[] = []
  let cursor: string | null = null
  do {
    const page = await list({ limit: '2', ...(cursor && { cursor }) })
    seen.push(...page.items.map(item => item.id))
    cursor = page.next_cursor
  } while (cursor)
  const whole = await list()
  expect(seen).toEqual(whole.items.map(item => item.id))
  const first = await list({ limit: '1' })
  const stray = await owner.call('GET', `/api/audit?limit=1&filter[actor]=x&cursor=${first.next_cursor}`)
  expect([stray.status, stray.code]).toEqual([400, 'bad_request'])
})

test('[PA11] owners and administrators, nobody else', async () => {
  for (const [role, status] of [
    ['admin', 200],
    ['manager', 403],
    ['member', 403],
    ['viewer', 403],
  ] as const) {
    const person = await world.addPerson({ company, role })
    const answers = await Promise.all([
      person.call('GET', '/api/audit'),
      person.call('POST', '/api/audit/verify'),
      person.call('POST', '/api/audit/export', { body: { format: 'csv' } }),
    ])
    expect([role, ...answers.map(answer => answer.status)]).toEqual([role, status, status, status === 200 ? 202 : 403])
  }
})

const exported = async (format: string): Promise<{ type: string; bytes: Buffer }> => {
  const answer = await owner.call('POST', '/api/audit/export', { body: { format, 'filter[action]': 'letter.' } })
  const { task_id } = answer.json as { task_id: string }
  const task = async () => (await owner.call('GET', `/api/tasks/${task_id}`)).json as Task
  await expect.poll(async () => (await task()).state, { timeout: 10_000 }).toBe('done')
  const { result } = await task()
  expect(result!.counts).toEqual({ rows: 2 })
  const file = await world.store.inCompany(company, trx => world.services.files.read(trx, company, result!.file_id!))
  return { type: file.row.type, bytes: await buffer(file.stream()) }
}

test('[PA12] as CSV, with no live formula', async () => {
  const { type, bytes } = await exported('csv')
  expect(type).toContain('text/csv')
  const lines = bytes.toString('utf8').trim().split('\r\n')
  expect(lines).toHaveLength(3)
  expect(lines[1]).toContain('letter.sent')
  await write(company, 'formula.tried', 'L9', null, '=1+1')
  const answer = await owner.call('POST', '/api/audit/export', {
    body: { format: 'csv', 'filter[action]': 'formula.' },
  })
  const { task_id } = answer.json as { task_id: string }
  const task = async () => (await owner.call('GET', `/api/tasks/${task_id}`)).json as Task
  await expect.poll(async () => (await task()).state, { timeout: 10_000 }).toBe('done')
  const file_id = (await task()).result!.file_id!
  const file = await world.store.inCompany(company, trx => world.services.files.read(trx, company, file_id))
  expect((await buffer(file.stream())).toString('utf8')).toContain(`;'=1+1;`)
})

test('[PA12] as XLSX and JSON, and the export stands in the log', async () => {
  const sheet = await openSheet({ bytes: (await exported('xlsx')).bytes })
  const rows = []
  for await (const batch of sheet.batches) rows.push(...batch)
  expect(rows).toHaveLength(3)
  expect(rows[1]!.cells.map(cell => cell.value)).toContain(JSON.stringify({ title: '=HYPERLINK("http://x")' }))
  const json = JSON.parse((await exported('json')).bytes.toString('utf8')) as AuditEntry[]
  expect(json.map(entry => entry.action)).toEqual(['letter.sent', 'letter.viewed'])
  expect((await list({ 'filter[action]': 'audit.exported' })).items[0]).toMatchObject({ new: { format: 'json' } })
})

test('[PA11] [PA6] verifying says whole, or which record does not hold', async () => {
  const verdict = async () => (await owner.call('POST', '/api/audit/verify')).json as AuditVerdict
  await world.services.trail.signHeads()
  const { total } = await list()
  expect(await verdict()).toMatchObject({ whole: true, checked: total, anchored: { position: total }, problem: null })
  await world.store.asSystem('a test breaks the chain', trx =>
    trx
      .updateTable('platform.audit_chain')
      .set({ length: BigInt(total + 1) })
      .where('company_id', '=', company)
      .execute(),
  )
  expect(await verdict()).toMatchObject({ whole: false, problem: { fault: 'cut', position: total + 1 } })
  expect((await verdict()).problem!.message).toContain(String(total + 1))
})

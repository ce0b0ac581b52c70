/** Tasks in pages, and what only operators reach, over HTTP. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { type CompanyTask, defineJob, type Page, type Task } from '#platform/contract'
import { addOperator } from '#platform/identity'
import { createTestHttp, type TestHttp, type TestPerson } from './testing/index.ts'

let world: TestHttp
beforeAll(async () => {
  world = await createTestHttp()
})
afterAll(() => world.close())

const count = defineJob('test.count', { input: z.object({}), task: true })
const draw = defineJob('test.draw', { input: z.object({}), task: true })

const queue = (contract: typeof count, company_id: string, owner_id: string | null, title: string) =>
  world.store.inCompany(company_id, trx =>
    world.services.jobs.enqueue(trx, contract, {}, { company_id, owner_id, title }),
  )
const titles = ({ items }: Page<Task>) => items.map(({ title }) => title)
const page = async <T = Page<Task>>(person: TestPerson, url: string) => {
  const answer = await person.call('GET', url)
  expect([url, answer.status]).toEqual([url, 200])
  return answer.json as T
}

test('[PJ23] one’s own tasks of every company come in pages, newest first, filtered by state and kind', async () => {
  const { id: first, owner } = await world.addCompany()
  const { id: second } = await world.addCompany()
  for (const [n, company_id] of [first, second, first, second, first].entries())
    await queue(n === 4 ? draw : count, company_id, owner.id, `Görev ${n}`)
  await queue(count, first, 'somebody else', 'Başkasının')
  const one = await page(owner, '/api/tasks?limit=2')
  expect(titles(one)).toEqual(['Görev 4', 'Görev 3'])
  expect(one).toMatchObject({ total: 5, total_is_exact: true, prev_cursor: null })
  const two = await page(owner, `/api/tasks?limit=2&cursor=${one.next_cursor}`)
  expect(titles(two)).toEqual(['Görev 2', 'Görev 1'])
  const three = await page(owner, `/api/tasks?limit=2&cursor=${two.next_cursor}`)
  expect(titles(three)).toEqual(['Görev 0'])
  expect(three.next_cursor).toBeNull()
  expect(titles(await page(owner, `/api/tasks?limit=2&cursor=${three.prev_cursor}`))).toEqual(['Görev 2', 'Görev 1'])
  expect(titles(await page(owner, '/api/tasks?filter[kind]=test.draw'))).toEqual(['Görev 4'])
  expect(titles(await page(owner, '/api/tasks?filter[state]=done'))).toEqual([])
  expect(titles(await page(owner, '/api/tasks?sort=created_at&limit=1'))).toEqual(['Görev 0'])
  for (const url of [
    `/api/tasks?filter[kind]=test.draw&cursor=${one.next_cursor}`,
    '/api/tasks?cursor=abc.def',
    '/api/tasks?sort=title',
  ])
    expect([url, (await owner.call('GET', url)).code]).toEqual([url, 'bad_request'])
})

test('[PJ23] a company’s tasks, with names, are for its administrators; a cursor is good for its own list alone', async () => {
  const { id: company_id, owner } = await world.addCompany()
  const other = await world.addCompany()
  const member = await world.addPerson({ company: company_id, name: 'Ayşe Yılmaz' })
  await queue(count, company_id, member.id, 'Sayım')
  await queue(count, company_id, null, 'Kimsenin')
  await queue(count, other.id, other.owner.id, 'Başka şirketin')
  const all = await page<Page<CompanyTask>>(owner, '/api/company/tasks')
  expect(all.items.map(({ title, owner_name }) => [title, owner_name])).toEqual([
    ['Kimsenin', null],
    ['Sayım', 'Ayşe Yılmaz'],
  ])
  expect((await member.call('GET', '/api/company/tasks')).code).toBe('forbidden')
  expect((await owner.call('GET', '/api/company/tasks', { company: other.id })).status).toBe(404)
  const { next_cursor } = await page(owner, '/api/company/tasks?limit=1')
  expect((await owner.call('GET', `/api/tasks?cursor=${next_cursor}`)).code).toBe('bad_request')
  expect((await other.owner.call('GET', `/api/company/tasks?cursor=${next_cursor}`)).code).toBe('bad_request')
})

test('[PJ23] a task that made a file says where it is downloaded', async () => {
  const { id: company_id, owner } = await world.addCompany()
  const { task_id } = await queue(count, company_id, owner.id, 'Rapor')
  expect((await owner.call('GET', `/api/tasks/${task_id}`)).json).toMatchObject({ file_url: null, company_id })
  const { id: file_id } = await world.store.inCompany(company_id, trx =>
    world.services.files.put(trx, {
      ...{ company_id, owner_id: owner.id, name: 'rapor.pdf', type: 'application/pdf', kind: 'test' },
      bytes: Buffer.from('%PDF-1.7'),
    }),
  )
  await world.store.inCompany(company_id, trx =>
    trx
      .updateTable('platform.task')
      .set({ state: 'done', result: JSON.stringify({ counts: {}, file_id }) })
      .where('id', '=', task_id)
      .execute(),
  )
  const { file_url } = (await owner.call('GET', `/api/tasks/${task_id}`)).json as Task
  expect((await owner.call('GET', file_url!, { company: null })).text).toBe('%PDF-1.7')
})

test('[PJ27] owners and strangers are no operators; an operator sees all queues, and their redrive is audited', async () => {
  const { owner } = await world.addCompany()
  const operator = await world.addPerson()
  const calls = [
    ['GET', '/api/admin/queues'],
    ['GET', '/api/admin/jobs'],
    ['GET', '/api/admin/workers'],
    ['POST', '/api/admin/jobs/redrive', { body: { queue: 'test.dead' } }],
  ] as const
  for (const [method, path, options] of calls) {
    expect([path, (await world.guest().call(method, path, options)).status]).toEqual([path, 401])
    expect([path, (await owner.call(method, path, options)).code]).toEqual([path, 'forbidden'])
    expect([path, (await operator.call(method, path, options)).code]).toEqual([path, 'forbidden'])
  }
  await world.store.asSystem('a test makes an operator', trx => addOperator(trx, operator.id))
  const dead = defineJob('test.dead', { input: z.object({}), retry: { limit: 0, delay_s: 0, backoff: false } })
  world.services.jobs.register(dead, async () => {})
  const { task_id } = await world.store.asSystem('a test queues', trx => world.services.jobs.enqueue(trx, dead, {}))
  await world.store.pool.query("update pgboss.job set state = 'failed', completed_on = now() where id = $1", [task_id])

  const { items } = await page<{ items: { name: string; failed: number }[] }>(operator, '/api/admin/queues')
  expect(items.find(({ name }) => name === 'test.dead')).toMatchObject({ failed: 1 })
  const jobs = await page<Page<{ id: string }>>(
    operator,
    '/api/admin/jobs?filter[queue]=test.dead&filter[state]=failed',
  )
  expect(jobs.items).toMatchObject([{ id: task_id, queue: 'test.dead', state: 'failed' }])
  expect((await page<{ items: unknown[] }>(operator, '/api/admin/workers')).items).toMatchObject([{ live: true }])
  const redrive = (body: object) => operator.call('POST', '/api/admin/jobs/redrive', { body })
  expect((await redrive({ queue: 'test.dead', ids: [randomUUID()] })).json).toEqual({ redriven: 0 })
  expect((await redrive({ queue: 'test.dead' })).json).toEqual({ redriven: 1 })
  expect((await redrive({ queue: 'test.nobody' })).status).toBe(404)
  const kept = await world.store.asSystem('a test reads the audit', trx =>
    trx
      .selectFrom('platform.audit')
      .select(['actor', 'object_id', 'new'])
      .where('action', '=', 'jobs.redriven')
      .execute(),
  )
  expect(kept.at(-1)).toMatchObject({ actor: operator.id, object_id: 'test.dead', new: { redriven: 1 } })
})

test('[PJ27] whoever sets the installation up is its operator', async () => {
  const fresh = await createTestHttp()
  const [, token = ''] = (await fresh.identity.setup.createLink())!.split(/#|token=/)
  const { user_id } = await fresh.identity.setup.run(
    token,
    {
      user: { name: 'İlk Sahip', email: 'sahip@ornek.example', password: 'uzun-bir-parola-61', locale: null },
      company: { title: 'İlk Şirket' },
    },
    { ip: '127.0.0.1', agent: 'test' },
  )
  expect(await fresh.identity.isOperator(user_id)).toBe(true)
  expect(await fresh.identity.isOperator(randomUUID())).toBe(false)
  await fresh.close()
})

test('[PJ32] why a task failed is said in the language of who reads it', async () => {
  const { id: company_id, owner } = await world.addCompany()
  const failed = async (error: { code: string; message: string }) => {
    await queue(count, company_id, owner.id, error.code)
    await world.store.asSystem('a task that failed', trx =>
      trx
        .updateTable('platform.task')
        .set({ state: 'failed', error: JSON.stringify(error) })
        .where('title', '=', error.code)
        .execute(),
    )
  }
  await failed({ code: 'task_failed', message: 'the job failed' })
  await failed({ code: 'of_a_newer_version', message: 'what the log says' })
  const said = async (language: string) => {
    const { json } = await owner.call('GET', '/api/tasks?sort=created_at', { headers: { 'accept-language': language } })
    return (json as Page<Task>).items.map(({ error }) => error)
  }
  expect(await said('tr')).toEqual([
    { code: 'task_failed', message: 'Görev tamamlanamadı.' },
    { code: 'of_a_newer_version', message: 'what the log says' },
  ])
  expect((await said('en'))[0]!.message).toBe('The task could not be completed.')
  const [first] = (await page<Page<CompanyTask>>(owner, '/api/company/tasks?sort=created_at')).items
  expect(first!.error!.message).not.toBe('the job failed')
})

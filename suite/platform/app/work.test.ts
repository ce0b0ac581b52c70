import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { defineJob } from '#platform/contract'
import { createTestHttp, type TestHttp } from './testing/index.ts'

const SAMPLE = {
  email: 'ornek@ornek.example',
  password: 'ornek-parola',
  partner: { email: 'karsi@ornek.example', company: 'Karşı A.Ş.' },
}

let world: TestHttp
beforeAll(async () => {
  world = await createTestHttp({ config: { demo: SAMPLE } })
})
afterAll(() => world.close())

const countJob = defineJob('test.count', { input: z.object({}), task: true })

test('[S54] a person sees, cancels and retries their own tasks; those of others do not exist', async () => {
  const { id: company_id, owner } = await world.addCompany()
  const colleague = await world.addPerson({ company: company_id })
  const { task_id } = await world.store.inCompany(company_id, trx =>
    world.services.jobs.enqueue(trx, countJob, {}, { company_id, owner_id: owner.id, title: 'Sayım' }),
  )
  expect((await owner.call('GET', '/api/tasks')).json).toMatchObject({
    items: [{ id: task_id, state: 'queued' }],
    total: 1,
  })
  expect((await owner.call('GET', '/api/tasks?filter[state]=done')).json).toMatchObject({ items: [] })
  for (const [method, path] of [
    ['GET', ''],
    ['POST', '/cancel'],
    ['POST', '/retry'],
  ] as const)
    expect([path, (await colleague.call(method, `/api/tasks/${task_id}${path}`)).status]).toEqual([path, 404])
  expect((await owner.call('POST', `/api/tasks/${task_id}/retry`)).code).toBe('task_not_ended')
  expect((await owner.call('POST', `/api/tasks/${task_id}/cancel`)).json).toMatchObject({ state: 'cancelled' })
  expect((await colleague.call('GET', '/api/tasks')).json).toMatchObject({ items: [] })
})

test('[S54] notifications are one’s own, and reading them is counted', async () => {
  const { id: company_id, owner } = await world.addCompany()
  const other = await world.addPerson({ company: company_id })
  for (const title of ['Bir', 'İki'])
    await world.store.inCompany(company_id, trx =>
      world.services.inbox.notify(trx, {
        company_id,
        user_id: owner.id,
        level: 'info',
        kind: 'member_joined',
        params: {},
        link: null,
        title,
        message: '',
      }),
    )
  expect((await owner.call('GET', '/api/notifications/unread')).json).toEqual({ unread: 2 })
  const { items } = (await owner.call('GET', '/api/notifications?filter[unread]=true')).json as {
    items: { id: string }[]
  }
  expect(items).toHaveLength(2)
  expect((await other.call('POST', '/api/notifications/read', { body: {} })).json).toEqual({ unread: 0 })
  expect((await owner.call('POST', '/api/notifications/read', { body: { ids: [items[0]!.id] } })).json).toEqual({
    unread: 1,
  })
  expect((await owner.call('POST', '/api/notifications/read', { body: {} })).json).toEqual({ unread: 0 })
})

test('[S54] a file is given to members of its company alone', async () => {
  const [mine, theirs] = [await world.addCompany(), await world.addCompany()]
  const file = await world.store.inCompany(mine.id, trx =>
    world.services.files.put(trx, {
      company_id: mine.id,
      owner_id: mine.owner.id,
      name: 'Ağustos.pdf',
      type: 'application/pdf',
      kind: 'test',
      bytes: Buffer.from('%PDF-1.7'),
    }),
  )
  const got = await mine.owner.call('GET', `/api/files/${file.id}`)
  expect(got).toMatchObject({
    status: 200,
    text: '%PDF-1.7',
    headers: { 'content-length': '8', 'content-type': 'application/pdf' },
  })
  expect(got.headers['content-disposition']).toContain(
    'attachment; filename="Agustos.pdf"; filename*=UTF-8\'\'A%C4%9Fustos.pdf',
  )
  const framed = await mine.owner.call('GET', `/api/files/${file.id}?inline=1&company=${mine.slug}`, { company: null })
  expect(framed.headers['x-frame-options']).toBe('SAMEORIGIN')
  expect((await theirs.owner.call('GET', `/api/files/${file.id}`)).status).toBe(404)
  expect((await theirs.owner.call('GET', `/api/files/${file.id}`, { company: mine.id })).status).toBe(404)
})

test('the demonstration says how to sign in and shows its mails, to whoever asks', async () => {
  await world.services.mail.send({
    to: 'kisi@ornek.example',
    subject: 'Merhaba',
    html: '<p>Merhaba</p>',
    text: 'Merhaba',
  })
  expect((await world.guest().call('GET', '/api/me')).json).toEqual({
    user: null,
    sign_up: 'closed',
    companies: [],
    operator: false,
    demo: true,
    sample: SAMPLE,
  })
  expect((await world.guest().call('GET', '/api/dev/mail')).json).toMatchObject({
    items: [{ subject: 'Merhaba', to: expect.stringContaining('kisi@') }],
  })
})

test('ready says 503 while the database does not answer', async () => {
  expect((await world.guest().call('GET', '/ready')).json).toEqual({ status: 'ready' })
  const lonely = await createTestHttp()
  await lonely.store.close()
  expect(await lonely.guest().call('GET', '/ready')).toMatchObject({ status: 503, code: 'unavailable' })
  expect((await lonely.guest().call('GET', '/health')).status).toBe(200)
  await lonely.http.close()
})

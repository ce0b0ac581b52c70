/** What open screens hear when somebody was erased. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { DataRequest } from '#platform/contract'
import { createTestHttp, type TestHttp } from '../app/testing/index.ts'

let world: TestHttp
beforeAll(async () => {
  world = await createTestHttp()
})
afterAll(() => world.close())

test('[PR16] colleagues’ screens, and the person’s own, are told that somebody was erased, and not who', async () => {
  const { id: company, owner } = await world.addCompany('Çağ Tekstil Ltd. Şti.')
  const person = await world.addPerson({ company, name: 'Can Gidici' })
  await world.store.inCompany(company, trx =>
    trx
      .insertInto('platform.notification')
      .values({
        ...{ id: world.services.id(), company_id: company, user_id: person.id, level: 'info', kind: 'k', title: 'T' },
        ...{ message: 'M', created_at: world.services.now() },
      })
      .execute(),
  )
  await owner.call('DELETE', `/api/members/${person.id}`)
  const about = { email: person.email }
  const { preview } = (await owner.call('POST', '/api/data-subjects/find', { body: about })).json as { preview: string }
  const body = { person: about, preview, confirm: person.email, reason: 'yazılı olarak istedi' }
  const erased = await owner.call('POST', '/api/data-subjects/erase', { body })
  expect(erased.status).toBe(200)
  const told = await world.store.asSystem('a test reads events', trx =>
    trx.selectFrom('platform.outbox').selectAll().where('type', '=', 'person_erased').execute(),
  )
  const record = erased.json as DataRequest
  expect(told).toMatchObject([
    { rooms: [`company:${company}`, `user:${person.id}`], data: { company_id: company, request_id: record.id } },
  ])
  expect(JSON.stringify(told.map(({ data }) => data))).not.toMatch(new RegExp(`${person.email}|Gidici`))
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { applications } from '../../applications.ts'
import { createTestHttp, type TestHttp, type TestPerson } from '../app/testing/index.ts'
import type { RouteContract } from '../contract/index.ts'

let world: TestHttp
const contracts: RouteContract[] = []
beforeAll(async () => {
  world = await createTestHttp({ applications })
  const document = (await world.guest().call('GET', '/api/openapi.json')).json as {
    paths: Record<string, Record<string, { 'x-access': RouteContract['access'] }>>
  }
  for (const [path, methods] of Object.entries(document.paths))
    for (const [method, operation] of Object.entries(methods))
      contracts.push({
        method: method.toUpperCase() as RouteContract['method'],
        path: path.replace(/\{\w+\}/g, '01890000-0000-7000-8000-000000000000'),
        access: operation['x-access'],
        summary: '',
      })
})
afterAll(() => world.close())

const claiming = (victim: TestPerson) => ({
  userId: victim.id,
  user_id: victim.id,
  actor: victim.id,
  owner_id: victim.id,
  email: victim.email,
  role: 'owner',
  session: { user: { id: victim.id } },
})

test('[S43] on every route that is not public, naming somebody in the body is nobody: 401', async () => {
  const { slug, owner } = await world.addCompany()
  const guarded = contracts.filter(({ access }) => access !== 'public')
  expect(guarded.length).toBeGreaterThan(30)
  for (const { method, path } of guarded) {
    const url = method === 'GET' ? `${path}?userId=${owner.id}` : path
    const call = (headers: Record<string, string>) =>
      world.guest().call(method, url, {
        company: slug,
        headers: { 'x-user-id': owner.id, ...headers },
        ...(method === 'GET' ? {} : { body: claiming(owner) }),
      })
    const asJson = (await call({})).status
    // A route that takes a file looks at the content type first.
    const status = asJson === 415 ? (await call({ 'content-type': 'multipart/form-data; boundary=x' })).status : asJson
    expect([method, path, status]).toEqual([method, path, 401])
  }
})

test('[S43] members of a body that a contract does not name change nothing', async () => {
  const { owner } = await world.addCompany()
  const victim = await world.addPerson()
  await owner.call('PATCH', '/api/me', { body: { ...claiming(victim), name: 'Yeni Ad', emailVerified: false } })
  expect((await owner.call('GET', '/api/me')).json).toMatchObject({
    user: { id: owner.id, email: owner.email, name: 'Yeni Ad' },
  })
  expect((await victim.call('GET', '/api/me')).json).toMatchObject({ user: { name: victim.name } })
  const created = await owner.call('POST', '/api/companies', {
    body: { ...claiming(victim), title: 'Başka', slug: 'ele' },
  })
  expect(created.json).toMatchObject({ slug: 'baska', role: 'owner' })
  expect((await victim.call('GET', '/api/me')).json).toMatchObject({ companies: [] })
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestHttp, type TestHttp, type TestPerson } from '../app/testing/index.ts'
import { turnOn } from './testing/account-steps.ts'

let world: TestHttp
beforeAll(async () => {
  world = await createTestHttp()
})
afterAll(() => world.close())

const ask = (person: TestPerson, require_second_factor: boolean) =>
  person.call('PATCH', '/api/company', { body: { require_second_factor } })

test('[PI2] only who has a second factor asks it of others, and only the company’s administrators', async () => {
  const { id, owner } = await world.addCompany()
  expect(await ask(owner, true)).toMatchObject({ status: 403, code: 'second_factor_required' })
  expect((await owner.call('GET', '/api/company')).json).toMatchObject({ require_second_factor: false })
  await turnOn(world, owner)
  const member = await world.addPerson({ company: id, role: 'manager' })
  expect((await ask(member, true)).code).toBe('forbidden')
  expect((await ask(owner, true)).json).toMatchObject({ require_second_factor: true })
  const trail = await world.store.asSystem('test', trx =>
    trx.selectFrom('platform.audit').select(['old', 'new']).where('action', '=', 'company.changed').execute(),
  )
  expect(trail).toEqual([{ old: { require_second_factor: false }, new: { require_second_factor: true } }])
})

test('[PI2] who has none meets 403 on every route of the company and leaves its rooms; set up, it opens at once', async () => {
  const { id, slug, owner } = await world.addCompany()
  const elsewhere = await world.addCompany()
  const admin = await world.addPerson({ company: id, role: 'admin' })
  await world.store.asSystem('test', trx =>
    world.identity.addMember(trx, { company_id: elsewhere.id, user_id: admin.id, role: 'viewer' }, { actor: 'system' }),
  )
  const told: string[] = []
  const stop = world.identity.watch({
    sessionsEnded: () => {},
    permissionsChanged: user_id => told.push(user_id),
    lost: () => {},
  })
  const may = () => world.identity.mayJoin(admin.id, `company:${id}`)
  expect([await may(), await world.identity.role(admin.id, slug)]).toEqual([true, 'admin'])
  await turnOn(world, owner)
  await ask(owner, true)
  // Its rooms are looked at again on every node.
  await expect.poll(() => told).toContain(admin.id)
  stop()

  const routes = [
    ['GET', '/api/company'],
    ['GET', '/api/members'],
    ['GET', '/api/invitations'],
    ['PATCH', '/api/company'],
    ['POST', '/api/company/leave'],
  ] as const
  for (const [method, url] of routes)
    expect([url, await admin.call(method, url)]).toMatchObject([url, { status: 403, code: 'second_factor_required' }])
  expect([await may(), await world.identity.role(admin.id, slug)]).toEqual([false, null])
  const companies = async () =>
    ((await admin.call('GET', '/api/me')).json as { companies: { id: string; second_factor_missing: boolean }[] })
      .companies
  expect((await companies()).map(company => [company.id, company.second_factor_missing]).sort()).toEqual(
    [
      [id, true],
      [elsewhere.id, false],
    ].sort(),
  )
  expect((await admin.call('GET', '/api/company', { company: elsewhere.slug })).status).toBe(200)
  const stranger = await world.addPerson()
  expect((await stranger.call('GET', '/api/company', { company: slug })).status).toBe(404)

  await turnOn(world, admin)
  expect((await admin.call('GET', '/api/company')).status).toBe(200)
  expect([await may(), await world.identity.role(admin.id, slug)]).toEqual([true, 'admin'])
  const { items } = (await admin.call('GET', '/api/members')).json as { items: { second_factor: boolean }[] }
  expect(items.map(({ second_factor }) => second_factor)).toEqual([true, true])
  await ask(owner, false)
  const viewer = await world.addPerson({ company: id, role: 'viewer' })
  const seen = (await viewer.call('GET', '/api/members')).json as { items: { second_factor: boolean | null }[] }
  expect(seen.items.map(({ second_factor }) => second_factor)).toEqual([null, null, null])
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestHttp, type TestHttp } from '../app/testing/index.ts'
import { slugOf } from './slug.ts'

let world: TestHttp
beforeAll(async () => {
  world = await createTestHttp()
})
afterAll(() => world.close())

const eventsFor = (user_id: string) =>
  world.store.asSystem('test', async trx => {
    const rows = await trx.selectFrom('platform.outbox').select(['type', 'rooms', 'data']).orderBy('seq').execute()
    return rows.filter(({ rooms }) => rooms?.includes(`user:${user_id}`)).map(({ type, data }) => ({ type, ...data }))
  })

test('a slug is made of the title, as people would write it without Turkish letters', () => {
  expect(slugOf('Ege Tekstil Sanayi ve Ticaret A.Ş.')).toBe('ege-tekstil-sanayi-ve-ticaret-as')
  expect(slugOf('IĞDIR İNŞAAT')).toBe('igdir-insaat')
  expect(slugOf('Əliyev & Oğulları')).toBe('eliyev-ogullari')
  expect(slugOf('株式会社')).toBe('sirket')
  expect(slugOf('a'.repeat(80))).toHaveLength(40)
})

test('companies of one title get different slugs, also when they are made at once', async () => {
  const owner = await world.addPerson()
  const made = await Promise.all(
    Array.from({ length: 4 }, () =>
      world.store.asSystem('test', trx =>
        world.identity.createCompany(trx, { title: 'Aynı Ad Ltd.', owner_id: owner.id }, { actor: owner.id }),
      ),
    ),
  )
  expect(new Set(made.map(({ slug }) => slug)).size).toBe(4)
  expect(made.map(({ slug }) => slug)).toContain('ayni-ad-ltd')
  expect(await world.identity.listCompanies(owner.id)).toHaveLength(4)
})

test('[S25] a new role holds for the next request, and the person is told in the same transaction', async () => {
  const { id, owner } = await world.addCompany('Rol A.Ş.')
  const member = await world.addPerson({ company: id, role: 'viewer' })
  expect((await member.call('PATCH', '/api/company', { body: { title: 'Başka' } })).code).toBe('forbidden')
  expect((await owner.call('PATCH', `/api/members/${member.id}`, { body: { role: 'admin' } })).json).toMatchObject({
    role: 'admin',
  })
  expect((await member.call('PATCH', '/api/company', { body: { title: 'Rol ve Hak A.Ş.' } })).status).toBe(200)
  expect(await eventsFor(member.id)).toMatchObject([
    { type: 'permissions_changed', role: 'viewer' },
    { type: 'permissions_changed', role: 'admin', message: 'Rol A.Ş. şirketindeki yetkiniz değişti: Yönetici.' },
  ])
  expect((await owner.call('DELETE', `/api/members/${member.id}`)).status).toBe(204)
  expect((await member.call('GET', '/api/company')).status).toBe(404)
  expect((await eventsFor(member.id)).at(-1)).toMatchObject({ role: null })
})

test('the last owner stays', async () => {
  const { owner } = await world.addCompany()
  expect((await owner.call('DELETE', `/api/members/${owner.id}`)).code).toBe('last_owner')
  expect((await owner.call('PATCH', `/api/members/${owner.id}`, { body: { role: 'viewer' } })).code).toBe('last_owner')
})

test('[PI7] a member leaves a company; the last owner cannot', async () => {
  const { id, owner } = await world.addCompany('Bırakılan A.Ş.')
  const member = await world.addPerson({ company: id, role: 'admin' })
  expect((await owner.call('POST', '/api/company/leave')).code).toBe('last_owner')
  expect((await member.call('POST', '/api/company/leave')).status).toBe(204)
  expect((await member.call('GET', '/api/company')).status).toBe(404)
  expect((await eventsFor(member.id)).at(-1)).toMatchObject({ type: 'permissions_changed', role: null })
  const { items } = (await owner.call('GET', '/api/members')).json as { items: { user_id: string }[] }
  expect(items.map(({ user_id }) => user_id)).toEqual([owner.id])
})

test('of two owners who leave at once the second waits for the first, and stays', async () => {
  const { id: company_id, owner } = await world.addCompany()
  const second = await world.addPerson({ company: company_id, role: 'owner' })
  const leave = (user_id: string, before: () => Promise<void> = async () => {}) =>
    world.store.inCompany(company_id, async trx => {
      await world.identity.removeMember(trx, { company_id, user_id }, { actor: user_id })
      await before()
    })
  let settled = false
  let secondLeft: Promise<string> = Promise.resolve('')
  await leave(owner.id, async () => {
    secondLeft = leave(second.id).then(
      () => 'left',
      (error: { code: string }) => error.code,
    )
    void secondLeft.then(() => {
      settled = true
    })
    // The first commits only once the second is seen to wait, or has run past it.
    const waiting = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
    while (!settled && (await world.store.pool.query(waiting)).rows.length === 0);
  })
  expect(await secondLeft).toBe('last_owner')
})

test('an administrator neither makes nor unmakes an owner', async () => {
  const { id, owner } = await world.addCompany()
  const admin = await world.addPerson({ company: id, role: 'admin' })
  const member = await world.addPerson({ company: id })
  expect((await admin.call('PATCH', `/api/members/${owner.id}`, { body: { role: 'viewer' } })).code).toBe('forbidden')
  expect((await admin.call('PATCH', `/api/members/${member.id}`, { body: { role: 'owner' } })).code).toBe('forbidden')
  expect((await admin.call('DELETE', `/api/members/${owner.id}`)).code).toBe('forbidden')
  expect((await admin.call('POST', '/api/invitations', { body: { email: 'a@b.example', role: 'owner' } })).code).toBe(
    'forbidden',
  )
  expect((await admin.call('PATCH', `/api/members/${member.id}`, { body: { role: 'manager' } })).status).toBe(200)
})

test('[S54] members of another company are out of reach', async () => {
  const [mine, theirs] = [await world.addCompany(), await world.addCompany()]
  const stranger = await world.addPerson({ company: theirs.id })
  expect((await mine.owner.call('PATCH', `/api/members/${stranger.id}`, { body: { role: 'viewer' } })).status).toBe(404)
  expect((await mine.owner.call('DELETE', `/api/members/${stranger.id}`)).status).toBe(404)
  const { items } = (await mine.owner.call('GET', '/api/members')).json as { items: { user_id: string }[] }
  expect(items.map(({ user_id }) => user_id)).toEqual([mine.owner.id])
})

test('rooms of the platform: a person enters their own, a member the company’s, others none', async () => {
  const { id, slug, owner } = await world.addCompany()
  const stranger = await world.addPerson()
  const may = (user_id: string, room: string) => world.identity.mayJoin(user_id, room)
  expect(await may(owner.id, `user:${owner.id}`)).toBe(true)
  expect(await may(stranger.id, `user:${owner.id}`)).toBe(false)
  expect(await may(owner.id, `company:${id}`)).toBe(true)
  expect(await may(stranger.id, `company:${id}`)).toBe(false)
  // One room, one name: the slug is no second one.
  expect(await may(owner.id, `company:${slug}`)).toBe(false)
  expect(await may(owner.id, `company:${id}:more`)).toBeNull()
  expect(await may(owner.id, 'posts')).toBeNull()
})

test('an owner opens another company and may then part from the sample, with all that is in it', async () => {
  const owner = await world.addPerson()
  const sample = await world.store.asSystem('test', trx =>
    world.identity.createCompany(trx, { title: 'Örnek', owner_id: owner.id, sample: true }, { actor: 'system' }),
  )
  const partner = await world.addPerson()
  const linked = await world.store.asSystem('test', trx =>
    world.identity.createCompany(trx, { title: 'Bağlı', owner_id: partner.id, sample: true }, { actor: 'system' }),
  )
  const remove = (company: string) => owner.call('POST', '/api/company/remove-sample', { company })
  expect((await remove(sample.slug)).code).toBe('only_company')
  const made = await owner.call('POST', '/api/companies', { body: { title: 'Kendi Şirketim' } })
  expect(made).toMatchObject({ status: 201, json: { slug: 'kendi-sirketim', role: 'owner' } })
  expect((await remove('kendi-sirketim')).status).toBe(404)
  expect((await remove(sample.slug)).status).toBe(204)
  expect(((await owner.call('GET', '/api/me')).json as { companies: unknown[] }).companies).toHaveLength(1)
  // The company it was linked with went along; one of a person's own stays.
  expect((await partner.call('GET', '/api/company', { company: linked.id })).status).toBe(404)
  const nobody = await world.addPerson()
  expect((await nobody.call('POST', '/api/companies', { body: { title: 'X' } })).code).toBe('forbidden')
})

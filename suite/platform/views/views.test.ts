/** Saved views over HTTP and a real database. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { View } from '#platform/contract'
import { createTestHttp, type TestHttp, type TestPerson } from '../app/testing/index.ts'

const LIST = 'mutabakat.letters'
const QUERY = { q: 'çağ', sort: '-balance', 'filter[status]': 'sent,viewed', columns: 'no,balance' }

let world: TestHttp
let company: string
let owner: TestPerson
let member: TestPerson
beforeAll(async () => {
  world = await createTestHttp()
})
afterAll(() => world.close())
beforeEach(async () => {
  const made = await world.addCompany()
  company = made.id
  owner = made.owner
  member = await world.addPerson({ company, name: 'Ece Üye' })
})

const save = (who: TestPerson, name: string, more: Record<string, unknown> = {}) =>
  who.call('POST', '/api/views', { body: { list: LIST, name, query: QUERY, ...more } })
const saved = async (who: TestPerson, name: string, more: Record<string, unknown> = {}): Promise<View> => {
  const answer = await save(who, name, more)
  expect([answer.status, answer.text]).toEqual([201, expect.any(String)])
  return answer.json as View
}
const change = (who: TestPerson, view: Pick<View, 'id'>, body: object, headers: Record<string, string> = {}) =>
  who.call('PATCH', `/api/views/${view.id}`, { body, headers })
const seen = async (who: TestPerson, list = LIST): Promise<View[]> => {
  const answer = await who.call('GET', `/api/views?list=${list}`)
  expect(answer.status).toBe(200)
  return (answer.json as { items: View[] }).items
}
const names = async (who: TestPerson, list?: string) => (await seen(who, list)).map(view => view.name)
const choose = (who: TestPerson, view_id: string | null, list = LIST) =>
  who.call('PUT', '/api/views/default', { body: { list, view_id } })

test('[PV1] a view is found in its list by who saved it, and by others once it is shared', async () => {
  const view = await saved(member, 'Bekleyenler')
  const can = { change: true, share: false, remove: true }
  expect(view).toMatchObject({
    name: 'Bekleyenler',
    query: QUERY,
    mine: true,
    by: 'Ece Üye',
    shared: false,
    can,
    rev: 1,
  })
  expect([await names(member), await names(owner), await names(member, 'settings.audit')]).toEqual([
    ['Bekleyenler'],
    [],
    [],
  ])
  await saved(owner, 'Ay sonu', { shared: true })
  // One's own first.
  expect(await names(member)).toEqual(['Bekleyenler', 'Ay sonu'])
  expect((await seen(member))[1]).toMatchObject({ mine: false, can: { change: false, share: false, remove: false } })
})

test('[PV1] a person in two companies has their views in each apart, and nobody reaches another company’s', async () => {
  const other = await world.addCompany('Komşu Ltd.')
  const shared = await saved(owner, 'Ortak', { shared: true })
  await world.store.inCompany(other.id, trx =>
    world.identity.addMember(trx, { company_id: other.id, user_id: owner.id, role: 'viewer' }, { actor: 'system' }),
  )
  world.identity.forget(owner.id)
  const there = await owner.call('GET', `/api/views?list=${LIST}`, { company: other.id })
  expect(there.json).toEqual({ items: [] })
  expect(await names(other.owner)).toEqual([])
  for (const answer of [
    await change(other.owner, shared, { name: 'x' }),
    await other.owner.call('DELETE', `/api/views/${shared.id}`),
    await choose(other.owner, shared.id),
  ])
    expect([answer.status, answer.code]).toEqual([404, 'not_found'])
  expect(await names(owner)).toEqual(['Ortak'])
})

test('[PV2] leaders share and change what is shared; others change their own', async () => {
  const mine = await saved(member, 'Benim')
  for (const answer of [
    await save(member, 'Herkese', { shared: true }),
    await change(member, mine, { shared: true }),
    await save(await world.addPerson({ company, role: 'viewer' }), 'Herkese', { shared: true }),
  ])
    expect([answer.status, answer.code]).toEqual([403, 'forbidden'])
  // What is not shared is out of a leader's sight.
  expect((await change(owner, mine, { name: 'Onun' })).status).toBe(404)

  const shared = await saved(owner, 'Ortak', { shared: true })
  expect((await change(member, shared, { query: {} })).code).toBe('forbidden')
  expect((await member.call('DELETE', `/api/views/${shared.id}`)).code).toBe('forbidden')
  const manager = await world.addPerson({ company, role: 'manager' })
  expect((await change(manager, shared, { name: 'Ay sonu', query: { sort: 'no' } })).json).toMatchObject({
    name: 'Ay sonu',
    query: { sort: 'no' },
    rev: 2,
    mine: false,
  })
  expect((await change(manager, shared, { shared: false })).json).toMatchObject({ rev: 3, can: { change: false } })
  expect([await names(manager), await names(owner)]).toEqual([[], ['Ay sonu']])
})

test('[PV2] who leads no more takes back what they shared, and changes it no more for the others', async () => {
  const manager = await world.addPerson({ company, role: 'manager' })
  const view = await saved(manager, 'Ortak', { shared: true })
  await owner.call('PATCH', `/api/members/${manager.id}`, { body: { role: 'member' } })
  expect((await seen(manager))[0]?.can).toEqual({ change: false, share: true, remove: true })
  expect((await change(manager, view, { query: {} })).code).toBe('forbidden')
  expect((await change(manager, view, { shared: false })).json).toMatchObject({ shared: false, can: { change: true } })
  expect((await change(manager, view, { query: {} })).status).toBe(200)
})

test('[PV3] a name is one view of a person and list', async () => {
  const one = await saved(member, 'Bekleyenler')
  const two = await saved(member, 'Reddedilenler')
  for (const answer of [await save(member, ' Bekleyenler '), await change(member, two, { name: 'Bekleyenler' })])
    expect([answer.status, answer.json]).toEqual([
      409,
      {
        error: expect.objectContaining({
          code: 'view_name_taken',
          fields: [expect.objectContaining({ path: 'name' })],
        }),
      },
    ])
  expect((await change(member, one, { name: 'Bekleyenler' })).status).toBe(200)
  await saved(owner, 'Bekleyenler')
  await saved(member, 'Bekleyenler', { list: 'mutabakat.counterparties' })
})

test('[PV3] a person has at most 50 views of a list, also when they are saved at once', async () => {
  await world.store.inCompany(company, trx =>
    trx
      .insertInto('platform.saved_view')
      .values(
        Array.from({ length: 48 }, (_, at) => ({
          ...{
            id: world.services.id(),
            company_id: company,
            user_id: member.id,
            list: LIST,
            name: `G ${at}`,
            query: '{}',
          },
        })),
      )
      .execute(),
  )
  const answers = await Promise.all(['a', 'b', 'c', 'd', 'e'].map(name => save(member, name)))
  expect(answers.map(answer => answer.code ?? 'saved').sort()).toEqual([
    ...['saved', 'saved'],
    ...['too_many_views', 'too_many_views', 'too_many_views'],
  ])
  expect(await names(member)).toHaveLength(50)
  await saved(member, 'a', { list: 'settings.audit' })
})

test('[PV4] anything but short texts by plain names is refused', async () => {
  for (const query of [
    { 'filter[status]': ['sent'] },
    { q: 'x'.repeat(501) },
    { q: 'bir\niki' },
    { q: 'sıfır\0' },
    { 'Filter[Status]': 'sent' },
    { ['__proto__']: 'x' },
    { 'filter[a][b]': 'x' },
    Object.fromEntries(Array.from({ length: 41 }, (_, at) => [`f${at}`, '1'])),
  ])
    expect((await save(member, 'Görünüm', { query })).status).toBe(400)
  for (const more of [{ name: '' }, { name: 'x'.repeat(61) }, { name: 'a\nb' }, { list: '../letters' }, { list: '' }])
    expect((await save(member, 'Görünüm', more)).status).toBe(400)
  expect(await names(member)).toEqual([])
})

test('[PV5] who changes or deletes over somebody else’s change is told, with the view as it is now', async () => {
  const view = await saved(owner, 'Ortak', { shared: true })
  await change(owner, view, { query: { sort: 'no' } }, { 'if-match': '"1"' })
  const late = await change(owner, view, { query: {} }, { 'if-match': '"1"' })
  expect([late.status, late.json]).toEqual([
    412,
    {
      error: expect.objectContaining({
        code: 'stale',
        current: expect.objectContaining({ rev: 2, query: { sort: 'no' } }),
      }),
    },
  ])
  expect((await owner.call('DELETE', `/api/views/${view.id}`, { headers: { 'if-match': '"1"' } })).status).toBe(412)
  expect((await owner.call('DELETE', `/api/views/${view.id}`, { headers: { 'if-match': '"2"' } })).status).toBe(204)
  expect(await names(owner)).toEqual([])
})

test('[PV6] the view a list opens with is each person’s own, and one for a list', async () => {
  const shared = await saved(owner, 'Ortak', { shared: true })
  const mine = await saved(member, 'Benim')
  const defaults = async (who: TestPerson) => (await seen(who)).filter(view => view.is_default).map(view => view.name)
  await choose(member, shared.id)
  expect([await defaults(member), await defaults(owner)]).toEqual([['Ortak'], []])
  await choose(member, mine.id)
  expect(await defaults(member)).toEqual(['Benim'])
  await choose(member, null)
  expect(await defaults(member)).toEqual([])
  // Another's own view, and a view of another list.
  expect((await choose(owner, mine.id)).status).toBe(404)
  expect((await choose(member, mine.id, 'settings.audit')).status).toBe(404)
})

test('[PV6] what is deleted or no longer shared opens nobody’s list', async () => {
  const shared = await saved(owner, 'Ortak', { shared: true })
  await choose(member, shared.id)
  await choose(owner, shared.id)
  await change(owner, shared, { shared: false })
  await change(owner, shared, { shared: true })
  expect((await seen(member))[0]?.is_default).toBe(false)
  expect((await seen(owner))[0]?.is_default).toBe(true)
  await owner.call('DELETE', `/api/views/${shared.id}`)
  const left = await world.store.inCompany(company, trx =>
    trx.selectFrom('platform.default_view').selectAll().execute(),
  )
  expect(left).toEqual([])
})

test('[PV7] a change is told to the person, and to everybody when the view is or was shared', async () => {
  const heard = () =>
    world.store.asSystem('a test reads events', async trx => {
      const rows = await trx
        .selectFrom('platform.outbox')
        .selectAll()
        .where('type', '=', 'views_changed')
        .where('company_id', '=', company)
        .orderBy('seq')
        .execute()
      return rows.map(row => [row.data, row.rooms])
    })
  const data = { company_id: company, list: LIST }
  const own = [data, [`user:${owner.id}`]]
  const all = [data, [`user:${owner.id}`, `company:${company}`]]
  const view = await saved(owner, 'Bekleyenler')
  await save(owner, 'Bekleyenler')
  await change(owner, view, { shared: true })
  await change(owner, view, { shared: false })
  await choose(owner, view.id)
  await owner.call('DELETE', `/api/views/${view.id}`)
  expect(await heard()).toEqual([own, all, all, own, own])
})

test('[PV8] what is done to a shared view is audited, and nothing of a person’s own', async () => {
  const mine = await saved(owner, 'Benim')
  await change(owner, mine, { name: 'Yalnız benim' })
  await change(owner, mine, { shared: true })
  await change(owner, mine, { query: {} })
  await change(owner, mine, { shared: false })
  const two = await saved(owner, 'Ortak', { shared: true })
  await owner.call('DELETE', `/api/views/${two.id}`)
  await owner.call('DELETE', `/api/views/${mine.id}`)
  const rows = await world.store.inCompany(company, trx =>
    trx
      .selectFrom('platform.audit')
      .select(['action', 'old', 'new'])
      .where('company_id', '=', company)
      .where('object_type', '=', 'view')
      .orderBy('seq')
      .execute(),
  )
  const was = { name: 'Yalnız benim', list: LIST, query: QUERY }
  expect(rows).toEqual([
    { action: 'view.shared', old: null, new: was },
    { action: 'view.changed', old: was, new: { ...was, query: {} } },
    { action: 'view.unshared', old: { ...was, query: {} }, new: null },
    { action: 'view.shared', old: null, new: { ...was, name: 'Ortak' } },
    { action: 'view.removed', old: { ...was, name: 'Ortak' }, new: null },
  ])
})

test('[PV9] the views of a person are found, exported and erased with them', async () => {
  const manager = await world.addPerson({ company, role: 'manager' })
  const view = await saved(manager, 'Ayşe Hanım’ın carileri', { shared: true })
  await choose(manager, view.id)
  await choose(owner, view.id)
  await saved(owner, 'Kalan')
  await owner.call('DELETE', `/api/members/${manager.id}`)
  const person = { email: manager.email }
  const held = world.services.dataRules.persons.find(part => part.kind === 'platform.saved_view')!
  const subject = { ...person, phone: null, user_id: manager.id }
  const exported = await world.store.inCompany(company, trx => held.export(trx, company, subject))
  expect(exported).toMatchObject([{ name: 'Ayşe Hanım’ın carileri', list: LIST, query: QUERY }])

  type Found = { preview: string; finds: { kind: string; count: number; samples: string[]; title: string }[] }
  const found = (await owner.call('POST', '/api/data-subjects/find', { body: person })).json as Found
  expect(found.finds.find(find => find.kind === held.kind)).toMatchObject({
    ...{ count: 1, samples: ['Ayşe Hanım’ın carileri'], title: 'Kayıtlı görünümler' },
  })
  const body = { person, preview: found.preview, confirm: manager.email, reason: 'yazılı olarak istedi' }
  const erased = await owner.call('POST', '/api/data-subjects/erase', { body })
  expect(erased.json).toMatchObject({
    lines: expect.arrayContaining([expect.objectContaining({ kind: held.kind, count: 1 })]),
  })
  expect(await names(owner)).toEqual(['Kalan'])
})

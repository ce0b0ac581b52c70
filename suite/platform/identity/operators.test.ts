import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Me, Operator } from '#platform/contract'
import { createTestHttp, type TestHttp, type TestPerson } from '../app/testing/index.ts'
import { addOperator } from './operators.ts'

const OPERATORS = '/api/admin/operators'

let world: TestHttp
let first: TestPerson
beforeAll(async () => {
  world = await createTestHttp()
})
afterAll(() => world.close())
beforeEach(async () => {
  first = await world.addPerson({ name: 'Ayla Birinci' })
  await world.store.asSystem('a test begins with one operator', async trx => {
    await trx.deleteFrom('platform.operator').execute()
    await addOperator(trx, first.id)
  })
})

const add = (by: TestPerson, email: string) => by.call('POST', OPERATORS, { body: { email } })
const remove = (by: TestPerson, user_id: string) => by.call('DELETE', `${OPERATORS}/${user_id}`)
const runs = async (person: TestPerson) => ((await person.call('GET', '/api/me')).json as Me).operator
const list = async (by: TestPerson) => ((await by.call('GET', OPERATORS)).json as { items: Operator[] }).items
const written = () =>
  world.store.asSystem('a test reads the audit', trx =>
    trx
      .selectFrom('platform.audit')
      .select(['action', 'actor', 'object_id', 'company_id'])
      .where('action', 'like', 'operator.%')
      .orderBy('seq')
      .execute(),
  )
const told = (user_id: string) =>
  world.store.asSystem('a test reads events', async trx => {
    const rows = await trx.selectFrom('platform.outbox').selectAll().orderBy('seq').execute()
    return rows.filter(({ rooms }) => rooms?.includes(`user:${user_id}`)).map(({ type, data }) => ({ type, ...data }))
  })

test('[PI13] an operator makes another of somebody with an account: audited, told, and at once one', async () => {
  const second = await world.addPerson({ name: 'Zeki İkinci', email: 'zeki@ikinci.example' })
  expect([await runs(first), await runs(second), await runs(world.guest())]).toEqual([true, false, false])
  const added = await add(first, ' Zeki@Ikinci.Example ')
  expect(added).toMatchObject({ status: 201, json: { user_id: second.id, name: 'Zeki İkinci' } })
  expect(await runs(second)).toBe(true)
  expect((await list(second)).map(({ user_id }) => user_id)).toEqual([first.id, second.id])
  expect((await add(second, 'zeki@ikinci.example')).status).toBe(201)
  const entry = { company_id: null, actor: first.id, object_id: second.id }
  expect((await written()).filter(({ object_id }) => object_id === second.id)).toEqual([
    { ...entry, action: 'operator.added' },
  ])
  expect(await told(second.id)).toEqual([
    { type: 'permissions_changed', company_id: null, role: null, message: 'Artık bu kurulumun işletmenisiniz.' },
  ])
})

test('[PI13] one who is removed is none at once; nobody is removed twice, and the last one stays', async () => {
  const second = await world.addPerson()
  await add(first, second.email)
  expect((await remove(second, first.id)).status).toBe(204)
  expect(await runs(first)).toBe(false)
  expect((await list(second)).map(({ user_id }) => user_id)).toEqual([second.id])
  expect((await first.call('GET', OPERATORS)).code).toBe('forbidden')
  expect((await remove(second, first.id)).code).toBe('no_operator')
  expect((await remove(second, second.id)).code).toBe('last_operator')
  expect((await told(first.id)).at(-1)).toMatchObject({ type: 'permissions_changed', company_id: null })
  expect((await written()).at(-1)).toMatchObject({ action: 'operator.removed', actor: second.id, object_id: first.id })
})

test('[PI13] two who remove each other at once leave one', async () => {
  const second = await world.addPerson()
  await add(first, second.email)
  const removeAt = (user_id: string) =>
    world.store.asSystem('a test removes', trx => world.identity.operators.remove(trx, user_id, { actor: 'system' }))
  const outcomes = await Promise.allSettled([removeAt(first.id), removeAt(second.id)])
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect([await runs(first), await runs(second)].filter(Boolean)).toHaveLength(1)
})

test('[PI13] nobody else adds or removes, and an address without an account is refused at its field', async () => {
  const { owner } = await world.addCompany()
  for (const person of [owner, world.guest()]) {
    const refused = person === owner ? 403 : 401
    expect((await person.call('GET', OPERATORS)).status).toBe(refused)
    expect((await add(person, person.email || 'x@y.example')).status).toBe(refused)
    expect((await remove(person, first.id)).status).toBe(refused)
  }
  expect((await add(first, 'yok@yok.example')).json).toMatchObject({
    error: { code: 'no_account', fields: [{ path: 'email', code: 'no_account' }] },
  })
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestHttp, type TestHttp } from '../app/testing/index.ts'
import { createIdentity, type Identity } from './index.ts'
import type { AuthTables } from './tables.ts'

let world: TestHttp
let other: Identity
let otherStore: ReturnType<TestHttp['store']['again']>
beforeAll(async () => {
  world = await createTestHttp()
  otherStore = world.store.again()
  const { services } = world
  other = await createIdentity({ ...services, store: otherStore, secret: services.secrets.key('identity') })
})
afterAll(async () => {
  await other.close()
  await otherStore.close()
  await world.close()
})

const sessionIds = (user_id: string) =>
  world.store.asSystem('test', trx =>
    trx.withTables<AuthTables>().selectFrom('auth.session').select('id').where('userId', '=', user_id).execute(),
  )

test('[S25] a session that ends on one node ends on the other, told by the database', async () => {
  const person = await world.addPerson()
  expect((await other.sessionOfCookies(person.cookie)).session?.user.id).toBe(person.id)
  const heard = Promise.withResolvers<string[] | null>()
  const stop = other.watch({
    sessionsEnded: (user_id, ids) => user_id === person.id && heard.resolve(ids),
    permissionsChanged: () => {},
    lost: () => {},
  })
  const ids = (await sessionIds(person.id)).map(({ id }) => id)
  await person.call('POST', '/api/sessions/end-all')
  expect(await heard.promise).toEqual(ids)
  expect((await other.sessionOfCookies(person.cookie)).session).toBeNull()
  stop()
})

test('[S25] the end of sessions is an event of the same transaction: rolled back, nothing is told', async () => {
  const person = await world.addPerson()
  const [session] = await sessionIds(person.id)
  const events = () =>
    world.store.asSystem('test', trx =>
      trx
        .selectFrom('platform.outbox')
        .select(['type', 'rooms', 'data'])
        .where('type', '=', 'sessions_changed')
        .execute(),
    )
  const mine = async () => (await events()).filter(({ rooms }) => rooms?.[0] === `user:${person.id}`)
  const end = (fails: boolean) =>
    world.store.asSystem('test', async trx => {
      await trx.withTables<AuthTables>().deleteFrom('auth.session').where('userId', '=', person.id).execute()
      if (fails) throw new Error('no')
    })
  await expect(end(true)).rejects.toThrow('no')
  expect(await mine()).toEqual([])
  await end(false)
  expect(await mine()).toEqual([
    { type: 'sessions_changed', rooms: [`user:${person.id}`], data: { ended: [session!.id] } },
  ])
})

test('[S25] without any notification an ended session is refused after five seconds', async () => {
  const person = await world.addPerson()
  expect((await person.call('GET', '/api/sessions')).status).toBe(200)
  // A deletion nobody hears of: the trigger is off, as if the listening connection were dead.
  await world.store.asSystem('test', trx =>
    trx
      .withTables<AuthTables>()
      .updateTable('auth.session')
      .set({ expiresAt: new Date(0) })
      .where('userId', '=', person.id)
      .execute(),
  )
  expect((await person.call('GET', '/api/sessions')).status).toBe(200)
  world.advance(5_001)
  expect((await person.call('GET', '/api/sessions')).status).toBe(401)
})

test('[S4] a cookie whose signature does not fit is nobody', async () => {
  const person = await world.addPerson()
  const forged = person.cookie.replace(/.{6}$/, 'AAAA%3D')
  expect((await world.guest().call('GET', '/api/sessions', { headers: { cookie: forged } })).status).toBe(401)
})

test('[S25] a new name or language is seen by the next request', async () => {
  const person = await world.addPerson()
  await person.call('GET', '/api/me')
  const changed = await person.call('PATCH', '/api/me', { body: { name: 'Yeni Ad', locale: 'az' } })
  expect(changed.json).toMatchObject({ name: 'Yeni Ad', locale: 'az' })
  const refused = await person.call('GET', '/api/company', { company: null })
  expect(refused).toMatchObject({ status: 400, json: { error: { message: 'Əvvəlcə şirkət seçin.' } } })
})

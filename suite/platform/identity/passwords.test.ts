import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestHttp, PASSWORD, type TestHttp } from '../app/testing/index.ts'
import type { AuthTables } from './tables.ts'
import { enterCode, freshIp, halfSignIn, mailTo, nextCode, startMails, turnOn } from './testing/account-steps.ts'

const SIGN_IN = '/api/auth/sign-in/email'
const NEXT = 'kahve masa lamba 9'

let world: TestHttp
beforeAll(async () => {
  world = await createTestHttp()
  await startMails(world)
})
afterAll(() => world.close())

const forget = (email: string, body: object = {}) =>
  world.guest(freshIp()).call('POST', '/api/auth/forgot-password', { body: { email, ...body } })
const mailedToken = async (email: string) => {
  const { token } = await mailTo(world, email, () => forget(email))
  return token!
}
const reset = (token: string, password = NEXT) =>
  world.guest(freshIp()).call('POST', '/api/auth/reset-password', { body: { token, password } })
const signIn = (email: string, password: string) =>
  world.guest(freshIp()).call('POST', SIGN_IN, { body: { email, password } })

test('[PI5][PI9] the mailed link replaces the password once, ends every session, and opens none', async () => {
  const person = await world.addPerson({ name: 'Ayşe Kaya' })
  const { subject, text, token } = await mailTo(world, person.email, () => forget(person.email, { locale: 'en' }))
  expect(subject).toBe('Choose a new Nabız password')
  expect(text).toContain('Hello Ayşe Kaya')
  expect(text).toContain(`http://nabiz.test/reset#${token}`)
  const kept = await world.store.asSystem('test', async trx => [
    await trx.withTables<AuthTables>().selectFrom('auth.mail_link').selectAll().execute(),
    (await world.store.pool.query(`select data from pgboss.job where name = 'platform.account-mail'`)).rows,
  ])
  expect(kept[1]).not.toHaveLength(0)
  expect(JSON.stringify(kept)).not.toContain(token)

  const weak = await reset(token!, 'galatasaray1905')
  expect(weak.json).toMatchObject({ error: { fields: [{ path: 'password', code: 'weak_password' }] } })
  const done = await reset(token!)
  expect([done.status, done.headers['set-cookie']]).toEqual([204, undefined])
  expect((await person.call('GET', '/api/sessions')).status).toBe(401)
  expect((await signIn(person.email, PASSWORD)).code).toBe('bad_credentials')
  expect((await signIn(person.email, NEXT)).status).toBe(200)
  expect(await reset(token!)).toMatchObject({ status: 410, code: 'link_over' })
})

test('[PI5] two with one link at once: one password is set', async () => {
  const person = await world.addPerson()
  const token = await mailedToken(person.email)
  const both = await Promise.all(['birinci kahve masa', 'ikinci kahve masa'].map(password => reset(token, password)))
  expect(both.map(({ status }) => status).sort()).toEqual([204, 410])
})

test('[PI5] a link is over after thirty minutes, and when a newer one was sent; one of a kind is not one of another', async () => {
  const person = await world.addPerson()
  const first = await mailedToken(person.email)
  const second = await mailedToken(person.email)
  expect((await reset(first)).code).toBe('link_over')
  world.advance(30 * 60_000 + 1)
  expect((await reset(second)).code).toBe('link_over')
  const third = await mailedToken(person.email)
  const asInvitation = await world.guest(freshIp()).call('POST', '/api/invitations/read', { body: { token: third } })
  expect(asInvitation.code).toBe('link_over')
  expect((await reset(third)).status).toBe(204)
})

test('[PI5] the second factor is asked as before, and a sign-in that was half-way is over', async () => {
  const person = await world.addPerson()
  const { secret } = await turnOn(world, person)
  const half = await halfSignIn(world, person.email)
  await reset(await mailedToken(person.email))
  expect((await enterCode(half, nextCode(world, secret))).code).toBe('unauthenticated')
  expect((await signIn(person.email, NEXT)).json).toEqual({ state: 'second_factor' })
})

test('[PI11] the fourth request of an hour sends nothing and says the same', async () => {
  const person = await world.addPerson()
  const jobs = async () =>
    (
      await world.store.pool.query(
        `select data->'input'->>'email' as email from pgboss.job where name = 'platform.account-mail'`,
      )
    ).rows.filter(({ email }) => email === person.email).length
  const answers = []
  for (let n = 0; n < 5; n += 1) answers.push(await forget(person.email))
  expect(answers.map(({ status, text }) => [status, text])).toEqual(Array(5).fill([204, '']))
  expect(await jobs()).toBe(3)
  world.advance(60 * 60_000)
  await forget(person.email)
  expect(await jobs()).toBe(4)
})

test('[S32] an unknown address gets the same answer to a forgotten password, and the same work is queued', async () => {
  const person = await world.addPerson()
  const unknown = 'kimse-bilmez@ornek.example'
  const [known, nobody] = [await forget(person.email), await forget(unknown)]
  const plain = ({ status, text, headers }: typeof known) => [status, text, Object.keys(headers).sort()]
  expect(plain(nobody)).toEqual(plain(known))
  const { rows } = await world.store.pool.query(
    `select data->'input'->>'email' as email from pgboss.job where name = 'platform.account-mail'`,
  )
  expect(rows.map(({ email }) => email)).toEqual(expect.arrayContaining([person.email, unknown]))
  const mails = await world.services.mail.catcher!.list()
  expect(mails.filter(({ to }) => to.includes(unknown))).toEqual([])
})

test('[S38] a changed password leaves this session, under another secret', async () => {
  const person = await world.addPerson()
  const before = person.cookie
  const body = { current_password: PASSWORD, new_password: NEXT }
  expect((await person.call('POST', '/api/auth/change-password', { body })).status).toBe(204)
  expect((await person.call('GET', '/api/sessions')).status).toBe(200)
  const stolen = await world.guest(freshIp()).call('GET', '/api/sessions', { headers: { cookie: before } })
  expect(stolen.status).toBe(401)
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestHttp, PASSWORD, type TestHttp } from '../app/testing/index.ts'
import { createIdentity, type Identity } from './index.ts'
import type { AuthTables } from './tables.ts'
import { enterCode, freshIp, halfSignIn, nextCode, turnOn } from './testing/account-steps.ts'
import { codeNow } from './testing/authenticator.ts'

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

const SIGN_IN = '/api/auth/sign-in/email'
const read = async (person: Awaited<ReturnType<TestHttp['addPerson']>>) =>
  (await person.call('GET', '/api/me/second-factor')).json
const isIn = async (cookie: string) =>
  (await world.guest(freshIp()).call('GET', '/api/sessions', { headers: { cookie } })).status === 200

test('[PI1] a secret asks for nothing until its first code; then ten backup codes are shown once, and other sessions end', async () => {
  const person = await world.addPerson()
  const elsewhere = world.guest(freshIp())
  const right = { email: person.email, password: PASSWORD }
  const begin = (password: string) => person.call('POST', '/api/me/second-factor', { body: { password } })
  expect((await begin('not-the-password')).code).toBe('wrong_password')
  const { secret: first } = (await begin(PASSWORD)).json as { secret: string }
  const { secret, uri } = (await begin(PASSWORD)).json as { secret: string; uri: string }
  expect(uri).toContain(`secret=${secret}`)
  expect((await elsewhere.call('POST', SIGN_IN, { body: right })).json).toMatchObject({ state: 'signed_in' })
  expect(await read(person)).toEqual({ on: false, since: null, backup_codes_left: 0 })

  const confirm = (code: string) => person.call('POST', '/api/me/second-factor/confirm', { body: { code } })
  expect((await confirm(codeNow(first, world.services.now()))).code).toBe('wrong_code')
  const before = person.cookie
  const confirmed = await confirm(codeNow(secret, world.services.now()))
  const { backup_codes } = confirmed.json as { backup_codes: string[] }
  expect(new Set(backup_codes).size).toBe(10)
  for (const code of backup_codes) expect(code).toMatch(/^[a-z2-7]{5}-[a-z2-7]{5}$/)
  expect(await read(person)).toMatchObject({ on: true, backup_codes_left: 10, since: expect.stringMatching(/Z$/) })
  expect(await isIn(elsewhere.cookie)).toBe(false)
  // [S38] the session goes on under another secret.
  expect([await isIn(person.cookie), await isIn(before)]).toEqual([true, false])
  expect((await begin(PASSWORD)).code).toBe('second_factor_on')
  expect((await confirm(nextCode(world, secret))).code).toBe('conflict')
  expect((await elsewhere.call('POST', SIGN_IN, { body: right })).json).toEqual({ state: 'second_factor' })
})

test('[PI1] what is kept of a second factor opens nothing by itself', async () => {
  const person = await world.addPerson()
  const { secret, backup_codes } = await turnOn(world, person)
  const kept = await world.store.asSystem('test', async trx => {
    const table = trx.withTables<AuthTables>()
    return JSON.stringify([
      await table.selectFrom('auth.second_factor').select(['secret']).execute(),
      await table.selectFrom('auth.backup_code').select(['code_hash']).execute(),
      await trx.selectFrom('platform.audit').select(['old', 'new']).execute(),
    ])
  })
  for (const shown of [secret, ...backup_codes, ...backup_codes.map(code => code.replace('-', ''))])
    expect(kept.toLowerCase()).not.toContain(shown.toLowerCase())
})

test('[S36] between password and code there is no session: not for routes, not for tokens, not as another cookie', async () => {
  const { slug, owner } = await world.addCompany()
  await turnOn(world, owner)
  const half = await halfSignIn(world, owner.email)
  expect(half.cookie).toMatch(/^nabiz_half=[\w-]{22}$/)
  const asSession = `nabiz_session=${half.cookie.split('=')[1]}`
  for (const cookie of [half.cookie, asSession, `${asSession}; ${half.cookie}`]) {
    const call = async (method: string, url: string) =>
      (await world.guest(freshIp()).call(method, url, { headers: { cookie }, company: slug })).status
    expect(await call('POST', '/api/rt/token')).toBe(401)
    expect(await call('GET', '/api/company')).toBe(401)
    expect(await call('GET', '/api/sessions')).toBe(401)
    expect(await call('POST', '/api/me/second-factor/disable')).toBe(401)
  }
  expect((await half.call('GET', '/api/me')).json).toMatchObject({ user: null, companies: [] })
  expect((await half.call('GET', '/api/auth/get-session')).json).toBeNull()
})

test('[S36] the code finishes the sign-in of this browser alone, within ten minutes, once', async () => {
  const person = await world.addPerson()
  const { secret } = await turnOn(world, person)
  expect((await enterCode(world.guest(freshIp()), nextCode(world, secret))).code).toBe('unauthenticated')
  const half = await halfSignIn(world, person.email)
  const halfCookie = half.cookie
  expect(await enterCode(half, nextCode(world, secret))).toMatchObject({
    status: 200,
    json: { state: 'signed_in', user: { id: person.id } },
  })
  expect(half.cookie).not.toContain('nabiz_half')
  expect((await half.call('GET', '/api/sessions')).status).toBe(200)
  const replayed = await world.guest(freshIp()).call('POST', '/api/auth/sign-in/code', {
    body: { code: nextCode(world, secret) },
    headers: { cookie: halfCookie },
  })
  expect(replayed.code).toBe('unauthenticated')
  const late = await halfSignIn(world, person.email)
  world.advance(10 * 60_000 + 1)
  expect((await enterCode(late, nextCode(world, secret))).code).toBe('unauthenticated')
})

test('[S38] the session that the code opens is a new one, and the one this browser had before ends', async () => {
  const person = await world.addPerson()
  const { secret } = await turnOn(world, person)
  const before = person.cookie
  await person.call('POST', SIGN_IN, { body: { email: person.email, password: PASSWORD } })
  expect(await isIn(before)).toBe(true)
  await enterCode(person, nextCode(world, secret))
  expect([await isIn(person.cookie), await isIn(before)]).toEqual([true, false])
})

test('[S35] a code is good once, also on two nodes at once, and so is every earlier one', async () => {
  const person = await world.addPerson()
  const { secret } = await turnOn(world, person)
  const half = async () => ({
    ip: freshIp(),
    source: freshIp(),
    agent: 'test',
    cookie: (await halfSignIn(world, person.email)).cookie,
  })
  const [here, there] = [await half(), await half()]
  const code = nextCode(world, secret)
  const both = await Promise.allSettled([world.identity.enterCode(code, here), other.enterCode(code, there)])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const again = await halfSignIn(world, person.email)
  expect((await enterCode(again, code)).code).toBe('wrong_code')
  expect((await enterCode(again, codeNow(secret, world.services.now(), -1))).code).toBe('wrong_code')
  expect((await enterCode(again, codeNow(secret, world.services.now(), 1))).status).toBe(200)
})

test('[S37] a backup code is good once, also when two use it at once; new ones end the old', async () => {
  const person = await world.addPerson()
  const { secret, backup_codes } = await turnOn(world, person)
  const [first, second, third] = backup_codes as [string, string, string]
  const halves = [await halfSignIn(world, person.email), await halfSignIn(world, person.email)]
  const both = await Promise.all(halves.map(half => enterCode(half, first)))
  expect(both.map(({ status }) => status).sort()).toEqual([200, 422])
  expect(await read(halves[both[0]!.status === 200 ? 0 : 1]!)).toMatchObject({ backup_codes_left: 9 })
  // As somebody copies it from paper.
  expect((await enterCode(await halfSignIn(world, person.email), second.replace('-', ' ').toUpperCase())).status).toBe(
    200,
  )
  const proof = { password: PASSWORD, code: nextCode(world, secret) }
  const renewed = await person.call('POST', '/api/me/second-factor/backup-codes', { body: proof })
  const fresh = (renewed.json as { backup_codes: string[] }).backup_codes
  const half = await halfSignIn(world, person.email)
  expect((await enterCode(half, third)).code).toBe('wrong_code')
  expect((await enterCode(half, fresh[0]!)).status).toBe(200)
})

test('[S34] of forty codes at once no more than five are looked at', async () => {
  const person = await world.addPerson()
  await turnOn(world, person)
  const { cookie } = await halfSignIn(world, person.email)
  const from = { ip: '203.0.113.77', source: '203.0.113.77', agent: 'test', cookie }
  const codes = await Promise.all(
    Array.from({ length: 40 }, (_, n) =>
      world.identity.enterCode(String(n).padStart(6, '0'), from).catch((error: { code: string }) => error.code),
    ),
  )
  expect(codes.filter(code => code === 'wrong_code')).toHaveLength(5)
  expect(codes.filter(code => code === 'rate_limited')).toHaveLength(35)
})

test('[S33] whoever stole the password and guesses codes is locked out; the owner gets in, from elsewhere and from their browser', async () => {
  const person = await world.addPerson()
  const { secret } = await turnOn(world, person)
  const office = freshIp()
  const browser = await halfSignIn(world, person.email, office)
  expect((await enterCode(browser, nextCode(world, secret))).status).toBe(200)

  const guesser = await halfSignIn(world, person.email, office)
  for (let n = 0; n < 5; n += 1) expect((await enterCode(guesser, `00000${n}`)).code).toBe('wrong_code')
  const locked = await enterCode(guesser, nextCode(world, secret))
  expect(locked).toMatchObject({ status: 429, code: 'rate_limited' })

  expect((await enterCode(await halfSignIn(world, person.email), nextCode(world, secret))).status).toBe(200)
  await browser.call('POST', SIGN_IN, { body: { email: person.email, password: PASSWORD } })
  expect((await enterCode(browser, nextCode(world, secret))).status).toBe(200)
})

test('[S33] many sources together get twenty codes an hour, and still do not lock out a browser that was there before', async () => {
  const person = await world.addPerson()
  const { secret } = await turnOn(world, person)
  const browser = await halfSignIn(world, person.email)
  await enterCode(browser, nextCode(world, secret))
  const looked: (string | null)[] = []
  for (let n = 0; n < 24; n += 1) looked.push((await enterCode(await halfSignIn(world, person.email), '000000')).code)
  expect(looked.filter(code => code === 'wrong_code')).toHaveLength(20)
  expect(looked.slice(20)).toEqual(Array(4).fill('rate_limited'))
  await browser.call('POST', SIGN_IN, { body: { email: person.email, password: PASSWORD } })
  expect((await enterCode(browser, nextCode(world, secret))).status).toBe(200)
})

test('[PI3] turning it off takes the password and a code; five wrong tries are all there are', async () => {
  const person = await world.addPerson()
  const { secret, backup_codes } = await turnOn(world, person)
  const off = (password: string, code: string) =>
    person.call('POST', '/api/me/second-factor/disable', { body: { password, code } })
  expect((await off('not-the-password', nextCode(world, secret))).code).toBe('wrong_password')
  expect((await off(PASSWORD, '000000')).code).toBe('wrong_code')
  expect((await off(PASSWORD, 'short')).json).toMatchObject({ error: { fields: [{ path: 'code', code: 'code' }] } })
  const before = person.cookie
  expect((await off(PASSWORD, backup_codes[0]!)).status).toBe(204)
  expect([await isIn(person.cookie), await isIn(before)]).toEqual([true, false])
  expect(await read(person)).toEqual({ on: false, since: null, backup_codes_left: 0 })
  expect((await off(PASSWORD, backup_codes[1]!)).code).toBe('conflict')
  const again = await world
    .guest(freshIp())
    .call('POST', SIGN_IN, { body: { email: person.email, password: PASSWORD } })
  expect(again.json).toMatchObject({ state: 'signed_in' })

  const guessed = await world.addPerson()
  const factor = await turnOn(world, guessed)
  const guess = (code: string) =>
    guessed.call('POST', '/api/me/second-factor/disable', { body: { password: PASSWORD, code } })
  for (let n = 0; n < 5; n += 1) expect((await guess(`00000${n}`)).code).toBe('wrong_code')
  expect((await guess(nextCode(world, factor.secret))).code).toBe('rate_limited')
})

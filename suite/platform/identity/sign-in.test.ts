import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestHttp, PASSWORD, type TestHttp } from '../app/testing/index.ts'
import type { AuthTables } from './tables.ts'

let world: TestHttp
beforeAll(async () => {
  world = await createTestHttp()
})
afterAll(() => world.close())

const SIGN_IN = '/api/auth/sign-in/email'
const MINUTE = 60_000
let nextIp = 0
const freshIp = () => {
  nextIp += 1
  return `198.51.${nextIp >> 8}.${nextIp & 255}`
}
const tryIn = (email: string, password: string, ip = freshIp()) =>
  world.guest(ip).call('POST', SIGN_IN, { body: { email, password } })
const isIn = async (cookie: string) =>
  (await world.guest(freshIp()).call('GET', '/api/sessions', { headers: { cookie } })).status === 200

test('[S38] signing in opens a new session, and the one this browser had before ends', async () => {
  const person = await world.addPerson()
  const before = person.cookie
  const answer = await person.call('POST', SIGN_IN, { body: { email: person.email, password: PASSWORD } })
  expect(answer).toMatchObject({ status: 200, json: { user: { id: person.id, email: person.email } } })
  expect(answer.text).not.toContain('token')
  expect(await isIn(person.cookie)).toBe(true)
  expect(await isIn(before)).toBe(false)
})

test('[S38] a session id that somebody brings along is never adopted', async () => {
  const person = await world.addPerson()
  const guest = world.guest(freshIp())
  const preset = 'nabiz_session=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.c2lnbmF0dXJl'
  const body = { email: person.email, password: PASSWORD }
  const answer = await guest.call('POST', SIGN_IN, { body, headers: { cookie: preset } })
  expect(answer.status).toBe(200)
  expect(guest.cookie).not.toContain('AAAAAAAA')
})

test('[S4] the session cookie is HttpOnly and Lax; on https also Secure and bound to the host by its name', async () => {
  const person = await world.addPerson()
  const [plain] = [(await tryIn(person.email, PASSWORD)).headers['set-cookie']].flat()
  expect(plain).toMatch(/^nabiz_session=[^;]+; .*HttpOnly/)
  expect(plain).toMatch(/SameSite=Lax/i)
  const secure = await createTestHttp({ config: { publicUrl: 'https://nabiz.test', production: true } })
  try {
    const other = await secure.addPerson()
    const body = { email: other.email, password: PASSWORD }
    const cookies = [(await secure.guest().call('POST', SIGN_IN, { body })).headers['set-cookie']].flat()
    for (const cookie of cookies) expect(cookie).toMatch(/^__Host-nabiz_\w+=.*Secure/)
    for (const cookie of cookies) expect(cookie).not.toMatch(/domain=/i)
    expect((await other.call('GET', '/api/sessions')).status).toBe(200)
  } finally {
    await secure.close()
  }
})

test('[S32] a wrong password and an unknown address get the same answer after the same work', async () => {
  const person = await world.addPerson()
  const times: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] }
  const bodies = new Set<string>()
  for (let round = 0; round < 20; round += 1) {
    for (const kind of ['known', 'unknown'] as const) {
      const email = kind === 'known' ? person.email : `nobody-${round}@ornek.example`
      const started = performance.now()
      const answer = await tryIn(email, 'a-wrong-password')
      times[kind].push(performance.now() - started)
      expect(answer.status).toBe(401)
      bodies.add(answer.text.replace(/"request_id":"[^"]+"/, ''))
    }
  }
  expect([...bodies]).toHaveLength(1)
  const median = (list: number[]) => list.sort((a, b) => a - b)[list.length >> 1]!
  // The hash is nearly all of it: without it the unknown address would answer in a tenth of the time.
  expect(median(times.unknown) / median(times.known)).toBeGreaterThan(0.7)
  expect(median(times.unknown) / median(times.known)).toBeLessThan(1.4)
})

test('[S33] a guesser is locked out; the owner gets in from elsewhere, and from a browser that was there before', async () => {
  const person = await world.addPerson()
  const office = freshIp()
  const browser = world.guest(office)
  const right = { email: person.email, password: PASSWORD }
  expect((await browser.call('POST', SIGN_IN, { body: right })).status).toBe(200)

  const guesser = world.guest(office)
  for (let n = 0; n < 5; n += 1)
    expect((await guesser.call('POST', SIGN_IN, { body: { ...right, password: `no-${n}` } })).code).toBe(
      'bad_credentials',
    )
  const locked = await guesser.call('POST', SIGN_IN, { body: right })
  expect(locked).toMatchObject({ status: 429, code: 'rate_limited' })
  expect(Number(locked.headers['retry-after'])).toBeGreaterThan(800)
  expect((locked.json as { error: { retry_after_ms: number } }).error.retry_after_ms).toBeLessThanOrEqual(15 * MINUTE)

  expect((await tryIn(person.email, PASSWORD)).status).toBe(200)
  expect((await browser.call('POST', SIGN_IN, { body: right })).status).toBe(200)
  world.advance(16 * MINUTE)
  expect((await guesser.call('POST', SIGN_IN, { body: right })).status).toBe(200)
})

test('[S33] an unknown address is locked out just the same', async () => {
  const ip = freshIp()
  const codes: (string | null)[] = []
  for (let n = 0; n < 7; n += 1) codes.push((await tryIn('kimse@ornek.example', `no-${n}`, ip)).code)
  expect(codes).toEqual([...Array(5).fill('bad_credentials'), 'rate_limited', 'rate_limited'])
})

test('[S34] of forty guesses at once no more than five are looked at', async () => {
  const person = await world.addPerson()
  const from = { ip: '203.0.113.9', source: '203.0.113.9', agent: 'test', cookie: undefined }
  const guesses = Array.from({ length: 40 }, (_, n) =>
    world.identity
      .signIn({ email: person.email, password: `no-${n}`, remember: true }, from)
      .catch(error => error.code),
  )
  const codes = await Promise.all(guesses)
  expect(codes.filter(code => code === 'bad_credentials')).toHaveLength(5)
  expect(codes.filter(code => code === 'rate_limited')).toHaveLength(35)
})

test('[S39] signing out ends this session; signing out everywhere ends all of them', async () => {
  const person = await world.addPerson()
  const signIn = async () => {
    const guest = world.guest(freshIp())
    await guest.call('POST', SIGN_IN, { body: { email: person.email, password: PASSWORD } })
    return guest
  }
  const [desk, phone, tablet] = [await signIn(), await signIn(), await signIn()]
  const list = (await desk.call('GET', '/api/sessions')).json as { items: { id: string; current: boolean }[] }
  expect(list.items).toHaveLength(4)
  expect(list.items.filter(({ current }) => current)).toHaveLength(1)
  expect(list.items[0]).not.toHaveProperty('token')

  const deskCookie = desk.cookie
  expect((await desk.call('POST', '/api/auth/sign-out')).status).toBe(204)
  expect(desk.cookie).not.toContain('nabiz_session')
  expect(await isIn(deskCookie)).toBe(false)
  expect(await isIn(phone.cookie)).toBe(true)

  expect((await phone.call('POST', '/api/sessions/end-all')).status).toBe(204)
  for (const cookie of [phone.cookie, tablet.cookie, person.cookie]) expect(await isIn(cookie)).toBe(false)
})

test('[S39] a person ends one of their sessions, and nobody ends one of others', async () => {
  const [person, stranger] = [await world.addPerson(), await world.addPerson()]
  const { items } = (await person.call('GET', '/api/sessions')).json as { items: { id: string }[] }
  expect((await stranger.call('DELETE', `/api/sessions/${items[0]!.id}`)).status).toBe(404)
  expect((await person.call('DELETE', `/api/sessions/${items[0]!.id}`)).status).toBe(204)
  expect(await isIn(person.cookie)).toBe(false)
})

test('[S39] changing the password asks for the old one, keeps this session and ends the others', async () => {
  const person = await world.addPerson()
  const other = world.guest(freshIp())
  await other.call('POST', SIGN_IN, { body: { email: person.email, password: PASSWORD } })
  const change = (current_password: string, new_password: string) =>
    person.call('POST', '/api/auth/change-password', { body: { current_password, new_password } })
  expect((await change('not-the-password', 'yepyeni-parola-7')).code).toBe('wrong_password')
  const weak = await change(PASSWORD, 'galatasaray1905')
  expect(weak.json).toMatchObject({ error: { fields: [{ path: 'new_password', code: 'weak_password' }] } })
  expect((await change(PASSWORD, 'yepyeni-parola-7')).status).toBe(204)
  expect(await isIn(person.cookie)).toBe(true)
  expect(await isIn(other.cookie)).toBe(false)
  expect((await tryIn(person.email, PASSWORD)).status).toBe(401)
  expect((await tryIn(person.email, 'yepyeni-parola-7')).status).toBe(200)
})

test('[S40] a long password is not cut: one that differs in its 73rd byte is another one', async () => {
  const long = `${'x'.repeat(72)}A-uzun-bir`
  const email = 'uzun@ornek.example'
  await world.store.asSystem('test', trx =>
    world.identity.createUser(trx, { name: 'Uzun', email, password: `ab${long}` }),
  )
  expect((await tryIn(email, `ab${long.replace('A', 'B')}`)).status).toBe(401)
  expect((await tryIn(email, `ab${long}`)).status).toBe(200)
})

test('[S41] look-alike addresses, line breaks and odd dots never reach a lookup', async () => {
  const bad = [
    'a＠ornek.example',
    'a@ornek。example',
    'a@ornek.example\r\nBcc: b@x.tr',
    'a@ornek',
    '.a@ornek.example',
    'a..b@ornek.example',
  ]
  for (const email of bad) {
    const answer = await tryIn(email, PASSWORD)
    expect([email, answer.status]).toEqual([email, 400])
    expect(answer.json).toMatchObject({ error: { fields: [{ path: 'email', code: 'email' }] } })
  }
})

test('[S38] an expired session is no session', async () => {
  const person = await world.addPerson()
  await world.store.asSystem('test', trx =>
    trx
      .withTables<AuthTables>()
      .updateTable('auth.session')
      .set({ expiresAt: new Date(Date.now() - 1000) })
      .where('userId', '=', person.id)
      .execute(),
  )
  const answer = await person.call('GET', '/api/sessions')
  expect(answer).toMatchObject({ status: 401, code: 'unauthenticated' })
})

test('[S43] nobody signs up over HTTP, and better-auth answers no path of its own', async () => {
  const body = { email: 'yeni@ornek.example', password: PASSWORD, name: 'Yeni' }
  for (const path of [
    'sign-up/email',
    'update-user',
    'delete-user',
    'change-email',
    'list-sessions',
    'token',
    'two-factor/enable',
  ])
    expect([path, (await world.guest(freshIp()).call('POST', `/api/auth/${path}`, { body })).status]).toEqual([
      path,
      404,
    ])
})

test('[S33] sign-ins and refusals are in the audit log, without the address', async () => {
  const person = await world.addPerson()
  await tryIn(person.email, 'a-wrong-password')
  await tryIn(person.email, PASSWORD)
  const rows = await world.store.asSystem('test', trx =>
    trx.selectFrom('platform.audit').selectAll().orderBy('seq', 'desc').limit(2).execute(),
  )
  expect(rows.map(({ action, actor }) => [action, actor])).toEqual([
    ['session.started', person.id],
    ['session.refused', 'anonymous'],
  ])
  expect(JSON.stringify(rows, (_, value) => (typeof value === 'bigint' ? String(value) : value))).not.toContain(
    person.email,
  )
})

import { afterEach, beforeEach, expect, test } from 'vitest'
import { createTestHttp, PASSWORD, type TestHttp } from '../app/testing/index.ts'

let world: TestHttp
beforeEach(async () => {
  world = await createTestHttp()
})
afterEach(() => world.close())

const newToken = async () => {
  const link = (await world.identity.setup.createLink())!
  expect(link).toMatch(/^http:\/\/nabiz\.test\/set-up#[\w-]{22}$/)
  return link.split('#')[1]!
}

const body = (token: string) => ({
  token,
  name: 'İlk Sahip',
  email: 'sahip@ornek.example',
  password: PASSWORD,
  locale: 'az',
  company: { title: 'İlk Şirket Ltd. Şti.', vkn: '1234567890' },
})

test('[S42] the set-up link makes the first owner, signs them in, and works once', async () => {
  const guest = world.guest()
  expect((await guest.call('GET', '/api/setup')).json).toEqual({ open: true })
  const token = await newToken()
  const kept = await world.store.asSystem('test', trx => trx.selectFrom('platform.setup_link').selectAll().execute())
  expect(JSON.stringify(kept)).not.toContain(token)

  expect((await guest.call('POST', '/api/setup', { body: body('A'.repeat(22)) })).code).toBe('link_over')
  const made = await guest.call('POST', '/api/setup', { body: body(token) })
  expect(made).toMatchObject({
    status: 201,
    json: { company: { slug: 'ilk-sirket-ltd-sti', role: 'owner' }, user: { locale: 'az' } },
  })
  expect((await guest.call('GET', '/api/company', { company: 'ilk-sirket-ltd-sti' })).status).toBe(200)

  const again = await world.guest().call('POST', '/api/setup', { body: { ...body(token), email: 'iki@ornek.example' } })
  expect(again).toMatchObject({ status: 410, code: 'link_over' })
  expect((await guest.call('GET', '/api/setup')).json).toEqual({ open: false })
  expect(await world.identity.setup.createLink()).toBeNull()
})

test('[S42] two with the same link at once: one owner', async () => {
  const token = await newToken()
  const both = await Promise.all(
    ['bir@ornek.example', 'iki@ornek.example'].map((email, n) =>
      world.guest(`198.51.100.${n}`).call('POST', '/api/setup', { body: { ...body(token), email } }),
    ),
  )
  expect(both.map(({ status }) => status).sort()).toEqual([201, 410])
})

test('[S42] the link is over after thirty minutes, and a new one takes its place', async () => {
  const first = await newToken()
  world.advance(30 * 60_000 + 1)
  expect((await world.guest().call('POST', '/api/setup', { body: body(first) })).code).toBe('link_over')
  const second = await newToken()
  const third = await newToken()
  expect((await world.guest().call('POST', '/api/setup', { body: body(second) })).code).toBe('link_over')
  expect((await world.guest().call('POST', '/api/setup', { body: body(third) })).status).toBe(201)
})

test('[S40] a well-known password is refused, and the link stays good', async () => {
  const token = await newToken()
  for (const password of ['galatasaray1905', 'aaaaaaaaaaaa', 'sahip@ornek.example']) {
    const weak = await world.guest().call('POST', '/api/setup', { body: { ...body(token), password } })
    expect(weak.json).toMatchObject({ error: { fields: [{ path: 'password', code: 'weak_password' }] } })
  }
  expect((await world.guest().call('POST', '/api/setup', { body: body(token) })).status).toBe(201)
})

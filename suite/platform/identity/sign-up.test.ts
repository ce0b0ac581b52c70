import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestHttp, PASSWORD, type TestHttp } from '../app/testing/index.ts'
import { freshIp, mailTo, startMails } from './testing/account-steps.ts'

let world: TestHttp
beforeAll(async () => {
  world = await createTestHttp({ config: { signUp: 'open' } })
  await startMails(world)
})
afterAll(() => world.close())

const request = (email: string) => world.guest(freshIp()).call('POST', '/api/auth/sign-up', { body: { email } })
const body = (token: string, password = PASSWORD) => ({
  token,
  name: 'Yeni Kişi',
  password,
  company: { title: 'Yepyeni Ticaret Ltd. Şti.' },
})
const finish = (token: string, password?: string) => {
  const guest = world.guest(freshIp())
  return guest
    .call('POST', '/api/auth/sign-up/finish', {
      body: { ...body(token, password), email: 'baska@ornek.example', role: 'admin' },
    })
    .then(answer => ({ ...answer, guest }))
}

test('[PI6] closed, nobody signs up; the page is told', async () => {
  const closed = await createTestHttp()
  try {
    expect((await closed.guest().call('GET', '/api/me')).json).toMatchObject({ sign_up: 'closed' })
    const email = 'yeni@ornek.example'
    expect((await closed.guest().call('POST', '/api/auth/sign-up', { body: { email } })).status).toBe(404)
    const token = 'A'.repeat(22)
    expect((await closed.guest().call('POST', '/api/auth/sign-up/finish', { body: body(token) })).status).toBe(404)
  } finally {
    await closed.close()
  }
})

test('[PI6][PI9] open, a mailed link makes an account with its company, signed in, once', async () => {
  expect((await world.guest().call('GET', '/api/me')).json).toMatchObject({ sign_up: 'open' })
  const email = 'yeni@ornek.example'
  const { subject, text, token } = await mailTo(world, email, () => request(email))
  expect(subject).toBe('Nabız hesabınızı oluşturun')
  expect(text).toContain(`http://nabiz.test/sign-up#${token}`)
  const weak = await finish(token!, 'yepyeniticaret1')
  expect(weak.json).toMatchObject({ error: { fields: [{ path: 'password', code: 'weak_password' }] } })
  const made = await finish(token!)
  expect(made).toMatchObject({
    status: 201,
    json: { user: { email }, company: { role: 'owner', slug: 'yepyeni-ticaret-ltd-sti' } },
  })
  expect((await made.guest.call('GET', '/api/company', { company: 'yepyeni-ticaret-ltd-sti' })).status).toBe(200)
  expect((await finish(token!)).code).toBe('link_over')
})

test('[PI6] a link is over after thirty minutes; two at once make one account', async () => {
  const late = await mailTo(world, 'gec@ornek.example', () => request('gec@ornek.example'))
  world.advance(30 * 60_000 + 1)
  expect((await finish(late.token!)).code).toBe('link_over')
  const { token } = await mailTo(world, 'yaris@ornek.example', () => request('yaris@ornek.example'))
  const both = await Promise.all([finish(token!), finish(token!)])
  expect(both.map(({ status }) => status).sort()).toEqual([201, 410])
})

test('[S32][PI6] an address with an account gets the same answer, and a mail that says so without any secret', async () => {
  const person = await world.addPerson({ name: 'Ayşe Kaya' })
  const { subject, text, token } = await mailTo(world, person.email, async () => {
    const [known, nobody] = [await request(person.email), await request('kimse@ornek.example')]
    expect([known.status, known.text]).toEqual([nobody.status, nobody.text])
  })
  expect([subject, token]).toEqual(['Nabız hesabınız zaten var', null])
  expect(text).toContain('http://nabiz.test/sign-in')
})

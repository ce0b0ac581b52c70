import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestHttp, PASSWORD, type TestHttp } from '../app/testing/index.ts'
import type { AuthTables } from './tables.ts'
import { enterCode, freshIp, halfSignIn, nextCode, turnOn } from './testing/account-steps.ts'

let world: TestHttp
beforeAll(async () => {
  world = await createTestHttp()
})
afterAll(() => world.close())

type Page = {
  items: { at: string; ip: string; agent: string; outcome: string }[]
  next_cursor: string | null
  total: number
}
const tryIn = (email: string, password: string, ip: string) =>
  world
    .guest(ip)
    .call('POST', '/api/auth/sign-in/email', { body: { email, password }, headers: { 'user-agent': 'Firefox' } })

test('[PI4] a person sees what worked and what did not, newest first, and from where', async () => {
  const person = await world.addPerson()
  await tryIn(person.email, 'a-wrong-password', '198.51.100.7')
  world.advance(1000)
  await tryIn(person.email, PASSWORD, '198.51.100.8')
  const { secret } = await turnOn(world, person)
  const half = await halfSignIn(world, person.email, '198.51.100.9')
  await enterCode(half, '000000')
  await enterCode(half, nextCode(world, secret))
  const { items } = (await person.call('GET', '/api/me/sign-ins')).json as Page
  expect(items.map(({ ip, outcome }) => [ip, outcome])).toEqual([
    ['198.51.100.9', 'ok'],
    ['198.51.100.9', 'wrong_code'],
    ['198.51.100.8', 'ok'],
    ['198.51.100.7', 'wrong_password'],
  ])
  expect(items[3]).toMatchObject({ agent: 'Firefox', at: expect.stringMatching(/^\d{4}-.*Z$/) })
})

test('[PI4] a flood of refused tries is one line of its window', async () => {
  const person = await world.addPerson()
  const ip = freshIp()
  for (let n = 0; n < 12; n += 1) await tryIn(person.email, 'a-wrong-password', ip)
  const outcomes = async () =>
    ((await person.call('GET', '/api/me/sign-ins')).json as Page).items.map(row => row.outcome)
  expect(await outcomes()).toEqual(['locked', ...Array(5).fill('wrong_password')])
})

test('[PI4] pages follow each other, are one’s own, and an unknown address leaves no line', async () => {
  const [person, stranger] = [await world.addPerson(), await world.addPerson()]
  for (let n = 0; n < 5; n += 1) {
    await tryIn(person.email, PASSWORD, freshIp())
    world.advance(1000)
  }
  const page = async (query: string, by = person) => (await by.call('GET', `/api/me/sign-ins?${query}`)).json as Page
  const first = await page('limit=3')
  const second = await page(`limit=3&cursor=${first.next_cursor}`)
  expect([first.items.length, second.items.length, first.total, second.next_cursor]).toEqual([3, 2, 5, null])
  const times = [...first.items, ...second.items].map(({ at }) => at)
  expect(times).toEqual([...new Set(times)].sort().reverse())
  expect((await page('limit=3', stranger)).items).toEqual([])
  expect((await stranger.call('GET', `/api/me/sign-ins?limit=3&cursor=${first.next_cursor}`)).status).toBe(400)
  const count = () =>
    world.store.asSystem('test', trx =>
      trx.withTables<AuthTables>().selectFrom('auth.sign_in_record').select('id').execute(),
    )
  const before = (await count()).length
  await tryIn('kimse@ornek.example', 'a-wrong-password', freshIp())
  expect((await count()).length).toBe(before)
})

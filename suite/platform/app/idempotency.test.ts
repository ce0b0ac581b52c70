import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestHttp, type TestHttp, type TestPerson } from './testing/index.ts'
import { probe } from './testing/probe-application.ts'

let world: TestHttp
let owner: TestPerson
beforeAll(async () => {
  world = await createTestHttp({ applications: [probe] })
  owner = (await world.addCompany()).owner
})
afterAll(() => world.close())

const add = (body: object, key: string, person = owner) =>
  person.call('POST', '/api/probe/things', { body, headers: { 'idempotency-key': key } })
const count = async (name: string) => {
  const { items } = (await owner.call('GET', '/api/probe/things')).json as { items: { name: string }[] }
  return items.filter(item => item.name === name).length
}

test('the same request twice: one effect, one answer', async () => {
  const key = randomUUID()
  const first = await add({ name: 'bir kere' }, key)
  const second = await add({ name: 'bir kere' }, key)
  expect(first.status).toBe(201)
  expect(second).toMatchObject({ status: 201, json: first.json, headers: { 'idempotency-replayed': 'true' } })
  // Kept as it was sent: nothing the contract does not name.
  expect(second.text).not.toContain('password_hash')
  expect(await count('bir kere')).toBe(1)
})

test('ten at once: one effect, ten equal answers', async () => {
  const key = randomUUID()
  const answers = await Promise.all(Array.from({ length: 10 }, () => add({ name: 'ayni anda' }, key)))
  expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(201))
  expect(new Set(answers.map(({ json }) => (json as { id: string }).id)).size).toBe(1)
  expect(await count('ayni anda')).toBe(1)
})

test('the same key with another body is refused', async () => {
  const key = randomUUID()
  await add({ name: 'ilk' }, key)
  expect(await add({ name: 'ikinci' }, key)).toMatchObject({ status: 409, code: 'idempotency_key_reused' })
})

test('a request that failed left nothing behind, so it may be tried again', async () => {
  const key = randomUUID()
  expect((await add({ name: 'kaza', crash: true }, key)).status).toBe(500)
  expect(await count('kaza')).toBe(0)
  expect((await add({ name: 'kaza' }, key)).status).toBe(201)
})

test('a key is one’s own: another person or company with the same key is somebody else', async () => {
  const key = randomUUID()
  const stranger = (await world.addCompany()).owner
  const first = await add({ name: 'benim' }, key)
  const second = await add({ name: 'benim' }, key, stranger)
  expect(second.status).toBe(201)
  expect(second.json).not.toEqual(first.json)
})

test('after a day the key is forgotten; without a key every request counts; a short key is refused', async () => {
  const key = randomUUID()
  await add({ name: 'dunku' }, key)
  world.advance(24 * 3_600_000 + 1000)
  const again = await world.addPerson({ company: (await world.identity.listCompanies(owner.id))[0]!.id })
  await add({ name: 'dunku' }, key, again)
  expect((await add({ name: 'x y z' }, 'kisa', again)).code).toBe('bad_request')
})

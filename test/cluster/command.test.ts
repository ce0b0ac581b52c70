import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CommandProcess } from '../../packages/server/src/testing/command-process.ts'
import { WireClient } from '../../packages/server/src/testing/wire-client.ts'
import { RedisProcess } from './redis-process.ts'

const SCRIPT = join(import.meta.dirname, '../../packages/server/bin/nabiz.mjs')
const SECRET = 'S'.repeat(32)
let redis: RedisProcess
beforeAll(async () => {
  redis = await RedisProcess.start()
})
afterAll(() => redis[Symbol.asyncDispose]())

const serve = (...more: string[]) =>
  new CommandProcess(SCRIPT, ['serve', '--port', '0', '--jwt-secret', SECRET, '--api-key', 'K', ...more])
const call = (url: string, path: string, body: object) =>
  fetch(`${url}${path}`, {
    method: 'POST',
    headers: { authorization: 'Bearer K', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

test('[RD19] [RD8] two processes are one: an event, a revocation and a client move between them', async () => {
  const print = ['token', '--jwt-secret', SECRET, '--user', '5', '--rooms', 'company:1']
  const { out: token } = await new CommandProcess(SCRIPT, print).ended
  await using a = serve('--redis', redis.url)
  await using b = serve('--redis', redis.url)
  const [one, two] = [await a.url, await b.url]
  const open = async (url: string, rooms: object = {}) => {
    const client = await new WireClient(`${url.replace('http', 'ws')}/ws`).opened()
    client.send({ type: 'connect', token, version: 1, rooms })
    return client
  }
  const first = await open(two, { 'company:1': null })
  const { epoch } = await first.take({ type: 'room_joined' })
  expect((await call(one, '/api/publish', { room: 'company:1', type: 'x', data: 1 })).status).toBe(200)
  await first.take({ type: 'x', offset: 1 })
  const second = await open(one, { 'company:1': { epoch, offset: 0 } })
  expect(await second.take({ type: 'room_joined' })).toMatchObject({ recovered: 'all', missed: 1 })
  expect(await (await call(one, '/api/disconnect', { user_id: 5, revoke: true })).json()).toEqual({ disconnected: 2 })
  for (const client of [first, second]) expect((await client.closed).code).toBe(4502)
  expect((await (await open(two)).closed).code).toBe(4502)
  for (const running of [a, b]) {
    running.signal('SIGTERM')
    expect(await running.ended).toMatchObject({ code: 0, err: '' })
  }
})

test('[RD19] [RD14] a Redis that may not be used, or is not there, is said in one sentence', async () => {
  const cases = [
    ['http://x', 2, expect.stringMatching(/^nabiz: --redis: expected redis:.*\n$/)],
    ['redis://cache.example', 2, 'nabiz: --redis: cache.example needs a password: redis://:password@host\n'],
    ['redis://127.0.0.1:1', 1, 'nabiz: --redis: connect ECONNREFUSED 127.0.0.1:1\n'],
  ] as const
  for (const [url, code, err] of cases) expect(await serve('--redis', url).ended).toMatchObject({ code, err })
})

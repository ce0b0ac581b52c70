import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectRedis } from '../../packages/redis/src/index.ts'
import { readAddress } from '../../packages/redis/src/redis-address.ts'
import { CommandProcess } from '../../packages/server/src/testing/command-process.ts'
import { startLocked } from './redis-kinds.ts'
import { RedisShards } from './redis-shards.ts'

const SCRIPT = join(import.meta.dirname, '../../packages/server/bin/nabiz.mjs')
let locked: Awaited<ReturnType<typeof startLocked>>
beforeAll(async () => {
  locked = await startLocked()
})
afterAll(() => locked?.end())

const refusal = (url: string, options: object = {}) =>
  connectRedis({ url, onError: () => {}, ...options }).then(
    () => 'connected',
    (error: Error) => `${error.name}: ${error.message}`,
  )

test('[RD40] one text tells where Redis is: one server, Sentinels or a Redis Cluster, with and without TLS', () => {
  const read = (text: string) => readAddress(text, false)
  expect(read('redis://127.0.0.1')).toEqual({
    ...{ kind: 'single', tls: false, db: 0, places: [{ host: '127.0.0.1', port: 6379 }] },
  })
  expect(read('rediss://nabiz:s3cret%40%2F@[::1]:6380/3')).toEqual({
    ...{ kind: 'single', tls: true, db: 3, username: 'nabiz', password: 's3cret@/' },
    places: [{ host: '::1', port: 6380 }],
  })
  expect(read('redis+sentinel://:p@one.example,two.example:5000/orders/2?sentinel_password=q%26')).toEqual({
    ...{ kind: 'sentinel', tls: false, db: 2, password: 'p', name: 'orders', sentinel: { password: 'q&' } },
    places: [
      { host: 'one.example', port: 26_379 },
      { host: 'two.example', port: 5000 },
    ],
  })
  expect(read('rediss+cluster://u:p@one.example,two.example:5000')).toEqual({
    ...{ kind: 'cluster', tls: true, username: 'u', password: 'p' },
    places: [
      { host: 'one.example', port: 6379 },
      { host: 'two.example', port: 5000 },
    ],
  })
})

test('[RD40] [RD14] [S78] what is no address, or has no password where it must, is refused without a word of a password', () => {
  const refused = [
    ['', 'expected redis://'],
    ['http://127.0.0.1', 'expected redis://'],
    ['redis+ring://127.0.0.1', 'expected redis://'],
    ['redis://:canary@', 'expected redis://'],
    ['redis://:canary@a,b', 'expected one host'],
    ['redis://:canary@a:0', 'expected host[:port]'],
    ['redis://:canary@a:70000', 'expected host[:port]'],
    ['redis://:canary@a b', 'expected host[:port]'],
    ['redis://:canary@a/canary', 'expected a number'],
    ['redis://:canary%@a', 'percent-encoded'],
    ['redis://:canary@a?canary', 'nothing is expected after ?'],
    ['redis+sentinel://:canary@a', 'expected the name'],
    ['redis+sentinel://:canary@a/n/1/2', 'expected a number'],
    ['redis+sentinel://:canary@a/n?password=canary', 'only sentinel_username'],
    ['redis+cluster://:canary@a/1', 'has one database'],
    ['redis+cluster://127.0.0.1,cache.example', 'cache.example needs a password'],
    ['redis+sentinel://127.0.0.1,cache.example/n', 'cache.example needs a password'],
  ]
  for (const [text, why] of refused) {
    const read = () => readAddress(text!, false)
    expect(read, text).toThrow(TypeError)
    expect(read, text).toThrow(why)
    expect(read, text).not.toThrow('canary')
  }
  expect(() => readAddress('redis+cluster://127.0.0.1', true)).toThrow('needs a password')
})

test('[RD41] TLS trusts who it is told to trust, also in the command, and nobody else', async () => {
  const { url, ca } = locked.redis
  expect(await refusal(url)).toMatch(/certificate/)
  expect(await refusal(url, { ca: locked.stranger })).toMatch(/certificate/)
  expect(await refusal(url.replace('rediss:', 'redis:'), { ca })).not.toBe('connected')
  expect(await refusal(url.replace('127.0.0.1', 'localhost'), { ca })).toMatch(/altnames/)
  const [wrong] = [await refusal(url.replace('s3cret', 'canary'), { ca })]
  expect(wrong).toMatch(/WRONGPASS/)
  expect(wrong).not.toContain('canary')
  const { broker, presence, control } = await connectRedis({ url, ca, production: true })
  await Promise.all([presence.close(), broker.close(), control(async () => 0).close()])
  const secret = ['--jwt-secret', 'S'.repeat(32), '--api-key', 'K']
  await using command = new CommandProcess(SCRIPT, ['serve', '--port', '0', ...secret, '--redis', url], {
    NODE_EXTRA_CA_CERTS: locked.caFile,
  })
  expect(await command.url).toMatch(/^http:/)
})

test('[RD40] a node of a Redis Cluster is not taken for all of it, nor anything else for a Redis Cluster', async () => {
  await using shards = await RedisShards.start()
  const one = shards.url.replace('+cluster', '').replace(/,.*/, '')
  expect(await refusal(one)).toMatch(/^TypeError: this is a node of a Redis Cluster: redis\+cluster:/)
  const { ca, url } = locked.redis
  expect(await refusal(url.replace('rediss:', 'rediss+cluster:'), { ca })).toMatch(/cluster support disabled/)
}, 40_000)

import { join } from 'node:path'
import { signToken } from '@nabiz/server'
import { Redis } from 'ioredis'
import { expect, test } from 'vitest'
import { CommandProcess } from '../../packages/server/src/testing/command-process.ts'
import { WireClient } from '../../packages/server/src/testing/wire-client.ts'
import { startNode } from './node.ts'
import { RedisProcess } from './redis-process.ts'
import { usersOf, watchPresence } from './watch-presence.ts'

const LONG = { timeout: 15_000 }

test('[RD24] a process that is killed vanishes with its members, within ten seconds', async () => {
  await using redis = await RedisProcess.start()
  const secret = 'S'.repeat(32)
  const script = join(import.meta.dirname, '../../packages/server/bin/nabiz.mjs')
  const serve = ['serve', '--port', '0', '--jwt-secret', secret, '--api-key', 'K', '--redis', redis.url]
  await using process = new CommandProcess(script, serve)
  await using a = await startNode({ url: redis.url })
  const one = await watchPresence(a, 'a')
  const token = await signToken(secret, { user_id: '7', rooms: ['*'], ttl_ms: 600_000 })
  const client = await new WireClient(`${(await process.url).replace('http', 'ws')}/ws`).opened()
  client.send({ type: 'connect', token, version: 1, rooms: { r: null } })
  await client.take({ type: 'room_joined' })
  await expect.poll(one.users, LONG).toEqual(['7', 'a'])
  process.signal('SIGKILL')
  const began = performance.now()
  await expect.poll(one.users, LONG).toEqual(['a'])
  expect(performance.now() - began).toBeLessThan(10_000)
  expect(await usersOf(a)).toEqual(['a'])
  const look = new Redis(redis.url)
  await expect.poll(() => look.hlen('nabiz:present:{r}')).toBe(1)
  look.disconnect()
}, 30_000)

import { expect, test } from 'vitest'
import { judge } from './judge-reader.ts'
import { startNode } from './node.ts'
import { publishOn } from './publish-on.ts'
import { RedisSentinels } from './redis-sentinels.ts'
import { watchPresence } from './watch-presence.ts'

const LONG = { timeout: 15_000 }

test('[RD43] the primary is killed in a burst: nodes follow the Sentinels, nothing is lost in silence', async () => {
  await using redis = await RedisSentinels.start()
  await using a = await startNode({ url: redis.url })
  await using b = await startNode({ url: redis.url })
  const [one, two] = [await watchPresence(a, 'a'), await watchPresence(b, 'b')]
  await expect.poll(one.users, LONG).toEqual(['a', 'b'])
  await using burst = publishOn([a, b, a])
  await expect.poll(() => burst.acked.length).toBeGreaterThan(200)
  expect(await redis.primary.kill()).toBe('SIGKILL')
  await expect.poll(() => burst.refused(), LONG).toBeGreaterThan(3)
  const before = burst.acked.length
  const began = performance.now()
  await expect.poll(() => burst.acked.length, LONG).toBeGreaterThan(before + 200)
  expect(performance.now() - began).toBeLessThan(10_000)
  await burst.stop()
  // Heard before the next is published: a snapshot that is loaded now has all that was answered.
  for (const { client } of [one, two]) await client.take({ type: 'room_reset' })
  const end = await a.server.publish('r', 'end', 0)
  for (const { client } of [one, two]) {
    await client.take({ type: 'end' })
    const runs = judge(client, burst.acked)
    expect(runs.length).toBe(2)
    expect(runs[1]!.epoch).toBe(end.epoch)
    expect(runs[0]!.epoch.slice(0, 10)).not.toBe(end.epoch!.slice(0, 10))
  }
  // Who is shut out, and who is there, goes over the new primary as well.
  expect(await a.server.disconnect({ user_id: 'b' }, { revoke: true })).toBe(1)
  expect((await two.client.closed).code).toBe(4502)
  await expect.poll(one.users, LONG).toEqual(['a'])
  const heir = redis.ask(redis.replica)
  expect(await heir.zcard('nabiz:revocations')).toBe(1)
  heir.disconnect()
}, 40_000)

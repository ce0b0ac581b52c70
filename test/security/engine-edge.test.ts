import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { CLOSE_CODES } from '@nabiz/protocol'
import { expect, test } from 'vitest'
import { startServer } from '../../packages/server/src/testing/start-server.ts'

const ROOT = join(import.meta.dirname, '../..')

test('[S15] close reasons are short texts from one table, and the library is past the hole', () => {
  for (const { name } of Object.values(CLOSE_CODES)) expect(Buffer.byteLength(name)).toBeLessThan(124)
  const own = createRequire(join(ROOT, 'packages/server/src/server.ts'))
  const { version } = JSON.parse(readFileSync(own.resolve('ws/package.json'), 'utf8')) as { version: string }
  const [major = 0, minor = 0] = version.split('.').map(Number)
  expect(major > 8 || (major === 8 && minor >= 21), version).toBe(true)
})

test('[S16] a flood is throttled and then closed, and others are served as before', async () => {
  await using running = await startServer()
  const witness = await running.connect({ user_id: 'witness' })
  const trip = async (ts: number) => {
    const from = performance.now()
    witness.send({ type: 'ping', ts })
    await witness.take({ type: 'pong', ts })
    return performance.now() - from
  }
  const flooder = await running.connect({ user_id: 'flooder' })
  const trips: number[] = []
  let sent = 0
  const over = { closed: false }
  void flooder.closed.then(() => {
    over.closed = true
  })
  for (let round = 1; !over.closed && round < 200; round++) {
    for (let index = 0; index < 100; index++) {
      flooder.send({ type: 'publish', room: 'r', event: 'x', data: index, ref: sent++ })
    }
    trips.push(await trip(round))
  }
  expect((await flooder.closed).code).toBe(4007)
  const last = flooder.frames.findLast(({ code }) => code === 'rate_limited')
  expect(last?.retry_after_ms).toBeGreaterThanOrEqual(30_000)
  expect(flooder.frames.filter(({ type }) => type === 'published').length).toBeLessThan(110)
  expect(Math.max(...trips)).toBeLessThan(500)
})

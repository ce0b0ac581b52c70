import { expect, test } from 'vitest'
import { FuzzTarget, fuzzBytes, fuzzWebSocket } from './fuzz-web-socket.ts'

const SEED = Number(process.env.NABIZ_SEED ?? Date.now() % 1_000_000)
const MB = 1024 * 1024

test('[FZ1] [FZ2] [S14] a million hostile messages', { timeout: 3_600_000 }, async () => {
  await using target = await FuzzTarget.start()
  const report = await fuzzWebSocket(target, 1_000_000, SEED)
  expect(report).toMatchObject({ cases: 1_000_000, faults: [], polluted: false })
  expect(report.rssLate - report.rssEarly).toBeLessThan(80 * MB)
})

test('[FZ3] fifty thousand connections of hostile bytes', { timeout: 3_600_000 }, async () => {
  await using target = await FuzzTarget.start()
  expect(await fuzzBytes(target, 50_000, SEED)).toBeGreaterThan(25_000)
  expect(target.faults).toEqual([])
})

import { expect, test } from 'vitest'
import { FuzzTarget, fuzzBytes, fuzzWebSocket } from './fuzz-web-socket.ts'
import { illegal } from './legal-frame.ts'

const SEED = Number(process.env.NABIZ_SEED ?? Date.now() % 1_000_000)
const MB = 1024 * 1024

test('[FZ1] [FZ2] [S14] [S20] 20,000 hostile messages: every answer is legal, nothing is polluted, memory stays', {
  timeout: 120_000,
}, async () => {
  await using target = await FuzzTarget.start()
  const report = await fuzzWebSocket(target, 20_000, SEED)
  expect(report).toMatchObject({ cases: 20_000, faults: [], polluted: false })
  expect(report.errors).toBeGreaterThan(5_000)
  expect(report.frames - report.errors).toBeGreaterThan(300)
  expect(report.closes).toBeGreaterThan(0)
  expect(report.rssLate - report.rssEarly).toBeLessThan(80 * MB)
})

test('[FZ3] [S14] bytes that are no WebSocket end their own connection and nothing else', {
  timeout: 60_000,
}, async () => {
  await using target = await FuzzTarget.start()
  expect(await fuzzBytes(target, 1_000, SEED)).toBeGreaterThan(500)
  const report = await fuzzWebSocket(target, 100, SEED)
  expect(report).toMatchObject({ cases: 100, faults: [] })
})

test.each([
  ['{', 'no JSON'],
  ['[]', 'no object'],
  ['{"type":"rumour"}', 'unknown type rumour'],
  ['{"type":"toString"}', 'unknown type toString'],
  ['{"type":"error","code":"x","message":"at a (/b.ts:1:2)"}', 'tells of the inside'],
  ['{"type":"room_joined","room":"r","epoch":"e","offset":-1,"recovered":"all"}', 'room_joined.offset does not fit'],
  ['{"type":"x","id":"1"}', 'no event'],
])('[FZ1] the check itself refuses %s', (line, why) => {
  expect(illegal(line)).toBe(why)
})

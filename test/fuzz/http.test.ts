import { expect, test } from 'vitest'
import { fuzzHttp } from './fuzz-http.ts'
import { FuzzTarget } from './fuzz-web-socket.ts'

const SEED = Number(process.env.NABIZ_SEED ?? Date.now() % 1_000_000)

test('[FZ4] [S14] 4,000 hostile calls: every status is listed, every refusal has its shape', {
  timeout: 60_000,
}, async () => {
  await using target = await FuzzTarget.start()
  const report = await fuzzHttp(target, 4_000, SEED)
  expect(report).toMatchObject({ cases: 4_000, faults: [], polluted: false })
  // Refusals of every kind were reached, and some calls got in.
  for (const status of [200, 400, 401, 404, 405, 410, 415])
    expect([status, report.statuses[status] ?? 0]).not.toEqual([status, 0])
})

import { expect, test } from 'vitest'
import { fuzzHttp } from './fuzz-http.ts'
import { FuzzTarget } from './fuzz-web-socket.ts'

const SEED = Number(process.env.NABIZ_SEED ?? Date.now() % 1_000_000)

test('[FZ4] [S14] two hundred thousand hostile calls', { timeout: 3_600_000 }, async () => {
  await using target = await FuzzTarget.start()
  expect(await fuzzHttp(target, 200_000, SEED)).toMatchObject({ cases: 200_000, faults: [], polluted: false })
})

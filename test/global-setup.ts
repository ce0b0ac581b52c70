/** What every run of vitest shares: one embedded PostgreSQL, started before the first file and gone with the run. */
import { setup as startDatabase } from '../suite/platform/store/testing/global-setup.ts'

export const setup = async (): Promise<void> => {
  // A start whose connections do not hold the process would let it end here, green and without one test.
  const hold = setInterval(() => {}, 1000)
  await startDatabase().finally(() => clearInterval(hold))
}

/** What a killed process leaves: its database is taken over, never doubled, and its import goes on. */
import { describe, expect, it } from 'vitest'
import { startChildSuite } from './child-suite.ts'
import { isAlive, makeDataFolder, postgresOf } from './data-folder.ts'
import { importThroughKills } from './import-crash-steps.ts'

/** Whatever a failed test leaves running is stopped by the folder's guard when this process ends. */
const TIMEOUT = 60_000

describe('an import', () => {
  it(
    '[MU133] killed in the middle is taken up by the next start, and applies every right row once',
    async () => {
      const ended = await importThroughKills(await makeDataFolder(), 2000, [0])
      expect(ended).toMatchObject({ created: 1997, updated: 0, unchanged: 0, wrong: 3, total: 2000 })
    },
    TIMEOUT,
  )
})

describe('the database of a killed process', () => {
  it(
    '[MU107] is taken over by the next start, and refused to a second one at the same time',
    async () => {
      const dataDir = await makeDataFolder()
      const first = await startChildSuite(dataDir)
      const postgres = await postgresOf(dataDir)
      expect(isAlive(postgres!)).toBe(true)
      await expect(startChildSuite(dataDir)).rejects.toThrow('did not start')
      expect((await first.stranger().fetch('/ready')).status).toBe(200)

      await first.end('SIGKILL')
      expect(isAlive(postgres!)).toBe(true)
      const second = await startChildSuite(dataDir)
      expect(await postgresOf(dataDir)).toBe(postgres)
      expect((await second.signIn()).company).not.toBe('')
      await second.end('SIGKILL')
    },
    TIMEOUT,
  )

  it(
    '[MU107] ends with a process that is asked to end',
    async () => {
      const dataDir = await makeDataFolder()
      const suite = await startChildSuite(dataDir)
      const postgres = await postgresOf(dataDir)
      expect(await suite.end('SIGTERM')).toBe(0)
      // It is gone from its folder; the system collects an orphan a moment later.
      await expect.poll(() => isAlive(postgres!)).toBe(false)
      expect(suite.printed()).not.toContain('closing failed')
    },
    TIMEOUT,
  )
})

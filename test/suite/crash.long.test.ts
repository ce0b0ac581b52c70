/** The same deaths as in crash.test.ts, many more of them. */
import { describe, expect, it } from 'vitest'
import { routes } from '../../suite/apps/mutabakat/contract/index.ts'
import { makeBalanceSheet } from '../../suite/apps/mutabakat/sample/balance-sheet.ts'
import { writeBalanceSheet } from '../../suite/apps/mutabakat/sample/write-balance-sheet.ts'
import { answerAndKill } from './crash-steps.ts'
import { makeDataFolder } from './data-folder.ts'
import { importThroughKills } from './import-crash-steps.ts'
import { finishedImport } from './import-steps.ts'
import { startTestSuite } from './test-suite.ts'

const ROUNDS = 6

describe('kill -9, round after round on one folder', () => {
  it.each(['sending', 'first_answer', 'all_answers'] as const)(
    '[MU106] %s: every answer that was confirmed is kept, and every event comes once, without a gap',
    async killAfter => {
      const dataDir = await makeDataFolder()
      const rounds = []
      for (let round = 0; round < ROUNDS; round++) rounds.push(await answerAndKill(dataDir, { letters: 6, killAfter }))
      expect(rounds.every(({ answered, approved }) => approved >= answered)).toBe(true)
      if (killAfter === 'all_answers') expect(rounds.map(({ approved }) => approved)).toEqual(Array(ROUNDS).fill(6))
    },
  )
})

describe('an import', () => {
  it('[MU133] of five thousand rows, killed three times, applies every right row once', async () => {
    const ended = await importThroughKills(await makeDataFolder(), 5000, [0, 0.2, 0.5])
    expect(ended).toMatchObject({ created: 4997, updated: 0, unchanged: 0, wrong: 3, total: 5000 })
  })

  it('[MU135] that the server could not finish says so in words, without a path', async () => {
    const test = await startTestSuite()
    const owner = await test.signIn()
    const sheet = makeBalanceSheet({ rows: 3, wrong: 0, seed: 1, date: '2026-05-31' })
    const { files } = test.suite.services
    const { read } = files
    files.read = async (...given) => ({ ...(await read(...given)), path: '/not/there.xlsx' })
    const failed = await finishedImport(test, owner, { name: 'kayip.xlsx', bytes: await writeBalanceSheet(sheet) })
    files.read = read
    expect(failed).toMatchObject({ state: 'failed', error: { code: 'task_failed', message: 'Görev tamamlanamadı.' } })
    expect((await owner.call(routes.listImports, {})).status).toBe(200)
    await test.close()
  })
})

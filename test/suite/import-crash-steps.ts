/** Kills a suite while it applies the rows of an import, as often as asked, and lets the last start finish it. */
import { expect, vi } from 'vitest'
import { type Import, routes } from '../../suite/apps/mutabakat/contract/index.ts'
import { makeBalanceSheet } from '../../suite/apps/mutabakat/sample/balance-sheet.ts'
import { writeBalanceSheet } from '../../suite/apps/mutabakat/sample/write-balance-sheet.ts'
import { readTaskRoute } from '../../suite/platform/contract/index.ts'
import { startChildSuite } from './child-suite.ts'
import { getImport, startImport } from './import-steps.ts'
import type { Person } from './person.ts'

const lettersOf = async (person: Person) => (await person.call(routes.listLetters, { query: { limit: 1 } })).body.total
const appliedOf = ({ created, wrong }: Import) => created + wrong

/** Kills when that part of the rows (0 to 1) is applied, one start for each. The import as it ended. */
export const importThroughKills = async (dataDir: string, rows: number, kills: readonly number[]): Promise<Import> => {
  const made = makeBalanceSheet({ rows, wrong: 3, seed: 33, date: '2025-12-31' })
  const file = { name: 'aralik.xlsx', bytes: await writeBalanceSheet(made) }
  let suite = await startChildSuite(dataDir)
  let owner = await suite.signIn()
  const before = await lettersOf(owner)
  const { id, task_id } = await startImport(owner, file)
  for (const part of kills) {
    await vi.waitFor(
      async () => expect(appliedOf(await getImport(owner, id))).toBeGreaterThanOrEqual(Math.max(1, part * rows)),
      { timeout: 30_000, interval: 5 },
    )
    await suite.end('SIGKILL')
    suite = await startChildSuite(dataDir)
    owner = await suite.signIn()
    const found = await getImport(owner, id)
    expect(['running', 'queued']).toContain(found.state)
    expect(found.created).toBeLessThan(rows - 3)
  }
  // Nobody asks for it: the next start sees a dead job and takes it up.
  await vi.waitFor(async () => expect((await getImport(owner, id)).state).toBe('done'), {
    timeout: 60_000,
    interval: 50,
  })
  const ended = await getImport(owner, id)
  expect(await lettersOf(owner)).toBe(before + rows - 3)
  const task = (await owner.call(readTaskRoute, { params: { id: task_id } }, { company: null })).body
  expect(task).toMatchObject({ state: 'done', attempt: kills.length + 1, result: { counts: { created: rows - 3 } } })
  const errors = await owner.call(routes.importErrors, { params: { id } })
  expect(errors.body.items.map(({ row }) => row)).toEqual(made.wrong.map(index => index + 4))
  await suite.end('SIGKILL')
  return ended
}

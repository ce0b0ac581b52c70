/** A start that is refused says why in one sentence and leaves nothing behind. */
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { expect, test } from 'vitest'
import { startProcess } from './child-process.ts'
import { makeDataFolder, postgresOf } from './data-folder.ts'

/** The lines of its log that are worth an operator's look. */
const complaints = (printed: string): string[] =>
  printed.split('\n').filter(line => line.startsWith('{') && JSON.parse(line).level >= 40)

test('[MU107] a port that is taken is told in a sentence, and the database that had begun to start ends', async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  const { port } = taken.address() as AddressInfo
  const dataDir = await makeDataFolder()
  const child = startProcess([], { HOST: '127.0.0.1', PORT: String(port), DATA_DIR: dataDir, SAMPLE: 'bare' })
  expect(await child.ended).toBe(1)
  expect(child.printed()).toContain(`Nabız did not start: port ${port} is taken. Choose another by PORT`)
  expect(complaints(child.printed())).toEqual([])
  expect(await postgresOf(dataDir)).toBeNull()
  taken.close()
})

test('[PS4] a database that does not answer is told in a sentence', async () => {
  const child = startProcess(['web'], {
    DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/nothing',
    DATA_DIR: await makeDataFolder(),
  })
  expect(await child.ended).toBe(1)
  expect(child.printed().trim()).toBe(
    'Nabız did not start: no PostgreSQL to work with at DATABASE_URL: connect ECONNREFUSED 127.0.0.1:1',
  )
})

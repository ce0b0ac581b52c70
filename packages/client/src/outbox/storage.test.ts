/** The storages that run in Node; IndexedDB passes the same cases in test/browser/outbox.spec.ts. */
import { appendFile, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { createIndexedDbStorage } from './indexed-db-storage.ts'
import { createMemoryStorage } from './memory-storage.ts'
import { storageCases } from './storage-contract.ts'
import { createFileStorage } from './testing/file-storage.ts'

const folders: string[] = []
const makeFolder = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'nabiz-outbox-'))
  folders.push(folder)
  return folder
}
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true })
})

for (const { name, run } of storageCases) {
  test(`[C49] memory: ${name}`, async () => {
    const storage = createMemoryStorage()
    await run({ storage, reopen: () => storage })
  })
  test(`[C49] files: ${name}`, async () => {
    const folder = await makeFolder()
    await run({ storage: createFileStorage(folder), reopen: () => createFileStorage(folder) })
  })
}

test('[C49] files: a line that was cut off in the middle was never stored, and harms nothing', async () => {
  const folder = await makeFolder()
  const entry = { id: '1', key: '1', message: { kind: 'request', name: 'a', data: 1 }, created_at: 1 } as const
  const box = createFileStorage(folder).open('a', () => {})
  await box.append({ ...entry, first_sent_at: null, state: 'pending', error: null })
  const [name] = await readdir(folder)
  await appendFile(join(folder, name!), '{"entry":{"id":"2","ke')
  const again = createFileStorage(folder).open('a', () => {})
  expect((await again.load()).map(({ id }) => id)).toEqual(['1'])
  expect(await readFile(join(folder, name!), 'utf8')).toMatch(/^\{.*\}\n$/)
})

test('[C42] where there is no IndexedDB its storage says so at once', () => {
  expect(() => createIndexedDbStorage()).toThrow(TypeError)
})

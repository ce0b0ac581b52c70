import { afterAll, beforeAll, expect, test } from 'vitest'
import { addCompany, createTestStore, type TestStore } from './testing/index.ts'

let store: TestStore
beforeAll(async () => {
  store = await createTestStore()
})
afterAll(() => store.close())

test('[PS1] it opens', async () => {
  await store.ready()
  const id = await addCompany(store)
  const rows = await store.inCompany(id, trx => trx.selectFrom('platform.company').selectAll().execute())
  expect(rows.map(row => row.id)).toEqual([id])
})

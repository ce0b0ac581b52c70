import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addCompany, createTestStore, type TestStore } from '../store/testing/index.ts'
import { createAudit } from './record.ts'

let store: TestStore
beforeAll(async () => {
  store = await createTestStore()
})
afterAll(() => store.close())

const at = new Date('2026-10-31T09:00:00Z')
const audit = createAudit({ id: randomUUIDv7, now: () => at })
const read = (company_id: string) =>
  store.asSystem('test', trx =>
    trx.selectFrom('platform.audit').selectAll().where('company_id', '=', company_id).orderBy('seq').execute(),
  )

test('[S75] a record is part of its transaction, and says who did what to what', async () => {
  const company_id = await addCompany(store)
  await store.inCompany(company_id, trx =>
    audit(trx, {
      company_id,
      actor: 'guest:1',
      action: 'letter.answered',
      object: { type: 'letter', id: 'L1' },
      old: { amount: 12_543_050n },
      new: { amount: 1n, note: null },
      ip: '192.0.2.1',
      agent: 'x'.repeat(1000),
    }),
  )
  await expect(
    store.inCompany(company_id, async trx => {
      await audit(trx, { company_id, actor: 'system', action: 'never.happened' })
      throw new Error('rolled back')
    }),
  ).rejects.toThrow('rolled back')
  const rows = await read(company_id)
  expect(rows).toHaveLength(1)
  expect(rows[0]).toMatchObject({
    at,
    actor: 'guest:1',
    action: 'letter.answered',
    object_type: 'letter',
    object_id: 'L1',
    old: { amount: '12543050' },
    new: { amount: '1', note: null },
    ip: '192.0.2.1',
  })
  expect(rows[0]!.agent).toHaveLength(300)
})

test('[S75] many records at once keep the order they are given in, and are one chain', async () => {
  const company_id = await addCompany(store)
  const ids = Array.from({ length: 1_200 }, (_, at) => `L${at}`)
  await store.inCompany(company_id, trx =>
    audit(
      trx,
      ids.map(id => ({ company_id, actor: 'system', action: 'letter.sent', object: { type: 'letter', id } })),
    ),
  )
  expect((await read(company_id)).map(row => row.object_id)).toEqual(ids)
})

test('[S75] a company’s transaction writes for itself or for nobody, and cannot change what is written', async () => {
  const [mine, theirs] = [await addCompany(store), await addCompany(store)]
  const write = (company_id: string | null) =>
    store.inCompany(mine, trx => audit(trx, { company_id, actor: 'a', action: 'x.y' }))
  await write(mine)
  await write(null)
  await expect(write(theirs)).rejects.toThrow('row-level security')
  await expect(
    store.asSystem('test', trx => trx.updateTable('platform.audit').set({ actor: 'b' }).execute()),
  ).rejects.toThrow('append-only')
})

/** What a batch is kept from: letters of another that is gathered at the same moment, and more than it takes. */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Batch } from '../../../suite/apps/mutabakat/contract/index.ts'
import { type LifeOffice, openLifeOffice } from './life-office.ts'

let office: LifeOffice
beforeAll(async () => {
  office = await openLifeOffice()
})
afterAll(() => office.close())

const gather = (ids: string[], title: string) =>
  office.member.call('POST', '/api/batches', {
    body: { title, source: { kind: 'letters', ids }, plan: { when: 'workday', from: '2099-01-05', time: '09:30' } },
  })

test('[MU612] of two batches gathered at once each letter is in one, and the other says that nothing is left', async () => {
  const ids: string[] = []
  for (let n = 0; n < 3; n++) ids.push((await office.draft()).id)
  const answers = await Promise.all(['Bir', 'İki', 'Üç'].map(title => gather(ids, title)))
  const made = answers.filter(({ status }) => status === 201).map(({ json }) => json as Batch)
  expect(made).toHaveLength(1)
  expect(made[0]!.total).toBe(3)
  for (const { code } of answers.filter(({ status }) => status !== 201)) expect(code).toBe('batch_empty')
  for (const id of ids) expect((await office.find(id)).batch_id).toBe(made[0]!.id)
})

test('[MU612] a batch takes ten thousand letters and no more', async () => {
  const template = await office.draft()
  await office.system(trx =>
    sql`insert into mutabakat.letter (id, company_id, no, counterparty_id, kind, status, balance_date, minor, currency,
        side, style, author_id, created_at)
      select gen_random_uuid(), company_id, 'MUT-2031-' || lpad(n::text, 6, '0'), counterparty_id, kind, 'draft',
        date '1990-01-01' + n, minor, currency, side, style, author_id, created_at
      from mutabakat.letter, generate_series(1, 10001) n where id = ${template.id}`.execute(trx),
  )
  const import_id = crypto.randomUUID()
  await office.system(trx =>
    sql`update mutabakat.letter set import_id = ${import_id} where no like 'MUT-2031-%'`.execute(trx),
  )
  const body = { title: 'Çok', source: { kind: 'import', import_id }, plan: { when: 'none' } }
  expect((await office.member.call('POST', '/api/batches', { body })).code).toBe('batch_too_large')
})

/** Letters chosen together: gathered, copied, planned, called off, sent once; and bulk tasks over chosen ids. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Batch, BatchPreview, Letter, Period } from '../../../suite/apps/mutabakat/contract/index.ts'
import { withTables } from '../../../suite/apps/mutabakat/data/letters.ts'
import { beginBatch, runBatch } from '../../../suite/apps/mutabakat/services/batches/run-batch.ts'
import { runCancelMany } from '../../../suite/apps/mutabakat/services/letters/cancel-many.ts'
import { runSendMany } from '../../../suite/apps/mutabakat/services/letters/send-many.ts'
import { runRemindMany } from '../../../suite/apps/mutabakat/services/reach/remind-many.ts'
import type { Page, Task } from '../../../suite/platform/contract/index.ts'
import { type LifeOffice, openLifeOffice } from './life-office.ts'

let office: LifeOffice
beforeAll(async () => {
  office = await openLifeOffice()
})
afterAll(() => office.close())
beforeEach(() => office.settings({}))

const report = async () => {}
const create = (body: object) => office.member.call('POST', '/api/batches', { body: { title: 'Eylül', ...body } })
const preview = async (body: object): Promise<BatchPreview> =>
  office.need(await office.member.call('POST', '/api/batches/preview', { body }), 200)
const read = async (id: string): Promise<Batch> =>
  office.need(await office.member.call('GET', `/api/batches/${id}`), 200)
const chosen = (...letters: Letter[]) => ({ kind: 'letters', ids: letters.map(letter => letter.id) })
const none = { when: 'none' }
const periodOf = async (letter: Letter): Promise<Period> => {
  const page = office.need<Page<Period>>(await office.member.call('GET', '/api/periods?limit=200'), 200)
  return page.items.find(({ kind, date }) => kind === letter.kind && date === letter.balance_date)!
}

describe('gathering', () => {
  it('[MU265] takes what may go out and fits, and waits in no other batch', async () => {
    const [draft, ready, sent, queued] = await Promise.all([1, 2, 3, 4].map(() => office.draft()))
    await office.place(ready!.id, 'ready')
    await office.place(sent!.id, 'sent')
    office.need(await office.act(office.member, queued!, 'send'), 202)
    const all = chosen(draft!, ready!, sent!, queued!)
    const batch = office.need<Batch>(await create({ source: all, plan: { when: 'workday' } }), 201)
    expect(batch).toMatchObject({ total: 2, state: 'scheduled', counts: { draft: 1, ready: 1, waiting: 0 } })
    expect((await office.find(draft!.id)).batch_id).toBe(batch.id)
    expect((await office.find(sent!.id)).batch_id).toBeNull()
    expect((await create({ source: all, plan: none })).code).toBe('batch_empty')
    const told = (await office.events()).filter(({ type }) => type === 'mutabakat_batch').at(-1)!
    expect(told.data).toMatchObject({ batch_id: batch.id, state: 'scheduled', total: 2 })
  })

  it('[MU265] filters by balance, party, group and responsible; a preview writes nothing', async () => {
    const { member, manager } = office
    const supplier = await office.addCard({ kind: 'supplier', group_code: 'YURTDISI', email: null })
    const letters = await Promise.all([
      office.draft({ balance: { amount: '0.00', currency: 'TRY' } }),
      office.draft({ balance: { amount: '100.00', currency: 'TRY' } }),
      office.draft({ balance: { amount: '5000.00', currency: 'TRY' }, responsible_id: manager.id }),
      office.draft({ counterparty_id: supplier.id, balance: { amount: '7.00', currency: 'EUR' } }),
    ])
    await office.fourEyes('1000.00')
    const source = chosen(...letters)
    const found = async (filter: object) =>
      (await preview({ source, filter })).letters.map(row => letters.findIndex(({ id }) => id === row.id)).sort()
    expect(await found({})).toEqual([0, 1, 2, 3])
    expect(await found({ non_zero: true })).toEqual([1, 2, 3])
    expect(await found({ min: '100.00' })).toEqual([1, 2])
    expect(await found({ max: '100.00' })).toEqual([0, 1, 3])
    expect(await found({ responsible_id: manager.id })).toEqual([2])
    expect(await found({ party: 'supplier' })).toEqual([3])
    expect(await found({ group_code: 'YURTDISI' })).toEqual([3])
    const figures = await preview({ source })
    // The euro letter has no rate, so its value is unknown and it is looked at too.
    expect(figures).toMatchObject({ total: 4, needs_approval: 2, no_contact: 1 })
    expect(figures.sums.map(({ amount, currency }) => `${amount} ${currency}`).sort()).toEqual([
      '5100.00 TRY',
      '7.00 EUR',
    ])
    expect(figures.sums.every(({ side }) => side === 'B')).toBe(true)
    for (const { id } of letters) expect(await office.find(id)).toMatchObject({ batch_id: null, rev: 1 })
    expect(member.id).not.toBe(manager.id)
  })

  it('[MU622] is summed by currency and side', async () => {
    const money = (amount: string) => ({ balance: { amount, currency: 'TRY' as const } })
    const letters = await Promise.all([
      office.draft(money('100.00')),
      office.draft(money('50.00')),
      office.draft({ ...money('30.00'), side: 'A' }),
    ])
    const { sums } = await preview({ source: chosen(...letters) })
    expect(sums).toHaveLength(2)
    expect(sums).toContainEqual({ amount: '150.00', currency: 'TRY', side: 'B' })
    expect(sums).toContainEqual({ amount: '30.00', currency: 'TRY', side: 'A' })
  })

  it('[MU265] takes what an import or a period holds; what another company has is nothing', async () => {
    const letter = await office.draft({ balance_date: '2026-05-31' })
    const period = await periodOf(letter)
    expect((await preview({ source: { kind: 'period', period_id: period.id } })).letters.map(({ id }) => id)).toEqual([
      letter.id,
    ])
    const import_id = '01900000-0000-7000-8000-000000000001'
    await office.system(trx =>
      withTables(trx).updateTable('mutabakat.letter').set({ import_id }).where('id', '=', letter.id).execute(),
    )
    expect((await preview({ source: { kind: 'import', import_id } })).total).toBe(1)
    const other = await office.test.addCompany('Başka A.Ş.')
    const asked = (source: object) => other.owner.call('POST', '/api/batches/preview', { body: { source } })
    expect((await asked({ kind: 'period', period_id: period.id })).code).toBe('period_not_found')
    expect((await asked(chosen(letter))).json).toMatchObject({ total: 0 })
  })
})

describe('a copy', () => {
  it('[MU266] writes a draft for each counterparty in use without one at the new date, once', async () => {
    const { member } = office
    const [first, second, idle] = await Promise.all(
      ['100.00', '200.00', '300.00'].map(amount =>
        office.draft({ balance: { amount, currency: 'TRY' }, balance_date: '2026-06-30' }),
      ),
    )
    await office.place(first!.id, 'approved')
    await office.draft({ counterparty_id: second!.counterparty.id, balance_date: '2026-07-31' })
    await office.system(trx =>
      withTables(trx)
        .updateTable('mutabakat.counterparty')
        .set({ active: false })
        .where('id', '=', idle!.counterparty.id)
        .execute(),
    )
    const source = { kind: 'copy', period_id: (await periodOf(first!)).id, date: '2026-07-31' }
    const batch = office.need<Batch>(await create({ source, plan: none }), 201)
    expect(batch).toMatchObject({ total: 1, state: 'gathered', counts: { draft: 1 } })
    const page = office.need<Page<Letter>>(await member.call('GET', `/api/mutabakat?filter[batch]=${batch.id}`), 200)
    expect(page.items).toMatchObject([
      {
        balance: first!.balance,
        balance_date: '2026-07-31',
        status: 'draft',
        counterparty: { id: first!.counterparty.id },
      },
    ])
    const copy = await office.find(page.items[0]!.id)
    expect([copy.author!.id, copy.no === first!.no, copy.version]).toEqual([member.id, false, 1])
    expect((await create({ source, plan: none })).code).toBe('batch_empty')
  })
})

describe('a plan', () => {
  it('[MU267] waits for its hour in the zone of the company, and is not begun by an hour that was changed', async () => {
    const letter = await office.draft()
    await office.travel('2099-10-28T10:00:00Z')
    const { id, send_at, rev } = office.need<Batch>(
      await create({ source: chosen(letter), plan: { when: 'workday' } }),
      201,
    )
    // The 29th is a holiday.
    expect(send_at).toBe('2099-10-30T06:30:00.000Z')
    const headers = { 'if-match': `"${rev}"` }
    const plan = { when: 'workday', from: '2099-11-07', time: '14:00' }
    const change = () => office.member.call('PATCH', `/api/batches/${id}`, { body: { plan, title: 'Ekim' }, headers })
    const changed = office.need<Batch>(await change(), 200)
    expect(changed).toMatchObject({ send_at: '2099-11-09T11:00:00.000Z', title: 'Ekim', state: 'scheduled' })
    expect((await change()).code).toBe('stale')
    await beginBatch(office.services, { company_id: office.company.id, batch_id: id, rev })
    expect((await read(id)).state).toBe('scheduled')
    await Promise.all(
      [1, 2].map(() => beginBatch(office.services, { company_id: office.company.id, batch_id: id, rev: changed.rev })),
    )
    const begun = await read(id)
    expect(begun.state).toBe('running')
    const tasks = await office.system<{ id: string }[]>(trx =>
      trx.selectFrom('platform.task').select('id').where('kind', '=', 'mutabakat.batch_send').execute(),
    )
    expect(tasks.map(task => task.id)).toContain(begun.task_id)
    expect((await office.member.call('POST', `/api/batches/${id}/cancel`)).code).toBe('batch_not_scheduled')
  })

  it('[MU267] that is called off sends nothing and frees its letters', async () => {
    const letter = await office.draft()
    const { id, rev } = office.need<Batch>(await create({ source: chosen(letter), plan: { when: 'workday' } }), 201)
    expect(office.need(await office.member.call('POST', `/api/batches/${id}/cancel`), 200)).toMatchObject({
      ...{ state: 'cancelled', send_at: null },
    })
    await beginBatch(office.services, { company_id: office.company.id, batch_id: id, rev })
    expect((await read(id)).state).toBe('cancelled')
    expect((await create({ source: chosen(letter), plan: none })).status).toBe(201)
  })

  it('[MU267] sends each letter once, also when its task dies half way and runs again', async () => {
    const letters = await Promise.all([1, 2, 3, 4].map(() => office.draft()))
    const batch = office.need<Batch>(await create({ source: chosen(...letters), plan: { when: 'now' } }), 201)
    expect(batch.state).toBe('running')
    const { services, company } = office
    // One to see what goes out, one to see who sends: the database is gone as they leave.
    let transactions = 0
    const dying: typeof services.store.inCompany = (id, fn) =>
      ++transactions > 2 ? Promise.reject(new Error('killed')) : services.store.inCompany(id, fn)
    const half = { ...services, store: { ...services.store, inCompany: dying } }
    await expect(runBatch(half, company.id, batch.id, { report })).rejects.toThrow('killed')
    expect((await runBatch(services, company.id, batch.id, { report })).counts).toMatchObject({ sent: 4, skipped: 0 })
    // As after a kill between the last letter and the end of the task.
    expect((await runBatch(services, company.id, batch.id, { report })).counts).toMatchObject({ sent: 0, skipped: 4 })
    const deliveries = await office.system<{ letter_id: string }[]>(trx =>
      withTables(trx)
        .selectFrom('mutabakat.delivery')
        .select('letter_id')
        .where(
          'letter_id',
          'in',
          letters.map(({ id }) => id),
        )
        .execute(),
    )
    expect(deliveries).toHaveLength(4)
    expect(new Set(deliveries.map(({ letter_id }) => letter_id)).size).toBe(4)
  })
})

it('[MU623] a batch whose task ended is done once none of its letters waits for the mail server', async () => {
  const letters = await Promise.all([office.draft(), office.draft()])
  const batch = office.need<Batch>(await create({ source: chosen(...letters), plan: { when: 'now' } }), 201)
  await runBatch(office.services, office.company.id, batch.id, { report })
  await office.system(trx =>
    trx.updateTable('platform.task').set({ state: 'done' }).where('id', '=', batch.task_id!).execute(),
  )
  expect(await read(batch.id)).toMatchObject({ state: 'running', counts: { leaving: 2, draft: 0, waiting: 0 } })
  await office.place(letters[0]!.id, 'sent')
  expect(await read(batch.id)).toMatchObject({ state: 'running', counts: { leaving: 1, draft: 0, waiting: 1 } })
  await office.place(letters[1]!.id, 'sent')
  expect(await read(batch.id)).toMatchObject({ state: 'done', counts: { leaving: 0, waiting: 2 } })
})

it('[MU275] reminding and withdrawing many do what may be done and count the rest', async () => {
  const { member, company, services } = office
  const who = { company_id: company.id, user_id: member.id, name: member.name }
  const [sent, other, draft, answered] = await Promise.all([1, 2, 3, 4].map(() => office.draft()))
  await office.place(sent!.id, 'sent')
  await office.place(other!.id, 'viewed')
  await office.place(answered!.id, 'approved')
  const ids = [sent, other, draft, answered].map(letter => letter!.id)
  const reminded = await runRemindMany(services, who, ids, 'email', { report })
  expect(reminded.counts).toEqual({ reminded: 2, no_contact: 0, skipped: 2 })
  expect((await runRemindMany(services, who, ids, 'email', { report })).counts).toMatchObject({
    reminded: 0,
    skipped: 4,
  })
  const cancelled = await runCancelMany(services, who, ids, 'Yanlış dönem', { report })
  expect(cancelled.counts).toEqual({ cancelled: 3, no_contact: 0, skipped: 1 })
  expect(await office.find(sent!.id)).toMatchObject({ status: 'cancelled', cancel_reason: 'Yanlış dönem' })
  const body = { ids, reason: 'x' }
  expect((await member.call('POST', '/api/mutabakat/bulk/cancel', { body })).json).toEqual({
    task_id: expect.any(String),
  })
  const viewer = await office.viewer.call('POST', '/api/mutabakat/bulk/remind', { body: { ids } })
  expect(viewer.status).toBe(403)
  // Who is no writer any more does nothing, although the task was asked for while they were.
  const gone = { ...who, user_id: office.viewer.id }
  expect((await runCancelMany(services, gone, [draft!.id], 'x', { report })).counts).toMatchObject({ cancelled: 0 })
})

it('[MU276] a task over many letters is titled in the language of who asked for it', async () => {
  const { manager } = office
  const [one, two] = await Promise.all([office.draft(), office.draft()])
  await manager.call('PATCH', '/api/me', { body: { locale: 'en' } })
  const body = { ids: [one.id, two.id], reason: 'x' }
  office.need(await manager.call('POST', '/api/mutabakat/bulk/cancel', { body }), 202)
  const { items } = office.need<Page<Task>>(await manager.call('GET', '/api/tasks'), 200)
  expect(items[0]!.title).toBe('Withdrawing 2 letters')
})

it('[MU277] of many letters those leave that may, in order, whatever keeps the others', async () => {
  const { member, company, services } = office
  const who = { company_id: company.id, user_id: member.id, name: member.name }
  const letters = []
  for (let at = 0; at < 8; at++) letters.push(await office.draft())
  const [gone, nobody] = letters
  await office.place(gone!.id, 'cancelled')
  await office.system(trx =>
    withTables(trx)
      .updateTable('mutabakat.counterparty')
      .set({ email: null, mobile: null })
      .where('id', '=', nobody!.counterparty.id)
      .execute(),
  )
  // Three mails of the day are left for six letters.
  const day = services.now().toISOString().slice(0, 10)
  const used = services.outgoing.limits.company - 3
  await office.system(trx =>
    trx
      .insertInto('platform.mail_budget')
      .values({ company_id: company.id, day, used })
      .onConflict(conflict => conflict.column('company_id').doUpdateSet({ day, used }))
      .execute(),
  )
  const ids = [...letters.map(({ id }) => id), 'nobody']
  const { counts } = await runSendMany(services, who, ids, { report })
  expect(counts).toEqual({ sent: 3, submitted: 0, no_contact: 1, skipped: 5 })
  const states = await Promise.all(letters.slice(2).map(async ({ id }) => (await office.find(id)).delivery))
  expect(states).toEqual(['queued', 'queued', 'queued', null, null, null])
  await office.system(trx => trx.deleteFrom('platform.mail_budget').where('company_id', '=', company.id).execute())
})

/** Cards given to a colleague outside the cockpit, and their letters with them. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Assigned, Counterparty, Letter, Period } from '../../../suite/apps/mutabakat/contract/index.ts'
import { type LifeOffice, openLifeOffice } from './life-office.ts'

let office: LifeOffice
let mehmet: LifeOffice['member']
let elif: LifeOffice['member']
beforeAll(async () => {
  office = await openLifeOffice()
  mehmet = office.member
  elif = await office.person('member')
})
afterAll(() => office.close())

const assign = (
  ids: string[],
  responsible_id: string | null,
  given: Record<string, unknown> = {},
  by = office.manager,
) => by.call('POST', '/api/counterparties/bulk/responsible', { body: { ids, responsible_id, ...given } })
const moved = async (...args: Parameters<typeof assign>): Promise<Assigned> => office.need(await assign(...args), 200)
const whose = async ({ id }: Letter) => (await office.find(id)).responsible?.id ?? null
const cardOf = async (who: { id: string }, dates: string[]) => {
  const { id } = await office.addCard({ responsible_id: who.id })
  const letters: Letter[] = []
  for (const balance_date of dates) letters.push(await office.draft({ counterparty_id: id, balance_date }))
  return { id, letters }
}
const handed = async () =>
  (await office.events()).filter(({ type }) => type === 'mutabakat_assigned').map(({ data }) => data)

test('[MU605] their unfinished letters of every open period go along, told for each period and once to who gets them', async () => {
  const one = await cardOf(mehmet, ['2025-01-31', '2025-02-28'])
  const two = await cardOf(mehmet, ['2025-01-31'])
  await office.place(one.letters[1]!.id, 'sent')
  const done = await office.draft({ counterparty_id: two.id, balance_date: '2025-02-28' })
  await office.place(done.id, 'approved')
  const [before, bells] = [await handed(), (await office.bells(elif.id)).length]
  expect(await moved([one.id, two.id], elif.id)).toEqual({ changed: 2, letters: 3 })
  for (const letter of [...one.letters, ...two.letters]) expect(await whose(letter)).toBe(elif.id)
  expect(await whose(done)).toBe(mehmet.id)
  const letter = await office.find(one.letters[0]!.id)
  expect(letter.rev).toBe(one.letters[0]!.rev + 1)
  expect(letter.history.find(({ action }) => action === 'mutabakat_assigned')).toMatchObject({
    ...{ actor: office.manager.name, detail: { from: mehmet.name, to: elif.name } },
  })
  const told = (await handed()).slice(before.length)
  expect(told.map(({ period, letters }) => [period, letters])).toEqual(
    expect.arrayContaining([
      ['2025-01-31', 2],
      ['2025-02-28', 1],
    ]),
  )
  expect(told).toHaveLength(2)
  const { items } = office.need<{ items: Period[] }>(await mehmet.call('GET', '/api/periods?limit=100'), 200)
  for (const data of told) {
    expect(data).toMatchObject({ from: { id: mehmet.id }, to: { id: elif.id }, by: { id: office.manager.id } })
    expect(items.find(({ id }) => id === data.period_id)?.date).toBe(data.period)
  }
  const rung = (await office.bells(elif.id)).slice(bells)
  expect(rung).toHaveLength(1)
  expect(rung[0]!.message).toContain('2 cariyi')
  expect(rung[0]!.link).toContain(`/mutabakat/counterparties?filter[responsible]=${elif.id}`)
  expect(await office.audited('counterparty.assigned')).toBe(1)
  // Asked again, nothing is left to do and nobody hears of it.
  expect(await moved([one.id, two.id], elif.id)).toEqual({ changed: 0, letters: 0 })
  expect(await handed()).toHaveLength(before.length + 2)
  expect(await moved([one.id, two.id], null)).toEqual({ changed: 2, letters: 3 })
  expect(await whose(one.letters[0]!)).toBeNull()
})

test('[MU605] whoever keeps the letters says so; a card that has its person already still gathers them', async () => {
  const { id, letters } = await cardOf(mehmet, ['2025-03-31'])
  expect(await moved([id], elif.id, { letters: false })).toEqual({ changed: 1, letters: 0 })
  expect(await whose(letters[0]!)).toBe(mehmet.id)
  expect(await moved([id], elif.id)).toEqual({ changed: 0, letters: 1 })
  expect(await whose(letters[0]!)).toBe(elif.id)
})

test('[MU606] of closed periods nothing moves, and a member takes along their own letters alone', async () => {
  const { id, letters } = await cardOf(mehmet, ['2025-04-30', '2025-05-31'])
  const closed = letters[0]!
  const { items } = office.need<{ items: Period[] }>(await mehmet.call('GET', '/api/periods?limit=100'), 200)
  const period = items.find(({ date }) => date === '2025-04-30')!
  office.need(
    await office.owner.call('POST', `/api/periods/${period.id}/close`, { body: { force: true, reason: 'Yıl sonu' } }),
    200,
  )
  expect(await moved([id], office.owner.id, {}, elif)).toEqual({ changed: 1, letters: 0 })
  expect(await whose(letters[1]!)).toBe(mehmet.id)
  expect(await moved([id], elif.id, {}, mehmet)).toEqual({ changed: 1, letters: 1 })
  expect([await whose(closed), await whose(letters[1]!)]).toEqual([mehmet.id, elif.id])
  expect((await assign([id], elif.id, {}, office.viewer)).status).toBe(403)
  const { owner: stranger } = await office.test.addCompany()
  expect(office.need(await assign([id], null, {}, stranger), 200)).toEqual({ changed: 0, letters: 0 })
})

test('[MU606] on its page a card takes its letters along when its person changes, and for no other reason', async () => {
  const { id, letters } = await cardOf(mehmet, ['2025-06-30'])
  const change = async (body: Record<string, unknown>): Promise<Counterparty> =>
    office.need(await office.manager.call('PATCH', `/api/counterparties/${id}`, { body }), 200)
  await moved([id], elif.id, { letters: false })
  const kept = await change({ responsible_id: elif.id, title: 'Yeni unvan' })
  expect([kept.responsible?.id, await whose(letters[0]!)]).toEqual([elif.id, mehmet.id])
  const bells = (await office.bells(mehmet.id)).length
  const back = await change({ responsible_id: mehmet.id })
  expect((await office.bells(mehmet.id)).length).toBe(bells + 1)
  const next = await change({ responsible_id: elif.id })
  expect([next.responsible?.id, await whose(letters[0]!)]).toEqual([elif.id, elif.id])
  expect(next.rev).toBe(back.rev + 1)
  await change({ responsible_id: mehmet.id, letters: false })
  expect(await whose(letters[0]!)).toBe(elif.id)
})

test('[MU606] two who give the same cards at once leave cards and letters with one of them', async () => {
  const { id, letters } = await cardOf(mehmet, ['2025-07-31', '2025-08-31'])
  await Promise.all([assign([id], elif.id), assign([id], office.owner.id, {}, office.owner)])
  const card = office.need<Counterparty>(await mehmet.call('GET', `/api/counterparties/${id}`), 200)
  for (const letter of letters) expect(await whose(letter)).toBe(card.responsible!.id)
})

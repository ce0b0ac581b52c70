/** The cockpit of a period: its figures, its lanes, and who hands what over to whom. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type {
  Cockpit,
  HandOver,
  HandOverInput,
  HeldByOther,
  LaneRow,
  Letter,
  Period,
} from '../../../suite/apps/mutabakat/contract/index.ts'
import { workOutCockpit } from '../../../suite/apps/mutabakat/services/cockpit/read-cockpit.ts'
import type { Page } from '../../../suite/platform/contract/index.ts'
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

const open = async (date: string): Promise<Period> =>
  office.need(await office.member.call('POST', '/api/periods', { body: { kind: 'cari', date } }), 200)

/** Not from the cache: no relay tells these events. */
const cockpitOf = (period: Period): Promise<Omit<Cockpit, 'can'>> =>
  workOutCockpit(office.services, { company_id: office.company.id, user_id: mehmet.id, name: 'x' }, period.id)

const laneOf = async (period: Period, who: string, query = ''): Promise<Page<LaneRow>> =>
  office.need(await mehmet.call('GET', `/api/periods/${period.id}/lane?responsible=${who}${query}`), 200)

/** A card of somebody with a letter of the period. */
const cardOf = async (who: { id: string }, date: string, given: Record<string, unknown> = {}) => {
  const card = await office.addCard({ responsible_id: who.id, ...given })
  return { card, letter: await office.draft({ counterparty_id: card.id, balance_date: date }) }
}

const give = (period: Period, body: HandOverInput, by = office.manager) =>
  by.call('POST', `/api/periods/${period.id}/hand-over`, { body })

const chosen = (page: Page<LaneRow>): HandOverInput['counterparties'] => page.items.map(({ id, rev }) => ({ id, rev }))

describe('the figures', () => {
  it('[MU550] count by state and person, and by day what went out and came back', async () => {
    const date = '2025-01-31'
    const waiting = await cardOf(mehmet, date)
    const agreed = await cardOf(mehmet, date)
    const gone = await cardOf(mehmet, date)
    await cardOf(mehmet, date)
    await office.place(waiting.letter.id, 'sent', { sent_at: new Date('2026-03-02T12:00:00Z') })
    await office.place(agreed.letter.id, 'approved', { sent_at: new Date('2026-03-02T10:00:00Z') })
    await office.place(gone.letter.id, 'cancelled')
    const period = await open(date)
    const cockpit = await cockpitOf(period)
    expect(cockpit.period).toMatchObject({ id: period.id, total: 4 })
    expect(cockpit.standing).toMatchObject({ total: 3, draft: 1, waiting: 1, approved: 1 })
    const flow = cockpit.flow
    const answered = flow.days.reduce((sum, day) => sum + day.answered, flow.before.answered)
    const sent = flow.days.reduce((sum, day) => sum + day.sent, flow.before.sent)
    expect({ answered, sent }).toEqual({ answered: 1, sent: 2 })
    expect(cockpit.lanes.find(lane => lane.id === mehmet.id)).toMatchObject({
      total: 3,
      unfinished: 2,
      is_member: true,
    })
    expect(cockpit.lanes.find(lane => lane.id === null)).toBeUndefined()
    // Whoever may write has a lane, though an empty one; a viewer has none.
    expect(cockpit.lanes.find(lane => lane.id === elif.id)).toMatchObject({ total: 0, name: elif.name })
    expect(cockpit.lanes.find(lane => lane.id === office.viewer.id)).toBeUndefined()
    const moves = cockpit.recent.filter(({ letter_id }) => letter_id !== gone.letter.id)
    expect(moves.map(({ action, letter_id }) => [action, letter_id])).toEqual([
      ['mutabakat_approved', agreed.letter.id],
      ['mutabakat_sent', waiting.letter.id],
      ['mutabakat_sent', agreed.letter.id],
    ])
  })

  it('[MU550] a day is a day where the company is', async () => {
    const date = '2025-02-28'
    const { letter } = await cardOf(mehmet, date)
    await office.place(letter.id, 'sent', { sent_at: new Date(Date.now() - 86_400_000) })
    const period = await open(date)
    const sentAt = (await office.find(letter.id)).sent_at!
    const istanbul = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Istanbul' }).format(new Date(sentAt))
    const { flow } = await cockpitOf(period)
    expect(flow.days.find(day => day.sent === 1)?.day).toBe(istanbul)
    expect(flow.days.map(({ day }) => day)).toEqual([...flow.days.map(({ day }) => day)].sort())
  })

  it('[MU551] nothing is foretold while nothing is out, and it is done when every answer is in', async () => {
    const date = '2025-03-31'
    const { letter } = await cardOf(mehmet, date)
    const period = await open(date)
    expect((await cockpitOf(period)).forecast).toEqual({ is: 'unknown', why: 'nothing_sent' })
    await office.place(letter.id, 'approved')
    expect((await cockpitOf(period)).forecast).toEqual({ is: 'done' })
  })

  it('[MU554] what the reader may hand over comes with them', async () => {
    const period = await open('2025-04-30')
    const may = async (by: LifeOffice['member']) =>
      office.need<Cockpit>(await by.call('GET', `/api/periods/${period.id}/cockpit`), 200).can.hand_over
    expect([await may(office.manager), await may(mehmet), await may(office.viewer)]).toEqual(['all', 'own', 'none'])
    expect((await mehmet.call('GET', `/api/periods/${office.company.id}/cockpit`)).code).toBe('period_not_found')
  })
})

describe('a lane', () => {
  const date = '2025-05-31'
  it('[MU552] has each unfinished counterparty once, by title, page by page', async () => {
    const made = []
    for (const title of ['Çınar A.Ş.', 'Aydın Ltd.', 'Zümrüt A.Ş.']) made.push(await cardOf(elif, date, { title }))
    const again = {
      counterparty_id: made[0]!.card.id,
      balance_date: date,
      balance: { amount: '5.00', currency: 'EUR' },
    }
    await office.draft({ ...again, balance: { amount: '5.00', currency: 'EUR' } } as never)
    const period = await open(date)
    const first = await laneOf(period, elif.id, '&limit=2')
    expect(first.items.map(row => row.title)).toEqual(['Aydın Ltd.', 'Çınar A.Ş.'])
    expect(first).toMatchObject({ total: 3, total_is_exact: true })
    const second = await laneOf(period, elif.id, `&limit=2&cursor=${first.next_cursor}`)
    expect(second.items.map(row => row.title)).toEqual(['Zümrüt A.Ş.'])
    await office.place(made[1]!.letter.id, 'approved')
    await office.place(made[2]!.letter.id, 'rejected')
    const left = await laneOf(period, elif.id)
    expect(left.items).toMatchObject([
      { title: 'Çınar A.Ş.', unsent: 1, rejected: 0 },
      { title: 'Zümrüt A.Ş.', unsent: 0, rejected: 1 },
    ])
    expect((await laneOf(period, 'nobody-of-ours')).items).toEqual([])
  })
})

describe('a hand-over', () => {
  it('[MU553] takes the unfinished letters of the period along, and tells everybody once', async () => {
    const date = '2025-06-30'
    const one = await cardOf(mehmet, date)
    const two = await cardOf(mehmet, date)
    const elsewhere = await office.draft({ counterparty_id: one.card.id, balance_date: '2025-07-31' })
    await office.place(two.letter.id, 'sent')
    const done = await cardOf(mehmet, date)
    await office.place(done.letter.id, 'approved')
    // One counterparty with a letter that is agreed, and another that is not finished.
    await office.place(one.letter.id, 'approved')
    const unfinished = await office.draft({ counterparty_id: one.card.id, balance_date: date })
    const period = await open(date)
    const lane = await laneOf(period, mehmet.id)
    expect(lane.items).toHaveLength(2)
    const bells = (await office.bells(elif.id)).length
    const moved = office.need<HandOver>(
      await give(period, { from: mehmet.id, to: elif.id, counterparties: chosen(lane) }),
      200,
    )
    expect(moved).toMatchObject({ letters: 2, counterparties: [{}, {}] })
    const whose = async ({ id }: Letter) => (await office.find(id)).responsible?.id
    expect([await whose(unfinished), await whose(two.letter)]).toEqual([elif.id, elif.id])
    for (const stays of [one.letter, done.letter, elsewhere]) expect(await whose(stays)).toBe(mehmet.id)
    const letter = await office.find(unfinished.id)
    expect(letter.rev).toBe(unfinished.rev + 1)
    expect(letter.history.find(({ action }) => action === 'mutabakat_assigned')).toMatchObject({
      actor: office.manager.name,
    })
    const card = office.need<{ responsible: { id: string }; rev: number }>(
      await mehmet.call('GET', `/api/counterparties/${one.card.id}`),
      200,
    )
    expect(card.responsible.id).toBe(elif.id)
    expect(moved.counterparties).toContainEqual({ id: one.card.id, rev: card.rev })
    const events = (await office.events()).filter(event => event.data.period_id === period.id)
    const assigned = events.filter(({ type }) => type === 'mutabakat_assigned')
    expect(assigned).toHaveLength(1)
    expect(assigned[0]!.data).toMatchObject({
      counterparty_ids: expect.arrayContaining([one.card.id, two.card.id]),
      from: { id: mehmet.id, name: mehmet.name },
      to: { id: elif.id, name: elif.name },
      by: { id: office.manager.id },
      letters: 2,
    })
    expect(assigned[0]!.data.message).toContain(elif.name)
    const told = (await office.bells(elif.id)).slice(bells)
    expect(told).toHaveLength(1)
    expect(told[0]!.link).toMatch(new RegExp(`/mutabakat/periods/${period.id}$`))
    expect(await office.audited('period.handed_over')).toBe(1)
    expect((await laneOf(period, elif.id)).items.map(({ id }) => id).sort()).toEqual([one.card.id, two.card.id].sort())

    // The way back names the new revs; nobody's lane is one, too.
    const back = office.need<HandOver>(
      await give(period, { from: elif.id, to: null, counterparties: moved.counterparties }),
      200,
    )
    expect(back.letters).toBe(2)
    expect((await office.find(unfinished.id)).responsible).toBeNull()
    expect((await laneOf(period, 'none')).items).toHaveLength(2)
    const nobody = (await cockpitOf(period)).lanes.find(lane => lane.id === null)
    expect(nobody).toMatchObject({ unfinished: 2, draft: 1, waiting: 1 })
  })

  it('[MU554] is done by who leads, or by whose they are; to a member, in an open period', async () => {
    const date = '2025-08-31'
    await cardOf(mehmet, date)
    const period = await open(date)
    const counterparties = chosen(await laneOf(period, mehmet.id))
    const to = elif.id
    expect((await give(period, { from: mehmet.id, to, counterparties }, elif)).code).toBe('role_too_low')
    expect((await give(period, { from: mehmet.id, to, counterparties }, office.viewer)).status).toBe(403)
    // Whoever says that they are their own finds nothing in their lane.
    expect((await give(period, { from: elif.id, to, counterparties }, elif)).code).toBe('stale')
    const stranger = await office.test.addPerson({ role: 'member', company: (await office.test.addCompany()).id })
    expect((await give(period, { from: mehmet.id, to: stranger.id, counterparties })).code).toBe(
      'responsible_not_member',
    )
    expect((await stranger.call('GET', `/api/periods/${period.id}/cockpit`)).status).toBe(404)
    expect((await give(period, { from: mehmet.id, to, counterparties: [{ id: period.id, rev: 1 }] })).code).toBe(
      'counterparty_not_found',
    )
    office.need(await give(period, { from: mehmet.id, to, counterparties }, mehmet), 200)
    office.need(
      await office.owner.call('POST', `/api/periods/${period.id}/close`, { body: { force: true, reason: 'x' } }),
      200,
    )
    const now = chosen(await laneOf(period, elif.id))
    expect((await give(period, { from: elif.id, to: mehmet.id, counterparties: now })).code).toBe('period_is_closed')
  })

  it('[MU555] of the same counterparty at once happens once; the other learns whose it is', async () => {
    const date = '2025-09-30'
    const wanted = await cardOf(mehmet, date)
    const beside = await cardOf(mehmet, date)
    const period = await open(date)
    const both = chosen(await laneOf(period, mehmet.id))
    const only = both.filter(({ id }) => id === wanted.card.id)
    const answers = await Promise.all([
      give(period, { from: mehmet.id, to: elif.id, counterparties: only }, office.manager),
      give(period, { from: mehmet.id, to: office.owner.id, counterparties: both }, office.owner),
    ])
    const [won, lost] = answers[0]!.status === 200 ? answers : answers.toReversed()
    expect([won!.status, lost!.status, lost!.code]).toEqual([200, 412, 'stale'])
    const { current } = (lost!.json as { error: { current: HeldByOther[] } }).error
    const holder = answers[0] === won ? elif : office.owner
    expect(current.find(({ id }) => id === wanted.card.id)).toMatchObject({ responsible: { id: holder.id } })
    const stayed = answers[0] === won ? mehmet.id : office.owner.id
    expect((await office.find(beside.letter.id)).responsible?.id).toBe(stayed)
  })
})

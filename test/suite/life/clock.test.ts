/** What the clock does with letters, by the hours of the companies: reminders, silence, months, the archive. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Letter } from '../../../suite/apps/mutabakat/contract/index.ts'
import { archiveLetters } from '../../../suite/apps/mutabakat/services/letters/archive-letters.ts'
import { expireLetters } from '../../../suite/apps/mutabakat/services/letters/expire-letters.ts'
import { openMonth } from '../../../suite/apps/mutabakat/services/periods/open-month.ts'
import { runReminders } from '../../../suite/apps/mutabakat/services/reach/run-reminders.ts'
import type { Page } from '../../../suite/platform/contract/index.ts'
import { type LifeOffice, openLifeOffice } from './life-office.ts'

let office: LifeOffice
beforeEach(async () => {
  office = await openLifeOffice()
})
afterEach(() => office.close())

/** Sent on Monday the 2nd of November 2099, far enough for no real clock to meet it. */
const SENT = new Date('2099-11-02T08:00:00Z')
const PLAN = [
  { after_days: 3, channel: 'email' },
  { after_days: 7, channel: 'email' },
]
const sent = async (given: Parameters<LifeOffice['place']>[2] = {}): Promise<Letter> => {
  const letter = await office.draft()
  await office.place(letter.id, 'sent', { sent_at: SENT, plan: PLAN, ...given })
  return letter
}
const outcomes = async (letter: Letter) =>
  (await office.find(letter.id)).reminders.done.map(({ step, outcome }) => [step, outcome])
const periods = async () =>
  office.need<Page<{ id: string; kind: string; date: string; state: string }>>(
    await office.member.call('GET', '/api/periods'),
    200,
  ).items

describe('reminders', () => {
  const at = async (instant: string) => {
    await office.travel(instant)
    return (await runReminders(office.services)).reminded
  }

  it('[MU268] go out on their day in working hours, each step once, until an answer', async () => {
    const letter = await sent()
    // Thursday the 5th is the third day; 09:30 in Istanbul is 06:30 in UTC.
    expect(await at('2099-11-04T10:00:00Z')).toBe(0)
    expect(await at('2099-11-05T06:00:00Z')).toBe(0)
    expect(await at('2099-11-05T15:00:00Z')).toBe(0)
    expect(await at('2099-11-05T06:30:30Z')).toBe(1)
    expect(await at('2099-11-05T07:00:00Z')).toBe(0)
    expect(await at('2099-11-06T07:00:00Z')).toBe(0)
    expect(await outcomes(letter)).toEqual([[0, 'queued']])
    const { deliveries, history } = await office.find(letter.id)
    expect(deliveries.map(({ purpose }) => purpose)).toEqual(['reminder'])
    expect(history[0]).toMatchObject({ action: 'letter_reminded', detail: { step: 1 } })
    await office.place(letter.id, 'approved')
    expect(await at('2099-11-10T07:00:00Z')).toBe(0)
  })

  it('[MU268] wait for a working day, and a missed step is passed over', async () => {
    const letter = await sent({ sent_at: new Date('2099-10-26T08:00:00Z') })
    // Thursday the 29th of October is a holiday, the weekend follows Friday, which the settings call a feast.
    await office.settings({ religious_feasts: ['2099-10-30'] })
    for (const day of ['2099-10-29', '2099-10-30', '2099-10-31', '2099-11-01'])
      expect([day, await at(`${day}T09:00:00Z`)]).toEqual([day, 0])
    expect(await at('2099-11-02T09:00:00Z')).toBe(1)
    expect((await outcomes(letter)).sort()).toEqual([
      [0, 'skipped'],
      [1, 'queued'],
    ])
  })

  it('[MU268] without an address are noted, and not tried for ever', async () => {
    const card = await office.addCard({ email: null })
    const letter = await office.draft({ counterparty_id: card.id })
    await office.place(letter.id, 'viewed', { sent_at: SENT, plan: PLAN })
    expect(await at('2099-11-05T09:00:00Z')).toBe(0)
    expect(await at('2099-11-05T09:30:00Z')).toBe(0)
    expect(await outcomes(letter)).toEqual([[0, 'no_contact']])
  })

  it('[MU269] by hand are one a day, and the plan passes over that day', async () => {
    const letter = await sent()
    await office.travel('2099-11-05T05:00:00Z')
    const twice = await Promise.all([1, 2].map(() => office.act(office.member, letter, 'remind', {})))
    expect(twice.map(({ status, code }) => code ?? status).sort()).toEqual([202, 'letter_reminded_today'])
    expect(await at('2099-11-05T09:00:00Z')).toBe(0)
    expect((await outcomes(letter)).sort()).toEqual([
      [null, 'queued'],
      [0, 'skipped'],
    ])
    await office.travel('2099-11-05T20:59:00Z')
    expect((await office.act(office.member, letter, 'remind', {})).code).toBe('letter_reminded_today')
    // Midnight in Istanbul.
    await office.travel('2099-11-05T21:01:00Z')
    expect((await office.act(office.member, letter, 'remind', {})).status).toBe(202)
  })
})

describe('silence', () => {
  it('[MU259] expires a letter after its day in the zone of the company, and tells its sender once', async () => {
    const letters = await Promise.all([sent({ reply_due: '2099-11-12' }), sent({ reply_due: '2099-11-12' })])
    const answered = await office.draft()
    await office.place(answered.id, 'approved', { reply_due: '2099-11-12' })
    await office.travel('2099-11-12T20:59:00Z')
    expect((await expireLetters(office.services)).expired).toBe(0)
    await office.travel('2099-11-12T21:00:30Z')
    expect((await expireLetters(office.services)).expired).toBe(2)
    expect((await expireLetters(office.services)).expired).toBe(0)
    for (const { id } of letters) {
      const letter = await office.find(id)
      expect(letter).toMatchObject({ status: 'expired', answer: null })
      expect(letter.history[0]!.action).toBe('letter_expired')
      expect((await office.events(id)).at(-1)).toMatchObject({ type: 'mutabakat_updated', data: { status: 'expired' } })
    }
    expect((await office.find(answered.id)).status).toBe('approved')
    const bells = await office.bells(office.member.id)
    expect(bells.map(({ message, link }) => [message, link])).toEqual([
      ['2 mektup süresinde yanıtlanmadı.', expect.stringContaining('filter[status]=expired')],
    ])
  })

  it('[MU262] a period left to close does so when its last answer is in or overdue', async () => {
    const letter = await sent({ reply_due: '2099-11-12' })
    const [period] = await periods()
    const close = (body: object) => office.member.call('POST', `/api/periods/${period!.id}/close`, { body })
    expect((await close({})).code).toBe('period_not_finished')
    expect(office.need(await close({ when: 'answered' }), 200)).toMatchObject({
      state: 'closing',
      unfinished: { waiting: 1 },
    })
    await office.travel('2099-11-12T10:00:00Z')
    await expireLetters(office.services)
    expect((await periods())[0]!.state).toBe('closing')
    await office.travel('2099-11-13T10:00:00Z')
    await expireLetters(office.services)
    expect([(await periods())[0]!.state, (await office.find(letter.id)).status]).toEqual(['closed', 'expired'])
  })
})

it('[MU261] a month has its period from six on the first, once, and a foreign one where there was any', async () => {
  await office.travel('2099-12-01T02:59:00Z')
  await openMonth(office.services)
  expect(await periods()).toEqual([])
  await office.travel('2099-12-01T03:00:30Z')
  await Promise.all([openMonth(office.services), openMonth(office.services)])
  expect((await periods()).map(({ kind, date }) => [kind, date])).toEqual([['cari', '2099-11-30']])
  await office.draft({ balance: { amount: '5.00', currency: 'EUR' } })
  await office.travel('2100-01-15T12:00:00Z')
  await openMonth(office.services)
  expect(
    (await periods())
      .filter(({ date }) => date === '2099-12-31')
      .map(({ kind }) => kind)
      .sort(),
  ).toEqual([...['cari', 'cari_doviz']])
})

it('[MU260] what is settled in a closed period is archived the night after, told once', async () => {
  const states = ['approved', 'resolved', 'expired', 'rejected', 'revised', 'cancelled'] as const
  const letters = await Promise.all(states.map(async state => ({ state, letter: await office.draft() })))
  for (const { state, letter } of letters) await office.place(letter.id, state)
  const [period] = await periods()
  await office.travel('2099-11-12T12:00:00Z')
  office.need(await office.member.call('POST', `/api/periods/${period!.id}/close`, { body: {} }), 200)
  await office.travel('2099-11-12T20:30:00Z')
  expect((await archiveLetters(office.services)).archived).toBe(0)
  await office.travel('2099-11-12T23:30:00Z')
  expect((await archiveLetters(office.services)).archived).toBe(3)
  expect((await archiveLetters(office.services)).archived).toBe(0)
  const after = await Promise.all(letters.map(async ({ letter }) => (await office.find(letter.id)).status))
  expect(after).toEqual(['archived', 'archived', 'archived', 'rejected', 'revised', 'cancelled'])
  const told = (await office.events()).filter(({ type, data }) => type === 'mutabakat_period' && data.archived !== 0)
  expect(told.map(({ data }) => data.archived)).toEqual([3])
  const first = await office.find(letters[0]!.letter.id)
  expect(first).toMatchObject({ archived_at: expect.any(String), answer: { choice: 'agree' } })
  expect(first.history[0]!.action).toBe('letter_archived')
})

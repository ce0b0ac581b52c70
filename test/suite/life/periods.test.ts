/** Periods as people open and close them, what the company decides, and the figures over both. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Dashboard, Period, SettingsAnswer } from '../../../suite/apps/mutabakat/contract/index.ts'
import { workOutDashboard } from '../../../suite/apps/mutabakat/services/reports/read-dashboard.ts'
import type { Page } from '../../../suite/platform/contract/index.ts'
import { type LifeOffice, openLifeOffice } from './life-office.ts'

let office: LifeOffice
beforeAll(async () => {
  office = await openLifeOffice()
})
afterAll(() => office.close())

const open = async (date: string, by = office.member): Promise<Period> =>
  office.need(await by.call('POST', '/api/periods', { body: { kind: 'cari', date } }), 200)
const post = (period: Period, action: string, body: object | undefined, by = office.member, rev?: number) =>
  by.call('POST', `/api/periods/${period.id}/${action}`, {
    ...(body && { body }),
    ...(rev === undefined ? {} : { headers: { 'if-match': `"${rev}"` } }),
  })

describe('a period', () => {
  it('[MU261] comes with the first letter, or by hand, once', async () => {
    const letters = await Promise.all([1, 2, 3].map(() => office.draft({ balance_date: '2026-01-31' })))
    const page = office.need<Page<Period>>(await office.member.call('GET', '/api/periods?filter[kind]=cari'), 200)
    const january = page.items.filter(({ date }) => date === '2026-01-31')
    expect(january).toMatchObject([
      { state: 'open', total: letters.length, counts: { draft: 3 }, unfinished: { drafts: 3 } },
    ])
    expect((await open('2026-01-31')).id).toBe(january[0]!.id)
    const told = (await office.events()).filter(
      ({ type, data }) => type === 'mutabakat_period' && data.period === '2026-01-31',
    )
    expect(told).toHaveLength(1)
    // A draft that changes its date opens that period as well.
    const body = { balance_date: '2026-02-28' }
    office.need(await office.member.call('PATCH', `/api/mutabakat/${letters[0]!.id}`, { body }), 200)
    expect(await open('2026-02-28')).toMatchObject({ total: 1 })
  })

  it('[MU262] is not closed over drafts or open answers, unless forced by somebody who leads', async () => {
    const letter = await office.draft({ balance_date: '2026-03-31' })
    const period = await open('2026-03-31')
    const refused = await post(period, 'close', {})
    expect(refused.code).toBe('period_not_finished')
    expect((refused.json as { error: { period: Period } }).error.period.unfinished).toEqual({ drafts: 1, waiting: 0 })
    expect((await post(period, 'close', { when: 'answered' })).code).toBe('period_not_finished')
    await office.place(letter.id, 'sent')
    expect((await post(period, 'close', {})).code).toBe('period_not_finished')
    expect((await post(period, 'close', { force: true })).status).toBe(400)
    expect((await post(period, 'close', { force: true, reason: 'Yıl sonu' })).code).toBe('role_too_low')
    expect(
      (await post(period, 'close', { force: true, reason: 'Yıl sonu' }, office.manager, period.rev + 1)).code,
    ).toBe('stale')
    const closed = office.need<Period>(
      await post(period, 'close', { force: true, reason: 'Yıl sonu' }, office.manager),
      200,
    )
    expect(closed).toMatchObject({ state: 'closed', closed_by: office.manager.name, close_reason: 'Yıl sonu' })
    expect((await post(period, 'close', {})).code).toBe('period_is_closed')
  })

  it('[MU262] takes no letter while it is closed, and does again once opened by somebody who leads', async () => {
    const date = '2026-04-30'
    const card = await office.addCard()
    const draft = await office.draft({ balance_date: date })
    const rejected = await office.draft({ balance_date: date })
    await office.place(rejected.id, 'rejected')
    const period = await open(date)
    office.need(await post(period, 'close', { force: true, reason: 'x' }, office.owner), 200)
    const body = {
      counterparty_id: card.id,
      balance_date: date,
      balance: { amount: '1.00', currency: 'TRY' },
      side: 'B',
    }
    const write = () => office.member.call('POST', '/api/mutabakat', { body })
    expect((await write()).code).toBe('period_not_open')
    expect((await office.act(office.member, draft, 'send')).code).toBe('period_not_open')
    const revise = { balance: { amount: '1.00', currency: 'TRY' }, side: 'B' }
    expect((await office.act(office.member, rejected, 'revise', revise)).code).toBe('period_not_open')
    const elsewhere = await office.draft({ balance_date: '2026-05-31' })
    const move = await office.member.call('PATCH', `/api/mutabakat/${elsewhere.id}`, { body: { balance_date: date } })
    expect(move.code).toBe('period_not_open')
    expect((await post(period, 'reopen', undefined)).status).toBe(403)
    expect(office.need(await post(period, 'reopen', undefined, office.manager), 200)).toMatchObject({ state: 'open' })
    expect((await post(period, 'reopen', undefined, office.manager)).code).toBe('period_is_open')
    expect((await write()).status).toBe(201)
    expect((await office.act(office.member, draft, 'send')).status).toBe(202)
  })

  it('[MU262] closed at the instant somebody writes in it either has the letter or refuses it', async () => {
    for (let round = 0; round < 5; round++) {
      const date = `2025-0${round + 1}-15`
      const period = await open(date)
      const card = await office.addCard()
      const body = {
        counterparty_id: card.id,
        balance_date: date,
        balance: { amount: '1.00', currency: 'TRY' },
        side: 'B',
      }
      const [closed, written] = await Promise.all([
        post(period, 'close', {}),
        office.member.call('POST', '/api/mutabakat', { body }),
      ])
      const both = `${closed.code ?? closed.status} ${written.code ?? written.status}`
      expect(['200 period_not_open', 'period_not_finished 201']).toContain(both)
    }
  })

  it('[MU261] of another company is 404', async () => {
    const period = await open('2026-06-30')
    const other = await office.test.addCompany('Başka A.Ş.')
    expect((await other.owner.call('GET', `/api/periods/${period.id}`)).code).toBe('period_not_found')
    expect((await post(period, 'close', {}, other.owner)).code).toBe('period_not_found')
  })
})

describe('settings', () => {
  it('[MU270] have defaults, are replaced by administrators, and an older rev is 412', async () => {
    const { owner, manager, viewer } = office
    const read = async () => office.need<SettingsAnswer>(await viewer.call('GET', '/api/mutabakat/settings'), 200)
    expect(await read()).toMatchObject({
      rev: 0,
      value: { reply_days: 10, four_eyes: { enabled: false, limits: [] }, send_on_holidays: false },
    })
    expect((await read()).value.reminders.map(({ after_days, channel }) => `${after_days} ${channel}`)).toEqual([
      ...['3 email', '7 email', '9 sms'],
    ])
    const save = (body: object, by = owner, rev?: string) =>
      by.call('PUT', '/api/mutabakat/settings', { body, ...(rev && { headers: { 'if-match': rev } }) })
    expect((await save({}, manager)).status).toBe(403)
    const twice = await Promise.all([save({ reply_days: 7 }, owner, '"0"'), save({ reply_days: 8 }, owner, '"0"')])
    expect(twice.map(({ status }) => status).sort()).toEqual([200, 412])
    expect((await read()).rev).toBe(1)
    office.need(await save({ religious_feasts: ['2027-03-10'] }), 200)
    expect(await read()).toMatchObject({ rev: 2, value: { reply_days: 10, religious_feasts: ['2027-03-10'] } })
    const rising = [3, 3].map(after_days => ({ after_days, channel: 'email' }))
    for (const wrong of [{ reply_days: 0 }, { reminders: rising }, { sms_title: 'ŞİRKET' }, { kep: 5 }])
      expect([wrong, (await save(wrong)).status]).toEqual([wrong, 400])
    expect(await office.audited('mutabakat.settings_changed')).toBe(2)
  })
})

it('[MU272] the dashboard counts by period, kind and responsible person', async () => {
  const other = await openLifeOffice()
  try {
    const { manager, member } = other
    const states = ['draft', 'sent', 'viewed', 'approved', 'rejected', 'expired', 'cancelled', 'revised'] as const
    for (const state of states) {
      const letter = await other.draft({ responsible_id: state === 'sent' ? manager.id : member.id })
      if (state !== 'draft') await other.place(letter.id, state)
    }
    const euro = await other.draft({ balance: { amount: '10.00', currency: 'EUR' } })
    await other.place(euro.id, 'rejected')
    const actor = { company_id: other.company.id, user_id: member.id, name: member.name }
    const all = await workOutDashboard(other.services, actor, {})
    expect(all.periods).toMatchObject([
      {
        ...{ kind: 'cari', balance_date: '2026-09-30', state: 'open', id: expect.any(String) },
        ...{ total: 6, draft: 1, sent: 1, viewed: 1, waiting: 2, approved: 1, rejected: 1, expired: 1 },
        ...{ closed_percent: 33.3, differences: [{ amount: '125.00', currency: 'TRY' }] },
      },
      { kind: 'cari_doviz', total: 1, rejected: 1, closed_percent: 100 },
    ])
    expect(all).toMatchObject({ total: 7, counts: { cancelled: 1, revised: 1, rejected: 2 } })
    expect(all.differences.map(({ amount, currency }) => `${amount} ${currency}`).sort()).toEqual([
      '125.00 EUR',
      '125.00 TRY',
    ])
    expect(all.responsibles.map(({ id, total, waiting }) => [id, total, waiting]).sort()).toEqual(
      [
        [manager.id, 1, 1],
        [member.id, 6, 1],
      ].sort(),
    )
    const euros = other.need<Dashboard>(await member.call('GET', '/api/dashboard?kind=cari_doviz'), 200)
    expect([euros.total, euros.periods.length]).toEqual([1, 1])
  } finally {
    await other.close()
  }
})

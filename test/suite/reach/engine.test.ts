/** The reach engine and the list of calls: what the clock does with letters nobody sees, and what members write down. */
import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Call, Letter, Reach } from '../../../suite/apps/mutabakat/contract/index.ts'
import { withTables } from '../../../suite/apps/mutabakat/data/letters.ts'
import { bounceDelivery } from '../../../suite/apps/mutabakat/services/reach/bounce-delivery.ts'
import { reachLetter, runReach } from '../../../suite/apps/mutabakat/services/reach/run-reach.ts'
import type { Page } from '../../../suite/platform/contract/index.ts'
import { createFileSink } from '../../../suite/platform/notify/index.ts'
import { type LifeOffice, openLifeOffice } from '../life/life-office.ts'

let office: LifeOffice
beforeEach(async () => {
  office = await openLifeOffice({ sms: createFileSink({ dataDir: tmpdir(), now: () => new Date() }) })
})
afterEach(() => office.close())

/** A Monday, 11:00 in Istanbul, far enough for no real clock to meet it. */
const SENT = new Date('2099-11-02T08:00:00Z')
const HOURS = { reach: { enabled: true, unseen_hours: 9, ways: ['sms', 'call'] } }

/** As if the letter had gone by mail to the card's address. */
const sentTo = async (card: Record<string, unknown>, given: Parameters<LifeOffice['place']>[2] = {}) => {
  const { id: counterparty_id } = await office.addCard(card)
  const letter = await office.draft({ counterparty_id })
  await office.place(letter.id, 'sent', { sent_at: SENT, ...given })
  const delivery_id = randomUUID()
  await office.system(async trx => {
    await withTables(trx)
      .updateTable('mutabakat.letter')
      .set({ sender_id: office.member.id, sender_name: 'Ayşe' })
      .where('id', '=', letter.id)
      .execute()
    await withTables(trx)
      .insertInto('mutabakat.delivery')
      .values({
        id: delivery_id,
        company_id: office.company.id,
        letter_id: letter.id,
        link_id: null,
        channel: 'email',
        address: String(card.email),
        state: 'sent',
        created_at: SENT,
        sent_at: SENT,
      })
      .execute()
  })
  return { letter, delivery_id }
}
const at = async (instant: string) => {
  await office.travel(instant)
  return (await runReach(office.services)).steps
}
const reachOf = async (letter: Letter): Promise<Reach> =>
  office.need(await office.member.call('GET', `/api/mutabakat/${letter.id}/reach`), 200)
const calls = async (query = ''): Promise<Call[]> =>
  office.need<Page<Call>>(await office.member.call('GET', `/api/mutabakat/calls${query}`), 200).items
const tries = async (letter: Letter) =>
  (await office.find(letter.id)).deliveries.map(one => `${one.channel} ${one.purpose} ${one.address}`).sort()
/** What is queued has left. */
const leave = (sent_at: string) =>
  office.system(trx =>
    withTables(trx)
      .updateTable('mutabakat.delivery')
      .set({ state: 'sent', sent_at })
      .where('state', '=', 'queued')
      .execute(),
  )

it('[MU528] a letter nobody saw goes on by SMS and then to the list of calls, each step once', async () => {
  await office.settings(HOURS)
  const { letter } = await sentTo({ email: 'a@bir.example', mobile: '05321234567' })
  await office.travel('2099-11-02T09:00:00Z')
  expect((await reachOf(letter)).next).toEqual({
    ...{ at: '2099-11-03T08:00:00.000Z', way: 'sms', reason: 'unseen', to: '+905321234567' },
  })
  expect(await at('2099-11-03T07:45:00Z')).toBe(0)
  expect(await at('2099-11-03T08:15:00Z')).toBe(1)
  expect(await at('2099-11-03T08:45:00Z')).toBe(0)
  expect(await tries(letter)).toEqual(['email letter a@bir.example', 'sms reminder +905321234567'])
  expect((await office.find(letter.id)).history[0]).toMatchObject({ action: 'reach_sent', detail: { channel: 'sms' } })
  await leave('2099-11-03T08:15:00Z')
  expect(await at('2099-11-04T08:15:00Z')).toBe(1)
  expect(await at('2099-11-04T08:45:00Z')).toBe(0)
  expect(await calls()).toMatchObject([
    {
      ...{ reason: 'unseen', state: 'open', asked_by: null, best: { kind: 'office' } },
      contact: { phone: '+905321234567' },
      letter: { id: letter.id },
      assignee: { id: letter.responsible!.id },
    },
  ])
  expect(await reachOf(letter)).toMatchObject({ next: null, hold: 'called', call: { reason: 'unseen' } })
  const told = (await office.events(letter.id)).filter(({ type }) => /reach|call/.test(type)).map(({ type }) => type)
  expect(told).toEqual(['mutabakat_reach', 'mutabakat_call', 'mutabakat_reach'])
  expect([await office.audited('letter.reached'), await office.audited('call.opened')]).toEqual([1, 1])
})

it('[MU528] two turns at one moment take one step', async () => {
  await office.settings(HOURS)
  const { letter } = await sentTo({ email: 'a@bir.example', mobile: '05321234567' })
  await office.travel('2099-11-03T08:15:00Z')
  const taken = await Promise.all([1, 2, 3].map(() => reachLetter(office.services, office.company.id, letter.id)))
  expect(taken.filter(Boolean)).toHaveLength(1)
  expect(await tries(letter)).toHaveLength(2)
})

it('[MU529] a mail that came back goes on at once to another contact as the letter itself', async () => {
  await office.settings(HOURS)
  const { letter, delivery_id } = await sentTo({ email: 'a@bir.example', mobile: '05321234567' })
  const { counterparty } = await office.find(letter.id)
  for (const email of ['a@bir.example', 'can@bir.example'])
    office.need(
      await office.member.call('POST', `/api/counterparties/${counterparty.id}/contacts`, {
        body: { name: email.split('@')[0], email, kinds: ['cari'] },
      }),
      201,
    )
  await office.travel('2099-11-02T09:00:00Z')
  await office.test.store.inCompany(office.company.id, trx =>
    bounceDelivery(office.services, trx, {
      ...{ mail_id: delivery_id, company_id: office.company.id, kind: 'mutabakat.letter', permanent: true },
      ...{ status: '5.1.1', diagnostic: 'unknown', at: new Date('2099-11-02T09:00:00Z'), recipient: 'a@bir.example' },
    } as never),
  )
  const asked = await office.system<{ name: string }[]>(async trx => {
    const { sql } = await import('kysely')
    return (await sql<{ name: string }>`select name from pgboss.job where name = 'mutabakat.reach'`.execute(trx)).rows
  })
  expect(asked).toHaveLength(1)
  expect(await reachLetter(office.services, office.company.id, letter.id)).toBe(true)
  expect(await tries(letter)).toEqual(['email letter a@bir.example', 'email letter can@bir.example'])
})

it('[MU530] one letter is left alone on wish; a company that has it off sees nothing happen', async () => {
  await office.settings(HOURS)
  const { letter } = await sentTo({ email: 'a@bir.example', mobile: '05321234567' })
  await office.travel('2099-11-03T08:15:00Z')
  const act = (way: string, by = office.member) => office.act(by, letter, `reach/${way}`)
  expect((await act('stop', office.viewer)).status).toBe(403)
  expect((await act('resume')).status).toBe(409)
  expect(office.need(await act('stop'), 200)).toMatchObject({
    ...{ next: null, hold: 'stopped', can: { stop: { ok: false }, resume: { ok: true } } },
    stopped: { at: expect.stringMatching(/^2099-11-03T08:15/) },
  })
  expect((await act('stop')).status).toBe(409)
  expect(await at('2099-11-03T08:15:00Z')).toBe(0)
  office.need(await act('resume'), 200)
  await office.settings({ reach: { ...HOURS.reach, enabled: false } })
  expect(await at('2099-11-03T08:45:00Z')).toBe(0)
  expect(await reachOf(letter)).toMatchObject({ next: null, hold: 'off' })
  await office.settings(HOURS)
  expect(await at('2099-11-03T09:15:00Z')).toBe(1)
})

it('[MU531] a member puts a letter on the list, and writes what came of the call; a promised day is time asked for', async () => {
  await office.settings({ reach: { ...HOURS.reach, ways: ['call'] } })
  const { letter } = await sentTo({ email: 'a@bir.example', contact_name: 'Ali', mobile: '05321234567' })
  await office.travel('2099-11-02T09:00:00Z')
  const add = () => office.member.call('POST', `/api/mutabakat/${letter.id}/calls`, { body: { note: 'Bekliyor' } })
  const call = office.need<Call>(await add(), 201)
  expect(call).toMatchObject({ reason: 'asked', note: 'Bekliyor', contact: { name: 'Ali', phone: '+905321234567' } })
  expect(office.need<Call>(await add(), 201).id).toBe(call.id)
  const end = (id: string, body: object, rev?: number, way = 'finish') =>
    office.member.call('POST', `/api/mutabakat/calls/${id}/${way}`, {
      body,
      ...(rev === undefined ? {} : { headers: { 'if-match': `"${rev}"` } }),
    })
  expect((await end(call.id, { outcome: 'promised' })).status).toBe(400)
  expect((await end(call.id, { outcome: 'reached' }, 7)).status).toBe(412)
  expect((await end(call.id, { outcome: 'promised', promised_until: '2099-11-02' }, 1)).status).toBe(400)
  expect(await calls()).toHaveLength(1)
  const done = office.need<Call>(await end(call.id, { outcome: 'promised', promised_until: '2099-11-06' }, 1), 200)
  expect(done).toMatchObject({
    state: 'done',
    outcome: 'promised',
    promised_until: '2099-11-06',
    note: 'Bekliyor',
    rev: 2,
  })
  expect((await end(call.id, { outcome: 'reached' })).status).toBe(409)
  expect((await office.find(letter.id)).asked_until).toEqual({ day: '2099-11-06', by: 'Ali' })
  expect(await at('2099-11-05T09:00:00Z')).toBe(0)
  expect(await at('2099-11-09T09:00:00Z')).toBe(1)
  const [next] = await calls('?filter[mine]=1')
  expect(next).toMatchObject({ reason: 'unseen' })
  office.need(await end(next!.id, { note: 'Başka yoldan' }, 1, 'drop'), 200)
  expect(await calls()).toEqual([])
  expect(await calls('?filter[state]=dropped')).toMatchObject([{ id: next!.id, note: 'Başka yoldan' }])
  expect((await end(randomUUID(), {}, undefined, 'drop')).status).toBe(404)
})

it('[MU532] a withdrawn letter takes its call off the list; one that never left gets none', async () => {
  const { letter } = await sentTo({ email: 'a@bir.example' })
  const draft = await office.draft()
  const add = (one: Letter) => office.member.call('POST', `/api/mutabakat/${one.id}/calls`, { body: {} })
  expect((await add(draft)).status).toBe(409)
  office.need(await add(letter), 201)
  office.need(await office.act(office.member, letter, 'cancel', { reason: 'Yanlış' }), 200)
  expect(await calls()).toEqual([])
  expect(await calls('?filter[state]=dropped')).toHaveLength(1)
})

/** Which letters the reach engine's clock looks at: held against looking at all of them. */
import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type MutabakatTrx, withTables } from '../../../suite/apps/mutabakat/data/letters.ts'
import { readReachState } from '../../../suite/apps/mutabakat/services/reach/reach-state.ts'
import { dueLetters, runReach } from '../../../suite/apps/mutabakat/services/reach/run-reach.ts'
import { createFileSink } from '../../../suite/platform/notify/index.ts'
import { type LifeOffice, openLifeOffice } from '../life/life-office.ts'

let office: LifeOffice
beforeEach(async () => {
  office = await openLifeOffice({ sms: createFileSink({ dataDir: tmpdir(), now: () => new Date() }) })
})
afterEach(() => office.close())

const LETTERS = 250

const looksAt = async (): Promise<string[]> => {
  const ids: string[] = []
  const company = { id: office.company.id, time_zone: 'Europe/Istanbul' }
  for await (const id of dueLetters(office.services, company)) ids.push(id)
  return ids
}

/** The same world each time. */
const dice = (seed: number) => {
  let state = seed
  return (sides: number): number => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0
    return (state >>> 8) % sides
  }
}

const one = <T>(roll: (sides: number) => number, of: readonly T[]): T => of[roll(of.length)]!
/** Few hours, so that many lie at the edge of what the engine waits for. */
const hour = (roll: (sides: number) => number): string =>
  `2099-11-0${2 + roll(5)}T${one(roll, ['07', '09', '12', '13'])}:00:00Z`

/** Letters in every situation that decides what happens next: who can be reached, what was tried, asked, planned, called. */
const fill = async (tables: MutabakatTrx, template_id: string, card_id: string): Promise<string[]> => {
  const roll = dice(7)
  const template = await tables
    .selectFrom('mutabakat.letter')
    .selectAll()
    .where('id', '=', template_id)
    .executeTakeFirstOrThrow()
  const card = await tables
    .selectFrom('mutabakat.counterparty')
    .selectAll()
    .where('id', '=', card_id)
    .executeTakeFirstOrThrow()
  const company_id = template.company_id
  const ids: string[] = []
  for (let n = 0; n < LETTERS; n++) {
    const [id, counterparty_id] = [randomUUID(), randomUUID()]
    ids.push(id)
    // Some share an address: what went to one person counts for all letters.
    const addresses = { email: [`a@${n}.example`, `b@${n % 40}.example`], mobile: [`+9053212${String(10000 + n)}`] }
    const mobile = one(roll, [null, addresses.mobile[0]!, '+902121234567'])
    await tables
      .insertInto('mutabakat.counterparty')
      .values({
        ...card,
        ...{
          id: counterparty_id,
          code: `R${n}`,
          search: `R${n}`,
          email: one(roll, [null, ...addresses.email]),
          mobile,
        },
        opted_out_at: one(roll, [null, null, null, new Date()]),
        bounced_at: one(roll, [null, null, new Date()]),
      } as never)
      .execute()
    for (let more = roll(3); more > 0; more--)
      await tables
        .insertInto('mutabakat.contact')
        .values({
          ...{ id: randomUUID(), company_id, counterparty_id, name: 'Can', email: one(roll, addresses.email) },
          mobile: one(roll, [null, `+9053213${String(10000 + n)}`]),
          kinds: one(roll, [['cari'], ['bs'], []]) as never,
          opted_out_at: one(roll, [null, null, new Date()]),
          created_at: new Date(),
        })
        .execute()
    const status = one(roll, ['sent', 'sent', 'viewed', 'expired'] as const)
    await tables
      .insertInto('mutabakat.letter')
      .values({
        ...template,
        ...{ id, counterparty_id, no: `MUT-2099-${String(n).padStart(6, '0')}`, status, sent_at: hour(roll) },
        reply_due: one(roll, [null, '2099-11-05', '2099-11-07', '2099-11-09', '2099-11-12']),
        asked_until: one(roll, [null, null, null, '2099-11-04', '2099-11-10']),
        reading_until: one(roll, [null, null, null, hour(roll)]),
        reach_stopped_at: one(roll, [null, null, null, null, new Date()]),
        reminder_plan: JSON.stringify(one(roll, [[], [{ after_days: 1 + roll(5), channel: 'email' }]])),
      } as never)
      .execute()
    for (let tries = roll(4); tries > 0; tries--) {
      const state = one(roll, ['sent', 'sent', 'opened', 'bounced', 'failed', 'queued'] as const)
      const channel = one(roll, ['email', 'sms', 'post'] as const)
      const address = channel === 'sms' ? (mobile ?? 'x') : one(roll, addresses.email)
      const sent_at = state === 'queued' ? null : hour(roll)
      await tables
        .insertInto('mutabakat.delivery')
        .values({
          ...{ id: randomUUID(), company_id, letter_id: id, link_id: null, channel, address, state },
          ...{ created_at: sent_at ?? hour(roll), sent_at },
        })
        .execute()
    }
    for (let calls = roll(3), open = roll(8) === 0; calls > 0; calls--, open = false) {
      const outcome = one(roll, ['reached', 'not_reached', 'promised', 'wrong_number', null] as const)
      await tables
        .insertInto('mutabakat.call')
        .values({
          ...{ id: randomUUID(), company_id, letter_id: id, contact_id: null, created_at: hour(roll) },
          reason: one(roll, ['bounced', 'unseen', 'no_answer']),
          ...(open
            ? { state: 'open' as const }
            : { state: outcome ? ('done' as const) : ('dropped' as const), outcome, closed_at: hour(roll) }),
          ...(outcome === 'promised' && !open && { promised_until: '2099-11-05' }),
        })
        .execute()
    }
  }
  return ids
}

it('[MU610] the clock looks at every letter whose step is due, and at hardly another', async () => {
  const letter = await office.draft()
  const ids = await office.system<string[]>(trx => fill(withTables(trx), letter.id, letter.counterparty.id))
  let due_in_all = 0
  const moments = ['2099-11-04T06:30:00Z', '2099-11-05T08:15:00Z', '2099-11-06T14:45:00Z', '2099-11-09T07:00:00Z']
  for (const [at, moment] of moments.entries()) {
    const ways = [['sms', 'call'], ['sms'], ['call'], []][at]!
    await office.settings({ reach: { enabled: true, unseen_hours: 3 + at, ways } })
    await office.travel(moment)
    const { services, company } = office
    const looked = await looksAt()
    const due = await services.store.inCompany(company.id, async trx => {
      const tables = withTables(trx)
      const found: string[] = []
      for (const id of ids) {
        const row = await tables
          .selectFrom('mutabakat.letter')
          .selectAll()
          .where('id', '=', id)
          .executeTakeFirstOrThrow()
        const { facts, decision } = await readReachState(services, tables, row)
        if (decision.next && decision.next.at <= facts.now) found.push(id)
      }
      return found
    })
    expect(due.filter(id => !looked.includes(id))).toEqual([])
    // What a person got today, what is planned for today, and whom a kind of letter does not reach.
    expect(looked.length - due.length).toBeLessThan(LETTERS / 20)
    due_in_all += due.length
  }
  expect(due_in_all).toBeGreaterThan(40)
}, 60_000)

it('[MU611] outside working hours, and where the engine is off, no letter is looked at', async () => {
  const letter = await office.draft()
  await office.system(trx => fill(withTables(trx), letter.id, letter.counterparty.id))
  const looked = async (moment: string) => {
    await office.travel(moment)
    return (await looksAt()).length
  }
  await office.settings({ reach: { enabled: true, unseen_hours: 2, ways: ['sms', 'call'] } })
  expect(await looked('2099-11-05T08:15:00Z')).toBeGreaterThan(10)
  for (const closed of ['2099-11-05T05:45:00Z', '2099-11-05T15:15:00Z', '2099-11-07T08:15:00Z'])
    expect(await looked(closed)).toBe(0)
  await office.settings({ reach: { enabled: false, unseen_hours: 2, ways: ['sms', 'call'] } })
  expect(await looked('2099-11-09T08:15:00Z')).toBe(0)
  expect((await runReach(office.services)).steps).toBe(0)
}, 60_000)

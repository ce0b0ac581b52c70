/** A counterparty that asked for time is not pressed. */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { expireLetters } from '../../../suite/apps/mutabakat/services/letters/expire-letters.ts'
import { runReminders } from '../../../suite/apps/mutabakat/services/reach/run-reminders.ts'
import { type LifeOffice, openLifeOffice } from '../life/life-office.ts'

let office: LifeOffice
beforeAll(async () => {
  office = await openLifeOffice()
})
afterAll(() => office.close())

it('[MU332] planned reminders wait until the day asked for is over', async () => {
  const letter = await office.draft()
  const plan = [{ after_days: 3, channel: 'email' }]
  await office.place(letter.id, 'viewed', { sent_at: new Date('2099-11-02T08:00:00Z'), plan })
  await office.system(trx =>
    sql`update mutabakat.letter set asked_until = '2099-11-10', asked_until_by = 'Ali Veli' where id = ${letter.id}`.execute(
      trx,
    ),
  )
  const remindedAt = async (instant: string) => {
    await office.travel(instant)
    return (await runReminders(office.services)).reminded
  }
  for (const day of ['2099-11-05', '2099-11-09', '2099-11-10'])
    expect([day, await remindedAt(`${day}T09:00:00Z`)]).toEqual([day, 0])
  expect(await remindedAt('2099-11-11T09:00:00Z')).toBe(1)
})

it('[MU332] a letter does not expire before the day asked for is over', async () => {
  const letter = await office.draft()
  await office.place(letter.id, 'viewed', { sent_at: new Date('2099-11-02T08:00:00Z'), plan: [] })
  await office.system(trx =>
    sql`update mutabakat.letter set reply_due = '2099-11-12', asked_until = '2099-11-20', asked_until_by = 'Ali Veli'
      where id = ${letter.id}`.execute(trx),
  )
  const statusAt = async (instant: string) => {
    await office.travel(instant)
    await expireLetters(office.services)
    return (await office.find(letter.id)).status
  }
  expect(await statusAt('2099-11-20T09:00:00Z')).toBe('viewed')
  expect(await statusAt('2099-11-21T09:00:00Z')).toBe('expired')
})

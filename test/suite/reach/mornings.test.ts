/** What people are told of a day: each responsible person's digest, and the days on which BA/BS forms come near. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Letter } from '../../../suite/apps/mutabakat/contract/index.ts'
import { withTables } from '../../../suite/apps/mutabakat/data/letters.ts'
import { alarmOfBabs, isAlarmDay } from '../../../suite/apps/mutabakat/services/mornings/alarm-of-babs.ts'
import { sendDigests } from '../../../suite/apps/mutabakat/services/mornings/send-digests.ts'
import { type LifeOffice, openLifeOffice } from '../life/life-office.ts'

let office: LifeOffice
beforeEach(async () => {
  office = await openLifeOffice()
})
afterEach(() => office.close())

const change = (letter: Letter, set: Record<string, unknown>) =>
  office.system(trx => withTables(trx).updateTable('mutabakat.letter').set(set).where('id', '=', letter.id).execute())
const placed = async (status: Parameters<LifeOffice['place']>[1], set: Record<string, unknown> = {}) => {
  const letter = await office.draft()
  await office.place(letter.id, status, { sent_at: new Date('2099-11-03T08:00:00Z') })
  await change(letter, { responsible_id: office.member.id, ...set })
  return letter
}
const digests = async (instant: string) => {
  await office.travel(instant)
  return (await sendDigests(office.services)).sent
}
const toldOf = async (user_id: string) => (await office.bells(user_id)).map(({ message }) => message)

it('[MU533] tells a person once on a working morning what happened and what there is to do', async () => {
  await placed('approved', { answered_at: new Date('2099-11-06T12:00:00Z') })
  await placed('rejected', { answered_at: new Date('2099-11-07T12:00:00Z') })
  await placed('rejected', { answered_at: new Date('2099-11-05T12:00:00Z') })
  await placed('sent', { reply_due: '2099-11-12' })
  await placed('viewed', { delivery_state: 'bounced', reply_due: '2099-11-30' })
  await placed('sent', { responsible_id: office.manager.id, reply_due: '2099-11-30' })
  // The 9th is a Monday: Friday's answers and the weekend's are yesterday's. 08:30 in Istanbul is 05:30 in UTC.
  for (const early of ['2099-11-08T06:00:00Z', '2099-11-09T05:29:00Z']) expect(await digests(early)).toBe(0)
  expect(await digests('2099-11-09T05:30:00Z')).toBe(2)
  expect(await digests('2099-11-09T06:00:00Z')).toBe(0)
  expect(await toldOf(office.member.id)).toEqual([
    'Dün mutabık kalınan: 1. Dün mutabık olmayan: 1 (fark 125,00\u00a0TL). Görülmeyen: 1. Geri dönen: 1. Üç gün içinde süresi dolan: 1.',
  ])
  expect(await toldOf(office.manager.id)).toEqual(['Görülmeyen: 1.'])
  expect(await toldOf(office.viewer.id)).toEqual([])
  expect(await digests('2099-11-10T05:30:00Z')).toBe(2)
})

it('[MU533] goes by mail in the language of the person, unless they switched it off', async () => {
  await placed('sent')
  await office.system(trx =>
    trx
      .insertInto('platform.user_setting')
      .values({ user_id: office.member.id, locale: 'en' } as never)
      .onConflict(conflict => conflict.column('user_id').doUpdateSet({ locale: 'en' }))
      .execute(),
  )
  const mails = () =>
    office.system<{ recipient: string; subject: string }[]>(trx =>
      trx.selectFrom('platform.mail').select(['recipient', 'subject']).where('kind', '=', 'notification').execute(),
    )
  expect(await digests('2099-11-09T05:30:00Z')).toBe(1)
  expect(await toldOf(office.member.id)).toEqual(['Not seen: 1.'])
  expect((await mails()).map(({ subject }) => subject)).toEqual([expect.stringContaining('Your letters this morning')])
  await office.services.inbox.choose(office.member.id, 'mutabakat_digest', { mail: false, in_app: false }, 'en')
  await digests('2099-11-10T05:30:00Z')
  expect(await mails()).toHaveLength(1)
  expect(await toldOf(office.member.id)).toHaveLength(1)
})

it('[MU534] on the 20th, the 25th and the day before the last, leaders learn of open BA/BS letters of the month before', async () => {
  expect(['2099-11-20', '2099-11-25', '2099-11-29', '2100-02-27', '2096-02-28'].map(isAlarmDay)).not.toContain(false)
  expect(['2099-11-19', '2099-11-30', '2099-11-28', '2099-12-01', '2096-02-29'].map(isAlarmDay)).not.toContain(true)
  const documents = { documents_count: 1, documents_scope: 'all' }
  const month = { balance_date: '2099-10-31', ...documents }
  await placed('sent', { ...month, kind: 'ba' })
  await placed('rejected', { ...month, kind: 'bs' })
  await placed('approved', { ...month, kind: 'bs' })
  await placed('sent', { balance_date: '2099-10-31' })
  await placed('sent', { ...documents, balance_date: '2099-09-30', kind: 'ba' })
  const alarms = async (instant: string) => {
    await office.travel(instant)
    return (await alarmOfBabs(office.services)).told
  }
  expect(await alarms('2099-11-20T05:59:00Z')).toBe(0)
  // Owner and manager.
  expect(await alarms('2099-11-20T06:00:00Z')).toBe(2)
  expect(await alarms('2099-11-20T07:00:00Z')).toBe(0)
  expect(await alarms('2099-11-21T07:00:00Z')).toBe(0)
  expect(await toldOf(office.manager.id)).toEqual([
    '2099-10 dönemi: 0 mektup gönderilmedi, 1 mektup yanıt bekliyor, 1 mektup farklı.',
  ])
  expect(await toldOf(office.member.id)).toEqual([])
  expect(await alarms('2099-11-25T06:00:00Z')).toBe(2)
})

/** A letter to a linked company: it comes in at once, and is compared with the other books whenever it is read. */
import { sql } from 'kysely'
import { afterAll, describe, expect, it } from 'vitest'
import { routes } from '../../../suite/apps/mutabakat/contract/index.ts'
import type { Person } from '../person.ts'
import { openWire, type Wire } from '../wire.ts'
import { openMirrorWorld, until } from './mirror-world.ts'

const { test, asker, asked, member, ours, theirs, bells, linked, incomingOf, again, answer, sendTo } =
  await openMirrorWorld()
afterAll(() => test.close())

const { card, theirCard } = await linked()
let day = 0
/** A new day, so that letters of one test meet none of another. */
const newDay = () => `2026-0${1 + Math.floor(day / 28)}-${String((day++ % 28) + 1).padStart(2, '0')}`

const own = (balance_date: string, amount: string, side: 'A' | 'B' = 'A') =>
  theirs.draft({ counterparty_id: theirCard.id, balance_date, balance: { amount, currency: 'TRY' }, side })

const heard = (wire: Wire, person: Person, no: string) =>
  wire
    .events(`company:${person.company_id}`)
    .filter(({ type, data }) => type === 'mutabakat_sent' && (data as { no: string }).no === no)

describe('a letter to a linked company', () => {
  it('[MU504] comes in beside its mail, is told with its link in the receiver’s room alone, and rings for who leads', async () => {
    await using receiver = await openWire(test.url, member)
    await using sender = await openWire(test.url, asker)
    await receiver.join(`company:${asked.company_id}`)
    await sender.join(`company:${asker.company_id}`)
    const { letter } = await sendTo(card, { balance_date: newDay() })
    const came = await incomingOf(asked, letter)
    expect(came).toMatchObject({
      ...{ no: letter.no, status: 'sent', side: 'B', balance: { amount: '1250.40', currency: 'TRY' }, own: null },
      ...{ result: 'unknown', read_at: null, counterparty: { id: theirCard.id }, from: { title: 'Ak Gıda A.Ş.' } },
      can: { answer: { ok: true, code: null } },
    })
    const [event] = await receiver.until('mutabakat_sent', () => {
      const events = heard(receiver, asked, letter.no)
      return events.length > 0 && events
    })
    expect(event!.data).toMatchObject({
      ...{ mutabakat_id: letter.id, incoming_id: came.id, kind: 'cari', amount: '1250.40', side: 'B', currency: 'TRY' },
      ...{ status: 'sent', channels: ['email'], counterparty: { id: theirCard.id } },
      link: `/c/${asked.company}/mutabakat/incoming/${came.id}`,
    })
    expect(event!.data).not.toHaveProperty('row')
    const [own] = await sender.until('its own', () => {
      const events = heard(sender, asker, letter.no)
      return events.length > 0 && events
    })
    expect(own!.data).not.toHaveProperty('link')
    expect(own!.data).toHaveProperty('row')
    const bell = (await bells(asked)).find(({ link }) => link?.endsWith(came.id))
    expect(bell?.title).toBe('Ak Gıda A.Ş. mektup gönderdi')
    expect(await bells(member)).toEqual([])
    expect(await asked.call(routes.countIncoming, {})).toMatchObject({ body: { unread: 1, waiting: 1 } })
  })

  it('[MU504] rings for the responsible person alone where the card has one', async () => {
    const params = { id: theirCard.id }
    ours.need(await asked.call(routes.updateCounterparty, { params, body: { responsible_id: member.user_id } }), 200)
    const { letter } = await sendTo(card, { balance_date: newDay() })
    const { id } = await incomingOf(asked, letter)
    const rings = async (person: Person) => (await bells(person)).filter(({ link }) => link?.endsWith(id)).length
    expect([await rings(member), await rings(asked)]).toEqual([1, 0])
    ours.need(await asked.call(routes.updateCounterparty, { params, body: { responsible_id: null } }), 200)
  })

  it('[MU504] stays blank when it is, in rows, events, papers and comparison', async () => {
    await using receiver = await openWire(test.url, member)
    await receiver.join(`company:${asked.company_id}`)
    const balance_date = newDay()
    await own(balance_date, '777.00')
    const { letter } = await sendTo(card, { balance_date, style: 'blank' })
    const came = await incomingOf(asked, letter)
    expect(came).toMatchObject({ balance: null, side: null, result: null, difference: null })
    expect(came.own).toMatchObject({ balance: { amount: '777.00' }, side: 'B' })
    const stored = await test.suite.services.store.inCompany(asked.company_id, trx =>
      sql<{ all: string }>`select to_jsonb(i)::text as all from mutabakat.incoming i where id = ${came.id}`.execute(
        trx,
      ),
    )
    expect(stored.rows[0]!.all).not.toMatch(/1250|125040/)
    expect(JSON.stringify(receiver.events(`company:${asked.company_id}`))).not.toMatch(/"amount":"1250/)
    expect((await asked.refused(routes.incomingDocument, { params: { id: came.id } })).status).toBe(404)
    const done = await answer(member, came, {
      choice: 'balance',
      own_balance: { amount: '777.00', currency: 'TRY' },
      own_side: 'B',
    })
    expect(done.body).toMatchObject({
      status: 'rejected',
      balance: { amount: '1250.40' },
      difference: { amount: '473.40' },
    })
  })

  it('[MU505] is compared with the newest letter of their own that is not withdrawn, whenever that changes', async () => {
    const balance_date = newDay()
    const { letter } = await sendTo(card, { balance_date })
    const came = await incomingOf(asked, letter)
    const see = async () => {
      const { result, difference, own: figure } = await again(asked, came)
      return [result, difference?.amount ?? null, figure?.balance.amount ?? null]
    }
    expect(await see()).toEqual(['unknown', null, null])
    const draft = await own(balance_date, '1000.40')
    expect(await see()).toEqual(['differs', '250.00', '1000.40'])
    const body = { balance: { amount: '1250.40', currency: 'TRY' as const } }
    ours.need(await asked.call(routes.updateLetter, { params: { id: draft.id }, body }), 200)
    expect(await see()).toEqual(['agrees', '0.00', '1250.40'])
    // The same amount on the same side means that each says the other owes.
    ours.need(await asked.call(routes.updateLetter, { params: { id: draft.id }, body: { side: 'B' } }), 200)
    expect(await see()).toEqual(['differs', '2500.80', '1250.40'])
    for (const [result, count] of [
      ['differs', 1],
      ['agrees', 0],
      ['unknown', 0],
    ] as const) {
      const query = { q: letter.no, 'filter[result]': result } as never
      expect(ours.need(await asked.call(routes.listIncoming, { query }), 200).items).toHaveLength(count)
    }
    ours.need(
      await asked.call(routes.cancelLetter, { params: { id: draft.id }, body: { reason: 'yanlış' } as never }),
      200,
    )
    expect(await see()).toEqual(['unknown', null, null])
    // Another day, another card: not about the same thing.
    await own(newDay(), '1250.40')
    await theirs.draft({ balance_date })
    expect(await see()).toEqual(['unknown', null, null])
  })

  it('[MU506] names the line that is the difference by itself', async () => {
    const balance_date = newDay()
    const { letter } = await sendTo(card, { balance_date })
    const came = await incomingOf(asked, letter)
    await own(balance_date, '1000.00')
    expect((await again(asked, came)).because).toBeNull()
    const csv = (rows: string[]) => Buffer.from(['Tarih;EvrakTipi;EvrakNo;Aciklama;Borc;Alacak', ...rows].join('\n'))
    const sheets = {
      ours: csv(['05.01.2026;Fatura;AK-1;;1000,00;', '06.01.2026;Fatura;AK-2;eksik;250,40;']),
      theirs: csv(['05.01.2026;Fatura;AK-1;;;1000,00']),
    }
    for (const side of ['ours', 'theirs'] as const)
      expect(
        (
          await asker.upload(
            routes.uploadStatement,
            { name: `${side}.csv`, bytes: sheets[side] },
            { params: { id: letter.id, side } },
          )
        ).status,
      ).toBe(202)
    const { because, difference } = await until(
      () => again(asked, came),
      seen => seen.because !== null,
      'the line',
    )
    expect(difference).toEqual({ amount: '250.40', currency: 'TRY' })
    expect(because).toEqual({
      ...{ side: 'theirs', date: '2026-01-06', number: 'AK-2', description: 'eksik' },
      amount: { amount: '250.40', currency: 'TRY' },
    })
  })
})

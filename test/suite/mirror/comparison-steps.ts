/** A letter of a linked company that was answered with no, and its statements from both sides. */
import { expect } from 'vitest'
import {
  type Comparison,
  type Incoming,
  type Letter,
  routes,
  type StatementSide,
} from '../../../suite/apps/mutabakat/contract/index.ts'
import type { Person } from '../person.ts'
import { type openMirrorWorld, until } from './mirror-world.ts'

export const csv = (rows: readonly string[], head = 'Tarih;EvrakTipi;EvrakNo;Aciklama;Borc;Alacak') =>
  Buffer.from([head, ...rows].join('\n'))

/** The sender says 1,250.40; the receiver misses an invoice of 250.40 and booked a payment of 100 nobody knows of. */
const SENDERS = csv([
  '01.09.2026;DEVİR;;;500,00;',
  '05.09.2026;Fatura;GIB2026000000101;Eylül;700,00;',
  '12.09.2026;Fatura;GIB2026000000102;;300,00;',
  '15.09.2026;Tahsilat;;Havale;;500,00',
  '20.09.2026;Fatura;GIB2026000000103;eksik;250,40;',
])
export const RECEIVERS = [
  '01.09.2026;Devir;;;;500,00',
  '06.09.2026;Fatura;GIB-2026-101;;;700,00',
  '13.09.2026;Fatura;;;;300,00',
  '16.09.2026;Ödeme;;;500,00;',
  '10.06.2026;Ödeme;77;eft;100,00;',
]

type World = Awaited<ReturnType<typeof openMirrorWorld>>

export const code = async (asking: ReturnType<Person['refused']>): Promise<[number, string]> => {
  const { status, body } = await asking
  return [status, body.error.code]
}

/** `card`: the sender's, linked. */
export const comparisonSteps = (world: World, card: { id: string }) => {
  const { asker, asked, member, ours, incomingOf, answer, sendTo } = world
  let day = 0
  /** A new day, so that letters of one test meet none of another. */
  const newDay = () => `2026-0${1 + Math.floor(day / 28)}-${String((day++ % 28) + 1).padStart(2, '0')}`

  const disagreed = async (to = card): Promise<{ letter: Letter; came: Incoming }> => {
    const { letter } = await sendTo(to, { balance_date: newDay() })
    const came = await incomingOf(asked, letter)
    const balance = { own_balance: { amount: '900.00', currency: 'TRY' }, own_side: 'B' }
    const given = await answer(member, came, { choice: 'disagree', reason_code: 'missing_invoice', ...balance })
    expect(given.status).toBe(200)
    return { letter, came: given.body as never as Incoming }
  }
  const look = async (person: Person, { id }: { id: string }): Promise<Comparison> =>
    ours.need(await person.call(routes.incomingComparison, { params: { id } }), 200)
  const give = (person: Person, { id }: { id: string }) =>
    person.upload(routes.giveStatement, { name: 'ekstre.csv', bytes: csv(RECEIVERS) }, { params: { id } })
  const sendersUpload = (letter: Letter, side: StatementSide = 'ours') =>
    asker.upload(routes.uploadStatement, { name: `${side}.csv`, bytes: SENDERS }, { params: { id: letter.id, side } })
  const done = (came: Incoming): Promise<Comparison> =>
    until(
      () => look(asked, came),
      ({ run }) => run?.state === 'done',
      'the end of matching',
    )
  const matched = async (to = card) => {
    const { letter, came } = await disagreed(to)
    expect((await sendersUpload(letter)).status).toBe(202)
    expect((await give(member, came)).status).toBe(202)
    return { letter, came, comparison: await done(came) }
  }
  return { newDay, disagreed, look, give, sendersUpload, done, matched }
}

/** One letter's life over real sockets: every member hears it in the company's room, its sender in their own, nobody else. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { routes } from '../../../suite/apps/mutabakat/contract/index.ts'
import { type LetterSteps, letterSteps } from '../letter-steps.ts'
import { mailsOf } from '../mails.ts'
import type { Person } from '../person.ts'
import { startTestSuite, type TestSuite } from '../test-suite.ts'
import { openWire, type Wire } from '../wire.ts'

let test: TestSuite
let sender: Person
let steps: LetterSteps
beforeAll(async () => {
  test = await startTestSuite()
  sender = await test.signIn('mehmet@defnegida.example')
  steps = letterSteps({ member: sender, guest: test.stranger(), nextMail: mailsOf(test.suite.services.mail.catcher!) })
})
afterAll(() => test.close())

it('[MU273] from draft to withdrawal', async () => {
  const mail = () => `${randomUUID().slice(0, 8)}@ornek.example`
  const colleague = await test.addMember(sender.company_id!, mail(), 'viewer')
  const foreigner = await test.addCompany('Başka A.Ş.', mail())
  const own = (person: Person) => `user:${person.user_id}`
  const company = `company:${sender.company_id}`
  await using sees = await openWire(test.url, sender)
  await using beside = await openWire(test.url, colleague)
  await using outside = await openWire(test.url, foreigner)
  for (const [wire, rooms] of [
    [sees, [company, own(sender)]],
    [beside, [company, own(colleague)]],
    [outside, [`company:${foreigner.company_id}`, own(foreigner)]],
  ] as [Wire, string[]][])
    for (const room of rooms) expect((await wire.join(room)).type).toBe('room_joined')
  for (const [wire, room] of [
    [outside, company],
    [outside, own(sender)],
    [beside, own(sender)],
  ] as [Wire, string][])
    expect((await wire.join(room)).type).toBe('error')

  const letter = await steps.draft()
  await steps.send(letter)
  const types = (wire: Wire, room: string) =>
    wire
      .events(room)
      .filter(({ data }) => (data as { mutabakat_id?: string }).mutabakat_id === letter.id)
      .map(({ type }) => type)
  await sees.until('sent', () => types(sees, company).includes('mutabakat_sent'))
  const { id } = letter
  steps.need(await sender.call(routes.cancelLetter, { params: { id }, body: { reason: 'Yanlış bakiye' } }), 200)
  const all = ['mutabakat_created', 'mutabakat_updated', 'mutabakat_sent', 'mutabakat_cancelled']
  for (const [wire, room] of [
    [sees, company],
    [sees, own(sender)],
    [beside, company],
  ] as [Wire, string][]) {
    await wire.until('withdrawn', () => types(wire, room).includes('mutabakat_cancelled'))
    expect([room, types(wire, room)]).toEqual([room, all])
  }
  expect(types(beside, own(colleague))).toEqual([])
  expect(outside.frames.filter(frame => JSON.stringify(frame).includes(id))).toEqual([])
})

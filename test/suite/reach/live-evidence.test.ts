/** The evidence of a letter on two live connections: its company's and its guest's, and on nobody else's. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { routes } from '../../../suite/apps/mutabakat/contract/index.ts'
import { verifyInBrowser } from '../../../suite/apps/mutabakat/screens/evidence/verify-in-browser.ts'
import { letterSteps } from '../letter-steps.ts'
import { mailsOf } from '../mails.ts'
import { startTestSuite, type TestSuite } from '../test-suite.ts'
import { openWire, type Wire } from '../wire.ts'

let test: TestSuite
beforeAll(async () => {
  test = await startTestSuite()
})
afterAll(() => test.close())

type Told = { mutabakat_id: string; length: number; head: string }

it('[MU560] [MU561] every fact is told to both sides of its letter alone, and a browser computes the chain it reads', async () => {
  const owner = await test.signIn()
  const guest = test.stranger()
  const steps = letterSteps({ member: owner, guest, nextMail: mailsOf(test.suite.services.mail.catcher!) })
  const [letter, other] = [await steps.draft(), await steps.draft()]
  await using member = await openWire(test.url, owner)
  const room = `mutabakat:${letter.id}`
  for (const name of [room, `mutabakat:${other.id}`, `company:${owner.company_id}`, `user:${owner.user_id}`])
    expect((await member.join(name)).type).toBe('room_joined')
  const visit = await steps.visit(letter)
  const params = { token: visit.token }
  const headers = { 'x-portal-grant': visit.grant }
  const { token } = (await guest.call(routes.portalConnection, { params }, { headers })).body
  await using counterparty = await openWire(test.url, guest, token)
  expect((await counterparty.join(room)).type).toBe('room_joined')
  await steps.answer(visit)

  const told = (wire: Wire) =>
    wire
      .events(room)
      .filter(({ type }) => type === 'mutabakat_evidence')
      .map(({ data }) => data as Told)
  for (const wire of [member, counterparty])
    await wire.until('the answer', () => told(wire).some(({ length }) => length === 7))
  const { facts, head } = (await owner.call(routes.letterEvidence, { params: { id: letter.id } })).body
  // The draft was written before anybody listened.
  expect(told(member)).toEqual(
    facts.slice(1).map(({ seq, hash }) => ({ mutabakat_id: letter.id, length: seq, head: hash })),
  )
  expect(told(counterparty).at(-1)).toEqual({ mutabakat_id: letter.id, length: 7, head })
  const elsewhere = member.frames.filter(frame => 'room' in frame && frame.room !== room)
  expect(JSON.stringify(elsewhere)).not.toContain('mutabakat_evidence')

  const theirs = (await guest.call(routes.portalEvidence, { params }, { headers })).body
  expect(await verifyInBrowser(theirs, crypto.subtle)).toEqual({ checked: 7, broken: null, hidden: 7 })
  expect(theirs.facts[0]).not.toHaveProperty('detail')
  const [first, ...rest] = theirs.facts
  const forged = { ...theirs, facts: [{ ...first!, at: '2026-01-01T00:00:00.000Z' }, ...rest] }
  expect((await verifyInBrowser(forged, crypto.subtle)).broken).toEqual({ seq: 1, fault: 'changed' })
})

/** A letter's way from draft to answer, and who hears of it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type LetterRow,
  MUTABAKAT_EVENTS,
  type MutabakatEventType,
  routes,
} from '../../suite/apps/mutabakat/contract/index.ts'
import { countUnreadRoute, newNotificationSchema } from '../../suite/platform/contract/index.ts'
import { type LetterSteps, letterSteps } from './letter-steps.ts'
import { mailsOf } from './mails.ts'
import type { Person } from './person.ts'
import { startTestSuite, type TestSuite } from './test-suite.ts'
import { openWire, type Wire } from './wire.ts'

let test: TestSuite
let owner: Person
let manager: Person
let steps: LetterSteps
beforeAll(async () => {
  test = await startTestSuite()
  owner = await test.signIn()
  manager = await test.signIn('mehmet@defnegida.example')
  const nextMail = mailsOf(test.suite.services.mail.catcher!)
  steps = letterSteps({ member: owner, guest: test.stranger(), nextMail })
})
afterAll(() => test.close())

const companyRoom = () => `company:${owner.company_id}`
type LetterEvent = { mutabakat_id: string; status: string; rev: number; row: LetterRow; message: string }
/** The events of one letter in a room, as often as they came. */
const ofLetter = (wire: Wire, room: string, id: string) =>
  wire.events(room).filter(event => (event.data as LetterEvent).mutabakat_id === id)
const typesOf = (events: { type: string }[]) => events.map(event => event.type)
const notices = (wire: Wire, person: Person) =>
  wire.events(`user:${person.user_id}`).filter(event => event.type === 'new_notification')
/** Joined to the company's room and to their own. */
const listen = async (person: Person): Promise<Wire> => {
  const wire = await openWire(test.url, person)
  await wire.join(companyRoom())
  await wire.join(`user:${person.user_id}`)
  return wire
}
const AGREED = ['mutabakat_created', 'mutabakat_updated', 'mutabakat_sent', 'mutabakat_viewed', 'mutabakat_approved']

describe('a letter that is agreed', () => {
  it('[MU100] a draft becomes a mail with its link and its PDF, and is sent once the mail server took it', async () => {
    await using wire = await listen(owner)
    const letter = await steps.draft()
    expect(letter).toMatchObject({ status: 'draft', delivery: null, document: null, rev: 1 })
    const { mail } = await steps.send(letter)
    expect(mail.subject).toContain(letter.no)
    expect(mail.text).toContain('1.250,40')
    await wire.until('sent', () =>
      ofLetter(wire, companyRoom(), letter.id).some(({ type }) => type === 'mutabakat_sent'),
    )
    const sent = await steps.find(letter.id)
    expect(mail.attachments?.map(file => file.filename)).toEqual([`${letter.no}.pdf`])
    expect(sent).toMatchObject({ status: 'sent', delivery: 'sent', delivery_error: null })
    expect(sent.deliveries).toMatchObject([{ state: 'sent', address: letter.counterparty.email }])
    expect(Buffer.from(mail.attachments![0]!.base64, 'base64').length).toBe(sent.document?.size)
  })

  it('[MU101] the counterparty sees it after his code, agrees, and the letter is approved with his name', async () => {
    const letter = await steps.draft()
    const visit = await steps.visit(letter)
    expect(visit.letter).toMatchObject({ no: letter.no, status: 'viewed', balance: letter.balance, side: 'B' })
    const answered = await steps.answer(visit, { name: 'Ayşe Yılmaz', title: 'Muhasebe Müdürü' })
    expect(answered.status).toBe(200)
    expect(answered.body).toMatchObject({ status: 'approved', answer: { choice: 'agree', name: 'Ayşe Yılmaz' } })
    const approved = await steps.find(letter.id)
    expect(approved).toMatchObject({
      ...{ status: 'approved', answer: { choice: 'agree', title: 'Muhasebe Müdürü', difference: null } },
    })
    expect(approved.history.map(line => line.action).reverse()).toEqual(AGREED)
  })

  it('[MU103] [MU104] each change is told once in both rooms, to every member, with the row and a growing rev', async () => {
    await using mine = await listen(owner)
    await using theirs = await openWire(test.url, manager)
    await theirs.join(companyRoom())
    const letter = await steps.draft()
    await steps.answer(await steps.visit(letter))
    // What comes after it in the same rooms: a second copy would have come before.
    const fence = await steps.draft()
    const rooms = [
      [mine, companyRoom()],
      [mine, `user:${owner.user_id}`],
      [theirs, companyRoom()],
    ] as const
    for (const [wire, room] of rooms) {
      await wire.until('the fence', () => ofLetter(wire, room, fence.id).length > 0)
      const events = ofLetter(wire, room, letter.id)
      expect(typesOf(events)).toEqual(AGREED)
      const data = events.map(event => event.data as LetterEvent)
      expect(data.map(({ rev }) => rev)).toEqual([1, 2, 3, 4, 5])
      expect(data.map(({ row }) => [row.rev, row.status])).toEqual(data.map(({ rev, status }) => [rev, status]))
      for (const event of events)
        expect(MUTABAKAT_EVENTS[event.type as MutabakatEventType].schema.parse(event.data)).toEqual(
          expect.objectContaining({ mutabakat_id: letter.id }),
        )
      expect(data.at(-1)?.message).toBe(`${letter.no} Ali Veli tarafından onaylandı`)
    }
    const told = ofLetter(mine, companyRoom(), letter.id)
    expect(ofLetter(theirs, companyRoom(), letter.id).map(event => event.offset)).toEqual(
      told.map(event => event.offset),
    )
    const offsets = mine.events(companyRoom()).map(event => event.offset!)
    expect(offsets).toEqual(offsets.map((_, index) => offsets[0]! + index))
  })
})

describe('a letter that is not agreed', () => {
  it.each([
    { side: 'B', own: '1000.00', own_side: 'B', difference: '250.40' },
    { side: 'B', own: '1500.40', own_side: 'B', difference: '-250.00' },
    { side: 'A', own: '1000.00', own_side: 'A', difference: '-250.40' },
    { side: 'B', own: '0.10', own_side: 'A', difference: '1250.50' },
  ] as const)(
    '[MU102] we say 1250.40 $side, they say $own $own_side: a difference of $difference, seen from our books',
    async ({ side, own, own_side, difference }) => {
      await using wire = await listen(owner)
      const letter = await steps.draft({ side })
      const visit = await steps.visit(letter)
      const answered = await steps.answer(visit, {
        ...{ choice: 'disagree', reason_code: 'missing_invoice', note: 'Kasım faturası yok', name: 'Can Er' },
        ...{ own_balance: { amount: own, currency: 'TRY' }, own_side },
      })
      const shown = {
        ...{ choice: 'disagree', reason_code: 'missing_invoice', note: 'Kasım faturası yok', own_side },
        ...{ own_balance: { amount: own, currency: 'TRY' }, difference: { amount: difference, currency: 'TRY' } },
      }
      expect(answered.body).toMatchObject({ status: 'rejected', answer: shown })
      expect(await steps.find(letter.id)).toMatchObject({ status: 'rejected', answer: shown })
      const event = await wire.until('rejected', () =>
        ofLetter(wire, companyRoom(), letter.id).find(({ type }) => type === 'mutabakat_rejected'),
      )
      expect(MUTABAKAT_EVENTS.mutabakat_rejected.schema.parse(event.data)).toMatchObject({
        ...{ rejected_by: 'Can Er', reason_code: 'missing_invoice', own_amount: own, status: 'rejected' },
        ...{ difference: { amount: difference, currency: 'TRY' }, message: expect.stringContaining('Can Er') },
      })
    },
  )

  it('[MU102] disagreeing without a reason is refused, and changes nothing', async () => {
    const letter = await steps.draft()
    const visit = await steps.visit(letter)
    const refused = await steps.answer(visit, { choice: 'disagree' })
    expect(refused.status).toBe(400)
    expect(refused.body.error.fields).toMatchObject([{ path: 'reason_code', code: 'reason_required' }])
    expect((await steps.find(letter.id)).status).toBe('viewed')
  })
})

describe('who hears', () => {
  it('[MU104] nobody else may join the rooms of a company or of a person', async () => {
    const other = await test.addCompany('Komşu Ticaret A.Ş.', 'komsu@komsu.example')
    await using wire = await openWire(test.url, other)
    expect(await wire.join(companyRoom())).toMatchObject({ type: 'error', code: 'denied' })
    expect(await wire.join(`user:${owner.user_id}`)).toMatchObject({ type: 'error', code: 'denied' })
    expect(await wire.join(`company:${owner.company}`)).toMatchObject({ type: 'error' })
    expect(await wire.join(`company:${other.company_id}`)).toMatchObject({ type: 'room_joined' })
    await steps.draft()
    expect(wire.events(companyRoom())).toEqual([])
  })

  it('[MU105] sender and leaders find the answer in their bell, once, with what is unread', async () => {
    await using mine = await listen(owner)
    await using theirs = await listen(manager)
    const unread = async (person: Person) => (await person.call(countUnreadRoute, {}, { company: null })).body.unread
    const before = [await unread(owner), await unread(manager)] as const
    const letter = await steps.draft()
    await steps.answer(await steps.visit(letter))
    const told = await mine.until('two notices', () => {
      const found = notices(mine, owner)
      return found.length >= 2 && found
    })
    const heard = await theirs.until('a notice', () => {
      const found = notices(theirs, manager)
      return found.length >= 1 && found
    })
    const data = told.map(event => newNotificationSchema.parse(event.data))
    expect(data.map(notice => notice.unread)).toEqual([before[0] + 1, before[0] + 2])
    expect(data.at(-1)).toMatchObject({ level: 'success', company_id: owner.company_id })
    expect(data.at(-1)?.message).toContain(letter.no)
    expect(data.at(-1)?.link).toBe(`/c/${owner.company}/mutabakat/letters/${letter.id}`)
    expect(heard).toHaveLength(1)
    expect(heard[0]?.data).toMatchObject({ level: 'success', unread: before[1] + 1 })
    expect([await unread(owner), await unread(manager)]).toEqual([before[0] + 2, before[1] + 1])
  })

  it('[MU117] a withdrawn letter says so to the company and behind its link, and cannot be answered', async () => {
    await using wire = await listen(owner)
    const letter = await steps.draft()
    const visit = await steps.visit(letter)
    const cancelled = await owner.call(routes.cancelLetter, {
      ...{ params: { id: letter.id }, body: { reason: 'Yanlış tutar' } },
    })
    expect(cancelled.body).toMatchObject({ status: 'cancelled' })
    await wire.until('cancelled', () =>
      ofLetter(wire, companyRoom(), letter.id).some(({ type }) => type === 'mutabakat_cancelled'),
    )
    const link = await test.stranger().refused(routes.portalLink, { params: { token: visit.token } })
    expect([link.status, link.body.error.code]).toEqual([410, 'link_cancelled'])
    expect((await steps.answer(visit)).body.error.code).toBe('link_cancelled')
    const again = await owner.refused(routes.cancelLetter, {
      ...{ params: { id: letter.id }, body: { reason: 'Yine' } },
    })
    expect([again.status, again.body.error.code]).toEqual([409, 'letter_not_cancellable'])
    expect((await steps.find(letter.id)).history[0]).toMatchObject({ detail: { reason: 'Yanlış tutar' } })
  })
})

describe('the dashboard', () => {
  const draftsOf = async () => (await owner.call(routes.dashboard, {})).body.counts.draft

  it('[MU151] is kept, and whoever asks because of an event is told what is true after it', async () => {
    await using wire = await listen(owner)
    const before = await draftsOf()
    const { hits } = test.suite.services.cache.stats().groups['mutabakat.dashboard']!
    expect([await draftsOf(), await draftsOf()]).toEqual([before, before])
    expect(test.suite.services.cache.stats().groups['mutabakat.dashboard']!.hits).toBe(hits + 2)
    for (let more = 1; more <= 10; more++) {
      const letter = await steps.draft()
      await wire.until('created', () => ofLetter(wire, companyRoom(), letter.id).length > 0)
      expect(await draftsOf()).toBe(before + more)
    }
  })
})

/** Accounts on open connections: what ends a session ends its sockets, and rights that change are felt by those who are there. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  beginSecondFactorRoute,
  changeCompanyRoute,
  changeMemberRoute,
  changePasswordRoute,
  confirmSecondFactorRoute,
  endAllSessionsRoute,
  endSessionRoute,
  forgotPasswordRoute,
  listSessionsRoute,
  requestSignUpRoute,
  resetPasswordRoute,
  signOutRoute,
  signUpRoute,
} from '../../suite/platform/contract/index.ts'
import { codeNow } from '../../suite/platform/identity/testing/authenticator.ts'
import { mailsOf, type NextMail } from './mails.ts'
import { createPerson, type Person } from './person.ts'
import { startTestSuite, type TestSuite } from './test-suite.ts'
import { openWire, type Wire } from './wire.ts'

const PASSWORD = 'nabiz-ornek-2026'
const SESSION_ENDED = 4502
const SOON_MS = 1_000

let test: TestSuite
let nextMail: NextMail
beforeAll(async () => {
  test = await startTestSuite({ SIGN_UP: 'open' })
  nextMail = mailsOf(test.suite.services.mail.catcher!)
})
afterAll(() => test.close())

let last = 0
const addPerson = async () => {
  last += 1
  const email = `kisi-${last}@sirket-${last}.example`
  const person = await test.addCompany(`Şirket ${last} A.Ş.`, email)
  return { email, person, again: () => test.signIn(email) }
}

const tokenIn = (text: string) => /#([\w-]{22})/.exec(text)![1]!

/** The close code, and how long after `act` began it came. */
const closing = async (wire: Wire, act: () => Promise<unknown>) => {
  const started = performance.now()
  const [code] = await Promise.all([wire.closed, act()])
  return { code, soon: performance.now() - started < SOON_MS }
}
const ENDED = { code: SESSION_ENDED, soon: true }

/** Returns the person with the cookie the browser got: the old one is over. */
const turnOn = async (person: Person): Promise<Person> => {
  const begun = await person.call(beginSecondFactorRoute, { body: { password: PASSWORD } })
  const code = codeNow(begun.body.secret, new Date())
  const confirmed = await person.call(confirmSecondFactorRoute, { body: { code } })
  expect(confirmed.status).toBe(200)
  const cookies = confirmed.headers.getSetCookie().map(cookie => cookie.split(';')[0]!)
  return createPerson(test.url, cookies, person)
}

describe('a session that ends', () => {
  it('[PI12][S39] takes its connection with it: signing out, ended from elsewhere, everywhere', async () => {
    const { person, again } = await addPerson()
    const [desk, phone, tablet] = [person, await again(), await again()]
    const [atDesk, onPhone, onTablet] = [
      await openWire(test.url, desk),
      await openWire(test.url, phone),
      await openWire(test.url, tablet),
    ]
    expect(await closing(atDesk, () => desk.call(signOutRoute, {}))).toEqual(ENDED)
    const { items } = (await phone.call(listSessionsRoute, {})).body
    const other = items.find(({ current }) => !current)!
    expect(await closing(onTablet, () => phone.call(endSessionRoute, { params: { id: other.id } }))).toEqual(ENDED)
    expect((await onPhone.join(`user:${phone.user_id}`)).type).toBe('room_joined')
    expect(await closing(onPhone, () => phone.call(endAllSessionsRoute, {}))).toEqual(ENDED)
  })

  it('[PI12][S39] a changed password ends the others and keeps this connection', async () => {
    const { person, again } = await addPerson()
    await using here = await openWire(test.url, person)
    const elsewhere = await openWire(test.url, await again())
    const body = { current_password: PASSWORD, new_password: 'kahve masa lamba 9' }
    expect(await closing(elsewhere, () => person.call(changePasswordRoute, { body }))).toEqual(ENDED)
    expect((await here.join(`user:${person.user_id}`)).type).toBe('room_joined')
  })

  it('[PI5][PI12][S39] a forgotten password ends all of them', async () => {
    const { email, person } = await addPerson()
    const wire = await openWire(test.url, person)
    const mail = await nextMail(email, () => test.stranger().call(forgotPasswordRoute, { body: { email } }))
    const body = { token: tokenIn(mail.text), password: 'kahve masa lamba 9' }
    expect(await closing(wire, () => test.stranger().call(resetPasswordRoute, { body }))).toEqual(ENDED)
  })

  it('[PI1][PI12] a second factor ends those that were opened without it', async () => {
    const { person, again } = await addPerson()
    await using here = await openWire(test.url, person)
    const elsewhere = await openWire(test.url, await again())
    expect(await closing(elsewhere, () => turnOn(person))).toEqual(ENDED)
    expect((await here.join(`user:${person.user_id}`)).type).toBe('room_joined')
  })
})

describe('rights that change', () => {
  const left = (wire: Wire, room: string) =>
    wire.until(`leaving ${room}`, ({ frames }) =>
      frames.find(frame => 'type' in frame && frame.type === 'room_left' && frame.room === room),
    )

  it('[PI12][S25] are told on the open connection, and asked by it at once', async () => {
    const { person: owner } = await addPerson()
    const member = await test.addMember(owner.company_id, 'uye@sirket.example', 'viewer')
    await using wire = await openWire(test.url, member)
    await wire.join(`user:${member.user_id}`)
    const change = { params: { user_id: member.user_id }, body: { role: 'manager' as const } }
    await owner.call(changeMemberRoute, change)
    const event = await wire.until('the new role', ({ events }) =>
      events(`user:${member.user_id}`).find(({ type }) => type === 'permissions_changed'),
    )
    expect(event.data).toMatchObject({ company_id: owner.company_id, role: 'manager' })
  })

  it('[PI2][PI12] a company that asks for a second factor closes its room to members without one, and opens it when they have it', async () => {
    const { person: owner } = await addPerson()
    const member = await test.addMember(owner.company_id, 'ikinci@sirket.example', 'member')
    const room = `company:${owner.company_id}`
    await using wire = await openWire(test.url, member)
    expect((await wire.join(room)).type).toBe('room_joined')
    const asking = await turnOn(owner)
    const change = { body: { require_second_factor: true } }
    const started = performance.now()
    const [frame, answer] = await Promise.all([left(wire, room), asking.call(changeCompanyRoute, change)])
    expect([frame.type, answer.status, performance.now() - started < SOON_MS]).toEqual(['room_left', 200, true])
    expect((await wire.join(room)).type).toBe('error')
    await turnOn(member)
    expect((await wire.join(room)).type).toBe('room_joined')
  })
})

describe('open sign-up', () => {
  it('[PI6] an address becomes an account with a company by its mail alone', async () => {
    const email = 'kurucu@yepyeni.example'
    const mail = await nextMail(email, () => test.stranger().call(requestSignUpRoute, { body: { email } }))
    const body = { token: tokenIn(mail.text), name: 'Deniz', password: PASSWORD, company: { title: 'Yepyeni Ltd.' } }
    const made = await test.stranger().call(signUpRoute, { body })
    expect(made).toMatchObject({ status: 201, body: { user: { email }, company: { role: 'owner' } } })
  })
})

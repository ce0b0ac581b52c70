/** The counterparty's page against altered links, guessed codes, borrowed visits and second answers. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Letter, routes } from '../../suite/apps/mutabakat/contract/index.ts'
import { makeLinkToken } from '../../suite/apps/mutabakat/services/reach/link-token.ts'
import { type LetterSteps, letterSteps } from './letter-steps.ts'
import { mailsOf } from './mails.ts'
import type { Person } from './person.ts'
import { startTestSuite, type TestSuite } from './test-suite.ts'
import { openWire } from './wire.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const DAY = 24 * 60 * MINUTE

let test: TestSuite
let owner: Person
let guest: Person
let steps: LetterSteps
/** How far the suite's clock is ahead of the machine's. */
let ahead = 0
const pass = (ms: number) => {
  ahead += ms
}
beforeAll(async () => {
  test = await startTestSuite({}, { now: () => new Date(Date.now() + ahead) })
  owner = await test.signIn()
  guest = test.stranger()
  steps = letterSteps({ member: owner, guest, nextMail: mailsOf(test.suite.services.mail.catcher!) })
})
afterAll(() => test.close())
// Of a page anybody may call, each source has so many calls a minute; a test is not slower for the one before it.
beforeEach(() => pass(MINUTE))

const codeOf = ({ status, body }: { status: number; body: unknown }) =>
  `${status} ${(body as { error?: { code: string } }).error?.code ?? 'ok'}`
const follow = async (token: string) => codeOf(await guest.refused(routes.portalLink, { params: { token } }))
const other = (code: string, by = 1) => String((Number(code) + by) % 1_000_000).padStart(6, '0')
const sentLetter = async (): Promise<{ letter: Letter; token: string; code: string }> => {
  const letter = await steps.draft()
  const { token } = await steps.send(letter)
  return { letter, token, code: await steps.askCode(token, letter.counterparty.email!) }
}

describe('the link', () => {
  it('[MU120] following it changes nothing and shows neither balance nor counterparty; nor does anything else before the code', async () => {
    const letter = await steps.draft()
    const { token } = await steps.send(letter)
    await expect.poll(async () => (await steps.find(letter.id)).status).toBe('sent')
    await using wire = await openWire(test.url, owner)
    await wire.join(`company:${owner.company_id}`)
    const before = await steps.find(letter.id)
    for (let times = 0; times < 3; times++) {
      const link = await guest.call(routes.portalLink, { params: { token } })
      expect(link.body).toMatchObject({ no: letter.no, status: 'sent', company: { title: expect.any(String) } })
      const text = JSON.stringify(link.body)
      for (const secret of ['1250', '1.250', letter.counterparty.title, letter.counterparty.email!, letter.id])
        expect(text).not.toContain(secret)
    }
    expect(codeOf(await guest.refused(routes.portalLetter, { params: { token } }))).toBe('401 grant_invalid')
    expect(codeOf(await guest.refused(routes.portalDocument, { params: { token } }))).toBe('401 grant_invalid')
    const fence = await steps.draft()
    await wire.until('the fence', () =>
      wire.events(`company:${owner.company_id}`).some(event => (event.data as { no: string }).no === fence.no),
    )
    expect(wire.events(`company:${owner.company_id}`)).toHaveLength(1)
    expect(await steps.find(letter.id)).toEqual(before)
  })

  it('[MU121] one altered character anywhere, another length, another installation: there is no such link', async () => {
    const { token, letter } = await sentLetter()
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    const altered = [...token].map((sign, at) => {
      const next = alphabet[(alphabet.indexOf(sign) + 1) % 64]!
      return token.slice(0, at) + next + token.slice(at + 1)
    })
    for (const wrong of altered) expect(await follow(wrong)).toBe('404 link_invalid')
    pass(MINUTE)
    const [link_id] = await linkIds(letter.id)
    const foreign = makeLinkToken(link_id!, Buffer.alloc(32, 7))
    const key = test.suite.services.secrets.key('mutabakat-link')
    const unknown = makeLinkToken(randomUUID(), key)
    expect(makeLinkToken(link_id!, key)).toBe(token)
    for (const wrong of [foreign, unknown, `${token}A`, token.slice(1), token.toLowerCase(), 'a', letter.id])
      expect(await follow(wrong)).toBe('404 link_invalid')
    expect(await follow(token)).toBe('200 ok')
  })
})

const linkIds = (letter_id: string): Promise<string[]> =>
  test.suite.services.store.asSystem('a test looks at links', async trx => {
    const tables = trx.withTables<{ 'mutabakat.link': { id: string; letter_id: string } }>()
    return (await tables.selectFrom('mutabakat.link').select('id').where('letter_id', '=', letter_id).execute()).map(
      link => link.id,
    )
  })

describe('the code', () => {
  it('[MU123] the fifth wrong code locks the link for a quarter of an hour, for the right code too', async () => {
    const { token, code, letter } = await sentLetter()
    for (const left of [4, 3, 2, 1]) {
      const wrong = await steps.enter(token, other(code, left))
      expect(codeOf(wrong)).toBe('422 otp_wrong')
      expect(wrong.body.error.message).toContain(String(left))
    }
    const fifth = await steps.enter(token, other(code, 5))
    expect(codeOf(fifth)).toBe('429 otp_locked')
    expect(fifth.body.error.retry_after_ms).toBe(15 * MINUTE)
    expect(fifth.headers.get('retry-after')).toBe('900')
    pass(5 * MINUTE)
    const right = await steps.enter(token, code)
    expect(codeOf(right)).toBe('429 otp_locked')
    expect(right.body.error.retry_after_ms).toBeGreaterThan(9 * MINUTE)
    expect(codeOf(await guest.refused(routes.portalCode, { params: { token } }))).toBe('429 otp_locked')
    expect((await steps.find(letter.id)).status).toBe('sent')
    pass(10 * MINUTE)
    expect(codeOf(await steps.enter(token, code))).toBe('410 otp_expired')
    const fresh = await steps.askCode(token, letter.counterparty.email!)
    expect(codeOf(await steps.enter(token, fresh))).toBe('200 ok')
  })

  it('[MU124] ten guesses at once are judged one by one: four are wrong, the fifth locks, the rest are not looked at', async () => {
    const { token, code, letter } = await sentLetter()
    const guesses = await Promise.all(Array.from({ length: 10 }, (_, at) => steps.enter(token, other(code, at + 1))))
    const codes = guesses.map(codeOf).sort()
    expect(codes).toEqual([...Array(4).fill('422 otp_wrong'), ...Array(6).fill('429 otp_locked')])
    const { tries } = await test.suite.services.store.asSystem('a test counts the tries', trx =>
      trx
        .withTables<{
          'mutabakat.code': { tries: number; link_id: string }
          'mutabakat.link': { id: string; letter_id: string }
        }>()
        .selectFrom('mutabakat.code')
        .innerJoin('mutabakat.link', 'mutabakat.link.id', 'mutabakat.code.link_id')
        .select('tries')
        .where('letter_id', '=', letter.id)
        .executeTakeFirstOrThrow(),
    )
    expect(tries).toBe(5)
  })

  it('[MU125] it works once, the newest only, and for ten minutes', async () => {
    const { token, code, letter } = await sentLetter()
    const address = letter.counterparty.email!
    expect(codeOf(await steps.enter(token, code))).toBe('200 ok')
    expect(codeOf(await steps.enter(token, code))).toBe('410 otp_expired')
    pass(30 * SECOND)
    const older = await steps.askCode(token, address)
    pass(30 * SECOND)
    const newer = await steps.askCode(token, address)
    expect(codeOf(await steps.enter(token, older))).toBe('422 otp_wrong')
    expect(codeOf(await steps.enter(token, newer))).toBe('200 ok')
    pass(30 * SECOND)
    const late = await steps.askCode(token, address)
    pass(10 * MINUTE)
    expect(codeOf(await steps.enter(token, late))).toBe('410 otp_expired')
  })

  it('[MU125] of two uses of one code at the same instant one enters, and the letter is seen once', async () => {
    const { token, code, letter } = await sentLetter()
    const both = await Promise.all([steps.enter(token, code), steps.enter(token, code)])
    expect(both.map(codeOf).sort()).toEqual(['200 ok', '410 otp_expired'])
    const { history } = await steps.find(letter.id)
    expect(history.filter(line => line.action === 'mutabakat_viewed')).toHaveLength(1)
  })

  it('[MU126] a new one is mailed after half a minute at the earliest, six in an hour, one of two asked for at once', async () => {
    const letter = await steps.draft()
    const { token } = await steps.send(letter)
    const ask = async () => codeOf(await guest.refused(routes.portalCode, { params: { token } }))
    expect((await Promise.all([ask(), ask()])).sort()).toEqual(['200 ok', '429 otp_too_soon'])
    for (let more = 1; more < 6; more++) {
      pass(30 * SECOND - 1 * SECOND)
      expect(await ask()).toBe('429 otp_too_soon')
      pass(1 * SECOND)
      expect(await ask()).toBe('200 ok')
    }
    pass(MINUTE)
    expect(await ask()).toBe('429 otp_too_soon')
    pass(60 * MINUTE)
    expect(await ask()).toBe('200 ok')
  })
})

describe('the visit', () => {
  it('[MU127] belongs to its link, bears no change, and ends after half an hour', async () => {
    const mine = await steps.visit(await steps.draft())
    const theirs = await steps.visit(await steps.draft())
    const [link_id, until, mac] = mine.grant.split('.') as [string, string, string]
    const wrong = [
      theirs.grant,
      '',
      `${link_id}.${until}`,
      `${link_id}.${Number(until) + 1}.${mac}`,
      `${theirs.grant.split('.')[0]}.${until}.${mac}`,
      `${link_id}.${until}.${mac.slice(0, -2)}AA`,
      `${link_id}.${until}.${'A'.repeat(mac.length)}`,
    ]
    for (const grant of wrong) {
      expect(codeOf(await steps.read(mine.token, grant))).toBe('401 grant_invalid')
      expect(codeOf(await steps.answer({ ...mine, grant }))).toBe('401 grant_invalid')
    }
    pass(29 * MINUTE)
    expect(codeOf(await steps.read(mine.token, mine.grant))).toBe('200 ok')
    pass(1 * MINUTE)
    expect(codeOf(await steps.read(mine.token, mine.grant))).toBe('401 grant_invalid')
    expect(codeOf(await steps.answer(mine))).toBe('401 grant_invalid')
  })
})

describe('the answer', () => {
  it('[MU128] is given once; whoever comes second is shown the first', async () => {
    const letter = await steps.draft()
    const visit = await steps.visit(letter)
    expect((await steps.answer(visit, { name: 'Ayşe Yılmaz' })).status).toBe(200)
    const second = await steps.answer(visit, { choice: 'disagree', reason_code: 'other', name: 'Can Er' })
    expect(codeOf(second)).toBe('409 already_answered')
    expect(second.body.error.answer).toMatchObject({ choice: 'agree', name: 'Ayşe Yılmaz' })
    expect(await steps.find(letter.id)).toMatchObject({ status: 'approved', answer: { name: 'Ayşe Yılmaz' } })
  })

  it('[MU128] of two answers from two browsers at the same instant one wins, and one event tells it', async () => {
    await using wire = await openWire(test.url, owner)
    await wire.join(`company:${owner.company_id}`)
    for (let round = 0; round < 5; round++) {
      pass(MINUTE)
      const letter = await steps.draft()
      const visit = await steps.visit(letter)
      const answers = await Promise.all([
        steps.answer(visit, { name: 'Ayşe Yılmaz' }),
        steps.answer(visit, { choice: 'disagree', reason_code: 'vat', name: 'Can Er' }),
      ])
      const [won] = answers.filter(({ status }) => status === 200)
      const [lost] = answers.filter(({ status }) => status === 409)
      expect(codeOf(lost!)).toBe('409 already_answered')
      expect(lost!.body.error.answer).toEqual(won!.body.answer)
      const fence = await steps.draft()
      const room = `company:${owner.company_id}`
      const about = (id: string) =>
        wire.events(room).filter(event => (event.data as { mutabakat_id: string }).mutabakat_id === id)
      await wire.until('the fence', () => about(fence.id).length > 0)
      const told = about(letter.id).filter(({ type }) => /approved|rejected/.test(type))
      expect(told).toHaveLength(1)
      expect(told[0]?.data).toMatchObject({ status: won!.body.status })
    }
  })

  it('[MU129] an own balance names its side and is in the currency of the letter', async () => {
    const letter = await steps.draft()
    const visit = await steps.visit(letter)
    const say = (given: object) =>
      steps.answer(visit, { choice: 'disagree', reason_code: 'other', name: 'Can Er', ...given })
    const refusals = [
      { own_balance: { amount: '100.00', currency: 'USD' }, own_side: 'B' },
      { own_balance: { amount: '100.00', currency: 'TRY' }, own_side: null },
      { own_balance: { amount: '-100.00', currency: 'TRY' }, own_side: 'B' },
      { own_balance: { amount: '1e3', currency: 'TRY' }, own_side: 'B' },
    ]
    for (const given of refusals) expect(codeOf(await say(given))).toBe('400 bad_request')
    expect((await steps.find(letter.id)).status).toBe('viewed')
    expect((await say({})).body).toMatchObject({ status: 'rejected', answer: { own_balance: null, difference: null } })
  })
})

// Last: by then the people of the company have to sign in again.
describe('the end of a link', () => {
  it('[MU122] past its day, or once the letter was withdrawn, every step says so', async () => {
    const old = await steps.visit(await steps.draft())
    const gone = await steps.draft()
    const visit = await steps.visit(gone)
    await owner.call(routes.cancelLetter, { params: { id: gone.id }, body: { reason: 'Tarih yanlış' } })
    const every = async ({ token, grant, letter }: typeof visit) => [
      await follow(token),
      codeOf(await guest.refused(routes.portalCode, { params: { token } })),
      codeOf(await steps.enter(token, '000000')),
      codeOf(await steps.read(token, grant)),
      codeOf(await steps.answer({ token, grant, letter })),
    ]
    expect(new Set(await every(visit))).toEqual(new Set(['410 link_cancelled']))
    pass(71 * DAY)
    expect(new Set(await every(old))).toEqual(new Set(['410 link_expired']))
  })

  it('[MU109] a session that ran out calls nothing', async () => {
    expect(codeOf(await owner.refused(routes.listLetters, {}))).toBe('401 unauthenticated')
  })
})

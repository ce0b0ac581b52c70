/** The log of a whole way, read line by line: what people write makes no second line, and no secret of theirs stands in it. */
import { Writable } from 'node:stream'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { routes } from '../../suite/apps/mutabakat/contract/index.ts'
import {
  changeMeRoute,
  forgotPasswordRoute,
  issueConnectionTokenRoute,
  resetPasswordRoute,
} from '../../suite/platform/contract/index.ts'
import { letterSteps } from './letter-steps.ts'
import { mailsOf, type NextMail } from './mails.ts'
import type { Person } from './person.ts'
import { startTestSuite, type TestSuite } from './test-suite.ts'
import { openWire } from './wire.ts'

const PASSWORD = 'nabiz-ornek-2026'
const MEMBER = 'yolcu@defnegida.example'

let suite: TestSuite
let owner: Person
let nextMail: NextMail
let written = ''
beforeAll(async () => {
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      written += chunk.toString()
      done()
    },
  })
  suite = await startTestSuite({}, { log: pino({ level: 'trace' }, sink) })
  owner = await suite.signIn()
  nextMail = mailsOf(suite.suite.services.mail.catcher!)
})
afterAll(() => suite.close())

/** A line that begins a second one, colours it, goes back over it, or ends it in other alphabets. */
const FORGED = '{"level":50,"msg":"kanarya"}'
const EVIL = [`\n${FORGED}`, `\r\n${FORGED}`, `\u001b[31m${FORGED}`, `\u0000\u0008${FORGED}`, `\u2028${FORGED}\u0085`]

test('[S76] line breaks and colours in names make no second line and no raw control character', async () => {
  const member = await suite.addMember(owner.company_id, 'ad@defnegida.example', 'member')
  for (const evil of EVIL) {
    await member.refused(changeMeRoute, { body: { name: `Ad${evil}` } }, { company: null })
    await member.refused(routes.createCounterparty, { body: { code: evil, title: evil } as never })
    await member.upload(routes.createImport, { name: `bakiye${evil}.xlsx`, bytes: Buffer.from(evil) })
    await member.fetch(`/api/mutabakat?q=${encodeURIComponent(evil)}&sort=${encodeURIComponent(evil)}`, {
      headers: { 'x-company': owner.company, 'accept-language': encodeURIComponent(evil) },
    })
    await member.fetch(`/api/nothing/${encodeURIComponent(evil)}`)
    await member.fetch('/api/auth/sign-in/email', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: `{"email":${JSON.stringify(evil)},"password":"x"`,
    })
  }
  await using wire = await openWire(suite.url, member)
  for (const evil of EVIL) wire.send({ type: 'join', room: `company:1${evil}`, ref: evil.slice(0, 10) })
  await wire.until(
    'answers to the joins',
    () => wire.frames.filter(({ type }) => type === 'error').length >= EVIL.length,
  )
  const lines = written.split('\n').filter(line => line !== '')
  expect(lines.length).toBeGreaterThan(30)
  for (const line of lines) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    expect([line.slice(0, 200), /[\u0000-\u001f\u007f\u0085\u2028\u2029]/.test(line)]).toEqual([
      line.slice(0, 200),
      false,
    ])
    expect((JSON.parse(line) as { msg?: string }).msg).not.toBe('kanarya')
  }
})

test('[S76] no password, token, code, link or cookie of a way stands in the log', async () => {
  await suite.addMember(owner.company_id, MEMBER, 'member')
  const mail = await nextMail(MEMBER, () =>
    suite.stranger().call(forgotPasswordRoute, { body: { email: MEMBER } }, { company: null }),
  )
  const reset = /#([\w-]{22,})/.exec(mail.text)![1]!
  const chosen = 'kanarya-parola-2026-yeni'
  const done = await suite.stranger().call(resetPasswordRoute, { body: { token: reset, password: chosen } })
  expect(done.status).toBe(204)
  const signIn = await suite.stranger().fetch('/api/auth/sign-in/email', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: MEMBER, password: chosen }),
  })
  expect(signIn.status).toBe(200)
  const cookie = signIn.headers.getSetCookie()[0]!.split(';')[0]!.split('=')[1]!
  const { token } = (await owner.call(issueConnectionTokenRoute, {}, { company: null })).body
  await using wire = await openWire(suite.url, owner, token)
  await wire.join(`company:${owner.company_id}`)
  const steps = letterSteps({ member: owner, guest: suite.stranger(), nextMail })
  const letter = await steps.draft()
  const visit = await steps.visit(letter)
  await steps.enter(visit.token, '000000')
  await steps.answer(visit)
  const secrets = { PASSWORD, chosen, reset, cookie, token, link: visit.token, grant: visit.grant }
  for (const [name, secret] of Object.entries(secrets)) {
    expect([name, secret.length > 12]).toEqual([name, true])
    expect([name, written.includes(secret)]).toEqual([name, false])
    expect([name, written.includes(encodeURIComponent(secret))]).toEqual([name, false])
  }
  // The control: the way itself is there, so this was its log.
  for (const route of ['/api/portal/:token/enter', '/api/auth/reset-password', '/api/rt/token'])
    expect([route, written.includes(route)]).toEqual([route, true])
})

/** Mails that come back: brought by whoever knows the secret, written into the log, told to the application. */
import { spawn } from 'node:child_process'
import { randomUUIDv7 } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest'
import type { MailLogEntry } from '#platform/contract'
import { createMailHandler, type MailBounce, mailJob } from '#platform/notify'
import { exchangeBounce, postfixBounce } from '../notify/testing/bounces.ts'
import { signHook } from './signed-hook.ts'
import { createTestHttp, type TestHttp, type TestPerson } from './testing/index.ts'
import { probe } from './testing/probe-application.ts'

const SECRET = 'gizli-gizli-gizli-gizli-gizli-gizli'
const HOOK = '/api/hooks/email'

let world: TestHttp
let company_id: string
let owner: TestPerson
let told: MailBounce[] = []
let fault: Error | null = null
beforeAll(async () => {
  const letter = { id: 'probe.letter', title: { tr: 'a', en: 'a', az: 'a' } }
  const application = {
    ...probe,
    mails: [{ ...letter, sample: () => Promise.resolve({ subject: '', html: '', text: '' }) }],
    onBounce: async (_services: unknown, _trx: unknown, bounce: MailBounce) => {
      told.push(bounce)
      if (fault) throw fault
    },
  }
  world = await createTestHttp({ applications: [application], config: { emailHookSecret: SECRET } })
  world.services.jobs.register(mailJob, createMailHandler(world.services))
  await world.services.jobs.start()
})
afterAll(() => world.close())
beforeEach(async () => {
  const made = await world.addCompany()
  company_id = made.id
  owner = made.owner
  told = []
  fault = null
})

const seconds = () => Math.floor(world.services.now().getTime() / 1000)
const bring = (raw: Buffer, headers: Record<string, string> = {}) =>
  world.guest().call('POST', HOOK, {
    payload: raw,
    headers: { 'content-type': 'message/rfc822', 'nabiz-signature': signHook(SECRET, seconds(), raw), ...headers },
  })
const log = async () => ((await owner.call('GET', '/api/mail/log')).json as { items: MailLogEntry[] }).items

/** Sends a mail and returns its Message-ID. */
const sent = async (kind = 'probe.letter') => {
  const mail = { company_id, kind, to: 'yok@firma.example', subject: 'Mutabakat', html: 'x', text: 'x' }
  const { mail_id } = await world.store.inCompany(company_id, trx => world.services.outgoing.queue(trx, mail))
  await expect.poll(async () => (await log())[0]?.state, { timeout: 10_000 }).toBe('sent')
  return { mail_id, message_id: (await log())[0]!.message_id!.slice(1, -1) }
}

test('[PN42] a mail that came back is so in the log, once, and its application is told', async () => {
  const { mail_id, message_id } = await sent()
  expect(await bring(postfixBounce({ message_id }))).toMatchObject({ status: 200, json: { outcome: 'bounced' } })
  const words = '550 5.1.1 <yok@firma.example>: Recipient address rejected: User unknown'
  expect(await log()).toMatchObject([{ id: mail_id, state: 'bounced', answer: `5.1.1 ${words}` }])
  expect(told).toEqual([
    {
      ...{
        mail_id,
        company_id,
        kind: 'probe.letter',
        recipient: 'yok@firma.example',
        status: '5.1.1',
        permanent: true,
      },
      ...{ diagnostic: words, at: expect.any(Date) },
    },
  ])
  const again = postfixBounce({ message_id, status: '5.7.1' })
  expect((await bring(again)).json).toEqual({ outcome: 'unknown' })
  expect(told).toHaveLength(1)
})

test('[PN42] a mail that still waits somewhere, and one that arrived, change nothing; nor does what is no report', async () => {
  const { message_id } = await sent()
  for (const raw of [
    postfixBounce({ message_id, action: 'delayed', status: '4.4.1' }),
    postfixBounce({ message_id, action: 'delivered', status: '2.0.0' }),
    Buffer.from(`In-Reply-To: <${message_id}>\r\n\r\nYokum.`),
  ])
    expect((await bring(raw)).json).toEqual({ outcome: 'ignored' })
  expect(await log()).toMatchObject([{ state: 'sent' }])
  expect(told).toEqual([])
})

test('[PN42] a report about another mail is nobody’s', async () => {
  const { message_id, mail_id } = await sent()
  const others = [
    undefined,
    'baska@firma.example',
    `${randomUUIDv7()}@nabiz.invalid`,
    `${mail_id}@elsewhere.example`,
    `${mail_id}' or true --@nabiz.invalid`,
    message_id.toUpperCase(),
  ]
  for (const other of others)
    expect((await bring(postfixBounce(other === undefined ? {} : { message_id: other }))).json).toEqual({
      outcome: 'unknown',
    })
  expect(await log()).toMatchObject([{ state: 'sent' }])
})

test('[PN42] what the application cannot do is not half done, and may be brought again', async () => {
  const { message_id } = await sent()
  fault = new Error('planned')
  expect((await bring(postfixBounce({ message_id }))).status).toBe(500)
  expect(await log()).toMatchObject([{ state: 'sent' }])
  fault = null
  world.advance(1_000)
  expect((await bring(postfixBounce({ message_id }))).json).toEqual({ outcome: 'bounced' })
})

test('[PN42] a report that is quicker than the log is asked to come again', async () => {
  const id = randomUUIDv7()
  const mail = { id, company_id, kind: 'probe.letter', to: 'yok@firma.example', subject: 'Mutabakat' }
  await world.store.inCompany(company_id, trx => world.services.outgoing.enter(trx, mail))
  const early = await bring(postfixBounce({ message_id: `${id}@nabiz.invalid` }))
  expect([early.status, early.headers['retry-after']]).toEqual([503, '60'])
  expect(await log()).toMatchObject([{ state: 'queued' }])
})

test('[PN42] of a report with several recipients the mail is found once, and a mail of the platform tells nobody', async () => {
  const { message_id } = await sent('notification')
  expect((await bring(exchangeBounce(message_id))).json).toEqual({ outcome: 'bounced' })
  expect(await log()).toMatchObject([{ state: 'bounced', answer: expect.stringMatching(/^5\.2\.2 554/) }])
  expect(told).toEqual([])
})

test('[S44] [S59] [PN43] without the signature, or with one of another body, time or secret, nothing is taken', async () => {
  const { message_id } = await sent()
  const raw = postfixBounce({ message_id })
  const right = signHook(SECRET, seconds(), raw)
  const forged = [
    '',
    right.replace('v1=', 'v0='),
    `${right.slice(0, -1)}${right.endsWith('0') ? '1' : '0'}`,
    right.replace(/t=\d+/, `t=${seconds() + 1}`),
    signHook(SECRET, seconds(), Buffer.concat([raw, Buffer.from(' ')])),
    signHook('', seconds(), raw),
    signHook(`${SECRET}x`, seconds(), raw),
    signHook(SECRET, seconds() - 310, raw),
    signHook(SECRET, seconds() + 310, raw),
    `${right},${right}`,
    `t=${'9'.repeat(400)},v1=${'a'.repeat(64)}`,
  ]
  for (const signature of forged)
    expect([signature, (await bring(raw, { 'nabiz-signature': signature })).code]).toEqual([signature, 'hook_refused'])
  expect(await log()).toMatchObject([{ state: 'sent' }])
  expect((await bring(raw, { 'nabiz-signature': right })).json).toEqual({ outcome: 'bounced' })
})

test('[S44] [S59] [PN43] a call that was taken is not taken again, also when two come at once', async () => {
  const raw = postfixBounce({ message_id: (await sent()).message_id })
  const headers = { 'nabiz-signature': signHook(SECRET, seconds(), raw) }
  const both = await Promise.all([bring(raw, headers), bring(raw, headers)])
  expect(both.map(({ code, status }) => code ?? status).sort()).toEqual([200, 'hook_replayed'])
  expect((await bring(raw, headers)).code).toBe('hook_replayed')
  expect(told).toHaveLength(1)
})

test('[PN43] another kind of body, and one past the limit, are refused; without a secret nobody is let in', async () => {
  const raw = Buffer.from('{}')
  expect((await bring(raw, { 'content-type': 'application/json' })).status).toBe(415)
  expect((await bring(raw, { 'content-type': 'message/rfc822; x' })).status).toBe(415)
  expect((await bring(Buffer.alloc(10 * 1024 * 1024 + 1))).status).toBe(413)
  const other = await owner.call('POST', '/api/notifications/read', {
    payload: raw,
    headers: { 'content-type': 'message/rfc822' },
  })
  expect(other.status).toBe(415)
  const closed = await createTestHttp()
  const answer = await closed.guest().call('POST', HOOK, {
    payload: raw,
    headers: { 'content-type': 'message/rfc822', 'nabiz-signature': signHook('', seconds(), raw) },
  })
  expect(answer.code).toBe('hook_refused')
  await closed.close()
})

test('[PN43] the script for mail servers brings a mail, and asks to be run again when it is not taken', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'nabiz-bounce-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await writeFile(join(folder, 'secret'), SECRET)
  await writeFile(join(folder, 'other'), `${SECRET}x`)
  const NABIZ_URL = await world.http.listen({ port: 0, host: '127.0.0.1' })
  const pipe = async (raw: Buffer, secret: string) => {
    const script = spawn(join(import.meta.dirname, '../../../ops/nabiz-bounce'), {
      env: { PATH: process.env.PATH, NABIZ_URL, NABIZ_SECRET: join(folder, secret) },
      stdio: ['pipe', 'ignore', 'ignore'],
    })
    script.stdin.end(raw)
    return (await once(script, 'exit'))[0] as number
  }
  const { message_id } = await sent()
  expect(await pipe(postfixBounce({ message_id }), 'other')).toBe(75)
  expect(await log()).toMatchObject([{ state: 'sent' }])
  expect(await pipe(postfixBounce({ message_id }), 'secret')).toBe(0)
  expect(await log()).toMatchObject([{ state: 'bounced' }])
})

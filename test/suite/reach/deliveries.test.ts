/** A letter reaches everybody who receives its kind, by mail and SMS; what comes back is told and mended. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Letter, routes } from '../../../suite/apps/mutabakat/contract/index.ts'
import { signHook } from '../../../suite/platform/app/signed-hook.ts'
import { postfixBounce } from '../../../suite/platform/notify/testing/bounces.ts'
import { type LetterSteps, letterSteps } from '../letter-steps.ts'
import { mailsOf } from '../mails.ts'
import type { Person } from '../person.ts'
import { startTestSuite, type TestSuite } from '../test-suite.ts'

const SECRET = 'gizli-gizli-gizli-gizli-gizli-gizli'
let test: TestSuite
let owner: Person
let guest: Person
let steps: LetterSteps
const caught: { to: string; text: string }[] = []
beforeAll(async () => {
  test = await startTestSuite({ EMAIL_HOOK_SECRET: SECRET, SMS_HOOK_SECRET: SECRET })
  owner = await test.signIn()
  guest = test.stranger()
  const { catcher } = test.suite.services.mail
  catcher!.onMail(mail => caught.push({ to: mail.envelope.to.join(), text: mail.text }))
  steps = letterSteps({ member: owner, guest, nextMail: mailsOf(catcher!) })
})
afterAll(() => test.close())

type Sms = { id: string; to: string; title: string; text: string }
const sent = async (): Promise<Sms[]> => {
  const text = await readFile(join(test.dataDir, 'sms.jsonl'), 'utf8').catch(() => '')
  return text
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line) as Sms)
}
const smsTo = async (number: string): Promise<Sms[]> => (await sent()).filter(one => one.to === number)
const poll = (fn: () => unknown) => expect.poll(fn, { timeout: 10_000, interval: 30 })
const statesOf = async (id: string) =>
  Object.fromEntries((await steps.find(id)).deliveries.map(({ address, state }) => [address, state]))
const tokenIn = (text: string) => /\/p\/m\/([A-Za-z0-9_-]{43})/.exec(text)![1]!
const send = (letter: Letter) => owner.call(routes.sendLetter, { params: { id: letter.id } })
let numbers = 5_320_000_000 + Math.floor(Math.random() * 9_000_000)
const newNumber = () => `+90${++numbers}`

const withContacts = async (): Promise<{ letter: Letter; mails: string[]; mobile: string }> => {
  const letter = await steps.draft()
  const domain = letter.counterparty.email!.split('@')[1]!
  const mails = [`ayse@${domain}`, `can@${domain}`]
  const mobile = newNumber()
  const add = (body: object) =>
    owner.call(routes.addContact, { params: { id: letter.counterparty.id }, body: { kinds: ['cari'], ...body } })
  expect((await add({ name: 'Ayşe', email: mails[0] })).status).toBe(201)
  await add({ name: 'Can', email: mails[1] })
  await add({ name: 'Deniz', mobile })
  await add({ name: 'Ece', email: `ece@${domain}`, opted_out: true })
  await add({ name: 'Filiz', email: `filiz@${domain}`, kinds: ['ba'] })
  return { letter, mails, mobile }
}

it('[MU300] a letter goes to everybody who receives its kind and wants it, each with a link of their own', async () => {
  const { letter, mails, mobile } = await withContacts()
  expect((await send(letter)).status).toBe(202)
  await poll(() => statesOf(letter.id)).toEqual({ [mails[0]!]: 'sent', [mails[1]!]: 'sent', [mobile]: 'sent' })
  const found = await steps.find(letter.id)
  expect(found).toMatchObject({ status: 'sent', delivery: 'sent' })
  expect(found.history.filter(line => line.action === 'mutabakat_sent')).toHaveLength(1)
  const [sms] = await smsTo(mobile)
  expect(sms).toMatchObject({ title: 'NABIZ' })
  const links = [...mails.map(to => tokenIn(caught.find(mail => mail.to === to)!.text)), tokenIn(sms!.text)]
  expect(new Set(links).size).toBe(3)
  expect(caught.filter(mail => /ece@|filiz@/.test(mail.to) && mail.to.endsWith(mails[0]!.split('@')[1]!))).toEqual([])
})

it('[MU301] a reminder opens the page by the link that is there, and goes to nobody who bounced or wants none', async () => {
  const { letter, mails, mobile } = await withContacts()
  await send(letter)
  await poll(async () => Object.keys(await statesOf(letter.id)).length).toBe(3)
  await poll(async () => (await steps.find(letter.id)).deliveries.every(one => one.state === 'sent')).toBe(true)
  const { message_id } = await logOf(mails[1]!)
  await bring(postfixBounce({ message_id, recipient: mails[1]! }))
  const reached = () => caught.filter(mail => mails.includes(mail.to)).map(mail => [mail.to, tokenIn(mail.text)])
  const before = reached()
  expect(before).toHaveLength(2)
  await owner.call(routes.remindLetter, { params: { id: letter.id }, body: { channel: 'email' } })
  await poll(reached).toEqual([...before, before.find(([to]) => to === mails[0])])
  const reminders = (await steps.find(letter.id)).deliveries.filter(one => one.purpose === 'reminder')
  expect(reminders.map(one => one.address)).toEqual([mails[0]])
  expect(await smsTo(mobile)).toHaveLength(1)
})

const logOf = async (recipient: string) => {
  const { company_id } = owner
  const row = await test.suite.services.store.inCompany(company_id, trx =>
    trx
      .selectFrom('platform.mail')
      .select(['message_id'])
      .where('company_id', '=', company_id)
      .where('recipient', '=', recipient)
      .orderBy('created_at', 'desc')
      .executeTakeFirstOrThrow(),
  )
  return { message_id: row.message_id!.slice(1, -1) }
}
const signed = (body: Buffer) => signHook(SECRET, Math.floor(Date.now() / 1000), body)
const bring = async (raw: Buffer) => {
  const headers = { 'content-type': 'message/rfc822', 'nabiz-signature': signed(raw) }
  const response = await guest.fetch('/api/hooks/email', { method: 'POST', headers, body: new Uint8Array(raw) })
  expect([response.status, await response.json()]).toEqual([200, { outcome: 'bounced' }])
}

it('[MU302] a link that came by SMS is opened with a code by SMS', async () => {
  const mobile = newNumber()
  const letter = await steps.draft({}, { email: null, mobile })
  await send(letter)
  await poll(async () => (await smsTo(mobile)).length).toBe(1)
  await poll(async () => (await steps.find(letter.id)).status).toBe('sent')
  const token = tokenIn((await smsTo(mobile))[0]!.text)
  const link = (await guest.call(routes.portalLink, { params: { token } })).body
  expect(link).toMatchObject({ channel: 'sms', masked_address: `+90 ••• ••${mobile.slice(-2)}` })
  expect((await guest.call(routes.portalCode, { params: { token } })).body).toMatchObject({ channel: 'sms' })
  await poll(async () => (await smsTo(mobile)).length).toBe(2)
  const code = /(\d{6})/.exec((await smsTo(mobile))[1]!.text)![1]!
  const { grant } = steps.need(await steps.enter(token, code), 200)
  expect((await steps.read(token, grant)).body).toMatchObject({ no: letter.no })
  expect(await statesOf(letter.id)).toEqual({ [mobile]: 'opened' })
  expect((await steps.find(letter.id)).delivery).toBe('opened')
})

it('[MU303] the provider’s report says delivered or failed, once, and only with its signature', async () => {
  const report = async (reports: object[], sign = signed) => {
    const body = Buffer.from(JSON.stringify({ reports }))
    const headers = { 'content-type': 'application/json', 'nabiz-signature': sign(body) }
    const response = await guest.fetch('/api/hooks/sms', { method: 'POST', headers, body: new Uint8Array(body) })
    return [response.status, await response.json()]
  }
  const reach = async () => {
    const mobile = newNumber()
    const letter = await steps.draft({}, { email: null, mobile })
    await send(letter)
    await poll(async () => (await steps.find(letter.id)).status).toBe('sent')
    return { letter, mobile, id: (await smsTo(mobile))[0]!.id }
  }
  const good = await reach()
  const bad = await reach()
  const both = [
    { provider_id: good.id, state: 'delivered' },
    { provider_id: bad.id, state: 'failed', answer: 'absent subscriber' },
  ]
  expect((await report(both, () => `t=${Math.floor(Date.now() / 1000)},v1=${'0'.repeat(64)}`))[0]).toBe(401)
  expect(await statesOf(good.letter.id)).toEqual({ [good.mobile]: 'sent' })
  expect(await report(both)).toEqual([200, { taken: 2 }])
  expect((await report([{ provider_id: good.id, state: 'lost' }]))[0]).toBe(400)
  expect(await statesOf(good.letter.id)).toEqual({ [good.mobile]: 'delivered' })
  expect(await steps.find(bad.letter.id)).toMatchObject({
    status: 'sent',
    delivery: 'bounced',
    delivery_error: 'absent subscriber',
  })
})

it('[MU304] a mail that came back is told; sent to a corrected address it reaches, and the card has that from then on', async () => {
  const letter = await steps.draft()
  const wrong = letter.counterparty.email!
  await steps.send(letter)
  await poll(async () => (await steps.find(letter.id)).status).toBe('sent')
  await bring(postfixBounce({ message_id: (await logOf(wrong)).message_id, recipient: wrong }))
  const back = await steps.find(letter.id)
  expect(back).toMatchObject({
    status: 'sent',
    delivery: 'bounced',
    deliveries: [{ state: 'bounced', can: { resend: true } }],
  })
  // The reach engine may have put a call on the list by now.
  expect(back.history.find(line => line.action === 'mutabakat_delivery_failed')).toMatchObject({
    detail: { address: wrong },
  })
  expect(back.counterparty.bounced_at).not.toBeNull()
  const right = wrong.replace('muhasebe', 'finans')
  const resend = (body: object) =>
    owner.refused(routes.resendLetter, { params: { id: letter.id }, body: { channel: 'email', ...body } as never })
  expect((await resend({ address: 'x\r\nBcc: y@z.tr' })).status).toBe(400)
  expect((await resend({ channel: 'sms', address: '0212 123 45 67' })).status).toBe(400)
  expect((await resend({ address: right, name: 'Finans', keep: true })).status).toBe(202)
  await poll(() => statesOf(letter.id)).toEqual({ [right]: 'sent', [wrong]: 'bounced' })
  const mended = await steps.find(letter.id)
  expect(mended).toMatchObject({ delivery: 'sent', delivery_error: null })
  expect(mended.counterparty).toMatchObject({ email: right, contact_name: 'Finans', bounced_at: null })
  const draft = await steps.draft()
  expect(
    (
      await owner.refused(routes.resendLetter, {
        params: { id: draft.id },
        body: { channel: 'email', address: right } as never,
      })
    ).body.error.code,
  ).toBe('letter_not_resendable')
})

it('[MU305] an address that is given up ends its link', async () => {
  const letter = await steps.draft()
  const { token } = await steps.send(letter)
  await poll(async () => (await steps.find(letter.id)).status).toBe('sent')
  const [delivery] = (await steps.find(letter.id)).deliveries
  const give = () =>
    owner.refused(routes.giveUpDelivery, {
      params: { id: letter.id, delivery: delivery!.id },
      body: { reason: 'Yanlış kişi' },
    })
  expect((await give()).body).toMatchObject({ delivery: 'failed', delivery_error: 'Yanlış kişi' })
  expect((await give()).body.error.code).toBe('delivery_not_open')
  expect((await guest.refused(routes.portalLink, { params: { token } })).status).toBe(404)
})

it('[MU306] leaders take a link into their own hands: a draft is sent by it, and it is on record', async () => {
  const letter = await steps.draft()
  const member = await test.addMember(owner.company_id, `uye-${letter.no}@ornek.example`, 'member')
  const copy = (who: Person) => who.refused(routes.copyLink, { params: { id: letter.id } }, { company: owner.company })
  expect((await copy(member)).status).toBe(403)
  const copied = (await copy(owner)).body as unknown as { url: string; letter: Letter }
  expect(copied.letter.document).not.toBeNull()
  expect(copied.letter).toMatchObject({ status: 'sent', deliveries: [{ channel: 'link', state: 'sent' }] })
  const token = tokenIn(copied.url)
  const code = await steps.askCode(token, letter.counterparty.email!)
  expect((await steps.enter(token, code)).status).toBe(200)
  const { facts } = (await owner.call(routes.letterEvidence, { params: { id: letter.id } })).body
  expect(facts.find(fact => fact.fact === 'link_copied')?.detail).toMatchObject({ by: expect.any(String) })
  expect(facts.map(fact => fact.fact)).toContain('sealed')
})

it('[MU307] what leaves by post is sealed and counts as sent, with who carried it; what may not leave is passed over', async () => {
  const letters = [await steps.draft(), await steps.draft({}, { email: null })]
  const ended = await steps.draft()
  await owner.call(routes.cancelLetter, { params: { id: ended.id }, body: { reason: 'x' } })
  const ids = [...letters, ended].map(letter => letter.id)
  const posted = await owner.call(routes.markPosted, { body: { ids, channel: 'post', reference: 'RR123' } })
  expect(posted.body).toEqual({ queued: 2, skipped: 1 })
  for (const { id } of letters) {
    await poll(async () => (await steps.find(id)).status).toBe('sent')
    const found = await steps.find(id)
    expect(found).toMatchObject({ deliveries: [{ channel: 'post', state: 'sent', address: 'RR123' }] })
    expect(found.document).not.toBeNull()
  }
})

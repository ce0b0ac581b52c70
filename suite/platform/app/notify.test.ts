/** Settings, push, mails and their log through HTTP, with a push service and a mail server that are really there. */
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { LOCALES, type MailLogEntry, type NotificationSetting } from '#platform/contract'
import { createMailHandler, createPushHandler, mailJob, pushJob } from '#platform/notify'
import { jpegOf, pngOf, TINY_PNG } from '../notify/testing/pictures.ts'
import { openPushService, openTestBrowser } from '../notify/testing/push-service.ts'
import { createTestHttp, type TestHttp, type TestPerson } from './testing/index.ts'

let world: TestHttp
beforeAll(async () => {
  world = await createTestHttp()
})
afterAll(() => world.close())

const SUBSCRIPTION = { endpoint: 'https://fcm.googleapis.com/fcm/send/a', keys: openTestBrowser().keys }
const subscribe = (person: TestPerson, changes: object = {}) =>
  person.call('POST', '/api/push/devices', { body: { ...SUBSCRIPTION, expirationTime: null, ...changes } })
const devices = async (person: TestPerson) =>
  ((await person.call('GET', '/api/push')).json as { devices: { id: string; current: boolean }[] }).devices

test('[PN35] a browser subscribes once, is its person’s alone, and can be taken off', async () => {
  const [one, two] = [await world.addPerson(), await world.addPerson()]
  const first = await subscribe(one)
  expect(first).toMatchObject({ status: 201, json: { current: true } })
  const { id } = first.json as { id: string }
  expect((await subscribe(one)).json).toMatchObject({ id })
  expect(await devices(one)).toMatchObject([{ id, current: true }])
  // The same browser, signed in as somebody else: it is theirs now.
  expect((await subscribe(two)).json).toMatchObject({ id })
  expect(await devices(one)).toEqual([])
  expect((await one.call('DELETE', `/api/push/devices/${id}`)).code).toBe('not_found')
  expect((await two.call('DELETE', `/api/push/devices/${id}`)).status).toBe(204)
  expect(await devices(two)).toEqual([])
})

test('[PN35] of more than twenty the oldest goes', async () => {
  const person = await world.addPerson()
  for (let at = 0; at < 22; at++) {
    world.advance(1_000)
    await subscribe(person, { endpoint: `${SUBSCRIPTION.endpoint}/${at}` })
  }
  expect(await devices(person)).toHaveLength(20)
  await world.store.asSystem('a test looks who is left', async trx => {
    const rows = await trx
      .selectFrom('platform.push_device')
      .select('endpoint')
      .where('user_id', '=', person.id)
      .execute()
    expect(rows.map(({ endpoint }) => endpoint)).not.toContain(`${SUBSCRIPTION.endpoint}/1`)
  })
})

test('[S57] [S73] an address that is no push service’s, and keys that are none, are refused', async () => {
  const person = await world.addPerson()
  for (const endpoint of ['https://127.0.0.1/x', 'http://fcm.googleapis.com/x', 'https://fcm.googleapis.com.evil.tr/x'])
    expect((await subscribe(person, { endpoint })).code).toBe('push_endpoint_refused')
  const { p256dh, auth } = SUBSCRIPTION.keys
  for (const keys of [
    { p256dh, auth: '' },
    { p256dh: auth, auth },
    { p256dh: 'x'.repeat(500), auth },
  ])
    expect((await subscribe(person, { keys })).code).toBe('bad_request')
  expect((await subscribe(world.guest())).code).toBe('unauthenticated')
  expect(await devices(person)).toEqual([])
})

test('[S39] [PN36] a session that ends takes its devices along', async () => {
  const person = await world.addPerson()
  await subscribe(person)
  expect((await person.call('POST', '/api/auth/sign-out')).status).toBeLessThan(300)
  const left = await world.store.asSystem('a test looks who is left', trx =>
    trx.selectFrom('platform.push_device').select('id').where('user_id', '=', person.id).execute(),
  )
  expect(left).toEqual([])
})

/** A company of which everybody is told by push and mail, with both at work. */
const openTelling = async () => {
  const service = await openPushService()
  const push = {
    agent: service.agent,
    mayCall: (endpoint: string) => endpoint.startsWith(service.origin),
    remember: true,
  }
  const telling = await createTestHttp({ push })
  onTestFinished(() => telling.close())
  const { services, store } = telling
  services.jobs.register(mailJob, createMailHandler(services))
  services.jobs.register(pushJob, createPushHandler(services))
  await services.jobs.start()
  const { id: company_id, slug, owner } = await telling.addCompany()
  const choice = await owner.call('PATCH', '/api/notifications/settings/member_joined', {
    body: { push: true, mail: true },
  })
  expect(choice).toMatchObject({ status: 200, json: { in_app: true, push: true, mail: true } })
  const tell = (link: string | null = `/c/${slug}/x`) =>
    store.inCompany(company_id, trx =>
      services.inbox.notify(trx, {
        ...{ company_id, user_id: owner.id, level: 'warning', kind: 'member_joined', params: {}, link },
        ...{ title: 'Gizli başlık', message: 'Ayşe Yılmaz 125.430,50 TL' },
      }),
    )
  return { telling, service, owner, company_id, slug, tell }
}

test('[S73] [PN37] a notification reaches the device with ids alone, and the session there reads its text', async () => {
  const { telling, service, owner, company_id, slug, tell } = await openTelling()
  const browser = openTestBrowser()
  await subscribe(owner, { endpoint: `${service.origin}/push/1`, keys: browser.keys })
  await tell()
  await expect.poll(() => service.taken.length, { timeout: 10_000 }).toBe(1)
  const payload = JSON.parse(browser.decrypt(service.taken[0]!.body))
  expect(payload).toEqual({
    ...{ v: 1, kind: 'member_joined', company: company_id, link: `/c/${slug}/x`, tag: `/c/${slug}/x` },
    notification_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
  })
  expect(service.taken[0]!.headers.urgency).toBe('high')
  const read = await owner.call('GET', `/api/notifications/${payload.notification_id}`)
  expect(read.json).toMatchObject({ title: 'Gizli başlık', message: 'Ayşe Yılmaz 125.430,50 TL' })
  const stranger = await telling.addPerson()
  expect((await stranger.call('GET', `/api/notifications/${payload.notification_id}`)).code).toBe('not_found')
  expect(telling.services.push.book!.list()).toMatchObject([
    { to: owner.email, host: '127.0.0.1', outcome: 'sent', payload },
  ])
})

test('[PN38] a device the service no longer knows, and one whose session ran out, are dropped', async () => {
  const { telling, service, owner, tell } = await openTelling()
  await subscribe(owner, { endpoint: `${service.origin}/push/1` })
  service.answer(410)
  await tell()
  await expect.poll(() => devices(owner), { timeout: 10_000 }).toEqual([])
  service.answer(201)
  await subscribe(owner, { endpoint: `${service.origin}/push/2` })
  await telling.store.asSystem('a session runs out', trx =>
    trx
      .withTables<{ 'auth.session': { userId: string; expiresAt: Date } }>()
      .updateTable('auth.session')
      .set({ expiresAt: new Date(0) })
      .where('userId', '=', owner.id)
      .execute(),
  )
  await tell()
  const left = () =>
    telling.store.asSystem('a test looks who is left', trx =>
      trx.selectFrom('platform.push_device').select('id').execute(),
    )
  await expect.poll(left, { timeout: 10_000 }).toEqual([])
  expect(service.taken.map(({ path }) => path)).toEqual(['/push/1'])
})

test('[PN39] who chose mail gets it in their language, and it stands in the log', async () => {
  const { telling, owner, tell } = await openTelling()
  await owner.call('PATCH', '/api/me', { body: { locale: 'az' } })
  const arrived = Promise.withResolvers<{ subject: string; text: string; html: string | null }>()
  telling.services.mail.catcher!.onMail(mail => arrived.resolve(mail))
  await tell(null)
  const { subject, text } = await arrived.promise
  expect(subject).toBe('Deneme Ticaret A.Ş.: Gizli başlık')
  expect(text).toContain('Ayşe Yılmaz 125.430,50 TL')
  expect(text).toContain('bildiriş parametrlərinizdə')
  const log = async () => (await owner.call('GET', '/api/mail/log')).json as { items: MailLogEntry[]; today: object }
  await expect.poll(async () => (await log()).items[0]?.state).toBe('sent')
  expect(await log()).toMatchObject({
    items: [{ kind: 'notification', to: owner.email, subject, attempts: 1, answer: expect.stringContaining('250') }],
    today: { used: 1, limit: 10_000 },
  })
})

test('[PN39] when the mails of the day are used the bell still rings', async () => {
  const { telling, owner, company_id, tell } = await openTelling()
  const mail = { company_id, kind: 'test', to: owner.email, subject: 'x', html: 'x', text: 'x' }
  await telling.store.inCompany(company_id, trx => telling.services.outgoing.queueMany(trx, Array(100).fill(mail)))
  await tell()
  expect(await telling.services.inbox.unread(owner.id)).toBe(1)
  expect((await owner.call('GET', '/api/mail/log?limit=1')).json).toMatchObject({ total: 100, today: { used: 100 } })
})

test('[PN19] every kind stands in the settings, in the reader’s language', async () => {
  const person = await world.addPerson()
  const { json } = await person.call('GET', '/api/notifications/settings', { headers: { 'accept-language': 'en' } })
  const { items, ...rest } = json as { items: NotificationSetting[] }
  expect(rest).toEqual({ push_devices: 0, email: person.email })
  expect(items).toMatchObject([
    { kind: 'member_joined', title: 'Somebody you invited joined the company', push: false },
  ])
})

test('[S72] [PN29] every template is shown in every language as the company would send it; what it is made of stays text', async () => {
  const title = '{{constructor}} <img src=x> #{7*7} A.Ş.'
  const { id, owner } = await world.addCompany(title)
  const member = await world.addPerson({ company: id, role: 'member' })
  const { items } = (await owner.call('GET', '/api/mail/templates')).json as { items: { id: string }[] }
  expect(items.map(template => template.id)).toEqual(['invitation', 'reset', 'notification'])
  for (const template of items)
    for (const locale of LOCALES) {
      const { status, json } = await owner.call('GET', `/api/mail/templates/${template.id}?locale=${locale}`)
      const mail = json as { subject: string; html: string; text: string }
      expect(status).toBe(200)
      expect(mail.html).toContain(`lang="${locale}"`)
      if (template.id !== 'reset') expect(mail.subject).toContain(title)
      expect(mail.html).not.toContain('<img')
      expect(mail.html).not.toContain('49')
    }
  expect((await owner.call('GET', '/api/mail/templates/invented?locale=tr')).code).toBe('not_found')
  for (const path of ['templates', 'templates/invitation?locale=tr', 'sender', 'log'])
    expect([path, (await member.call('GET', `/api/mail/${path}`)).code]).toEqual([path, 'forbidden'])
})

test('[PN28] the sender is changed by who saw it last, and its logo is a small picture of the company', async () => {
  const { id, owner } = await world.addCompany()
  const other = await world.addCompany()
  const put = (company_id: string, bytes: Buffer) =>
    world.store.inCompany(company_id, async trx => {
      const about = { company_id, owner_id: null, name: 'logo.png', type: 'image/png', kind: 'upload' }
      return (await world.services.files.put(trx, { ...about, bytes })).id
    })
  const change = (body: object, headers = {}) => owner.call('PATCH', '/api/mail/sender', { body, headers })
  expect((await owner.call('GET', '/api/mail/sender')).json).toMatchObject({ from_name: null, rev: 0 })
  const named = await change({ from_name: 'Muhasebe', reply_to: 'Mali@Ege.example' }, { 'if-match': '"0"' })
  expect(named).toMatchObject({ status: 200, json: { from_name: 'Muhasebe', reply_to: 'mali@ege.example', rev: 1 } })
  expect((await change({ from_name: 'B' }, { 'if-match': '"0"' })).code).toBe('stale')
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')
  for (const bytes of [svg, pngOf(2_001, 10), jpegOf(10, 2_001), Buffer.concat([TINY_PNG, Buffer.alloc(262_144)])])
    expect((await change({ logo_file_id: await put(id, bytes) })).code).toBe('logo_refused')
  expect((await change({ logo_file_id: await put(other.id, TINY_PNG) })).code).toBe('not_found')
  const logo = await change({ logo_file_id: await put(id, TINY_PNG) })
  expect(logo.json).toMatchObject({ from_name: 'Muhasebe', rev: 2 })
  const preview = (await owner.call('GET', '/api/mail/templates/invitation?locale=en')).json as { html: string }
  expect(preview).toMatchObject({ from_name: 'Muhasebe', reply_to: 'mali@ege.example' })
  expect(preview.html).toContain(`src="data:image/png;base64,${TINY_PNG.toString('base64')}"`)
  expect((await other.owner.call('GET', '/api/mail/sender')).json).toMatchObject({
    from_name: null,
    logo_file_id: null,
  })
})

/** SMS over real sockets: what each provider is sent, what its answers mean, and what a company may send. */
import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addCompany, createTestStore, type TestStore } from '../../store/testing/index.ts'
import { createHttpJson } from './http-json.ts'
import { createNetgsm } from './netgsm.ts'
import { postJson } from './post-json.ts'
import type { SmsProvider } from './provider.ts'
import { createSms, type Sms, type SmsReported } from './sms.ts'

type Seen = { url: string; headers: IncomingMessage['headers']; body: unknown }

let store: TestStore
let company_id: string
let url: string
let seen: Seen[] = []
let answer: (seen: Seen, response: ServerResponse) => void
const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const body: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8') || 'null')
    const one = { url: request.url ?? '', headers: request.headers, body }
    seen.push(one)
    answer(one, response)
  })
})
beforeAll(async () => {
  store = await createTestStore()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await store.close()
})
beforeEach(async () => {
  company_id = await addCompany(store, `Şirket ${randomUUID().slice(0, 8)}`)
  seen = []
  answer = (_one, response) => response.end(JSON.stringify({ code: '00', jobid: '177', description: 'queued' }))
})

const NOW = new Date('2026-11-20T10:00:00Z')
let at = NOW
const open = (provider: SmsProvider | null, limits = { company: 100, recipient: 100 }): Sms =>
  createSms({ provider, title: 'NABIZ', store, limits, now: () => at })
const netgsm = () => createNetgsm({ url, user: '8508400000', password: 'gizli' })
const signal = new AbortController().signal
const enter = (sms: Sms, given: Partial<{ to: string; text: string; title: string | null; id: string }> = {}) => {
  const order = {
    id: randomUUID(),
    company_id,
    kind: 'probe.letter',
    to: '+905321234567',
    text: 'Merhaba',
    title: null,
  }
  const whole = { ...order, ...given }
  return store.inCompany(company_id, trx => sms.enter(trx, whole)).then(entered => ({ ...entered, id: whole.id }))
}
const deliver = (sms: Sms, sms_id: string, more: Partial<Parameters<Sms['deliver']>[0]> = {}) =>
  sms.deliver({ company_id, sms_id, text: 'Merhaba', title: null, attempt: 1, retries: 2, signal, ...more })
const rows = () =>
  store.inCompany(company_id, trx =>
    trx.selectFrom('platform.sms').selectAll().where('company_id', '=', company_id).orderBy('created_at').execute(),
  )
const codeOf = (thrown: Promise<unknown>) =>
  thrown.then(
    () => 'ok',
    error => (error as { code: string }).code,
  )

describe('providers', () => {
  test('[PN53] Netgsm is sent title, text and number as its REST v2 takes them, with credentials in the header alone', async () => {
    const sms = open(netgsm())
    const { id } = await enter(sms, { title: 'SAHIN' })
    expect(await deliver(sms, id, { title: 'SAHIN', text: 'Şifre değil' })).toMatchObject({
      state: 'sent',
      provider_id: '177',
    })
    expect(seen).toMatchObject([
      {
        url: '/sms/rest/v2/send',
        headers: { authorization: `Basic ${Buffer.from('8508400000:gizli').toString('base64')}` },
        body: {
          ...{ msgheader: 'SAHIN', encoding: 'TR', iysfilter: '0' },
          messages: [{ msg: 'Şifre değil', no: '5321234567' }],
        },
      },
    ])
    expect(await rows()).toMatchObject([
      { state: 'sent', provider_id: '177', parts: 1, attempts: 1, answer: '00 queued' },
    ])
    // Sent once: another try of the job sends nothing.
    await deliver(sms, id)
    expect(seen).toHaveLength(1)
  })

  test('[PN53] its refusals end the message or wait for another try, by their code', async () => {
    const sms = open(netgsm())
    const say = (code: string) => {
      answer = (_one, response) => response.writeHead(406).end(JSON.stringify({ code, description: 'x' }))
    }
    say('70')
    const bad = await enter(sms)
    expect(await deliver(sms, bad.id)).toMatchObject({ state: 'failed', answer: '70 x' })
    for (const code of ['30', '40', '80']) {
      say(code)
      const { id } = await enter(sms)
      expect(await codeOf(deliver(sms, id))).toBe('sms_temporary')
      expect((await rows()).find(row => row.id === id)).toMatchObject({ state: 'queued', attempts: 1 })
      expect(await deliver(sms, id, { attempt: 3 })).toMatchObject({ state: 'failed', attempts: 3 })
    }
  })

  test('[PN54] any JSON provider gets its own body; what somebody wrote stays text, and unknown names stay', async () => {
    answer = (_one, response) => response.writeHead(202).end(JSON.stringify({ data: { message: { id: 42 } } }))
    const provider = createHttpJson({
      ...{ url: `${url}/send?v=1`, headers: { 'x-key': 'k' }, id_path: 'data.message.id' },
      body: { from: '{title}', to: ['{to}'], nested: { text: '{text}', constructor: '{constructor}' }, ref: 7 },
    })
    const sms = open(provider)
    const { id } = await enter(sms)
    const text = '","to":["+905550000000"],"x":"{to} {constructor}'
    expect(await deliver(sms, id, { text })).toMatchObject({ state: 'sent', provider_id: '42' })
    expect(seen[0]).toMatchObject({ url: '/send?v=1', headers: { 'x-key': 'k' } })
    expect(seen[0]?.body).toEqual({
      ...{ from: 'NABIZ', to: ['+905321234567'], ref: 7 },
      nested: { text, constructor: '{constructor}' },
    })
    for (const [status, state] of [
      [400, 'failed'],
      [422, 'failed'],
      [301, 'sms_temporary'],
      [429, 'sms_temporary'],
      [500, 'sms_temporary'],
    ] as const) {
      answer = (_one, response) => response.writeHead(status, { location: `${url}/elsewhere` }).end('{}')
      const next = await enter(sms)
      const ended = await deliver(sms, next.id).then(
        outcome => outcome.state,
        error => (error as { code: string }).code,
      )
      expect([status, ended]).toEqual([status, state])
    }
    expect(seen.every(one => one.url !== '/elsewhere')).toBe(true)
  })

  test('[PN55] [S58] an endless answer, a bomb and silence are cut', async () => {
    const call = (timeout_ms = 10_000) => codeOf(postJson(url, { body: {}, signal, timeout_ms }))
    answer = (_one, response) => {
      const more = () => {
        while (response.write(Buffer.alloc(64 * 1024, 32)));
        response.once('drain', more)
      }
      more()
    }
    expect(await call()).toBe('sms_temporary')
    answer = (_one, response) =>
      response.setHeader('content-encoding', 'gzip').end(gzipSync(Buffer.alloc(50 * 1024 * 1024)))
    expect(await call()).toBe('sms_temporary')
    answer = () => {}
    const before = performance.now()
    expect(await call(200)).toBe('sms_temporary')
    expect(performance.now() - before).toBeLessThan(5_000)
  })
})

describe('what may be sent', () => {
  test('[PN52] nothing without provider or title, to no land line, and nothing of more than ten parts', async () => {
    expect(await codeOf(enter(open(null)))).toBe('sms_not_connected')
    const untitled = createSms({
      provider: netgsm(),
      title: null,
      store,
      limits: { company: 9, recipient: 9 },
      now: () => at,
    })
    expect(untitled.lacks(null)).toBe('sms_title_missing')
    expect(await codeOf(enter(untitled))).toBe('sms_title_missing')
    expect((await enter(untitled, { title: 'SAHIN' })).parts).toBe(1)
    const sms = open(netgsm())
    for (const to of ['+902121234567', '+4915112345678', '5321234567', '+905321234567;+905320000000'])
      expect(await codeOf(enter(sms, { to }))).toBe('sms_bad_number')
    expect(await codeOf(enter(sms, { text: 'a'.repeat(1600) }))).toBe('sms_too_long')
    expect(await rows()).toHaveLength(1)
  })

  test('[PN56] [S72] the day’s budget of a company and of a recipient holds, also at once, and begins anew with the day', async () => {
    const sms = open(netgsm(), { company: 5, recipient: 3 })
    const other = { to: '+905320000000' }
    const first = await Promise.all(Array.from({ length: 6 }, () => codeOf(enter(sms))))
    expect(first.filter(code => code === 'ok')).toHaveLength(3)
    expect(first.filter(code => code === 'sms_budget_used')).toHaveLength(3)
    const second = await Promise.all(Array.from({ length: 4 }, () => codeOf(enter(sms, other))))
    expect(second.filter(code => code === 'ok')).toHaveLength(2)
    expect(await rows()).toHaveLength(5)
    at = new Date(NOW.getTime() + 86_400_000)
    expect(await codeOf(enter(sms))).toBe('ok')
    at = NOW
  })

  test('[PN57] a delivery report is taken once and told to whoever sent the message', async () => {
    answer = (_one, response) => response.end(JSON.stringify({ code: '00', jobid: `job-${company_id}` }))
    const sms = open(netgsm())
    const { id } = await enter(sms)
    await deliver(sms, id)
    const told: SmsReported[] = []
    const report = { provider_id: `job-${company_id}`, state: 'delivered' as const, answer: '' }
    const tell = async (_trx: unknown, reported: SmsReported) => void told.push(reported)
    expect(await sms.report({ ...report, provider_id: 'nobody’s' }, tell)).toBeNull()
    expect(await sms.report(report, tell)).toMatchObject({ sms_id: id, company_id, state: 'delivered' })
    expect(await sms.report(report, tell)).toBeNull()
    expect(told).toHaveLength(1)
    expect(await rows()).toMatchObject([{ state: 'delivered', reported_at: NOW }])
  })

  test('[PN58] Netgsm is asked in pages about what it took and has not reported; ended messages are told once', async () => {
    await store.asSystem('what other tests left is reported', trx =>
      trx.updateTable('platform.sms').set({ state: 'delivered' }).where('state', '=', 'sent').execute(),
    )
    const jobs = new Map<string, number>()
    const asked: { jobids: string[]; pagenumber: number }[] = []
    let refusal: string | null = null
    answer = ({ url: path, body }, response) => {
      if (path !== '/sms/rest/v2/report') {
        const jobid = `${company_id}-${jobs.size}`
        jobs.set(jobid, 0)
        response.end(JSON.stringify({ code: '00', jobid }))
        return
      }
      const { jobids, pagenumber, pagesize } = body as { jobids: string[]; pagenumber: number; pagesize: number }
      asked.push({ jobids, pagenumber })
      if (refusal) {
        response.writeHead(406).end(JSON.stringify({ code: refusal, description: 'limit' }))
        return
      }
      const lines = jobids.map(jobid => ({ jobid, status: jobs.get(jobid), telno: '905321234567', deliveredDate: '' }))
      const page = lines.slice(pagenumber * pagesize, (pagenumber + 1) * pagesize)
      if (page.length === 0) response.writeHead(406).end(JSON.stringify({ code: '60', description: 'no record' }))
      else response.end(JSON.stringify({ code: '00', jobs: page, description: 'success' }))
    }
    const sms = open(netgsm(), { company: 1_000, recipient: 1_000 })
    for (let count = 0; count < 101; count++) await deliver(sms, (await enter(sms)).id)
    const told: SmsReported[] = []
    const ask = () => sms.ask(signal, async (_trx, reported) => void told.push(reported))
    expect(await ask()).toBe(0)
    // A hundred and what is left; a full page is followed by a look for another.
    expect(asked.map(({ jobids, pagenumber }) => [jobids.length, pagenumber])).toEqual([
      [100, 0],
      [100, 1],
      [1, 0],
    ])
    const [arrived, lost, blocked] = [...jobs.keys()]
    jobs.set(arrived!, 1).set(lost!, 2).set(blocked!, 15)
    expect(await ask()).toBe(3)
    expect(told.map(({ state, answer: said }) => `${state} ${said}`).sort()).toEqual([
      'delivered 1',
      'failed 15 on the black list',
      'failed 2 timed out',
    ])
    asked.length = 0
    expect(await ask()).toBe(0)
    expect(asked.flatMap(({ jobids, pagenumber }) => (pagenumber === 0 ? jobids : []))).toHaveLength(98)
    refusal = '80'
    expect(await codeOf(ask())).toBe('sms_temporary')
    refusal = null
    asked.length = 0
    at = new Date(NOW.getTime() + 3 * 86_400_000 + 1)
    expect(await ask()).toBe(0)
    expect(asked).toEqual([])
    at = NOW
    const silent = open({ name: 'http', real: true, send: async () => ({ provider_id: 'x', answer: '' }) })
    expect(await silent.ask(signal, async () => {})).toBe(0)
  })
})

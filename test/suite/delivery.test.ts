/** Mails that a server refuses, for good or for now. */
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { MUTABAKAT_EVENTS, routes } from '../../suite/apps/mutabakat/contract/index.ts'
import { textOf } from '../../suite/platform/documents/testing/run-tool.ts'
import { openSmtpSink, type SmtpSink } from '../../suite/platform/notify/testing/smtp-sink.ts'
import { type LetterSteps, letterSteps } from './letter-steps.ts'
import type { Person } from './person.ts'
import { startTestSuite, type TestSuite } from './test-suite.ts'
import { openWire, type Wire } from './wire.ts'

let test: TestSuite
let sink: SmtpSink
let owner: Person
let steps: LetterSteps
/** The reply to a recipient, each time it is asked. */
let reply: (address: string) => number | null
const asked: string[] = []
beforeAll(async () => {
  sink = await openSmtpSink({
    refuse: address => {
      asked.push(address)
      return reply(address)
    },
  })
  test = await startTestSuite({ SMTP_HOST: '127.0.0.1', SMTP_PORT: String(sink.port) })
  owner = await test.signIn()
  // Mails reach the sink: nothing in this file reads one.
  steps = letterSteps({ member: owner, guest: test.stranger(), nextMail: () => Promise.reject(new Error('not here')) })
})
afterAll(async () => {
  await test.close()
  await sink.close()
})
beforeEach(() => {
  reply = () => null
})

type Data = { mutabakat_id: string; status: string; row: { delivery: string } }
const until = (wire: Wire, type: string, id: string) =>
  wire.until(type, () =>
    wire
      .events(`company:${owner.company_id}`)
      .find(event => event.type === type && (event.data as Data).mutabakat_id === id),
  )
const listen = async (): Promise<Wire> => {
  const wire = await openWire(test.url, owner)
  await wire.join(`company:${owner.company_id}`)
  return wire
}
const send = (id: string) => owner.refused(routes.sendLetter, { params: { id } })
/** What the queue says of a delivery's job: it is tried again some seconds after a refusal. */
const jobState = (delivery_id: string): Promise<string | undefined> =>
  test.suite.services.store.asSystem('a test looks at a job', async trx => {
    const found = await sql<{ state: string }>`select state::text from pgboss.job
      where name = 'mutabakat.deliver' and data -> 'input' ->> 'delivery_id' = ${delivery_id}`.execute(trx)
    return found.rows[0]?.state
  })
const pdfOf = async (id: string): Promise<Buffer> =>
  (await owner.call(routes.letterPdf, { params: { id } })).body as unknown as Buffer

it('[MU110] an address refused for good: told, still a draft, and sent again with what was corrected', async () => {
  await using wire = await listen()
  const wrong = 'yok@kapali.example'
  reply = address => (address === wrong ? 550 : null)
  const letter = await steps.draft({}, { email: wrong })
  expect((await send(letter.id)).status).toBe(202)
  const failed = await until(wire, 'mutabakat_delivery_failed', letter.id)
  expect(MUTABAKAT_EVENTS.mutabakat_delivery_failed.schema.parse(failed.data)).toMatchObject({
    ...{ address: wrong, status: 'draft', row: { delivery: 'failed' } },
  })
  expect(asked.filter(address => address === wrong)).toHaveLength(1)
  const draft = await steps.find(letter.id)
  expect(draft).toMatchObject({ status: 'draft', delivery: 'failed', sent_at: null })
  expect(draft.deliveries).toMatchObject([{ state: 'failed', address: wrong }])
  const undelivered = await owner.call(routes.listLetters, { query: { 'filter[undelivered]': '1', limit: 50 } })
  expect(undelivered.body.items.map(row => row.id)).toEqual([letter.id])
  expect((await owner.call(routes.dashboard, {})).body.undelivered).toBe(1)

  const right = 'muhasebe@acik.example'
  await owner.call(routes.updateCounterparty, { params: { id: letter.counterparty.id }, body: { email: right } })
  await owner.call(routes.updateLetter, {
    ...{ params: { id: letter.id }, body: { balance: { amount: '9876.50', currency: 'TRY' } } },
  })
  expect(await textOf(await pdfOf(letter.id))).toContain('9.876,50')
  expect((await send(letter.id)).status).toBe(202)
  await until(wire, 'mutabakat_sent', letter.id)
  const sent = await steps.find(letter.id)
  expect(sent).toMatchObject({ status: 'sent', delivery: 'sent', delivery_error: null })
  expect(sent.deliveries.map(({ state, address }) => [state, address])).toEqual([
    ['sent', right],
    ['failed', wrong],
  ])
  // The document is the one of the corrected balance, not the one that never arrived.
  const text = await textOf(await pdfOf(letter.id))
  expect(text).toContain('9.876,50')
  expect(text).not.toContain('1.250,40')
  expect(sink.recipients.filter(address => address === right)).toHaveLength(1)
})

it('[MU111] an address refused for now is tried again, and the letter sent once', async () => {
  await using wire = await listen()
  const busy = 'mesgul@dolu.example'
  const refusals = [451, 421]
  reply = address => (address === busy ? (refusals.shift() ?? null) : null)
  const letter = await steps.draft({}, { email: busy })
  await send(letter.id)
  await until(wire, 'mutabakat_sent', letter.id)
  expect(refusals).toEqual([])
  expect(sink.recipients.filter(address => address === busy)).toHaveLength(1)
  const sent = await steps.find(letter.id)
  expect(sent.deliveries).toMatchObject([{ state: 'sent', error: null }])
  expect(sent.history.map(line => line.action)).not.toContain('mutabakat_delivery_failed')
})

it('[MU110] a letter withdrawn while it waits is not mailed', async () => {
  await using wire = await listen()
  const busy = 'bekleyen@dolu.example'
  const tried = Promise.withResolvers<void>()
  reply = address => {
    if (address !== busy) return null
    tried.resolve()
    return 451
  }
  const letter = await steps.draft({}, { email: busy })
  await send(letter.id)
  await tried.promise
  await owner.call(routes.cancelLetter, { params: { id: letter.id }, body: { reason: 'Vazgeçildi' } })
  reply = () => null
  await until(wire, 'mutabakat_cancelled', letter.id)
  const [delivery] = (await steps.find(letter.id)).deliveries
  await vi.waitFor(async () => expect(await jobState(delivery!.id)).toBe('completed'), { timeout: 15_000 })
  expect(asked.filter(address => address === busy)).toHaveLength(1)
  expect(sink.recipients).not.toContain(busy)
  const gone = await steps.find(letter.id)
  expect(gone).toMatchObject({ status: 'cancelled', delivery: null })
  expect(gone.deliveries).toMatchObject([{ state: 'failed' }])
})

it('[MU110] nobody to send to: refused before anything is queued', async () => {
  const letter = await steps.draft({}, { email: null })
  const refused = await send(letter.id)
  expect([refused.status, refused.body.error.code]).toEqual([409, 'contact_missing'])
  expect(await steps.find(letter.id)).toEqual(letter)
})

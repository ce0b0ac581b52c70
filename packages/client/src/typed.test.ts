/** Contracts at the client: their types, and the check of what goes out and comes in, against the real server. */
import {
  defineRequest,
  defineRoom,
  type ErrorCode,
  type PublishedFrame,
  type RoomEvent,
  type StandardSchemaV1,
} from '@nabiz/protocol'
import { handleRequest, Refused } from '@nabiz/server'
import { afterEach, beforeEach, expect, expectTypeOf, onTestFinished, test } from 'vitest'
import { type Client, createClient } from './client.ts'
import { type ClientFailureCode, failureOf, type RequestFailed } from './failure.ts'
import { systemClock } from './outside/clock.ts'
import type { JoinedRoom } from './room/joined-room.ts'
import { roomState } from './testing/client-under-test.ts'
import { type RealServer, startRealServer, TOKEN } from './testing/real-server.ts'
import { watchedSocket } from './testing/watched-socket.ts'
import type { EventOf } from './typed.ts'

/** A schema by hand, as any library of the Standard Schema would give it. */
const schema = <Value>(validate: StandardSchemaV1<unknown, Value>['~standard']['validate']) =>
  ({ '~standard': { version: 1, vendor: 'test', validate } }) satisfies StandardSchemaV1<unknown, Value>

type Payment = { amount: number; note?: string }
const isPayment = (value: unknown): value is Payment =>
  typeof value === 'object' && value !== null && 'amount' in value && typeof value.amount === 'number'
const judge = (value: unknown) =>
  isPayment(value) ? { value } : { issues: [{ message: 'expected a number', path: ['payment', { key: 'amount' }] }] }
const payment = schema<Payment>(judge)
const slowPayment = schema<Payment>(async value => judge(value))
const text = schema<string>(value =>
  typeof value === 'string' ? { value } : { issues: [{ message: 'expected a text' }] },
)

const company = defineRoom('company:{id}', {
  events: {
    paid: { schema: payment },
    renamed: { schema: text },
    typing: { schema: text, record: false, ttl_ms: 2_000 },
  },
  open: true,
})
const slow = defineRoom('slow:{id}', { events: { paid: { schema: slowPayment } } })
const pay = defineRequest('pay', { input: payment, output: text, errors: ['broke'] })
const lie = defineRequest('lie', { input: text, output: payment })

let server: RealServer
let client: Client
const sent: string[] = []
const reported: unknown[] = []

beforeEach(async () => {
  sent.length = 0
  reported.length = 0
  server = await startRealServer({
    // The rooms are undeclared at the server: it lets through what does not fit, as a server in front of other languages.
    requests: [
      handleRequest(pay, ({ amount }) => {
        if (amount === 13) throw new Refused('broke', 'nothing left')
        return `paid ${amount}`
      }),
      handleRequest({ ...lie, output: schema<unknown>(value => ({ value })) }, () => ({ amount: 'much' })),
    ],
  })
  client = createClient({
    url: server.url,
    token: () => TOKEN,
    WebSocket: watchedSocket(sent),
    report: error => reported.push(error),
  })
  client.connect()
})
afterEach(async () => {
  client.close()
  await server.stop()
})

const framesOf = (type: string) => sent.filter(frame => frame.includes(`"type":"${type}"`))

test('[C45] join by contract takes the parts of the name, and its events have their types', async () => {
  const room = client.join(company, { id: '7' })
  expect(room.name).toBe('company:7')
  const heard: unknown[] = []
  room.on('paid', event => {
    expectTypeOf(event).toEqualTypeOf<RoomEvent<'paid', Payment>>()
    heard.push(event.data.amount)
  })
  room.on('*', event => {
    expectTypeOf(event).toEqualTypeOf<EventOf<typeof company>>()
    if (event.type === 'renamed') expectTypeOf(event.data).toEqualTypeOf<string>()
    heard.push(event.type)
  })
  await roomState(room as JoinedRoom, state => state.status === 'joined')
  const published = await client.publish(company, { id: '7' }, 'paid', { amount: 5 }, { key: 'k' })
  expectTypeOf(published).toEqualTypeOf<PublishedFrame>()
  expect(published).toMatchObject({ room: 'company:7', offset: 1 })
  await client.publish(company, { id: '7' }, 'renamed', 'Kalem')
  await expect.poll(() => heard).toEqual([5, 'paid', 'renamed'])
  const past = await room.history({ limit: 1 })
  expectTypeOf(past.events).toEqualTypeOf<readonly EventOf<typeof company>[]>()
  expect(past.events.map(event => event.data)).toEqual(['Kalem'])
})

test('[C45] what the contract does not know does not compile; forms by name stay', () => {
  const never = () => {
    // @ts-expect-error no such event
    client.publish(company, { id: '7' }, 'unpaid', { amount: 5 })
    // @ts-expect-error no such data
    client.publish(company, { id: '7' }, 'paid', { amount: '5' })
    // @ts-expect-error no such part of the name
    client.publish(company, { name: '7' }, 'paid', { amount: 5 })
    // @ts-expect-error no such event
    client.join(company, { id: '7' }).on('unpaid', () => {})
    // @ts-expect-error no such input
    client.request(pay, { amount: '5' })
    expectTypeOf(client.request(pay, { amount: 5 })).resolves.toEqualTypeOf<string>()
    expectTypeOf(client.request('pay', 5)).resolves.toEqualTypeOf<unknown>()
    expectTypeOf(client.join('company:7')).toEqualTypeOf<JoinedRoom>()
  }
  expectTypeOf(never).toBeFunction()
  expect(() => client.join(company, { id: 'not a name' })).toThrow(TypeError)
})

test('[C46] data that does not fit is refused before anything is sent, with the path that failed', async () => {
  const wrong = { amount: 'much' } as unknown as Payment
  const failed = { name: 'RequestFailed', code: 'invalid_data' }
  for (const refused of [
    client.publish(company, { id: '7' }, 'paid', wrong),
    client.publish(slow, { id: '7' }, 'paid', wrong),
    client.request(pay, wrong),
  ]) {
    await expect(refused).rejects.toMatchObject({
      ...failed,
      message: expect.stringContaining('data.payment.amount: expected a number'),
    })
  }
  await expect(client.publish(company, { id: '7' }, 'renamed', 5 as unknown as string)).rejects.toMatchObject({
    ...failed,
    message: expect.stringContaining('data: expected a text'),
  })
  expect(await client.request(pay, { amount: 5 })).toBe('paid 5')
  expect(framesOf('publish')).toEqual([])
  expect(framesOf('request')).toHaveLength(1)
})

test('[C46] an answer that does not fit is `invalid_answer`: what was asked for is done', async () => {
  await expect(client.request(lie, 'please')).rejects.toMatchObject({
    code: 'invalid_answer',
    message: expect.stringContaining('data.payment.amount: expected a number'),
  })
  expect(framesOf('request')).toHaveLength(1)
})

test('[C52] the failure of a request by contract has a code of the contract, of the protocol or of the client', async () => {
  const failed = failureOf(pay, await client.request(pay, { amount: 13 }).catch((error: unknown) => error))
  expectTypeOf(failed).toEqualTypeOf<RequestFailed<'broke' | ErrorCode | ClientFailureCode> | null>()
  expect(failed).toMatchObject({ code: 'broke', message: 'broke: nothing left' })
  // @ts-expect-error no such code
  expect(failed?.code === 'brok').toBe(false)
  const wrong = failureOf(pay, await client.request(pay, {} as Payment).catch((error: unknown) => error))
  expect(wrong?.code).toBe('invalid_data')
  expect(failureOf(pay, new TypeError('another fault'))).toBe(null)
})

test('[C46] a check that answers at once delays nothing: the order of calls is the order of frames', async () => {
  await client.request(pay, { amount: 0 })
  const calls = [
    client.publish(company, { id: '7' }, 'paid', { amount: 1 }),
    client.publish('company:7', 'paid', { amount: 2 }),
    client.request(pay, { amount: 3 }),
    client.publish('company:7', 'paid', { amount: 4 }),
  ]
  await Promise.all(calls)
  const amounts = sent.flatMap(frame => /"amount":(\d)/.exec(frame)?.[1] ?? [])
  expect(amounts).toEqual(['0', '1', '2', '3', '4'])
  await client.publish(slow, { id: '7' }, 'paid', { amount: 5 })
})

test('[C47] events come as they are, fitting or not; with `validate` those that do not fit are reported instead', async () => {
  const heard: unknown[] = []
  const plain = client.join(company, { id: '7' })
  plain.on('paid', event => heard.push(['plain', event.data]))
  const strict = client.join(company, { id: '7' }, { validate: true })
  strict.on('paid', event => heard.push(['strict', event.data]))
  strict.on('*', event => heard.push(['strict *', event.type]))
  await roomState(plain as JoinedRoom, state => state.status === 'joined')
  await client.publish('company:7', 'paid', { amount: 'much' })
  await client.publish('company:7', 'paid', { amount: 1 })
  await client.publish('company:7', 'undeclared', 'whatever')
  await expect.poll(() => heard.at(-1)).toEqual(['strict *', 'undeclared'])
  expect(heard).toEqual([
    ['plain', { amount: 'much' }],
    ['plain', { amount: 1 }],
    ['strict', { amount: 1 }],
    ['strict *', 'paid'],
    ['strict *', 'undeclared'],
  ])
  expect(reported).toHaveLength(2)
  expect(reported[0]).toMatchObject({
    message: 'paid in company:7 does not fit its contract',
    cause: { code: 'invalid_data', message: expect.stringContaining('data.payment.amount') },
  })
})

test('[C47] a schema that answers with a promise cannot check events, and says so', async () => {
  const strict = client.join(slow, { id: '7' }, { validate: true })
  const heard: unknown[] = []
  strict.on('paid', event => heard.push(event.data))
  await roomState(strict as JoinedRoom, state => state.status === 'joined')
  await client.publish('slow:7', 'paid', { amount: 'much' })
  await expect.poll(() => reported).toMatchObject([{ cause: { name: 'TypeError' } }])
  expect(heard).toEqual([])
})

test('[C51] a passing event that comes too late is not delivered, whatever the clock of the device says; a recorded one is', async () => {
  for (const ahead_ms of [0, 3_600_000, -3_600_000]) {
    const clock = { ...systemClock, now: () => Date.now() + ahead_ms }
    const device = createClient({ url: server.url, token: () => TOKEN, clock })
    onTestFinished(() => device.close())
    device.connect()
    const heard: unknown[] = []
    const room = device.join(company, { id: '7' })
    room.on('*', event => heard.push(event.data))
    await roomState(room as JoinedRoom, state => state.status === 'joined')
    const typing = (data: string, age_ms: number, record = false) =>
      server.server.publish('company:7', 'typing', data, { record, timestamp: Date.now() - age_ms })
    await typing('stale', 60_000)
    await typing('in time', 0)
    await typing('recorded', 60_000, true)
    await server.server.publish('company:7', 'other', 'without a time', { record: false, timestamp: 1 })
    await expect.poll(() => heard).toEqual(['in time', 'recorded', 'without a time'])
  }
})

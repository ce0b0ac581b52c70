import { defineRequest, type StandardSchemaV1 } from '@nabiz/protocol'
import { describe, expect, test } from 'vitest'
import { Refused } from '../room/refused.ts'
import { startServer } from '../testing/start-server.ts'
import { handleRequest } from './requests.ts'

const schemaOf = <Value>(
  test: (value: unknown) => value is Value,
  expected: string,
): StandardSchemaV1<unknown, Value> => ({
  '~standard': {
    version: 1,
    vendor: 'test',
    validate: value => (test(value) ? { value } : { issues: [{ message: expected, path: [{ key: 'n' }] }] }),
  },
})
const number = schemaOf((value): value is number => typeof value === 'number', 'expected a number')

describe('keys', () => {
  test('[W45] [W46] [S30] one key publishes once; others’ keys are other keys; other content is refused', async () => {
    await using running = await startServer()
    const a = await running.connect()
    const b = await running.connect({ user_id: '6' })
    const c = await running.connect({ company: 'c' })
    const keyed = { type: 'publish', room: 'r', event: 'x', data: { n: 1 }, key: 'k' }
    a.send({ ...keyed, ref: 1 }, { ...keyed, ref: 2 })
    const first = await a.take({ ref: 1 })
    expect(await a.take({ ref: 2 })).toEqual({ ...first, ref: 2 })
    const again = await running.connect()
    again.send({ ...keyed, ref: 1 })
    expect(await again.take({ ref: 1 })).toEqual(first)
    b.send({ ...keyed, ref: 1 })
    expect(await b.take({ ref: 1 })).toMatchObject({ offset: 2 })
    c.send({ ...keyed, ref: 1 })
    expect(await c.take({ ref: 1 })).toMatchObject({ offset: 1 })
    a.send({ ...keyed, room: 'other', ref: 3 }, { ...keyed, data: { n: 2 }, ref: 4 })
    expect(await a.take({ ref: 3 })).toMatchObject({ offset: 1 })
    expect(await a.take({ ref: 4 })).toMatchObject({ code: 'key_reused' })
    const mine = await running.server.publish('r', 'x', { n: 1 }, { key: 'k' })
    expect(mine.offset).toBe(3)
    expect(await running.server.publish('r', 'x', { n: 1 }, { key: 'k' })).toEqual(mine)
  })

  test('[W45] a key is forgotten after 24 h', async () => {
    let now = 0
    await using running = await startServer({ now: () => now })
    const publish = () => running.server.publish('r', 'x', 1, { key: 'k' })
    expect((await publish()).offset).toBe(1)
    now = 86_399_999
    expect((await publish()).offset).toBe(1)
    now = 86_400_000
    expect((await publish()).offset).toBe(2)
  })
})

describe('requests', () => {
  const echo = defineRequest('echo', { input: number, output: number, errors: ['too_small'] })

  test('[W47] a request gets its answer, or why not', async () => {
    await using running = await startServer({
      requests: [
        handleRequest(echo, input => {
          if (input === 0) throw Object.assign(new Error('Zero is too small'), { code: 'too_small' })
          if (input === 1) throw Object.assign(new Error('secret of the database'), { code: 'not_declared' })
          return input === 2 ? ('text' as unknown as number) : input
        }),
      ],
    })
    const client = await running.connect()
    const ask = async (name: string, data: unknown) => {
      client.send({ type: 'request', name, data, ref: 'q' })
      return client.take({ ref: 'q' })
    }
    expect(await ask('echo', 42)).toEqual({ type: 'response', ref: 'q', data: 42 })
    expect(await ask('echo', 0)).toMatchObject({ type: 'error', code: 'too_small', message: 'Zero is too small' })
    expect(await ask('echo', 1)).toMatchObject({ code: 'internal', retry_after_ms: 1_000 })
    expect(await ask('echo', 2)).toMatchObject({ code: 'internal' })
    expect(await ask('echo', 'x')).toMatchObject({ code: 'invalid_data', message: 'data.n: expected a number' })
    expect(await ask('none', 1)).toMatchObject({ code: 'unknown_request' })
    expect(client.messages.join()).not.toContain('secret')
    expect(running.errors.length).toBe(2)
  })

  const late = <Value>(schema: StandardSchemaV1<unknown, Value>): StandardSchemaV1<unknown, Value> => ({
    '~standard': { ...schema['~standard'], validate: async value => await schema['~standard'].validate(value) },
  })
  const give = {
    'at once': (work: () => number) => work(),
    'in a promise': async (work: () => number) => work(),
    'as a query that can be awaited': (work: () => number) =>
      ({
        // biome-ignore lint/suspicious/noThenProperty: queries of several libraries look like this.
        then: (done: (value: number) => void, failed: (error: unknown) => void) =>
          new Promise<number>(resolve => resolve(work())).then(done, failed),
      }) as Promise<number>,
  }

  test.each(
    Object.keys(give).flatMap(how =>
      [number, late(number)].map(schema => [how, schema === number ? 'at once' : 'later', schema] as const),
    ),
  )('[W47] an answer given %s, checked %s, is the same answer', async (how, _when, schema) => {
    const contract = defineRequest('sum', { input: schema, output: schema, errors: ['too_small'] })
    await using running = await startServer({
      requests: [
        handleRequest(contract, input =>
          give[how as keyof typeof give](() => {
            if (input === 0) throw Object.assign(new Error('Zero is too small'), { code: 'too_small' })
            if (input === 1) throw new Error('secret of the database')
            return input === 2 ? ('text' as unknown as number) : input
          }),
        ),
      ],
    })
    const client = await running.connect()
    const ask = async (data: unknown) => {
      client.send({ type: 'request', name: 'sum', data, ref: 'q' })
      return client.take({ ref: 'q' })
    }
    expect(await ask(42)).toEqual({ type: 'response', ref: 'q', data: 42 })
    expect(await ask(0)).toMatchObject({ type: 'error', code: 'too_small' })
    for (const fault of [1, 2]) expect(await ask(fault)).toMatchObject({ type: 'error', code: 'internal' })
    expect(await ask('x')).toMatchObject({ code: 'invalid_data' })
    expect(running.errors.length).toBe(2)
  })

  test('[W45] [W47] a repeat waits for the first; business errors are remembered, retryable ones free the key', async () => {
    const calls: number[] = []
    const gate = Promise.withResolvers<void>()
    await using running = await startServer({
      requests: [
        handleRequest(echo, async (input, { key, identity }) => {
          calls.push(input)
          expect([key, identity.user_id]).toEqual([`k${input}`, '5'])
          if (input === 1) await gate.promise
          if (input === 2) throw new Refused('too_small', 'no')
          if (input === 3 && calls.filter(call => call === 3).length === 1) throw new Refused('unavailable')
          return input
        }),
      ],
    })
    const client = await running.connect()
    const ask = (data: number, ref: number) =>
      client.send({ type: 'request', name: 'echo', data, key: `k${data}`, ref })
    ask(1, 1)
    ask(1, 2)
    for (const ref of [3, 4]) {
      ask(2, ref)
      expect(await client.take({ ref })).toMatchObject({ code: 'too_small' })
    }
    ask(3, 5)
    expect(await client.take({ ref: 5 })).toMatchObject({ code: 'unavailable', retry_after_ms: 1_000 })
    ask(3, 6)
    expect(await client.take({ ref: 6 })).toMatchObject({ data: 3 })
    gate.resolve()
    expect((await client.take({ ref: 1 })).data).toBe(1)
    expect((await client.take({ ref: 2 })).data).toBe(1)
    expect(calls).toEqual([1, 2, 3, 3])
  })
})

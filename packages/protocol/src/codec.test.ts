import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { joinFrames, parseFrame, parseMessage } from './codec.ts'

const refusal = (value: unknown) => {
  const parsed = parseFrame(typeof value === 'string' ? value : JSON.stringify(value))
  return parsed.ok ? null : parsed
}

describe('reading what a client sent', () => {
  test('[W1] frames joined by newlines are several for nabiz.v1, and white space for a plain client', () => {
    const two = '{"type":"ping","ts":1}\n{"type":"ping","ts":2}\n'
    expect(parseMessage(two, { joined: true })).toMatchObject([{ frame: { ts: 1 } }, { frame: { ts: 2 } }])
    expect(parseMessage(two, { joined: false })).toMatchObject([{ ok: false, code: 'bad_json' }])
    expect(parseMessage('{"type":"ping",\n"ts":1}', { joined: false })).toMatchObject([{ ok: true }])
  })

  test('[W1] joinFrames puts no more into a message than it may, and parseMessage gives the frames back', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 10 ** 9 })),
        fc.integer({ min: 30, max: 200 }),
        (numbers, limit) => {
          const frames = numbers.map(ts => ({ type: 'ping', ts }))
          const messages = joinFrames(frames, limit)
          for (const message of messages) if (message.includes('\n')) expect(message.length).toBeLessThanOrEqual(limit)
          const back = messages.flatMap(message => parseMessage(message, { joined: true }))
          expect(back.map(parsed => parsed.ok && parsed.frame)).toEqual(frames)
        },
      ),
    )
  })

  test.each(['', '{', '[]', '"x"', '1', 'null', '{"type":"ping","ts":1} {}'])('[W3] %j is no JSON object', text => {
    expect(refusal(text)).toMatchObject({ code: 'bad_json' })
  })

  test('[W4] depth is counted over objects and arrays', () => {
    const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`
    const frame = (depth: number) => `{"type":"request","ref":1,"name":"x","data":${nested(depth)}}`
    expect(refusal(frame(31))).toBeNull()
    expect(refusal(frame(32))).toMatchObject({ code: 'bad_frame', message: 'nested too deeply', ref: 1 })
    expect(refusal(frame(30_000))).toMatchObject({ code: 'bad_frame' })
  })

  test.each([
    '{"type":"request","ref":1,"name":"x","data":{"__proto__":{"admin":true}}}',
    '{"type":"request","ref":1,"name":"x","data":[{"a":{"constructor":{"prototype":{"admin":true}}}}]}',
    '{"type":"request","ref":1,"name":"x","data":{"\\u005f_proto__":{"admin":true}}}',
    '{"__proto__":{"type":"ping"},"type":"ping","ts":1}',
  ])('[W4] a poisoned key is refused: %s', text => {
    expect(refusal(text)).toMatchObject({ code: 'bad_frame' })
    expect(({} as { admin?: boolean }).admin).toBeUndefined()
  })

  test.each([
    [{ type: 'join' }, 'join.room: expected a room name'],
    [{ type: 'join', room: 'a b' }, 'join.room: expected a room name'],
    [{ type: 'join', room: 'a', since: { epoch: 'e', offset: -1 } }, 'join.since: expected a position {epoch, offset}'],
    [{ type: 'leave', room: 'x'.repeat(65) }, 'leave.room: expected a room name'],
    [{ type: 'publish', room: 'a', event: '', data: 1 }, 'publish.event: expected an event type'],
    [{ type: 'publish', room: 'a', event: 'x' }, 'publish.data: expected a value'],
    [{ type: 'publish', room: 'a', event: 'x', data: 1, record: 1 }, 'publish.record: expected true or false'],
    [{ type: 'request', name: 'x', data: 1 }, 'request.ref: expected a number or a text of at most 64 characters'],
    [{ type: 'history', room: 'a', ref: 1, limit: 0 }, 'history.limit: expected a whole number from 1'],
    [{ type: 'connect', token: 't', version: 2 }, 'connect.version: expected 1'],
    [{ type: 'connect', version: 1 }, 'connect.token: expected a token'],
    [{ type: 'ping' }, 'ping.ts: expected a number'],
    [{}, 'type: expected a text'],
  ])('[W5] %j → %s', (frame, message) => {
    expect(refusal(frame)).toMatchObject({ code: 'bad_frame', message })
  })

  test('[W5] a refusal carries ref and room where they are legible', () => {
    expect(refusal({ type: 'history', room: 'a', ref: 'r', limit: 'x' })).toMatchObject({ ref: 'r', room: 'a' })
    expect(refusal({ type: 'join', room: 1, ref: {} })).not.toHaveProperty('ref')
  })

  test.each(['nope', 'presence_lists', 'toString', '__proto__', 'connected'])('[W6] type %s is unknown', type => {
    expect(refusal(`{"type":${JSON.stringify(type)},"ref":3}`)).toMatchObject({ code: 'unknown_type', ref: 3 })
  })

  test('[W5] whatever comes, parsing answers and never throws', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.object().map(value => JSON.stringify({ type: 'join', ...value })),
        ),
        text => {
          for (const parsed of parseMessage(text, { joined: true })) expect(typeof parsed.ok).toBe('boolean')
        },
      ),
    )
  })
})

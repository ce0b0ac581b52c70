/** What a hostile client sends: valid frames with one or more things wrong, and texts that are no frames at all. */
import fc from 'fast-check'

const TOKEN = JSON.stringify({ user_id: 'fuzz', issued_at: 0 })

const FRAMES: readonly object[] = [
  { type: 'connect', token: TOKEN, version: 1, rooms: { 'board:1': null, 'short:1': { epoch: 'e', offset: 1 } } },
  { type: 'join', room: 'board:1', since: { epoch: 'e', offset: 3 }, presence: 'list', ref: 1 },
  { type: 'leave', room: 'board:1', ref: 2 },
  { type: 'publish', room: 'board:2', event: 'note', data: { op: 'o', payload: 'p' }, key: 'k', record: true, ref: 3 },
  { type: 'publish', room: 'open', event: 'any', data: [1, 'x', null], ref: 4 },
  { type: 'request', name: 'append', data: { room: 'board:1', note: { op: 'o', payload: 'p' } }, ref: 5 },
  { type: 'history', room: 'board:1', since: { epoch: 'e', offset: 0 }, limit: 10, ref: 6 },
  { type: 'presence', room: 'board:1', tab: 't', state: { status: 'away' }, ref: 7 },
  { type: 'presence_list', room: 'board:1', after: 'a', limit: 5, ref: 8 },
  { type: 'authenticate', token: TOKEN, ref: 9 },
  { type: 'ping', ts: 1 },
]

const nested = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth))

const HOSTILE: readonly unknown[] = [
  ...[null, true, -1, 0, 1e308, -0, 0.1, 2 ** 53, '', ' ', '\0', '\u2028', '\ud800', '..', '*', '%2f'],
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'ping', 'a'.repeat(3_000), 'company:1 ', 'bоard:1'],
  ...[
    [],
    {},
    [[]],
    { toString: 1 },
    { length: -1 },
    JSON.parse('{"then":1}'),
    { toJSON: 1 },
    nested(31),
    nested(200),
    { epoch: 'e' },
  ],
]

const hostile: fc.Arbitrary<unknown> = fc.oneof(fc.constantFrom(...HOSTILE), fc.jsonValue({ maxDepth: 3 }))

/** Replaces, removes or adds fields, at the top or one level in. */
const spoiledFrame = fc
  .tuple(
    fc.constantFrom(...FRAMES),
    fc.array(fc.tuple(fc.nat(20), fc.nat(3), hostile, fc.string({ maxLength: 12 })), { minLength: 0, maxLength: 3 }),
  )
  .map(([frame, edits]) => {
    const spoiled = structuredClone(frame) as Record<string, unknown>
    for (const [which, how, shared, name] of edits) {
      const value = structuredClone(shared)
      const keys = Object.keys(spoiled)
      const key = keys[which % Math.max(1, keys.length)] ?? 'type'
      const inner = spoiled[key]
      if (how === 0) delete spoiled[key]
      else if (how === 1) spoiled[key] = value
      else if (how === 2)
        Object.defineProperty(spoiled, name, { value, enumerable: true, configurable: true, writable: true })
      else if (typeof inner === 'object' && inner !== null && !Array.isArray(inner)) {
        const innerKey = Object.keys(inner)[which % Math.max(1, Object.keys(inner).length)] ?? 'x'
        Object.defineProperty(inner, innerKey, { value, enumerable: true, configurable: true, writable: true })
      } else spoiled[key] = [value]
    }
    return JSON.stringify(spoiled) ?? 'null'
  })

const cutText = fc
  .tuple(spoiledFrame, fc.nat(400), fc.nat(400))
  .map(([json, from, length]) => json.slice(0, from) + json.slice(from + length))
const spliced = fc
  .tuple(spoiledFrame, fc.nat(400), fc.string({ unit: 'binary', maxLength: 8 }))
  .map(([json, at, some]) => json.slice(0, at) + some + json.slice(at))
const poisoned = fc
  .tuple(fc.constantFrom('__proto__', 'constructor'), fc.constantFrom(...FRAMES))
  .map(([key, frame]) => JSON.stringify(frame).replace('{', `{"${key}":{"admin":true,"prototype":{"admin":true}},`))

/** The text of one message; lines of `nabiz.v1` included. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 80, arbitrary: spoiledFrame },
  { weight: 20, arbitrary: cutText },
  { weight: 20, arbitrary: spliced },
  { weight: 10, arbitrary: poisoned },
  { weight: 10, arbitrary: fc.array(spoiledFrame, { minLength: 2, maxLength: 5 }).map(lines => lines.join('\n')) },
  { weight: 10, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.constant('x'.repeat(65_537)) },
)

/** Bytes after a good handshake: frames of RFC 6455 with their heads and bodies spoiled. */
export const hostileBytes: fc.Arbitrary<Buffer> = fc
  .tuple(
    fc.integer({ min: 0, max: 255 }),
    fc.integer({ min: 0, max: 255 }),
    hostileText,
    fc.uint8Array({ maxLength: 12 }),
    fc.boolean(),
  )
  .map(([first, second, body, extra, honest]) => {
    const payload = Buffer.from(body).subarray(0, 125)
    const head = honest ? [0x81, 0x80 | payload.length, 0, 0, 0, 0] : [first, second, ...extra]
    return Buffer.concat([Buffer.from(head), payload, Buffer.from(extra)])
  })

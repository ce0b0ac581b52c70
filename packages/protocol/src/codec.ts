/** Reads what a client sent: text of one WebSocket message → checked frames, each refusal with its exact place. */
import type { ErrorCode } from './codes.ts'
import type { ClientFrame, JsonObject, Ref } from './frames.ts'
import { isPosition } from './position.ts'
import { isRoomName } from './room-name.ts'

/** What came of one frame's text. A refusal keeps `ref` and `room` when those were legible, so that its sender can tell. */
export type Parsed =
  | { readonly ok: true; readonly frame: ClientFrame }
  | {
      readonly ok: false
      readonly code: ErrorCode
      readonly message: string
      readonly ref?: Ref
      readonly room?: string
    }

const MAX_TEXT = 64
const MAX_TOKEN = 16_384

/** Event types: as room names, but `:` and `/` may stand anywhere after the first character (`message:new`). */
const EVENT_TYPE = /^[A-Za-z0-9_][A-Za-z0-9_.:@=/-]{0,63}$/
export const isEventType = (value: unknown): value is string => typeof value === 'string' && EVENT_TYPE.test(value)

const isRef = (value: unknown): value is Ref =>
  typeof value === 'number' || (typeof value === 'string' && value.length <= MAX_TEXT)
const isText = (value: unknown): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= MAX_TEXT
const isToken = (value: unknown): value is string => typeof value === 'string' && value.length <= MAX_TOKEN
const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isWatch = (value: unknown): boolean => value === 'count' || value === 'list'

/** One check of one field: null, or what was expected. */
type Check = (value: unknown) => string | null
const must =
  (test: (value: unknown) => boolean, expected: string): Check =>
  value =>
    test(value) ? null : expected
const may =
  (check: Check): Check =>
  value =>
    value === undefined ? null : check(value)

const REF = must(isRef, `a number or a text of at most ${MAX_TEXT} characters`)
const ROOM = must(isRoomName, 'a room name')
const SINCE = must(isPosition, 'a position {epoch, offset}')
const KEY = must(isText, `a text of 1 to ${MAX_TEXT} characters`)
const TOKEN = must(isToken, 'a token')
const LIMIT = must(value => Number.isSafeInteger(value) && (value as number) > 0, 'a whole number from 1')
const GIVEN = must(value => value !== undefined, 'a value')
const ROOMS = must(
  value =>
    isObject(value) && Object.entries(value).every(([room, at]) => isRoomName(room) && (at === null || isPosition(at))),
  'room names, each with a position {epoch, offset} or null',
)

/** The fields of every frame. Fields not listed are ignored: later versions may add some. */
const FIELDS: { [Type in ClientFrame['type']]: Record<string, Check> } = {
  connect: {
    token: TOKEN,
    version: must(value => value === 1, '1'),
    features: may(must(value => Array.isArray(value) && value.length <= 64 && value.every(isText), 'a list of texts')),
    session: may(must(isText, 'the name of a session')),
    rooms: may(ROOMS),
    presence: may(
      must(value => isObject(value) && Object.values(value).every(isWatch), 'rooms, each with "count" or "list"'),
    ),
  },
  join: {
    ref: may(REF),
    room: ROOM,
    since: may(SINCE),
    presence: may(must(isWatch, '"count" or "list"')),
  },
  leave: { ref: may(REF), room: ROOM },
  publish: {
    ref: may(REF),
    room: ROOM,
    event: must(isEventType, 'an event type'),
    data: GIVEN,
    record: may(must(value => typeof value === 'boolean', 'true or false')),
    key: may(KEY),
  },
  request: { ref: REF, name: KEY, data: GIVEN, key: may(KEY) },
  history: { ref: REF, room: ROOM, since: may(SINCE), limit: LIMIT },
  presence: {
    ref: may(REF),
    room: ROOM,
    tab: may(KEY),
    state: must(value => value === null || isObject(value), 'an object or null'),
  },
  presence_list: { ref: REF, room: ROOM, after: may(must(isText, 'the name of a member')), limit: LIMIT },
  authenticate: { ref: may(REF), token: TOKEN },
  ping: { ts: must(value => typeof value === 'number', 'a number') },
}

/** The same as lists, made once: every frame runs through one of them. */
const CHECKS = Object.fromEntries(Object.entries(FIELDS).map(([type, fields]) => [type, Object.entries(fields)]))

/** Null, or why this value may not be taken in: too deep, or a key that is an attack as soon as somebody merges the object into another. */
export const jsonRefusal = (value: unknown, depth: number): string | null =>
  typeof value === 'object' && value !== null ? refusalIn(value, depth) : null

// All that comes in runs through here. A list of each object's keys would cost more than looking at them, and as much as
// half of the parsing.
const refusalIn = (value: object, depth: number): string | null => {
  if (depth === 0) return 'nested too deeply'
  if (Array.isArray(value)) {
    for (const item of value as unknown[]) {
      const inner = jsonRefusal(item, depth - 1)
      if (inner !== null) return inner
    }
    return null
  }
  for (const key in value) {
    if (key === '__proto__' || key === 'constructor') return `the key ${key} is not taken`
    const inner = jsonRefusal((value as JsonObject)[key], depth - 1)
    if (inner !== null) return inner
  }
  return null
}

const refused = (code: ErrorCode, message: string, from: JsonObject = {}): Parsed => ({
  ok: false,
  code,
  message,
  ...(isRef(from.ref) && { ref: from.ref }),
  ...(isRoomName(from.room) && { room: from.room }),
})

/** One frame's text → the frame, or why not. `depth` = how many objects and arrays may stand in each other. */
export const parseFrame = (text: string, depth = 32): Parsed => {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return refused('bad_json', 'expected one JSON object')
  }
  if (!isObject(value)) return refused('bad_json', 'expected one JSON object')
  const poison = jsonRefusal(value, depth)
  if (poison !== null) return refused('bad_frame', poison, Object.hasOwn(value, '__proto__') ? {} : value)
  const type = value.type
  if (typeof type !== 'string') return refused('bad_frame', 'type: expected a text', value)
  if (!Object.hasOwn(CHECKS, type))
    return refused('unknown_type', `no frame of type ${JSON.stringify(type.slice(0, MAX_TEXT))}`, value)
  for (const [field, check] of CHECKS[type]!) {
    const expected = check(value[field])
    if (expected !== null) return refused('bad_frame', `${type}.${field}: expected ${expected}`, value)
  }
  return { ok: true, frame: value as ClientFrame }
}

/**
 * One WebSocket message → its frames. Clients of `nabiz.v1` may join several by `\n`; for a plain client a message is
 * one frame and a newline in it is JSON's white space. Empty lines are no frames.
 */
export const parseMessage = (text: string, options: { joined: boolean; depth?: number }): Parsed[] => {
  if (!options.joined || !text.includes('\n')) return [parseFrame(text, options.depth)]
  const lines = text.split('\n').filter(line => line.trim() !== '')
  return lines.map(line => parseFrame(line, options.depth))
}

/** Frames → the texts of messages for a client of `nabiz.v1`, each at most `maxBytes` unless one frame alone is larger. */
export const joinFrames = (frames: readonly object[], maxBytes: number): string[] => {
  const messages: string[] = []
  let bytes = 0
  for (const frame of frames) {
    const text = JSON.stringify(frame)
    const size = new TextEncoder().encode(text).length
    if (messages.length > 0 && bytes + size + 1 <= maxBytes) {
      messages[messages.length - 1] += `\n${text}`
      bytes += size + 1
    } else {
      messages.push(text)
      bytes = size
    }
  }
  return messages
}

/** Names of frames: types an event may not have, beside the prefix that later frames will use. */
export const FRAME_TYPES: ReadonlySet<string> = new Set([
  ...Object.keys(FIELDS),
  ...['connected', 'room_joined', 'room_left', 'room_reset', 'skipped', 'published', 'response', 'authenticated'],
  ...['presence', 'presence_list', 'presence_changed', 'error', 'reconnect', 'pong', 'closed'],
])
export const isReservedType = (type: string): boolean => FRAME_TYPES.has(type) || type.startsWith('nabiz_')

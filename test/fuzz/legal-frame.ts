/** What a server may say, written down again from the protocol's pages: the engine's own types prove nothing here. */

type Fields = { readonly [field: string]: (value: unknown) => boolean }

const text = (value: unknown): boolean => typeof value === 'string' && value.length > 0
const whole = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0
const list = (value: unknown): boolean => Array.isArray(value)
const answersTo = (value: unknown): boolean => typeof value === 'number' || typeof value === 'string'

const FRAMES: { readonly [type: string]: Fields } = {
  connected: { session: text, user_id: text, node: text, time: whole, heartbeat_ms: whole },
  room_joined: {
    room: text,
    epoch: text,
    offset: whole,
    recovered: value => ['fresh', 'all', 'reset'].includes(String(value)),
  },
  room_left: { room: text, reason: text },
  room_reset: { room: text, epoch: text, offset: whole, reason: text },
  skipped: { room: text, from: whole, to: whole },
  published: { ref: answersTo, room: text, id: text, durability: text },
  response: { ref: answersTo },
  history: { ref: answersTo, room: text, epoch: text, offset: whole, events: list },
  presence_changed: { room: text, version: whole, count: whole },
  presence_list: { ref: answersTo, room: text, members: list, version: whole },
  authenticated: {},
  error: { code: text, message: text },
  reconnect: { after_ms: whole },
  pong: { ts: value => typeof value === 'number' },
  closed: { code: whole, reason: text },
}

/** Traces of the inside: a stack, a path, a module. */
const INTERNALS = /\bat .+:\d+:\d+|node_modules|\.ts:\d|\bTypeError\b|Cannot read/

/** Null, or why this text is not one legal frame. */
export const illegal = (line: string): string | null => {
  let frame: unknown
  try {
    frame = JSON.parse(line)
  } catch {
    return 'no JSON'
  }
  if (typeof frame !== 'object' || frame === null || Array.isArray(frame)) return 'no object'
  const fields = frame as Record<string, unknown>
  const type = String(fields.type)
  if (typeof fields.id === 'string' && type !== 'published')
    return text(fields.room) && whole(fields.timestamp) && ('data' in fields || fields.removed === true)
      ? null
      : 'no event'
  const rules = Object.hasOwn(FRAMES, type) ? FRAMES[type]! : null
  if (!rules) return `unknown type ${type}`
  for (const [field, fits] of Object.entries(rules)) if (!fits(fields[field])) return `${type}.${field} does not fit`
  if (type === 'error' && INTERNALS.test(String(fields.message))) return 'tells of the inside'
  return null
}

/** Codes a connection may be closed with because of what its client sent. */
export const legalClose = (code: number): boolean =>
  [1000, 1002, 1003, 1006, 1007, 1009].includes(code) || (code >= 4000 && code < 5000)

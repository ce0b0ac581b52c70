/** Sends hostile HTTP calls to the engine's addresses and checks every answer. */
import { Agent, type IncomingMessage, request } from 'node:http'
import fc from 'fast-check'
import { assertAll, type FuzzTarget } from './fuzz-web-socket.ts'
import { hostileText } from './hostile-input.ts'
import { illegal } from './legal-frame.ts'

const TOKEN = JSON.stringify({ user_id: 'fuzz', issued_at: 0 })

const CONNECT = JSON.stringify({ type: 'connect', token: TOKEN, version: 1, rooms: { 'board:1': null } })
/** Stands for a session that is there. */
const LIVE = 'live'

const STATUSES = [200, 202, 204, 400, 401, 403, 404, 405, 409, 410, 413, 415, 426, 429, 503]
/** Longer than this nobody waits for a stream that was opened well, in ms. */
const STREAM_MS = 20
const BATCH = 20

export type HttpReport = { cases: number; statuses: Record<number, number>; faults: string[]; polluted: boolean }

type HttpCase = { method: string; path: string; query: string; type: string | null; token: string | null; body: string }

const name = fc.oneof(
  fc.constantFrom('session', 'n', 'ack', 'ticket', 'connection', '__proto__', '', 'SESSION'),
  fc.string({ maxLength: 8 }),
)
const value = fc.oneof(
  fc.constantFrom(
    '0',
    '1',
    '-1',
    '1e9',
    '007',
    'NaN',
    '',
    '+',
    '%',
    '%00',
    '%2f..',
    'x'.repeat(3_000),
    '0x10',
    '1.5',
    encodeURIComponent('９'),
  ),
  fc.string({ maxLength: 10 }).map(text => encodeURIComponent(text.toWellFormed())),
)

const hostileCall: fc.Arbitrary<HttpCase> = fc.record({
  method: fc.constantFrom('GET', 'POST', 'POST', 'POST', 'DELETE', 'PUT', 'OPTIONS', 'HEAD', 'PATCH'),
  path: fc.constantFrom(
    '/ws/sse',
    '/ws/send',
    '/ws/poll',
    '/ws/ticket',
    '/ws',
    '/ws/',
    '/ws/%73se',
    '/ws/../ws/send',
    '/ws//send',
    '/ws/x',
  ),
  query: fc.oneof(
    fc
      .array(fc.tuple(name, value), { maxLength: 3 })
      .map(pairs => pairs.map(([key, text]) => `${encodeURIComponent(key.toWellFormed())}=${text}`).join('&')),
    value.map(text => `session=${LIVE}&n=${text}`),
    value.map(text => `session=${LIVE}&ack=${text}`),
  ),
  type: fc.constantFrom(
    'application/json',
    'application/json',
    'application/x-ndjson',
    'text/plain',
    'application/json\ta',
    'application/json; charset=utf-7',
    null,
  ),
  token: fc.constantFrom(TOKEN, TOKEN, 'nonsense', '{}', `${TOKEN} ${TOKEN}`, '', null),
  body: fc.oneof({ weight: 4, arbitrary: hostileText }, { weight: 1, arbitrary: fc.constant(CONNECT) }),
})

/** Null, or what is wrong with the answer. */
const judge = async (answer: IncomingMessage, method: string): Promise<string | null> => {
  const status = answer.statusCode!
  if (!STATUSES.includes(status)) return `HTTP ${status}`
  let text = ''
  const late = setTimeout(() => answer.destroy(), STREAM_MS)
  try {
    for await (const chunk of answer.setEncoding('utf8')) text += chunk
  } catch {
    // A stream that stood: what came of it is looked at.
  }
  clearTimeout(late)
  if (answer.headers['content-type']?.startsWith('text/event-stream')) {
    for (const message of text.split('\n\n').slice(0, -1))
      for (const line of message.split('\n').filter(one => one.startsWith('data: '))) {
        const why = illegal(line.slice('data: '.length))
        if (why !== null) return why
      }
    return null
  }
  if (status < 400 || method === 'HEAD' || method === 'OPTIONS') return null
  const { error } = JSON.parse(text) as { error?: { code?: unknown; message?: unknown } }
  if (typeof error?.code !== 'string' || typeof error.message !== 'string') return `a refusal without a code: ${text}`
  return illegal(JSON.stringify({ ...error, type: 'error' }))
}

/** Resolves with the status. Throws when the answer is not legal. */
const call = async (port: number, agent: Agent, one: HttpCase, session: string): Promise<number> => {
  const { method, path, type, token, body } = one
  const query = one.query.replace(`session=${LIVE}`, `session=${session}`)
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  const sends = method !== 'GET' && method !== 'HEAD'
  const headers = {
    ...(token !== null && { authorization: `Bearer ${token}` }),
    ...(type !== null && sends && { 'content-type': type }),
    ...(sends && { 'content-length': Buffer.byteLength(body) }),
  }
  const asked = request(
    { host: '127.0.0.1', port, method, path: query ? `${path}?${query}` : path, headers, agent },
    resolve,
  )
  asked.on('error', reject)
  asked.setTimeout(10_000, () => asked.destroy(new Error('no answer')))
  asked.end(sends ? body : undefined)
  try {
    const answer = await promise
    const why = await judge(answer, method)
    if (why !== null) throw new Error(why)
    return answer.statusCode!
  } catch (error) {
    // A body that is too large is refused before it was taken: the answer may meet a broken pipe.
    if (body.length > 60_000 && error instanceof Error && 'code' in error) return 413
    throw new Error(`${error} for ${JSON.stringify(one).slice(0, 600)}`)
  }
}

const beginPolling = async (port: number): Promise<string> => {
  const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' }
  const answer = await fetch(`http://127.0.0.1:${port}/ws/send`, { method: 'POST', headers, body: CONNECT })
  const { session } = (await answer.json()) as { session: string }
  return session
}

export const fuzzHttp = async (target: FuzzTarget, cases: number, seed: number): Promise<HttpReport> => {
  const agent = new Agent({ keepAlive: true, maxSockets: BATCH })
  const statuses: Record<number, number> = {}
  let sent = 0
  await assertAll(
    fc.asyncProperty(fc.array(hostileCall, { minLength: BATCH, maxLength: BATCH }), async calls => {
      const session = await beginPolling(target.server.port)
      const answered = calls.map(one => call(target.server.port, agent, one, session))
      for (const status of await Promise.all(answered)) {
        statuses[status] = (statuses[status] ?? 0) + 1
        sent++
      }
    }),
    cases / BATCH,
    seed,
  )
  agent.destroy()
  const { polluted } = await target.server.measure()
  return { cases: sent, statuses, faults: target.faults, polluted }
}

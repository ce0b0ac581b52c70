import { once } from 'node:events'
import { connect as tcp } from 'node:net'
import { describe, expect, test } from 'vitest'
import type { AuditRecord } from '../room/audit.ts'
import { answerOf, callHttp } from '../testing/http-call.ts'
import type { SseClient } from '../testing/http-clients.ts'
import { startServer, type TestServer, tokenOf } from '../testing/start-server.ts'

const json = { 'content-type': 'application/json' }
const bearer = (token = tokenOf()) => ({ authorization: `Bearer ${token}`, ...json })
const connectFrame = (token = tokenOf(), frame: object = {}) =>
  JSON.stringify({ type: 'connect', token, version: 1, ...frame })
const baseOf = ({ url }: TestServer) => url.replace(/^ws/, 'http')

describe('frames up', () => {
  test('[W62] a repeated call is taken and not executed again, a gap is refused, a bad line spoils the call', async () => {
    await using running = await startServer()
    const client = (await running.begin('sse', { rooms: { r: null } })) as SseClient
    await client.take({ type: 'room_joined' })
    const send = (n: number | string, ...frames: unknown[]) =>
      answerOf(`${baseOf(running)}/send?session=${client.session}&n=${n}`, {
        method: 'POST',
        headers: bearer(),
        body: frames.map(frame => (typeof frame === 'string' ? frame : JSON.stringify(frame))).join('\n'),
      })
    const publish = (event: string) => ({ type: 'publish', room: 'r', event, data: 1 })
    expect((await send(1, publish('a'), publish('b'))).status).toBe(202)
    expect((await send(1, publish('a'), publish('b'))).status).toBe(202)
    expect(await send(3, publish('late'))).toMatchObject({ status: 409, body: { error: { code: 'out_of_order' } } })
    expect(await send(2, publish('never'), '{')).toMatchObject({ status: 400, body: { error: { code: 'bad_json' } } })
    expect((await send(2, publish('c'))).status).toBe(202)
    await client.take({ type: 'c' })
    expect(client.events('r').map(({ type }) => type)).toEqual(['a', 'b', 'c'])
    for (const n of ['', '0', '0x3', '-1', '1e3', '3&n=3']) expect((await send(n)).status, n).toBe(400)
  })

  test('[W65] [W66] [S26] every call needs a token of the session’s user; sessions elsewhere are gone', async () => {
    const audited: AuditRecord[] = []
    await using running = await startServer({ audit: record => audited.push(record) })
    const client = (await running.begin('poll', { token: tokenOf({ issued_at: 1 }) })) as SseClient
    const { session } = await client.take({ type: 'connected' })
    const onWebSocket = await running.connect()
    const send = async (token: string | null, name: unknown = session, query = '') => {
      const url = `${baseOf(running)}/send?session=${name}&n=1${query}`
      const headers = token === null ? json : bearer(token)
      const { status, body } = await answerOf(url, { method: 'POST', headers, body: '{"type":"ping","ts":1}' })
      return `${status} ${body.error?.code ?? ''}`
    }
    expect(await send(null)).toBe('401 token_invalid')
    expect(await send('nonsense')).toBe('401 token_invalid')
    expect(await send('expired')).toBe('401 token_expired')
    expect(await send(tokenOf({ user_id: '6' }))).toBe('403 denied')
    expect(await send(tokenOf({ company: 'c' }))).toBe('403 denied')
    expect(audited.filter(({ kind }) => kind === 'call_refused').length).toBe(5)
    expect(JSON.stringify(audited)).not.toContain('rooms')
    expect(await send(tokenOf(), 'nobody')).toBe('410 session_gone')
    expect(await send(tokenOf(), onWebSocket.connected.session)).toBe('410 session_gone')
    expect(await send(tokenOf(), session, '&connection=other')).toBe('410 session_gone')
    expect(await send(tokenOf())).toBe('202 ')
    const foreign = { method: 'POST', headers: bearer(), body: connectFrame(tokenOf({ user_id: '6' })) }
    for (const path of ['sse', 'ticket', 'send'])
      expect((await answerOf(`${baseOf(running)}/${path}`, foreign)).body.error?.code, path).toBe('identity_mismatch')
  })

  test('[W65] a token is checked in full once, and for revocation at every call', async () => {
    let checks = 0
    await using running = await startServer({
      authenticate: async token => {
        checks++
        return JSON.parse(token)
      },
    })
    const token = tokenOf({ issued_at: 1 })
    const client = (await running.begin('sse', { token })) as SseClient
    await client.take({ type: 'connected' })
    for (let index = 0; index < 5; index++) await client.send({ type: 'ping', ts: index })
    expect(checks).toBe(2)
    await running.server.disconnect({ user_id: '5' }, { revoke: true })
    expect(await client.send({ type: 'ping', ts: 9 })).toBe(401)
    expect(checks).toBe(2)
  })

  test('[W66] a call of an earlier connection touches no later one', async () => {
    await using running = await startServer()
    const begin = async (name: string, frame: object) => {
      const response = await callHttp(`${baseOf(running)}/send?connection=${name}`, {
        method: 'POST',
        headers: bearer(),
        body: connectFrame(undefined, frame),
      })
      return (JSON.parse((await response.toArray()).join('')) as { session: string }).session
    }
    const session = await begin('one', {})
    expect(await begin('two', { session })).toBe(session)
    const call = (name: string) =>
      answerOf(`${baseOf(running)}/send?session=${session}&n=1&connection=${name}`, {
        method: 'POST',
        headers: bearer(),
        body: '{"type":"ping","ts":1}',
      })
    expect((await call('one')).status).toBe(410)
    expect((await call('two')).status).toBe(202)
  })

  test('[W67] a goodbye ends the presence at once, and the session waits for nobody', async () => {
    await using running = await startServer()
    const client = (await running.begin('sse', { rooms: { r: null } })) as SseClient
    await client.take({ type: 'room_joined' })
    expect((await running.server.presence('r')).members.length).toBe(1)
    const url = `${baseOf(running)}/send?session=${client.session}`
    expect((await answerOf(url, { method: 'DELETE', headers: bearer() })).status).toBe(204)
    expect((await running.server.presence('r')).members.length).toBe(0)
    await client.closed
    await expect.poll(() => running.server.stats().connections).toBe(0)
  })
})

describe('addresses and bodies', () => {
  test('[W69] unknown addresses, other methods, bodies that are not what they must be', async () => {
    await using running = await startServer()
    const cases: [string, string, Record<string, string>, string, string][] = [
      ['GET', '/nothing', {}, '', '404 not_found'],
      ['GET', '/sse/', {}, '', '404 not_found'],
      ['GET', '/%73se', {}, '', '404 not_found'],
      ['PUT', '/sse', bearer(), connectFrame(), '405 method_not_allowed'],
      ['GET', '/send', bearer(), '', '405 method_not_allowed'],
      ['GET', '', {}, '', '426 upgrade_required'],
      ['POST', '/sse', { ...bearer(), 'content-type': 'text/plain' }, connectFrame(), '415 unsupported_media_type'],
      [
        'POST',
        '/sse',
        { ...bearer(), 'content-type': 'application/json\ta' },
        connectFrame(),
        '415 unsupported_media_type',
      ],
      [
        'POST',
        '/sse',
        { ...bearer(), 'content-type': 'application/json x' },
        connectFrame(),
        '415 unsupported_media_type',
      ],
      ['POST', '/sse', { ...bearer(), 'content-encoding': 'gzip' }, connectFrame(), '415 unsupported_media_type'],
      ['POST', '/sse', bearer(), 'x'.repeat(65_537), '413 too_large'],
      ['POST', '/sse', { ...bearer(), 'transfer-encoding': 'chunked' }, 'x'.repeat(200_000), '413 too_large'],
      ['POST', '/sse', bearer(), '{"type":"connect"', '400 bad_json'],
      ['POST', '/sse', bearer(), '', '400 bad_json'],
      ['POST', '/sse', bearer(), '{"type":"connect","version":1}', '400 bad_frame'],
      ['POST', '/ticket', bearer(), '{"type":"ping","ts":1}', '400 bad_frame'],
      ['GET', '/poll?session=s', bearer(), '', '400 bad_request'],
      ['GET', '/poll?session=s&ack=0', bearer(), '', '410 session_gone'],
    ]
    for (const [method, path, headers, body, expected] of cases) {
      const answer = await answerOf(`${baseOf(running)}${path}`, { method, headers, body })
      expect(`${answer.status} ${answer.body.error?.code}`, `${method} ${path} ${body.slice(0, 30)}`).toBe(expected)
      expect(answer.headers['access-control-allow-origin']).toBeUndefined()
    }
    const { headers } = await answerOf(`${baseOf(running)}/sse`, { method: 'PUT' })
    expect(headers.allow).toBe('POST, GET, OPTIONS')
    expect(running.errors).toEqual([])
    expect(running.server.stats()).toMatchObject({ connections: 0, sessions: 0 })
  })

  test('[W69] a connection named twice is 400, on every way to begin one, and takes nobody’s place', async () => {
    await using running = await startServer({ limits: { connectionsPerAddress: 1 } })
    for (const path of ['sse', 'ticket', 'send']) {
      const url = `${baseOf(running)}/${path}?connection=a&connection=b`
      const answer = await answerOf(url, { method: 'POST', headers: bearer(), body: connectFrame() })
      expect(answer, path).toMatchObject({ status: 400, body: { error: { code: 'bad_request' } } })
    }
    const client = await running.begin('sse')
    await client.take({ type: 'connected' })
  })

  test('[W69] a body that stops half way, or is no UTF-8, ends alone', async () => {
    await using running = await startServer()
    const { port } = new URL(running.url)
    const socket = tcp(Number(port), '127.0.0.1')
    socket.write(
      `POST /ws/sse HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${tokenOf()}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{`,
    )
    await once(socket, 'connect')
    socket.destroy()
    const bad = Buffer.concat([Buffer.from('{"type":"'), Buffer.from([0xc3, 0x28]), Buffer.from('"}')])
    const answer = await answerOf(`${baseOf(running)}/sse`, { method: 'POST', headers: bearer(), body: bad })
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'bad_json' } } })
    await expect.poll(() => running.server.stats().connections).toBe(0)
    expect(running.errors).toEqual([])
  })

  test('[W68] [W7] [S1] [S46] allowed pages are named, foreign ones get nothing, on every call', async () => {
    await using running = await startServer({ origins: ['https://app.tr'] })
    const calls = [
      ['POST', '/sse'],
      ['GET', '/sse?ticket=x'],
      ['POST', '/ticket'],
      ['POST', '/send'],
      ['GET', '/poll?session=s&ack=0'],
      ['OPTIONS', '/send'],
    ] as const
    for (const [method, path] of calls) {
      const call = async (headers: Record<string, string>) => {
        const response = await callHttp(`${baseOf(running)}${path}`, { method, headers: { ...json, ...headers } })
        response.resume()
        return [response.statusCode, response.headers['access-control-allow-origin'], response.headers.vary]
      }
      for (const origin of ['https://evil.tr', 'https://app.tr.evil.tr', 'http://app.tr', 'null', 'https://app.tr:444'])
        expect(await call({ origin }), `${method} ${path} ${origin}`).toEqual([403, undefined, 'Origin'])
      const [status, named, vary] = await call({ origin: 'https://app.tr' })
      expect(status, path).not.toBe(403)
      expect([named, vary]).toEqual(['https://app.tr', 'Origin'])
      if (method === 'POST') expect((await call({ cookie: 'a=1' }))[0]).toBe(403)
      if (method !== 'GET') continue
      expect((await call({ cookie: 'a=1', 'sec-fetch-site': 'same-origin' }))[0]).not.toBe(403)
      expect((await call({ 'sec-fetch-site': 'cross-site' }))[0]).toBe(403)
    }
    const preflight = await answerOf(`${baseOf(running)}/send`, {
      method: 'OPTIONS',
      headers: { origin: 'https://app.tr' },
    })
    expect(preflight.status).toBe(204)
    expect(preflight.headers['access-control-allow-methods']).toBe('POST, DELETE')
    expect(preflight.headers['access-control-allow-headers']).toContain('authorization')
    expect(preflight.headers['access-control-allow-credentials']).toBeUndefined()
  })

  test('[W75] [S5] spoofed addresses share the bucket of the peer, unless a trusted proxy names them', async () => {
    const statuses = async (running: TestServer, forwarded: (index: number) => string) => {
      const all: number[] = []
      for (let index = 0; index < 50; index++) {
        const headers = { ...bearer(), 'x-forwarded-for': forwarded(index) }
        const response = await callHttp(`${baseOf(running)}/sse`, { method: 'POST', headers, body: connectFrame() })
        all.push(response.statusCode!)
        response.destroy()
      }
      return all
    }
    const limits = { connectsPerSecond: 1, connectionsPerUser: 100 }
    const monotonic = () => 0
    await using plain = await startServer({ limits, monotonic })
    expect((await statuses(plain, index => `10.0.0.${index}`)).filter(status => status === 429).length).toBe(40)
    await using behind = await startServer({ limits, monotonic, trustedProxies: 1 })
    expect((await statuses(behind, index => `10.9.9.${index}, 10.0.0.1`)).filter(status => status === 429).length).toBe(
      40,
    )
    expect((await statuses(behind, index => `2001:db8::${index}`)).filter(status => status === 429).length).toBe(40)
    expect((await statuses(behind, index => `10.0.1.${index}`)).every(status => status === 200)).toBe(true)
  })
})

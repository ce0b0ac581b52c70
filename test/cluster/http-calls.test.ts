import { createHmac, hkdfSync } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectRedis } from '../../packages/redis/src/index.ts'
import type { AuditRecord } from '../../packages/server/src/index.ts'
import { answerOf, callHttp, textOf } from '../../packages/server/src/testing/http-call.ts'
import { PollClient, SseClient } from '../../packages/server/src/testing/http-clients.ts'
import { tokenOf } from '../../packages/server/src/testing/start-server.ts'
import { CarelessBalancer } from './careless-balancer.ts'
import { type Node, startNode } from './node.ts'
import { RedisProcess } from './redis-process.ts'

const SECRET = 'the secret of a cluster in a test'
let redis: RedisProcess
let clusters = 0
beforeAll(async () => {
  redis = await RedisProcess.start()
})
afterAll(() => redis[Symbol.asyncDispose]())

const cluster = () => ({ url: redis.url, prefix: `calls${++clusters}`, secret: SECRET })
const upTo = (top: number) => Array.from({ length: top }, (_, index) => index + 1)
const httpOf = ({ url }: { url: string }) => url.replace(/^ws/, 'http')
const bearer = (identity = {}) => ({
  authorization: `Bearer ${tokenOf(identity)}`,
  'content-type': 'application/x-ndjson',
})
const connectFrame = (fields: object = {}) => ({ type: 'connect', token: tokenOf(), version: 1, ...fields })
const limits = { messagesPerMinute: 10_000 }
/** Resolves when a node can be called by the others. */
const reachable = async (prefix: string) => {
  const look = new Redis(redis.url)
  await expect.poll(() => look.keys(`${prefix}:address:*`)).not.toEqual([])
  look.disconnect()
}
const twoNodes = async (options: Parameters<typeof startNode>[1] = {}, more: object = {}) => {
  const names = cluster()
  const a = await startNode({ ...names, ...more }, { limits, ...options })
  await reachable(names.prefix)
  const b = await startNode({ ...names, ...more }, { limits, ...options })
  return Object.assign(
    { a, b, prefix: names.prefix },
    {
      async [Symbol.asyncDispose]() {
        await Promise.all([a[Symbol.asyncDispose](), b[Symbol.asyncDispose]()])
      },
    },
  )
}
/** A long poll whose session is on a node. */
const pollOn = async (node: { url: string }, frame: object = {}) => {
  const client = new PollClient(node.url)
  await client.begin({ ...connectFrame(frame), token: tokenOf() })
  return client
}
const beginPoll = async (node: { url: string }, frame: object = {}) => {
  const call = { method: 'POST', headers: bearer(), body: JSON.stringify(connectFrame(frame)) }
  return (await answerOf(`${httpOf(node)}/send`, call)).body.session as string
}

for (const [name, Client] of [
  ['sse', SseClient],
  ['poll', PollClient],
] as const) {
  test(`[RD30] ${name}: though every call reaches the other node than the session's, all is answered, in order and once`, async () => {
    await using nodes = await twoNodes()
    const { a, b } = nodes
    // The first call makes the session; everything after it goes wrong.
    await using balancer = await CarelessBalancer.before([a.url, b.url], (_, turn) => (turn === 0 ? 0 : 1))
    const client = new Client(balancer.url)
    const began = client.begin({ ...connectFrame({ rooms: { r: null } }), token: tokenOf() })
    await client.take({ type: 'room_joined' })
    await began
    const sent = upTo(30).map(index => client.send({ type: 'publish', room: 'r', event: 'x', data: index, ref: index }))
    for (const index of upTo(30)) {
      await (index % 2 ? a : b).server.publish('r', 'y', index)
      await client.take({ type: 'published', ref: index })
    }
    expect(new Set(await Promise.all(sent))).toEqual(new Set([202]))
    await a.server.publish('r', 'end', 0)
    await client.take({ type: 'end', offset: 61 })
    expect(client.offsets('r')).toEqual(upTo(61))
    expect(client.events('r').flatMap(({ type, data }) => (type === 'x' ? [data] : []))).toEqual(upTo(30))
    expect(balancer.carried[0]).toBe(1)
    expect(balancer.carried[1]).toBeGreaterThan(29)
    expect(a.server.stats().sessions + b.server.stats().sessions).toBe(1)
    void client.cut()
  })
}

test('[RD31] a call repeated on another node is not executed again, and a gap is a gap on each', async () => {
  await using nodes = await twoNodes()
  const { a, b } = nodes
  const session = await beginPoll(a)
  const publish = { type: 'publish', room: 'r', event: 'x', data: 1 }
  const send = async (node: Node, n: number) => {
    const url = `${httpOf(node)}/send?session=${session}&n=${n}`
    return (await callHttp(url, { method: 'POST', headers: bearer(), body: JSON.stringify(publish) })).statusCode
  }
  expect([await send(a, 1), await send(b, 1), await send(b, 2), await send(a, 2), await send(b, 1)]).toEqual(
    Array(5).fill(202),
  )
  expect(await send(b, 4)).toBe(409)
  const end = await a.server.publish('r', 'end', 0)
  expect(end.offset).toBe(3)
})

test('[RD32] a plain EventSource opens its stream, and resumes, on another node than sold the ticket', async () => {
  await using nodes = await twoNodes()
  const { a, b } = nodes
  const sold = await answerOf(`${httpOf(a)}/ticket`, {
    ...{ method: 'POST', headers: bearer(), body: JSON.stringify(connectFrame({ rooms: { r: null } })) },
  })
  const url = `${httpOf(b)}/sse?ticket=${sold.body.ticket}`
  const first = new SseClient(b.url)
  await first.read(url, {})
  const { session } = await first.take({ type: 'connected' })
  await a.server.publish('r', 'x', 1)
  await first.take({ type: 'x', offset: 1 })
  void first.cut()
  await expect.poll(() => a.server.stats().connections).toBe(0)
  await b.server.publish('r', 'x', 2)
  const second = new SseClient(b.url)
  await second.read(url, { headers: { 'last-event-id': first.lastEventId } })
  expect(await second.take({ type: 'connected' })).toMatchObject({ session, resumed: true })
  await second.take({ type: 'x', offset: 2 })
  expect(b.server.stats().connections).toBe(0)
  void second.cut()
  // Its node is gone: what was sealed there opens here.
  await a.server.close()
  a.http.close()
  a.http.closeAllConnections()
  const third = new SseClient(b.url)
  await third.read(url, { headers: { 'last-event-id': first.lastEventId } })
  expect(await third.take({ type: 'connected' })).toMatchObject({ resumed: false })
  expect(await third.take({ type: 'room_joined' })).toMatchObject({ recovered: 'all', missed: 1 })
  await third.take({ type: 'x', offset: 2 })
  void third.cut()
})

test('[RD32] a reader whose end acknowledges nothing is gone after two heartbeats, though another node writes its stream', async () => {
  await using nodes = await twoNodes({ limits: { ...limits, heartbeatMs: 500 } })
  const { a, b } = nodes
  const sold = await answerOf(`${httpOf(a)}/ticket`, {
    ...{ method: 'POST', headers: bearer(), body: JSON.stringify(connectFrame({ rooms: { r: null } })) },
  })
  const stream = await callHttp(`${httpOf(b)}/sse?ticket=${sold.body.ticket}`)
  let text = ''
  stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
  stream.on('error', () => {})
  const heartbeats = () => text.split('\n\n').filter(message => message === ':').length
  await expect.poll(heartbeats, { timeout: 10_000 }).toBeGreaterThan(3)
  expect(a.server.stats().connections).toBe(1)
  stream.pause()
  for (const index of upTo(60)) await a.server.publish('r', 'x', `${index}${'x'.repeat(10_000)}`)
  await expect.poll(() => a.server.stats().connections, { timeout: 10_000 }).toBe(0)
  stream.destroy()
})

test('[RD33] a session whose node is gone, is unknown, or has no secret is 410; without Redis it is 503', async () => {
  await using nodes = await twoNodes()
  const { a, b, prefix } = nodes
  const session = await beginPoll(a)
  const poll = (name: string, node: Node = b) =>
    answerOf(`${httpOf(node)}/poll?session=${encodeURIComponent(name)}&ack=0`, { headers: bearer() })
  expect((await poll(session)).status).toBe(200)
  const strange = [
    session.replace(/~.*/, '~AAAAAAAAAAAA'),
    session.replace(/~.*/, ''),
    `${session}x`,
    '~',
    'x~../../../x',
  ]
  for (const name of strange) expect((await poll(name)).body.error, name).toMatchObject({ code: 'session_gone' })
  expect((await poll(strange[1]!, a)).status).toBe(410)
  await using silent = await startNode({ url: redis.url, prefix })
  expect((await poll(session, silent)).status).toBe(410)
  // Not a word of its end is told to Redis.
  a.http.close()
  a.http.closeAllConnections()
  expect((await poll(session)).status).toBe(410)
  await using own = await RedisProcess.start()
  await using alone = await startNode({ url: own.url, secret: SECRET })
  expect((await poll(session, alone)).status).toBe(410)
  await own.kill()
  expect((await poll(session, alone)).status).toBe(503)
})

/** As a node signs; the tests that follow show that nothing else does. */
const signer = (secret: string) => {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'nabiz nodes', 32))
  return (...words: (string | number)[]) => createHmac('sha256', key).update(JSON.stringify(words)).digest('base64url')
}

test('[RD34] [S27] a call that only says that a node passed it on is refused, and no call is passed on twice', async () => {
  await using nodes = await twoNodes()
  const { a, b } = nodes
  const session = await beginPoll(a)
  const tag = (await beginPoll(b)).split('~')[1]!
  const path = `/ws/poll?session=${session}&ack=0`
  const ask = async (proof: string) => {
    const response = await callHttp(`${httpOf(b).replace('/ws', '')}${path}`, {
      headers: { ...bearer(), 'x-nabiz-passed-by': proof },
    })
    await textOf(response)
    return response.statusCode
  }
  const sign = signer(SECRET)
  const at = Date.now()
  const proof = (words: (string | number)[], when: number = at, by = sign) => `${when} 10.0.0.1 ${by(...words)}`
  const right = ['call', tag, String(at), '10.0.0.1', 'GET', path]
  const passedOn: string[] = []
  a.http.prependListener('request', ({ url = '' }) => passedOn.push(url))
  // Well signed, and for a session that is elsewhere: the end of the way.
  expect(await ask(proof(right))).toBe(410)
  const old = at - 61_000
  const forged = [
    '',
    'x',
    `${at} 10.0.0.1 `,
    `${at} 10.0.0.2 ${sign(...right)}`,
    `${proof(right)} more`,
    proof(right, at + 1),
    proof(right, at, signer('another secret of another cluster')),
    proof(['call', 'AAAAAAAAAAAA', ...right.slice(2)]),
    proof([...right.slice(0, 4), 'POST', path]),
    proof([...right.slice(0, 5), '/ws/poll?session=other']),
    proof(['address', tag, '10.0.0.1']),
    proof(['call', tag, String(old), '10.0.0.1', 'GET', path], old),
  ]
  for (const one of forged) expect(await ask(one), one).toBe(403)
  expect(passedOn).toEqual([])
})

test('[RD35] [RD33] [S57] only addresses that nodes of this cluster signed are called', async () => {
  await using nodes = await twoNodes()
  const { a, b, prefix } = nodes
  const called: string[] = []
  const trap = createServer(({ url = '' }, response) => {
    called.push(url)
    response.end('{}')
  })
  trap.listen(0, '127.0.0.1')
  await expect.poll(() => trap.listening).toBe(true)
  const address = `127.0.0.1:${(trap.address() as AddressInfo).port}`
  const tag = (await beginPoll(a)).split('~')[1]!
  const look = new Redis(redis.url)
  const own = (await look.get(`${prefix}:address:${tag}`))!
  const [, , signature] = own.split(' ')
  const sign = signer(SECRET)
  const entries = [
    '',
    'garbage',
    `1 ${address}`,
    `1 ${address} ${signature}`,
    `1 ${address} ${signer('another secret of another cluster')('address', 'BBBBBBBBBBBB', address)}`,
    `1 ${address} ${sign('address', tag, address)}`,
    `1 ${address}/x ${sign('address', 'BBBBBBBBBBBB', `${address}/x`)}`,
    `1 user@${address} ${sign('address', 'BBBBBBBBBBBB', `user@${address}`)}`,
    `1 127.0.0.1:0 ${sign('address', 'BBBBBBBBBBBB', '127.0.0.1:0')}`,
    `2 ${address} ${sign('address', 'BBBBBBBBBBBB', address)}`,
  ]
  const poll = () => answerOf(`${httpOf(b)}/poll?session=x~BBBBBBBBBBBB&ack=0`, { headers: bearer() })
  for (const entry of entries) {
    await look.set(`${prefix}:address:BBBBBBBBBBBB`, entry)
    expect((await poll()).status, entry).toBe(410)
  }
  expect(called).toEqual([])
  expect(b.dropped()).toEqual({ foreign: 1, garbage: entries.length - 1 })
  // The trap catches: what is signed is called.
  await look.set(`${prefix}:address:BBBBBBBBBBBB`, `1 ${address} ${sign('address', 'BBBBBBBBBBBB', address)}`)
  expect((await poll()).status).toBe(200)
  expect(called).toEqual(['/ws/poll?session=x~BBBBBBBBBBBB&ack=0'])
  // One that hangs up, on a connection that was kept as on a new one, has no session for anybody.
  trap.removeAllListeners('request')
  trap.on('request', ({ socket }) => {
    called.push('hung up')
    socket.destroy()
  })
  expect((await poll()).status).toBe(410)
  expect(called).toContain('hung up')
  look.disconnect()
  trap.closeAllConnections()
  trap.close()
})

test('[RD36] limits, refusals and audit count the client, not the node that passed its call on', async () => {
  const records: AuditRecord[] = []
  await using nodes = await twoNodes({ trustedProxies: 1, audit: record => void records.push(record) })
  const { a, b } = nodes
  const session = await beginPoll(a)
  const headers = { ...bearer({ user_id: 'thief' }), 'x-forwarded-for': '203.0.113.9' }
  const stolen = await answerOf(`${httpOf(b)}/poll?session=${session}&ack=0`, { headers })
  expect(stolen.body.error).toMatchObject({ code: 'denied' })
  expect(records.filter(({ kind }) => kind === 'call_refused')).toMatchObject([{ session, address: '203.0.113.9' }])
  // Whom the node that was asked does not know goes no further.
  const asked: string[] = []
  a.http.prependListener('request', ({ url = '' }) => asked.push(url))
  const nobody = { ...headers, authorization: 'Bearer nonsense' }
  expect((await answerOf(`${httpOf(b)}/poll?session=${session}&ack=0`, { headers: nobody })).status).toBe(401)
  const body = JSON.stringify({ type: 'publish', room: 'r', event: 'x', data: 'd'.repeat(70_000) })
  const large = { method: 'POST', headers: bearer(), body }
  expect((await answerOf(`${httpOf(b)}/send?session=${session}&n=1`, large)).status).toBe(413)
  expect(asked).toEqual([])
})

test('[RD36] [S25] a revocation ends a session whose calls another node takes', async () => {
  await using nodes = await twoNodes()
  const { a, b } = nodes
  await using balancer = await CarelessBalancer.before([a.url, b.url], (_, turn) => (turn === 0 ? 0 : 1))
  const client = await pollOn(balancer)
  await client.take({ type: 'connected' })
  await b.server.disconnect({ user_id: '5' }, { revoke: true })
  expect((await client.closed).code).toBe(4502)
})

test('[RD37] a client that goes away is gone on the node of its session too, and a page of another origin may read', async () => {
  await using nodes = await twoNodes({ origins: ['https://app.example'] })
  const { a, b } = nodes
  const session = await beginPoll(a)
  const headers = { ...bearer(), origin: 'https://app.example', cookie: 'c=1', 'x-forwarded-for': '10.0.0.1' }
  const url = (ack: number) => `${httpOf(b)}/poll?session=${session}&ack=${ack}`
  const given: string[] = []
  a.http.prependOnceListener('request', request => given.push(...Object.keys(request.headers)))
  const first = await callHttp(url(0), { headers })
  const passed = ['authorization', 'connection', 'content-length', 'content-type', 'host', 'x-nabiz-passed-by']
  expect(given.sort()).toEqual(passed)
  expect(first.headers['access-control-allow-origin']).toBe('https://app.example')
  expect(first.headers['content-type']).toBe('application/json; charset=utf-8')
  const { n } = JSON.parse(await textOf(first)) as { n: number }
  const ended = Promise.withResolvers<void>()
  const began = Promise.withResolvers<void>()
  a.http.prependListener('request', (_, response) => {
    began.resolve()
    response.on('close', () => ended.resolve())
  })
  const leaving = new AbortController()
  const held = callHttp(url(n), { headers, signal: leaving.signal }).catch(error => error.name)
  await began.promise
  leaving.abort()
  expect(await held).toBe('AbortError')
  await ended.promise
  // What it would have got goes to the next, through whichever node.
  const next = callHttp(url(n), { headers })
  const send = `${httpOf(b)}/send?session=${session}&n=1`
  const ping = JSON.stringify({ type: 'ping', ts: 7 })
  expect((await answerOf(send, { method: 'POST', headers, body: ping })).status).toBe(202)
  expect(JSON.parse(await textOf(await next)).frames).toMatchObject([{ type: 'pong', ts: 7 }])
})

test('[RD38] a node is called where it listens or where it says; one that cannot be called says so, and leaves when it ends', async () => {
  const { prefix, ...rest } = cluster()
  const look = new Redis(redis.url)
  const addresses = async () => {
    const keys = await look.keys(`${prefix}:address:*`)
    return (await Promise.all(keys.map(key => look.get(key)))).map(entry => entry?.split(' ')[1])
  }
  const a = await startNode({ prefix, ...rest })
  const { port } = a.http.address() as AddressInfo
  await expect.poll(addresses).toEqual([`127.0.0.1:${port}`])
  await a[Symbol.asyncDispose]()
  expect(await addresses()).toEqual([])
  const b = await startNode({ prefix, ...rest, advertise: 'node-b.internal:8000' })
  await expect.poll(addresses).toEqual(['node-b.internal:8000'])
  await b[Symbol.asyncDispose]()
  const told: unknown[] = []
  const everywhere = createServer()
  await using c = await startNode({ prefix, ...rest, onError: error => told.push(error) })
  c.server.attach(everywhere)
  everywhere.listen(0)
  await expect.poll(() => told).toMatchObject([{ message: expect.stringContaining('it needs advertise') }])
  everywhere.close()
  for (const advertise of ['node', 'http://node:80', 'node:0', 'node:65536', 'a@node:80', 'node:80/x', '-:1', ' n:1'])
    await expect(connectRedis({ ...rest, advertise }), advertise).rejects.toThrow('advertise: expected host:port')
  await expect(connectRedis({ ...rest, secret: 's'.repeat(31) })).rejects.toThrow('secret: expected at least 32 bytes')
  look.disconnect()
})

test('[RD12] what was dropped shows in the metrics of the node', async () => {
  const { prefix, ...rest } = cluster()
  await using node = await startNode({ prefix, ...rest }, { apiKeys: ['K'] })
  const look = new Redis(redis.url)
  await look.xadd(`${prefix}:control`, '*', 'm', 'garbage')
  await look.xadd(`${prefix}:control`, '*', 'm', '{"v":2}')
  await expect.poll(() => node.dropped()).toEqual({ foreign: 1, garbage: 1 })
  const metrics = await callHttp(httpOf(node).replace('/ws', '/metrics'), { headers: { authorization: 'Bearer K' } })
  const text = await textOf(metrics)
  expect(text).toContain('nabiz_cluster_dropped_total{reason="foreign"} 1\n')
  expect(text).toContain('nabiz_cluster_dropped_total{reason="garbage"} 1\n')
  look.disconnect()
})

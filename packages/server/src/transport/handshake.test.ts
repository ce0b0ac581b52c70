import { once } from 'node:events'
import { connect as tcp } from 'node:net'
import { describe, expect, test } from 'vitest'
import { startServer, tokenOf } from '../testing/start-server.ts'
import { WireClient } from '../testing/wire-client.ts'
import { clientAddress } from './client-address.ts'

const handshake = async (url: string, headers: Record<string, string>): Promise<string> => {
  const client = new WireClient(url, { headers })
  const result = await client.opened().then(
    () => 'open',
    (error: Error) => error.message,
  )
  client.ws.terminate()
  return result
}

describe('the handshake', () => {
  test('[W7] [S1] same-host takes its own pages and no others, before anything opens', async () => {
    await using running = await startServer()
    const { host, port } = new URL(running.url)
    const cases: [Record<string, string>, string][] = [
      [{}, 'open'],
      [{ origin: `http://${host}` }, 'open'],
      [{ origin: 'http://127.0.0.1:1' }, 'HTTP 403'],
      [{ origin: 'null' }, 'HTTP 403'],
      [{ origin: 'https://evil.example' }, 'HTTP 403'],
      [{ origin: `http://127.0.0.1.evil.example:${port}` }, 'HTTP 403'],
      [{ origin: '' }, 'HTTP 403'],
      [{ cookie: 'session=1' }, 'HTTP 403'],
      [{ cookie: 'session=1', origin: `http://${host}` }, 'open'],
    ]
    for (const [headers, expected] of cases)
      expect(await handshake(running.url, headers), JSON.stringify(headers)).toBe(expected)
  })

  test('[W7] [S1] a list is compared exactly', async () => {
    await using running = await startServer({ origins: ['https://app.tr'] })
    const origins = [
      'https://app.tr',
      'https://app.tr.evil.tr',
      'https://evilapp.tr',
      'http://app.tr',
      'https://app.tr:444',
    ]
    const results: string[] = []
    for (const origin of origins) results.push(await handshake(running.url, { origin }))
    expect(results).toEqual(['open', 'HTTP 403', 'HTTP 403', 'HTTP 403', 'HTTP 403'])
  })

  test('[W7] another path is 404 when nobody else listens', async () => {
    await using running = await startServer()
    expect(await handshake(`${running.url}x`, {})).toBe('HTTP 404')
    expect(await handshake(`${running.url}?x=1`, {})).toBe('open')
  })

  test('[W13] [S9] an address over its connections is 429, and not for ever', async () => {
    await using running = await startServer({ limits: { connectionsPerAddress: 2 } })
    const first = await running.open()
    await running.open()
    expect(await handshake(running.url, {})).toBe('HTTP 429')
    await first.close()
    await expect.poll(() => handshake(running.url, {})).toBe('open')
  })

  test('[W13] [S7] 503 while too many have not said who they are', async () => {
    await using running = await startServer({ limits: { pendingConnections: 1 } })
    const silent = await running.open()
    expect(await handshake(running.url, {})).toBe('HTTP 503')
    silent.send({ type: 'connect', token: tokenOf(), version: 1 })
    await silent.take({ type: 'connected' })
    expect(await handshake(running.url, {})).toBe('open')
  })

  test('[W13] [S6] every writing of an address, and every address of a /64, is one', () => {
    const same = (...addresses: string[]) =>
      expect(new Set(addresses.map(clientAddress)).size, addresses.join()).toBe(1)
    same('::ffff:10.0.0.1', '10.0.0.1', '::FFFF:10.0.0.1')
    same('2001:db8:0:1::1', '2001:DB8:0:1:ffff::2', '2001:0db8:0000:0001:0:0:0:3')
    expect(clientAddress('2001:db8:0:2::1')).not.toBe(clientAddress('2001:db8:0:1::1'))
    expect(clientAddress('::1')).toBe('0:0:0:0::/64')
  })

  test('[W2] too large is 1009 and binary 1003; the largest allowed is taken', async () => {
    await using running = await startServer()
    const large = await running.connect()
    const frame = (bytes: number) => {
      const bare = JSON.stringify({ type: 'ping', ts: 1, pad: '' }).length
      return { type: 'ping', ts: 1, pad: 'x'.repeat(bytes - bare) }
    }
    large.send(frame(65_536))
    await large.take({ type: 'pong' })
    large.send(frame(65_537))
    expect((await large.closed).code).toBe(1009)
    const binary = await running.connect()
    binary.ws.send(Buffer.from('{"type":"ping","ts":1}'), { binary: true })
    expect((await binary.closed).code).toBe(1003)
  })

  test('[W2] hostile bytes end their own connection and nothing else', async () => {
    await using running = await startServer()
    const witness = await running.connect()
    const { port } = new URL(running.url)
    for (const bytes of [
      [0x81, 0xff, 0x3f, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4],
      [0xc1, 0x80, 1, 2, 3, 4],
      [0x83, 0x80, 1, 2, 3, 4],
    ]) {
      const socket = tcp(Number(port), '127.0.0.1')
      socket.on('error', () => {})
      socket.write(
        'GET /ws HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
      )
      await once(socket, 'data')
      socket.end(Buffer.from(bytes))
      socket.resume()
      await once(socket, 'close')
    }
    witness.send({ type: 'ping', ts: 7 })
    await witness.take({ type: 'pong', ts: 7 })
    expect(running.errors).toEqual([])
  })
})

describe('messages', () => {
  test('[W1] a plain client gets one frame a message; nabiz.v1 gets a burst in fewer', async () => {
    await using running = await startServer()
    const plain = await running.connect({}, { joined: false })
    const joined = await running.connect()
    for (const client of [plain, joined]) {
      client.send({ type: 'join', room: 'r', ref: 1 })
      await client.take({ type: 'room_joined' })
    }
    for (let index = 0; index < 50; index++) void running.server.publish('r', 'tick', { index })
    for (const client of [plain, joined]) await client.take({ offset: 50 })
    expect(plain.messages.every(message => !message.includes('\n'))).toBe(true)
    expect(plain.messages.length).toBe(52)
    expect(joined.messages.length).toBeLessThan(10)
    expect(joined.offsets('r')).toEqual(plain.offsets('r'))
    expect(joined.offsets('r')).toEqual(Array.from({ length: 50 }, (_, index) => index + 1))
  })

  test('[W1] events of several rooms in one turn are one write, in order within each room', async () => {
    await using running = await startServer()
    const client = await running.connect({}, { frame: { rooms: { a: null, b: null } } })
    await client.take({ type: 'room_joined', room: 'a' })
    await client.take({ type: 'room_joined', room: 'b' })
    const before = client.messages.length
    for (let index = 0; index < 10; index++) {
      void running.server.publish('a', 'x', index)
      void running.server.publish('b', 'x', `ünïcödé ${index}\n`)
    }
    await client.take({ room: 'b', offset: 10 })
    await client.take({ room: 'a', offset: 10 })
    expect(client.messages.length - before).toBe(1)
    expect(client.events('b').map(event => event.data)).toEqual(
      Array.from({ length: 10 }, (_, index) => `ünïcödé ${index}\n`),
    )
  })

  test.each([
    ['{', 'bad_json'],
    [`{"type":"request","ref":1,"name":"x","data":${'['.repeat(40)}${']'.repeat(40)}}`, 'bad_frame'],
    ['{"type":"publish","room":"r","event":"x","data":{"__proto__":{"a":1}}}', 'bad_frame'],
    ['{"type":"nothing","room":"r","ref":1}', 'unknown_type'],
    ['{"type":"join","room":"r r"}', 'bad_frame'],
  ])('[W3] [W4] [W5] [W6] %j is answered and the connection lives on', async (text, code) => {
    await using running = await startServer()
    const client = await running.connect()
    client.raw(text)
    expect(await client.take({ type: 'error' })).toMatchObject({ code })
    client.send({ type: 'ping', ts: 1 })
    await client.take({ type: 'pong' })
  })
})

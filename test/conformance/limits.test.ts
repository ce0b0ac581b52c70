import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { openHouse } from './house.ts'
import { BINARY, CONTINUATION, frame, handshake, RawPeer, TEXT, text } from './raw-peer.ts'

const closedWith = async (peer: RawPeer): Promise<number | null | undefined> => {
  await peer.until(() => peer.closeCode() !== undefined)
  return peer.closeCode()
}

test.each<[string, Buffer, number]>([
  ['65,537 bytes', text('x'.repeat(65_537)), 1009],
  ['a claim of 2^31', frame({ opcode: TEXT, claims: 2 ** 31 }, 'x'), 1009],
  ['a claim of 2^62', frame({ opcode: TEXT, claims: 2n ** 62n }, 'x'), 1009],
  ['a claim of 2^63, which no length may have', frame({ opcode: TEXT, claims: 2n ** 63n }, 'x'), 1009],
  ['a claim of 2^64 - 1', frame({ opcode: TEXT, claims: 2n ** 64n - 1n }, 'x'), 1009],
  [
    'fragments that are too large together',
    Buffer.concat([
      frame({ opcode: TEXT, final: false }, 'x'.repeat(40_000)),
      frame({ opcode: CONTINUATION }, 'x'.repeat(40_000)),
    ]),
    1009,
  ],
  ['binary', frame({ opcode: BINARY }, '{}'), 1003],
  ['empty binary', frame({ opcode: BINARY }), 1003],
  [
    '20,000 empty fragments',
    Buffer.concat([
      frame({ opcode: TEXT, final: false }),
      ...Array.from({ length: 20_000 }, () => frame({ opcode: CONTINUATION, final: false })),
    ]),
    1008,
  ],
])('[WS6] [W2] [S11] [S13] %s', async (_, bytes, code) => {
  await using house = await openHouse()
  const peer = await house.peer()
  const before = process.memoryUsage().rss
  await peer.write(bytes)
  expect(await closedWith(peer)).toBe(code)
  expect(process.memoryUsage().rss - before).toBeLessThan(64 * 1024 * 1024)
  peer.socket.destroy()
  await house.sound()
})

test('[WS6] the largest message allowed in 10,000 fragments is one message', async () => {
  await using house = await openHouse()
  const peer = await house.peer()
  const body = Buffer.from(JSON.stringify({ type: 'ping', ts: 1, pad: 'x'.repeat(60_000) }))
  const parts = Array.from({ length: 10_000 }, (_, index) => body.subarray(index * 7, index * 7 + 7))
  await peer.write(
    ...parts.map((part, index) => frame({ opcode: index === 0 ? TEXT : CONTINUATION, final: index === 9_999 }, part)),
  )
  await peer.until(() => peer.json().some(({ type }) => type === 'pong'))
  await house.sound()
})

const many = (count: number): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`X-${index}`, 'y']))

test.each<[string, string]>([
  ['POST instead of GET', handshake({}, 'POST /ws HTTP/1.1')],
  ['no version', handshake({ 'Sec-WebSocket-Version': null })],
  ['version 12', handshake({ 'Sec-WebSocket-Version': '12' })],
  ['version 14', handshake({ 'Sec-WebSocket-Version': '14' })],
  ['two versions', handshake({ 'Sec-WebSocket-Version': '13, 8' })],
  ['no key', handshake({ 'Sec-WebSocket-Key': null })],
  ['an empty key', handshake({ 'Sec-WebSocket-Key': '' })],
  ['a key of 15 bytes', handshake({ 'Sec-WebSocket-Key': Buffer.alloc(15).toString('base64') })],
  ['a key of 17 bytes', handshake({ 'Sec-WebSocket-Key': Buffer.alloc(17).toString('base64') })],
  ['a key that is no base64', handshake({ 'Sec-WebSocket-Key': '!!!!!!!!!!!!!!!!!!!!!!==' })],
  ['another upgrade', handshake({ Upgrade: 'h2c' })],
  ['a broken subprotocol', handshake({ 'Sec-WebSocket-Protocol': 'nabiz.v1,,' })],
  ['a subprotocol twice', handshake({ 'Sec-WebSocket-Protocol': 'nabiz.v1, nabiz.v1' })],
  ['no upgrade at all', handshake({ Upgrade: null, Connection: 'close' })],
  ['a header of 20 kB', handshake({ 'X-Long': 'y'.repeat(20_000) })],
  ['an address of 20 kB', handshake({}, `GET /ws?${'y'.repeat(20_000)} HTTP/1.1`)],
  ['a bare line feed in a header', handshake({ 'X-Smuggled': 'a\nTransfer-Encoding: chunked' })],
  ['a header without a name', handshake({ '': 'y' })],
  ['length and chunks', handshake({ 'Content-Length': '5', 'Transfer-Encoding': 'chunked' }, 'POST /ws HTTP/1.1')],
  ['no HTTP', '\x16\x03\x01\x02\x00\x01\x00\x01\r\n\r\n'],
])('[WS7] [S10] %s is refused at once', async (_, bytes) => {
  await using house = await openHouse()
  const peer = new RawPeer(house.port)
  const began = performance.now()
  await peer.write(bytes)
  await peer.until(() => peer.head !== '')
  expect(peer.status).toBeGreaterThanOrEqual(400)
  expect(peer.status).toBeLessThan(500)
  expect(performance.now() - began).toBeLessThan(1_000)
  peer.socket.destroy()
  await house.sound()
})

test('[WS7] [S10] 2,000 headers, upgrade last, harm nobody', async () => {
  await using house = await openHouse()
  const peer = new RawPeer(house.port)
  const began = performance.now()
  await peer.write(
    handshake({ Upgrade: null, Connection: null, ...many(2_000), Connection2: 'x' }).replace(
      'Connection2: x',
      'Connection: Upgrade\r\nUpgrade: websocket',
    ),
  )
  await peer.until(() => peer.head !== '')
  expect(peer.status).toBeGreaterThanOrEqual(400)
  expect(performance.now() - began).toBeLessThan(1_000)
  await house.sound()
})

test.each([
  'permessage-deflate',
  'permessage-deflate; client_max_window_bits; server_no_context_takeover',
  'x-webkit-deflate-frame',
  'bbf-usp-protocol',
])('[WS7] [W2] [S12] the extension %s is not taken', async extension => {
  await using house = await openHouse()
  const peer = await house.peer({ 'Sec-WebSocket-Extensions': extension })
  expect(peer.status).toBe(101)
  expect(peer.head.toLowerCase()).not.toContain('sec-websocket-extensions')
  expect(peer.head).toContain('Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=')
})

test.each([
  ['nabiz.v1', 'nabiz.v1'],
  ['other, nabiz.v1', 'nabiz.v1'],
  ['nabiz.v2', null],
  ['NABIZ.V1', null],
])('[WS7] of the subprotocols %s, %s is chosen', async (offered, chosen) => {
  await using house = await openHouse()
  const peer = await house.peer({ 'Sec-WebSocket-Protocol': offered })
  const named = /^sec-websocket-protocol: (.*)$/im.exec(peer.head)?.[1] ?? null
  expect(named).toBe(chosen)
})

test('[WS7] names of headers and the upgrade are read in any case', async () => {
  await using house = await openHouse()
  const peer = new RawPeer(house.port)
  await peer.write(
    handshake()
      .replace('Upgrade: websocket', 'uPGRADE: WebSocket')
      .replace('Connection: Upgrade', 'CONNECTION: keep-alive, UPGRADE'),
  )
  await peer.until(() => peer.head !== '')
  expect(peer.status).toBe(101)
  peer.socket.destroy()
})

test('[WS8] a hundred half handshakes and half bodies are ended by the clock of the HTTP server', async () => {
  const quick = { headersTimeout: 300, requestTimeout: 500, connectionsCheckingInterval: 50 }
  await using house = await openHouse({}, quick)
  const half = [
    handshake().slice(0, -4),
    'POST /ws/sse HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer t\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{',
  ]
  const gone = Array.from({ length: 100 }, (_, index) => {
    const socket = connect(house.port, '127.0.0.1')
    socket
      .on('error', () => {})
      .resume()
      .write(half[index % 2]!)
    return new Promise<void>(resolve => socket.on('close', () => resolve()))
  })
  await house.sound()
  await Promise.all(gone)
  await house.sound()
})

test.each<[string, Buffer]>([
  ['after the handshake', Buffer.alloc(0)],
  ['in a head', frame({ opcode: TEXT, form: 16 }, 'x'.repeat(300)).subarray(0, 3)],
  ['in a message', text('x'.repeat(300)).subarray(0, 100)],
  ['between fragments', frame({ opcode: TEXT, final: false }, '{')],
])('[WS8] [W8] [W40] who stops %s is ended by the engine', async (_, bytes) => {
  let ms = 0
  const now = () => ms
  await using house = await openHouse({ now, monotonic: now, limits: { heartbeatMs: 1e12 } })
  const silent = new RawPeer(house.port)
  await silent.open(bytes)
  ms += 5_000
  expect(await closedWith(silent)).toBe(4002)
  silent.socket.destroy()
  await house.sound()
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { type House, openHouse } from './house.ts'
import { BINARY, CLOSE, CONTINUATION, closing, frame, handshake, PING, PONG, RawPeer, TEXT, text } from './raw-peer.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house[Symbol.asyncDispose]())

/** Sends the bytes; the server closes with `code`, and is as before. */
const ends = async (bytes: Buffer, code: number | null): Promise<void> => {
  const peer = await house.peer()
  await peer.write(bytes)
  await peer.until(() => peer.closeCode() !== undefined)
  expect(peer.closeCode()).toBe(code)
  peer.socket.end(frame({ opcode: CLOSE }, closing(1000)))
  await peer.gone
  await house.sound()
}

const QUESTION = JSON.stringify({ type: 'ping', ts: 1, word: 'çığ €𝄞' })
const cut = (bytes: Buffer, ...at: number[]): Buffer[] =>
  [0, ...at].map((from, index) => bytes.subarray(from, at[index]))
const question = Buffer.from(QUESTION)
const fragments = (...parts: (string | Buffer)[]): Buffer[] =>
  parts.map((part, index) =>
    frame({ opcode: index === 0 ? TEXT : CONTINUATION, final: index === parts.length - 1 }, part),
  )
const between = (frames: Buffer[], what: Buffer): Buffer[] => frames.flatMap(one => [one, what])
/** In the middle of the four bytes of 𝄞. */
const inside = question.indexOf(Buffer.from('𝄞')) + 2

test.each<[string, Buffer[]]>([
  ['in one frame', [text(QUESTION)]],
  ['in two fragments', fragments(...cut(question, 7))],
  ['in a fragment a byte', fragments(...[...question].map(byte => Buffer.from([byte])))],
  ['cut within a character', fragments(...cut(question, inside))],
  ['with empty fragments', fragments('', question, '', '')],
  ['a byte a packet', [...text(QUESTION)].map(byte => Buffer.from([byte]))],
  ['cut within the head', cut(text(QUESTION), 1, 3)],
  ['a length in two bytes', [text(`${' '.repeat(200)}${QUESTION}`)]],
  ['a length in eight bytes', [frame({ opcode: TEXT, form: 64 }, `${' '.repeat(200)}${QUESTION}`)]],
  ['as large as allowed', [text(`${' '.repeat(65_536 - question.length)}${QUESTION}`)]],
  ['behind an unasked pong', [frame({ opcode: PONG }, 'x'), text(QUESTION)]],
  ['with pings between the fragments', between(fragments(...cut(question, 3, inside)), frame({ opcode: PING }, 'p'))],
  ['with pongs between the fragments', between(fragments(...cut(question, 3)), frame({ opcode: PONG }))],
])('[WS1] text arrives whole: %s', async (_, parts) => {
  const peer = await house.peer()
  for (const part of parts) await peer.write(part)
  await peer.until(() => peer.json().some(({ type }) => type === 'pong'))
  peer.socket.destroy()
  await house.sound()
})

test.each([
  ['empty', ''],
  ['as long as allowed', 'x'.repeat(125)],
  ['bytes that are no text', Buffer.from([0xff, 0, 0xfe])],
])('[WS1] a ping is answered with its own bytes: %s', async (_, payload) => {
  const peer = await house.peer()
  await peer.write(frame({ opcode: PING }, payload))
  await peer.until(() => peer.frames.some(({ opcode }) => opcode === PONG))
  expect(peer.frames.find(({ opcode }) => opcode === PONG)!.payload).toEqual(Buffer.from(payload))
  peer.socket.destroy()
})

test('[WS1] frames that come with the handshake, in one packet or split anywhere, are taken', async () => {
  const connect = text(JSON.stringify({ type: 'connect', token: 't', version: 1 }))
  const bytes = Buffer.concat([Buffer.from(handshake()), connect, text(QUESTION)])
  const edge = handshake().length
  for (const at of [bytes.length, 10, edge - 2, edge, edge + 1, edge + 3, bytes.length - 1]) {
    const peer = new RawPeer(house.port)
    for (const part of cut(bytes, at)) await peer.write(part)
    await peer.until(() => peer.json().some(({ type }) => type === 'pong'))
    expect(peer.json().map(({ type }) => type)).toEqual(['connected', 'pong'])
    peer.socket.destroy()
  }
})

test.each<[string, Buffer]>([
  ['RSV1', frame({ opcode: TEXT, reserved: 0x40 }, '{}')],
  ['RSV2', frame({ opcode: TEXT, reserved: 0x20 }, '{}')],
  ['RSV3', frame({ opcode: TEXT, reserved: 0x10 }, '{}')],
  ['all three', frame({ opcode: TEXT, reserved: 0x70 }, '{}')],
  ['RSV1 on a ping', frame({ opcode: PING, reserved: 0x40 })],
  ['RSV1 on a close', frame({ opcode: CLOSE, reserved: 0x40 })],
  [
    'RSV1 on a continuation',
    Buffer.concat([...fragments('{', '').slice(0, 1), frame({ opcode: CONTINUATION, reserved: 0x40 }, '}')]),
  ],
  ...[3, 4, 5, 6, 7, 0xb, 0xc, 0xd, 0xe, 0xf].map((opcode): [string, Buffer] => [
    `opcode ${opcode}`,
    frame({ opcode }, 'x'),
  ]),
  ['text without a mask', frame({ opcode: TEXT, masked: false }, '{}')],
  ['a ping without a mask', frame({ opcode: PING, masked: false })],
  ['a close without a mask', frame({ opcode: CLOSE, masked: false })],
])('[WS2] %s is 1002', (_, bytes) => ends(bytes, 1002))

test.each<[string, Buffer]>([
  ['a ping of 126 bytes', frame({ opcode: PING }, 'x'.repeat(126))],
  ['a pong of 126 bytes', frame({ opcode: PONG }, 'x'.repeat(126))],
  ['a close of 126 bytes', frame({ opcode: CLOSE }, closing(1000, 'x'.repeat(124)))],
  ['a ping of 65,536 bytes', frame({ opcode: PING }, 'x'.repeat(65_536))],
  ['a short ping with a long length', frame({ opcode: PING, form: 16 }, 'x')],
  ['a ping in fragments', frame({ opcode: PING, final: false }, 'x')],
  ['a pong in fragments', frame({ opcode: PONG, final: false }, 'x')],
  ['a close in fragments', frame({ opcode: CLOSE, final: false })],
  ['a continuation of nothing', frame({ opcode: CONTINUATION }, 'x')],
  ['a continuation of nothing, not final', frame({ opcode: CONTINUATION, final: false }, 'x')],
  ['a continuation of a finished message', Buffer.concat([text(QUESTION), frame({ opcode: CONTINUATION }, 'x')])],
  ['text within text', Buffer.concat([frame({ opcode: TEXT, final: false }, '{'), text('{}')])],
  ['binary within text', Buffer.concat([frame({ opcode: TEXT, final: false }, '{'), frame({ opcode: BINARY }, '}')])],
  ['fragments within fragments', Buffer.concat([0, 1].map(() => frame({ opcode: TEXT, final: false }, '{')))],
])('[WS3] %s is 1002', (_, bytes) => ends(bytes, 1002))

test.each<[string, Buffer[]]>([
  ['a lone continuation byte', [Buffer.from([0x80])]],
  ['an overlong slash', [Buffer.from([0xc0, 0xaf])]],
  ['half of a surrogate pair', [Buffer.from([0xed, 0xa0, 0x80])]],
  ['past the last code point', [Buffer.from([0xf4, 0x90, 0x80, 0x80])]],
  ['bytes that never occur', [Buffer.from([0xfe, 0xff])]],
  ['a character that ends early', [Buffer.from('{"a":"€').subarray(0, -1)]],
  [
    'a character that ends early, in fragments',
    cut(Buffer.from('€'), 1)
      .slice(0, 1)
      .concat([Buffer.from('"')]),
  ],
  ['an overlong character across fragments', [Buffer.from([0xe0]), Buffer.from([0x80, 0x80])]],
])('[WS4] %s is 1007', (_, parts) => ends(Buffer.concat(fragments(...parts)), 1007))

test('[WS4] a close reason that is no text is 1007', () =>
  ends(frame({ opcode: CLOSE }, closing(1000, Buffer.from([0xc3, 0x28]))), 1007))

const ALLOWED = [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4503, 4999]
const FORBIDDEN = [0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 5001, 65_535]

test.each(ALLOWED)('[WS5] close %d is answered with its own code', code =>
  ends(frame({ opcode: CLOSE }, closing(code, 'bye')), code),
)

test.each(FORBIDDEN)('[WS5] close %d, which nobody may send, is 1002', code =>
  ends(frame({ opcode: CLOSE }, closing(code)), 1002),
)

test.each<[string, Buffer, number | null]>([
  ['without a code is answered without one', Buffer.alloc(0), null],
  ['with half a code is 1002', Buffer.from([3]), 1002],
  ['with the longest reason is answered', closing(1000, 'x'.repeat(123)), 1000],
])('[WS5] a close %s', (_, payload, code) => ends(frame({ opcode: CLOSE }, payload), code))

test('[WS5] what follows a close has no effect', async () => {
  const peer = await house.peer()
  const late = JSON.stringify({ type: 'publish', room: 'late', event: 'x', data: 1 })
  await peer.write(frame({ opcode: CLOSE }, closing(1000)), text(late))
  await peer.gone
  const answer = await house.server.publish('late', 'y', 1)
  expect(answer.offset).toBe(1)
})

test('[WS5] nothing follows the close frame of the server', async () => {
  const peer = await house.peer()
  const events = () => peer.json().filter(({ type }) => type === 'x').length
  await peer.write(text(JSON.stringify({ type: 'join', room: 'after' })))
  await peer.until(() => peer.json().some(({ type }) => type === 'room_joined'))
  for (const number of [1, 2, 3]) {
    await house.server.publish('after', 'x', number)
    await peer.until(() => events() === number)
  }
  await peer.write(frame({ opcode: BINARY }, 'x'))
  await peer.until(() => peer.closeCode() === 1003)
  await house.server.publish('after', 'x', 4)
  await house.sound()
  peer.socket.end(frame({ opcode: CLOSE }, closing(1003)))
  await peer.gone
  expect(peer.frames.at(-1)?.opcode).toBe(CLOSE)
})

// The server itself gives up on a close that is not answered after 5 s.
test('[WS5] an answered close ends the connection at once, also when a frame was on its way', {
  timeout: 3_000,
}, async () => {
  const [head, rest] = cut(text(QUESTION), 1) as [Buffer, Buffer]
  const peer = await new RawPeer(house.port).open()
  await peer.write(text(QUESTION), head)
  await peer.until(() => peer.closeCode() === 4503)
  await peer.write(rest, frame({ opcode: CLOSE }, closing(4503)))
  await peer.gone
  await house.sound()
})

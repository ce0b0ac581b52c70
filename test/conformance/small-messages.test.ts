/** Reading small messages ahead of `ws` changes nothing of what `ws` alone would have read from the same bytes. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as ws from 'ws'
import { type Door, SmallMessages } from '../../packages/server/src/transport/small-messages.ts'
import { BINARY, CLOSE, CONTINUATION, closing, frame, PING, PONG, TEXT, text } from './raw-peer.ts'

type Receiver = NodeJS.WritableStream
// Exported by `ws`, unknown to its types.
const { Receiver } = ws as unknown as { Receiver: new (options: object) => Receiver }

const MAX = 200

/** What `ws` reads, as it says it. */
const receiver = (seen: string[]): Receiver => {
  const one = new Receiver({ isServer: true, maxPayload: MAX, allowSynchronousEvents: true })
  one.on('message', (data: Buffer, binary: boolean) => seen.push(`message ${binary} ${data}`))
  for (const kind of ['ping', 'pong']) one.on(kind, (data: Buffer) => seen.push(`${kind} ${data}`))
  one.on('conclude', (code: number, reason: Buffer) => seen.push(`close ${code} ${reason}`))
  one.on('error', (error: Error) => seen.push(`error ${error.message}`))
  return one
}

/** The same events, read small messages first. `taken` counts those. */
const ahead = (seen: string[], chunks: readonly Buffer[]): { taken: number } => {
  const rest = receiver(seen)
  const small = new SmallMessages()
  const count = { taken: 0, over: false }
  const door: Door = {
    message: content => {
      count.taken++
      seen.push(`message false ${content}`)
    },
    pass: bytes => void rest.write(bytes),
    handOver: bytes => {
      count.over = true
      rest.write(bytes)
    },
  }
  for (const chunk of chunks) {
    if (count.over) rest.write(chunk)
    else small.read(chunk, MAX, door)
  }
  return count
}

const cutAt = (bytes: Buffer, places: readonly number[]): Buffer[] => {
  const edges = [0, ...places.map(place => place % (bytes.length + 1)), bytes.length].sort((a, b) => a - b)
  // Copies: both readers unmask where the bytes lie.
  return edges.slice(1).map((edge, index) => Buffer.from(bytes.subarray(edges[index]!, edge)))
}

const content = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.constantFrom('', 'x'.repeat(125), 'x'.repeat(126), 'x'.repeat(MAX), 'ğ'.repeat(100)),
)
const usual = fc.oneof(
  { weight: 6, arbitrary: content.map(text) },
  { weight: 1, arbitrary: content.map(told => frame({ opcode: PING }, told.slice(0, 40))) },
  { weight: 1, arbitrary: content.map(told => frame({ opcode: PONG }, told.slice(0, 40))) },
  { weight: 1, arbitrary: content.map(told => frame({ opcode: TEXT, form: 16 }, told)) },
)
const odd = fc.oneof(
  // Made anew each time: each has a mask of its own.
  fc
    .constantFrom(
      () => frame({ opcode: TEXT, masked: false }, 'x'),
      () => frame({ opcode: TEXT, reserved: 0x40 }, 'x'),
      () => frame({ opcode: TEXT, form: 64 }, 'x'),
      () => frame({ opcode: PING, form: 16 }, 'x'),
      () => frame({ opcode: PING, final: false }),
      () => frame({ opcode: TEXT }, 'x'.repeat(MAX + 1)),
      () => frame({ opcode: TEXT }, Buffer.from([0x61, 0xff])),
      () => frame({ opcode: CLOSE }, closing(1000, 'bye')),
      () => frame({ opcode: BINARY }, 'x'),
      () => frame({ opcode: CONTINUATION }, 'x'),
      () => frame({ opcode: 0xb }, 'x'),
    )
    .map(make => make()),
  fc
    .tuple(content, content)
    .map(([one, other]) =>
      Buffer.concat([frame({ opcode: TEXT, final: false }, one), frame({ opcode: CONTINUATION }, other)]),
    ),
)

const turn = () => new Promise(resolve => setImmediate(resolve))

test('[WS1] [WS2] [WS3] small messages read ahead are those that ws reads, whatever comes between and wherever it is cut', async () => {
  let taken = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof({ weight: 12, arbitrary: usual }, { weight: 1, arbitrary: odd }), { maxLength: 12 }),
      fc.array(fc.nat(), { maxLength: 12 }),
      async (frames, places) => {
        const bytes = Buffer.concat(frames)
        const alone: string[] = []
        const expected = receiver(alone)
        for (const chunk of cutAt(bytes, places)) expected.write(chunk)
        const seen: string[] = []
        taken += ahead(seen, cutAt(bytes, places)).taken
        await turn()
        const failed = alone.findIndex(event => event.startsWith('error'))
        // That a text which came in parts is no UTF-8 is told a turn later: what came behind it in the same bytes was taken.
        if (failed === -1 || !alone[failed]!.includes('UTF-8')) expect(seen).toEqual(alone)
        else {
          expect(seen.slice(0, failed)).toEqual(alone.slice(0, failed))
          expect(seen).toContain(alone[failed])
        }
      },
    ),
    { numRuns: 3_000 },
  )
  expect(taken).toBeGreaterThan(1_000)
})

import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { DirectWrites, type Owner, type Way } from './direct-writes.ts'
import { WebSocketWire } from './web-socket-wire.ts'

/** Counts what it took, and what of that waited. */
class Counting extends DirectWrites {
  taken = 0
  waited = 0

  override write(way: Way, bytes: Buffer, owner: Owner): number | null {
    const held = super.write(way, bytes, owner)
    if (held !== null) this.taken++
    if (held) this.waited++
    return held
  }
}

const PING = Buffer.from([0x89, 0])

/** A wire over a socket of a real server, and the other end of that, which begins stopped. */
class Pair implements AsyncDisposable {
  readonly socket: Socket
  readonly other: Socket
  readonly wire: WebSocketWire
  readonly got: Buffer[] = []
  readonly #close: () => Promise<unknown>

  private constructor(socket: Socket, other: Socket, direct: DirectWrites | null, close: () => Promise<unknown>) {
    this.socket = socket
    this.other = other
    this.#close = close
    // Of `ws` writing asks only whether it is open; its own frames go by the stream.
    const ping = () => socket.write(PING)
    const open = { readyState: WebSocket.OPEN, OPEN: WebSocket.OPEN, protocol: '', ping } as unknown as WebSocket
    this.wire = new WebSocketWire(open, socket, '127.0.0.1', direct)
    other.on('data', bytes => this.got.push(bytes as Buffer))
    other.pause()
    for (const end of [socket, other]) end.on('error', () => {})
  }

  static async open(direct: DirectWrites | null): Promise<Pair> {
    // Who does not read learns only by writing that the other end is gone.
    const server = createServer({ pauseOnConnect: true })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const other = connect({ port: (server.address() as AddressInfo).port, host: '127.0.0.1' })
    const [socket] = (await once(server, 'connection')) as [Socket]
    return new Pair(socket, other, direct, async () => {
      const closed = once(server, 'close')
      server.close()
      await closed
    })
  }

  /** The other end goes without a word. */
  async reset(): Promise<void> {
    const closed = once(this.other, 'close')
    this.other.resetAndDestroy()
    await closed
  }

  get text(): string {
    return Buffer.concat(this.got).toString()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.socket.destroy()
    this.other.destroy()
    await this.#close()
  }
}

/** As after the first write of a process, which showed how Node calls. */
const shown = async (): Promise<Counting> => {
  const direct = new Counting()
  await using pair = await Pair.open(direct)
  pair.wire.write(Buffer.from('shows'))
  return direct
}

const SMALL = 1_000

const numbered = (number: number, bytes: number): Buffer => {
  const made = Buffer.alloc(bytes, number % 251)
  made.writeUInt32LE(number, 0)
  return made
}

/** Writes until the system takes no more; gives what was written. */
const fill = ({ wire }: Pair): Buffer[] => {
  const written: Buffer[] = []
  while (wire.buffered() === 0 && written.length < 20_000) {
    const bytes = numbered(written.length, SMALL)
    written.push(bytes)
    wire.write(bytes)
  }
  return written
}

test('[W34] the first buffers of a process go by the stream, and show how; those of other sockets go below it', async () => {
  const direct = new Counting()
  await using first = await Pair.open(direct)
  for (const text of ['one ', 'two ', 'three']) first.wire.write(Buffer.from(text))
  expect(direct.taken).toBe(0)
  await using next = await Pair.open(direct)
  for (const text of ['one ', 'two ', 'three']) next.wire.write(Buffer.from(text))
  expect(direct.taken).toBe(3)
  expect(next.wire.written()).toBe(13)
  for (const { other } of [first, next]) other.resume()
  await expect.poll(() => first.text).toBe('one two three')
  await expect.poll(() => next.text).toBe('one two three')
})

test('[W34] whatever the reader takes and when, bytes arrive whole and in order, and nothing stays held', async () => {
  const direct = await shown()
  const size = fc.integer({ min: 4, max: 20_000 })
  const step = fc.oneof(
    { weight: 4, arbitrary: size },
    fc.constantFrom('turn' as const, 'go' as const, 'rest' as const, 'ping' as const),
  )
  const lap = fc.array(step, { maxLength: 200 })
  await fc.assert(
    fc.asyncProperty(fc.array(lap, { minLength: 3, maxLength: 3 }), async laps => {
      await using pair = await Pair.open(direct)
      const written: Buffer[] = []
      for (const steps of laps) {
        pair.other.pause()
        written.push(...fill(pair))
        // From here on the system takes a write at once, in part, or not at all, as the reader goes and rests.
        for (const [index, one] of steps.entries()) {
          if (one === 'go') pair.other.resume()
          else if (one === 'rest') pair.other.pause()
          else if (one === 'ping') {
            if (pair.wire.buffered() < 65_536) written.push(PING)
            pair.wire.ping()
          } else if (one === 'turn') await new Promise(setImmediate)
          else {
            const bytes = numbered(index, one)
            written.push(bytes)
            pair.wire.write(bytes)
          }
        }
        pair.other.resume()
        const bytes = written.reduce((sum, { length }) => sum + length, 0)
        await expect.poll(() => pair.other.bytesRead, { timeout: 10_000 }).toBe(bytes)
        await expect.poll(() => pair.wire.buffered()).toBe(0)
        expect(pair.wire.written()).toBe(bytes)
      }
      expect(Buffer.concat(pair.got).equals(Buffer.concat(written))).toBe(true)
    }),
    { numRuns: 10 },
  )
  expect(direct.waited).toBeGreaterThanOrEqual(30)
})

test('[W34] a reader that stops holds back one small write below the stream; the rest waits where it is counted', async () => {
  const direct = await shown()
  await using pair = await Pair.open(direct)
  const bytes = fill(pair).length * SMALL
  expect(pair.socket.writableLength).toBe(0)
  expect(pair.wire.buffered()).toBe(SMALL)
  expect(pair.wire.written()).toBe(bytes - SMALL)
  for (let more = 0; more < 10; more++) expect(pair.wire.write(numbered(more, SMALL))).toBe(true)
  expect(pair.wire.buffered()).toBe(11 * SMALL)
  expect(pair.wire.write(numbered(11, 100_000))).toBe(false)
  pair.other.resume()
  await expect.poll(() => pair.wire.buffered()).toBe(0)
  expect(pair.wire.written()).toBe(bytes + 10 * SMALL + 100_000)
  expect(direct.waited).toBe(1)
})

test('[W34] a large write goes by the stream, which can ask to hold back', async () => {
  const direct = await shown()
  await using pair = await Pair.open(direct)
  pair.wire.write(Buffer.from('first'))
  pair.wire.write(Buffer.alloc(20_000))
  expect(direct.taken).toBe(1)
})

test('[W34] what waits in the stream goes before what could go below it', async () => {
  const direct = await shown()
  await using pair = await Pair.open(direct)
  const large = Buffer.alloc(100_000)
  let bytes = 0
  // Two that wait: the system was given the first, the second is still with the stream.
  while (pair.wire.buffered() < 2 * large.length) {
    pair.wire.write(large)
    bytes += large.length
  }
  pair.wire.write(Buffer.from('last'))
  expect(direct.taken).toBe(0)
  pair.other.resume()
  await expect.poll(() => pair.other.bytesRead).toBe(bytes + 4)
  expect(pair.text.slice(-4)).toBe('last')
})

test('[W34] after a frame of `ws` the stream is asked again whether it holds anything', async () => {
  const direct = await shown()
  await using pair = await Pair.open(direct)
  pair.wire.write(Buffer.from('one '))
  pair.socket.cork()
  pair.wire.ping()
  pair.wire.write(Buffer.from('two '))
  expect(direct.taken).toBe(1)
  pair.socket.uncork()
  pair.wire.write(Buffer.from('three'))
  expect(direct.taken).toBe(2)
  pair.other.resume()
  await expect.poll(() => pair.text).toBe(`one ${PING.toString()}two three`)
})

test('[W34] a socket that ended or broke takes nothing more, and says why by its stream', async () => {
  const direct = await shown()
  await using ended = await Pair.open(direct)
  ended.wire.write(Buffer.from('one'))
  const failed = once(ended.socket, 'error')
  ended.socket.end()
  expect(ended.wire.write(Buffer.from('two'))).toBe(false)
  expect((await failed)[0]).toMatchObject({ code: 'ERR_STREAM_WRITE_AFTER_END' })
  await using broken = await Pair.open(direct)
  broken.wire.write(Buffer.from('one'))
  const broke = once(broken.socket, 'error')
  await broken.reset()
  broken.wire.write(Buffer.from('two'))
  expect((await broke)[0]).toMatchObject({ syscall: 'write' })
  await using closed = await Pair.open(direct)
  closed.wire.write(Buffer.from('one'))
  closed.socket.destroy()
  expect(closed.wire.write(Buffer.from('two'))).toBe(true)
  expect(closed.wire.buffered()).toBe(0)
  expect(direct.taken).toBe(3)
})

test('[W34] a write that waits when the other end is gone ends, and the socket with it', async () => {
  await using pair = await Pair.open(await shown())
  fill(pair)
  await pair.reset()
  await expect.poll(() => pair.socket.destroyed).toBe(true)
  await expect.poll(() => pair.wire.buffered()).toBe(0)
  expect(pair.wire.write(Buffer.from('nobody'))).toBe(true)
  expect(pair.wire.buffered()).toBe(0)
})

test('[W34] an orderly end waits for what is below the stream', async () => {
  await using pair = await Pair.open(await shown())
  const bytes = fill(pair).length * SMALL
  pair.socket.end('bye')
  pair.other.resume()
  await once(pair.other, 'end')
  expect(pair.other.bytesRead).toBe(bytes + 3)
})

type Below = { _handle: { writeBuffer?: unknown } }

const asks = (direct: DirectWrites, { socket }: Pair) => expect(direct.way(socket)).toBe(null)

test.each<[string, (direct: DirectWrites, pair: Pair, handle: Below['_handle']) => void]>([
  [
    'has no such call',
    (direct, pair, handle) => {
      handle.writeBuffer = undefined
      asks(direct, pair)
    },
  ],
  [
    'calls it otherwise',
    (direct, pair, handle) => {
      asks(direct, pair)
      ;(handle.writeBuffer as (...call: unknown[]) => unknown)(null, Buffer.from('x'), 'latin1')
    },
  ],
])('[W34] a runtime that %s writes everything by the stream', async (_about, show) => {
  const direct = new Counting()
  await using pair = await Pair.open(direct)
  show(direct, pair, (pair.socket as unknown as Below)._handle)
  // Two: else the first of them might be what shows it, and is written to by its stream for that alone.
  for (let more = 0; more < 2; more++) {
    await using next = await Pair.open(direct)
    for (const text of ['one ', 'two ', 'three']) next.wire.write(Buffer.from(text))
    expect(direct.taken).toBe(0)
    next.other.resume()
    await expect.poll(() => next.text).toBe('one two three')
  }
})

test('[W34] a first write that fails shows how as well as one that succeeds', async () => {
  const direct = new Counting()
  await using broken = await Pair.open(direct)
  const failed = once(broken.socket, 'error')
  await broken.reset()
  broken.wire.write(Buffer.from('x'))
  expect((await failed)[0]).toMatchObject({ syscall: 'write' })
  await using pair = await Pair.open(direct)
  pair.wire.write(Buffer.from('y'))
  expect(direct.taken).toBe(1)
})

test('[W34] a first write that waits shows nothing; one that does not shows it, also by the same socket', async () => {
  const direct = new Counting()
  await using slow = await Pair.open(direct)
  await using pair = await Pair.open(direct)
  slow.wire.write(Buffer.alloc(20_000_000))
  expect(slow.wire.buffered()).toBe(20_000_000)
  slow.other.resume()
  await expect.poll(() => slow.wire.buffered()).toBe(0)
  slow.wire.write(Buffer.from('x'))
  pair.wire.write(Buffer.from('y'))
  expect(direct.taken).toBe(1)
})

test('[W34] a handle whose call somebody replaced is never written to', async () => {
  const direct = await shown()
  await using pair = await Pair.open(direct)
  const { _handle: handle } = pair.socket as unknown as Below
  const own = handle.writeBuffer as (...call: unknown[]) => unknown
  let seen = 0
  handle.writeBuffer = (...call: unknown[]) => {
    seen++
    return own.apply(handle, call)
  }
  for (const text of ['one ', 'two']) pair.wire.write(Buffer.from(text))
  expect([direct.taken, seen]).toEqual([0, 2])
})

test('[W34] a stream that does more than write to its handle is never passed by', async () => {
  await using pair = await Pair.open(null)
  expect(DirectWrites.fits(pair.socket)).toBe(true)
  expect(DirectWrites.fits(new TLSSocket(pair.other))).toBe(false)
  const seen: string[] = []
  const write = pair.socket.write.bind(pair.socket)
  pair.socket.write = (bytes: string | Uint8Array) => {
    seen.push(bytes.toString())
    return write(bytes)
  }
  expect(DirectWrites.fits(pair.socket)).toBe(false)
  for (const text of ['one ', 'two']) pair.wire.write(Buffer.from(text))
  expect(seen).toEqual(['one ', 'two'])
})

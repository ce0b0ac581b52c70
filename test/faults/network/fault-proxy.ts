/** A TCP proxy that behaves as bad networks do, and counts what it did: a fault without a count is no fault. */
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { setImmediate, setTimeout } from 'node:timers/promises'

export type Direction = 'up' | 'down'
/**
 * `hold` stops reading, so that the sender's buffers fill. `swallow` takes and loses bytes; a connection that lost one
 * carries nothing in that direction any more and is told nothing, as behind a router that forgot it.
 */
export type Flow = 'flow' | 'hold' | 'swallow'

export type Weather = {
  readonly up: Flow
  readonly down: Flow
  /** Each piece waits so long, in ms, and up to so much longer. */
  readonly latencyMs: number
  readonly jitterMs: number
  readonly bytesPerSecond: number
  /** Pieces of at most so many bytes, each written by itself. */
  readonly sliceBytes: number
  /** New connections are reset. */
  readonly refuse: boolean
}

const FAIR: Weather = {
  ...{ up: 'flow', down: 'flow', latencyMs: 0, jitterMs: 0 },
  ...{ bytesPerSecond: Number.POSITIVE_INFINITY, sliceBytes: Number.POSITIVE_INFINITY, refuse: false },
}

/** What happened so far. */
export type Witness = {
  connections: number
  refused: number
  resets: number
  /** Connections ended in the middle of a piece, and the bytes of it that never came. */
  cuts: number
  bytesCutOff: number
  swallowedBytes: number
  /** Pieces that had to wait for a `hold` to end. */
  held: number
  slices: number
  delayed: number
}

type Pair = {
  readonly client: Socket
  readonly server: Socket
  readonly lost: Record<Direction, boolean>
  /** So many more bytes go down before this connection is reset. */
  downLeft: number
}

export class FaultProxy {
  readonly witness: Witness = {
    ...{ connections: 0, refused: 0, resets: 0, cuts: 0, bytesCutOff: 0 },
    ...{ swallowedBytes: 0, held: 0, slices: 0, delayed: 0 },
  }
  readonly #server: Server
  readonly #target: () => number
  readonly #random: () => number
  readonly #pairs = new Set<Pair>()
  #weather = FAIR
  /** Resolved when the weather changes. */
  #change = Promise.withResolvers<void>()

  private constructor(server: Server, target: () => number, random: () => number) {
    this.#server = server
    this.#target = target
    this.#random = random
    server.on('connection', client => this.#open(client))
  }

  /** Listens on a free port of 127.0.0.1 and leads to `target` there. */
  static async start(target: () => number, random: () => number): Promise<FaultProxy> {
    const server = createServer({ allowHalfOpen: true, pauseOnConnect: true })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    return new FaultProxy(server, target, random)
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  get open(): number {
    return this.#pairs.size
  }

  /** For connections that are open and those to come. */
  set(weather: Partial<Weather>): void {
    this.#weather = { ...this.#weather, ...weather }
    this.#change.resolve()
    this.#change = Promise.withResolvers()
  }

  /** Fair weather. Connections that lost bytes stay lost. */
  clear(): void {
    this.set(FAIR)
  }

  /** RST to both ends of every connection. */
  reset(): void {
    for (const pair of this.#pairs) this.#reset(pair)
  }

  /** Each connection breaks in the middle of the next piece that goes down, after at most `bytes` of it. */
  cutMidFrame(bytes: number): void {
    for (const pair of this.#pairs) pair.downLeft = bytes
  }

  async close(): Promise<void> {
    this.#server.close()
    for (const pair of this.#pairs) this.#end(pair)
    this.#change.resolve()
  }

  #open(client: Socket): void {
    client.on('error', () => {})
    if (this.#weather.refuse) {
      this.witness.refused++
      client.resetAndDestroy()
      return
    }
    this.witness.connections++
    const server = connect({ port: this.#target(), host: '127.0.0.1', allowHalfOpen: true })
    server.on('error', () => client.resetAndDestroy())
    for (const socket of [client, server]) socket.setNoDelay(true)
    const pair: Pair = { client, server, lost: { up: false, down: false }, downLeft: Number.POSITIVE_INFINITY }
    this.#pairs.add(pair)
    const gone = () => {
      if (client.destroyed && server.destroyed) this.#pairs.delete(pair)
    }
    client.on('close', gone)
    server.on('close', gone)
    void this.#carry(pair, 'up')
    void this.#carry(pair, 'down')
  }

  async #carry(pair: Pair, direction: Direction): Promise<void> {
    const [from, to] = direction === 'up' ? [pair.client, pair.server] : [pair.server, pair.client]
    try {
      for await (const chunk of from as AsyncIterable<Buffer>) await this.#pass(pair, direction, chunk, to)
      if (!pair.lost[direction]) to.end()
    } catch {
      // A reset travels on, unless this way is lost: then nobody hears of it.
      if (!pair.lost[direction]) to.resetAndDestroy()
    }
  }

  async #pass(pair: Pair, direction: Direction, chunk: Buffer, to: Socket): Promise<void> {
    if (this.#weather[direction] === 'hold') this.witness.held++
    while (this.#weather[direction] === 'hold') await this.#change.promise
    if (pair.lost[direction] || this.#weather[direction] === 'swallow') {
      pair.lost[direction] = true
      this.witness.swallowedBytes += chunk.length
      return
    }
    const { latencyMs, jitterMs, bytesPerSecond } = this.#weather
    const wait = latencyMs + jitterMs * this.#random() + (chunk.length / bytesPerSecond) * 1_000
    if (wait > 0) {
      this.witness.delayed++
      await setTimeout(wait)
    }
    if (direction === 'down' && chunk.length > 1 && pair.downLeft !== Number.POSITIVE_INFINITY) {
      const kept = Math.min(pair.downLeft, chunk.length - 1)
      this.witness.cuts++
      this.witness.bytesCutOff += chunk.length - kept
      to.write(chunk.subarray(0, kept), () => this.#reset(pair))
      return
    }
    const { sliceBytes } = this.#weather
    if (sliceBytes >= chunk.length) {
      if (!to.write(chunk)) await once(to, 'drain')
      return
    }
    for (let from = 0; from < chunk.length && !to.destroyed; from += sliceBytes) {
      this.witness.slices++
      to.write(chunk.subarray(from, from + sliceBytes))
      await setImmediate()
    }
  }

  #reset(pair: Pair): void {
    if (pair.client.destroyed && pair.server.destroyed) return
    this.witness.resets++
    pair.client.resetAndDestroy()
    pair.server.resetAndDestroy()
  }

  #end(pair: Pair): void {
    pair.client.destroy()
    pair.server.destroy()
  }
}

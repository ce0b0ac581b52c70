/** A client of the wire for tests: a raw WebSocket that records every frame and lets a test wait for the one it means. */
import { once } from 'node:events'
import type { JsonObject } from '@nabiz/protocol'
import { WebSocket } from 'ws'

export type Frame = JsonObject & { type: string }
type Waiter = { fits: (frame: Frame) => boolean; resolve: (frame: Frame) => void }

export class WireClient {
  readonly ws: WebSocket
  /** Everything received, in order; messages as they came in {@link messages}. */
  readonly frames: Frame[] = []
  readonly messages: string[] = []
  readonly closed: Promise<{ code: number; reason: string }>
  #waiters: Waiter[] = []
  #taken = new Set<Frame>()

  constructor(url: string, options: { joined?: boolean; headers?: Record<string, string> } = {}) {
    const protocols = (options.joined ?? true) ? ['nabiz.v1'] : []
    this.ws = new WebSocket(url, protocols, { headers: options.headers ?? {}, perMessageDeflate: false })
    this.ws.on('message', data => {
      const text = data.toString()
      this.messages.push(text)
      for (const line of this.ws.protocol === 'nabiz.v1' ? text.split('\n') : [text])
        this.#got(JSON.parse(line) as Frame)
    })
    const { promise, resolve } = Promise.withResolvers<{ code: number; reason: string }>()
    this.closed = promise
    this.ws.on('close', (code, reason) => resolve({ code, reason: reason.toString() }))
    this.ws.on('error', () => {})
  }

  /** Resolves when open; rejects with the HTTP status of a refusal. */
  async opened(): Promise<this> {
    if (this.ws.readyState === WebSocket.OPEN) return this
    const refused = once(this.ws, 'unexpected-response').then(([, response]) => {
      throw new Error(`HTTP ${(response as { statusCode: number }).statusCode}`)
    })
    await Promise.race([once(this.ws, 'open'), refused])
    return this
  }

  send(...frames: object[]): void {
    this.raw(frames.map(frame => JSON.stringify(frame)).join('\n'))
  }

  raw(text: string): void {
    this.ws.send(text)
  }

  /** The first frame that fits and was not taken before, now or later; a closed connection rejects. */
  take(fits: Partial<Frame> | ((frame: Frame) => boolean)): Promise<Frame> {
    const test =
      typeof fits === 'function'
        ? fits
        : (frame: Frame) => Object.entries(fits).every(([key, value]) => frame[key] === value)
    const known = this.frames.find(frame => !this.#taken.has(frame) && test(frame))
    if (known) {
      this.#taken.add(known)
      return Promise.resolve(known)
    }
    const waiting = new Promise<Frame>(resolve => this.#waiters.push({ fits: test, resolve }))
    const gone = this.closed.then(({ code, reason }) => {
      throw new Error(`closed ${code} ${reason} while waiting for ${JSON.stringify(fits)}`)
    })
    return Promise.race([waiting, gone])
  }

  /** Events of a room received so far. */
  events(room: string): Frame[] {
    return this.frames.filter(
      frame => frame.room === room && typeof frame.id === 'string' && frame.type !== 'published',
    )
  }

  offsets(room: string): number[] {
    return this.events(room).flatMap(event => (typeof event.offset === 'number' ? [event.offset] : []))
  }

  close(): Promise<{ code: number; reason: string }> {
    this.ws.close(1000)
    return this.closed
  }

  /** Cut, as a failing network does it. */
  cut(): Promise<{ code: number; reason: string }> {
    this.ws.terminate()
    return this.closed
  }

  #got(frame: Frame): void {
    this.frames.push(frame)
    const index = this.#waiters.findIndex(waiter => waiter.fits(frame))
    if (index < 0) return
    this.#taken.add(frame)
    this.#waiters.splice(index, 1)[0]!.resolve(frame)
  }
}

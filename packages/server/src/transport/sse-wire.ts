/** A stream of Server-Sent Events as a `Wire`: one message a frame down; what comes up are calls of their own. */
import type { ServerResponse } from 'node:http'
import type { CloseCode } from '@nabiz/protocol'
import type { Encoding } from '../room/parcel.ts'
import type { HttpWire } from './http-connection.ts'
import { streamed, streamMessage } from './stream-encoding.ts'
import type { Stream } from './stream-life.ts'

/** Neither caches nor proxies may keep or change a stream. */
export const STREAM_HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache, no-store, no-transform',
  'x-accel-buffering': 'no',
  'x-content-type-options': 'nosniff',
} as const

/** What no reader has to understand. Sent at once, so that whoever waits for the headers gets them. */
export const COMMENT = ':\n\n'

/** Time a reader has to take the rest of an ended stream, in ms. */
const CLOSE_MS = 5_000

export class SseWire implements HttpWire, Stream {
  readonly transport = 'sse'
  readonly joined = true
  readonly encoding: Encoding = streamed
  readonly address: string
  readonly #response: ServerResponse
  #written = 0
  #acknowledged: number | null = null
  #heard = 0

  constructor(response: ServerResponse, address: string) {
    this.#response = response
    this.address = address
  }

  write(bytes: Buffer): boolean {
    if (this.#response.writableEnded || this.#response.destroyed) return true
    return this.#response.write(bytes, this.#onWritten)
  }

  buffered(): number {
    return this.#response.writableLength
  }

  written(): number {
    return this.#written
  }

  // Nothing comes up a stream: that its other end acknowledges what goes down is its life, and so is every call. Where
  // nobody tells of that, it is what the system takes.
  received(): number {
    return (this.#acknowledged ?? this.#written) + this.#heard
  }

  acknowledged(bytes: number): void {
    this.#acknowledged = Math.max(this.#acknowledged ?? 0, bytes)
  }

  heard(): void {
    this.#heard++
  }

  ping(): void {
    if (this.buffered() === 0) this.write(Buffer.from(COMMENT))
  }

  close(code: CloseCode | 1011, reason: string, how: 'after writing' | 'at once' = 'after writing'): void {
    if (this.#response.writableEnded || this.#response.destroyed) return
    this.#response.end(streamMessage({ type: 'closed', code, reason }))
    // Here a missed heartbeat means that nothing is taken.
    if (how === 'at once' || code === 4002) {
      setImmediate(() => this.#response.destroy())
      return
    }
    const late = setTimeout(() => this.#response.destroy(), CLOSE_MS).unref()
    this.#response.once('close', () => clearTimeout(late))
  }

  /** One function for all writes of a connection. */
  readonly #onWritten = (): void => {
    this.#written++
  }
}

/** A WebSocket as a `Wire`: `ws` reads, we write prebuilt messages straight to the socket. */
import type { Socket } from 'node:net'
import type { CloseCode } from '@nabiz/protocol'
import type { WebSocket } from 'ws'
import type { Encoding } from '../room/parcel.ts'
import type { Wire } from '../session/wire.ts'
import type { DirectWrites, Owner, Way } from './direct-writes.ts'
import { joinedMessages, oneFrameAMessage } from './message-encoding.ts'

/** A reader who does not take the answers to its own pings gets none. */
const PONG_BYTES = 65_536

export class WebSocketWire implements Wire, Owner {
  // What each write asks for comes first, as in the queue.
  /** Open while the stream holds nothing and nobody but us wrote: what else would have to be asked lies in three more objects. */
  #way: Way | null = null
  readonly #direct: DirectWrites | null
  readonly encoding: Encoding
  readonly transport = 'websocket'
  readonly joined: boolean
  readonly address: string
  readonly #socket: Socket
  readonly #ws: WebSocket
  /** Bytes below the stream. While there are any, the stream takes what comes. */
  #below = 0

  constructor(ws: WebSocket, socket: Socket, address: string, direct: DirectWrites | null) {
    this.#ws = ws
    this.#socket = socket
    this.#direct = direct
    this.address = address
    this.joined = ws.protocol === 'nabiz.v1'
    this.encoding = this.joined ? joinedMessages : oneFrameAMessage
  }

  write(bytes: Buffer): boolean {
    if (this.#way !== null && this.#writeBelow(this.#way, bytes)) return true
    const socket = this.#socket
    if (this.#ws.readyState !== this.#ws.OPEN || socket.destroyed) return true
    this.#way = this.#below === 0 ? (this.#direct?.way(socket) ?? null) : null
    if (this.#way !== null && this.#writeBelow(this.#way, bytes)) return true
    // `ws` without compression writes each of its own frames whole and at once, so ours never fall into the middle of one.
    // Without a callback: one for each write makes Node run a tick for each connection.
    return socket.write(bytes)
  }

  #writeBelow(way: Way, bytes: Buffer): boolean {
    const held = this.#direct!.write(way, bytes, this)
    if (held === 0) return true
    this.#way = null
    this.#below = held ?? 0
    return held !== null
  }

  went(taken: boolean): void {
    this.#below = 0
    if (!taken) this.#socket.destroy()
  }

  /** Something else goes by the stream now: it may stay there, or end the connection. */
  byStream(): void {
    this.#way = null
  }

  buffered(): number {
    return this.#below + this.#socket.writableLength
  }

  written(): number {
    return this.#socket.bytesWritten - this.buffered()
  }

  received(): number {
    return this.#socket.bytesRead
  }

  ping(): void {
    if (this.#ws.readyState !== this.#ws.OPEN || this.buffered() >= PONG_BYTES) return
    this.byStream()
    this.#ws.ping()
  }

  /** Answers a ping of the other end. */
  pong(data: Buffer): void {
    if (this.buffered() >= PONG_BYTES) return
    this.byStream()
    this.#ws.pong(data)
  }

  close(code: CloseCode | 1011, reason: string, how: 'after writing' | 'at once' = 'after writing'): void {
    this.#ws.close(code, reason)
    // A reader that takes nothing would never take the close frame either.
    if (how === 'at once') setImmediate(() => this.#socket.destroy())
  }
}

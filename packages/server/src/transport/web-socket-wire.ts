/** A WebSocket as a `Wire`: `ws` reads, we write prebuilt messages straight to the socket. */
import type { Socket } from 'node:net'
import type { CloseCode } from '@nabiz/protocol'
import type { WebSocket } from 'ws'
import type { Encoding } from '../room/parcel.ts'
import type { Wire } from '../session/wire.ts'
import type { DirectWrites, Owner } from './direct-writes.ts'
import { joinedMessages, oneFrameAMessage } from './message-encoding.ts'

/** A reader who does not take the answers to its own pings gets none. */
const PONG_BYTES = 65_536

export class WebSocketWire implements Wire, Owner {
  readonly transport = 'websocket'
  readonly joined: boolean
  readonly encoding: Encoding
  readonly address: string
  readonly #socket: Socket
  readonly #ws: WebSocket
  readonly #direct: DirectWrites | null
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

  // `ws` without compression writes each of its own frames whole and at once, so ours never fall into the middle of one.
  // Without a callback: one for each write makes Node run a tick for each connection.
  write(bytes: Buffer): boolean {
    const socket = this.#socket
    if (this.#ws.readyState !== this.#ws.OPEN) return true
    if (this.#direct !== null && this.#below === 0 && socket.writableLength === 0) {
      const held = this.#direct.write(socket, bytes, this)
      if (held !== null) {
        this.#below = held
        return true
      }
    }
    return socket.destroyed || socket.write(bytes)
  }

  went(): void {
    this.#below = 0
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
    if (this.#ws.readyState === this.#ws.OPEN && this.buffered() < PONG_BYTES) this.#ws.ping()
  }

  /** Answers a ping of the other end. */
  pong(data: Buffer): void {
    if (this.buffered() < PONG_BYTES) this.#ws.pong(data)
  }

  close(code: CloseCode | 1011, reason: string, how: 'after writing' | 'at once' = 'after writing'): void {
    this.#ws.close(code, reason)
    // A reader that takes nothing would never take the close frame either.
    if (how === 'at once') setImmediate(() => this.#socket.destroy())
  }
}

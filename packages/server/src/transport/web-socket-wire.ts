/** A WebSocket as a `Wire`: `ws` reads, we write prebuilt messages straight to the socket. */
import type { Socket } from 'node:net'
import type { CloseCode } from '@nabiz/protocol'
import type { WebSocket } from 'ws'
import type { Encoding } from '../room/parcel.ts'
import type { Wire } from '../session/wire.ts'
import { joinedMessages, oneFrameAMessage } from './message-encoding.ts'

/** A reader who does not take the answers to its own pings gets none. */
const PONG_BYTES = 65_536

export class WebSocketWire implements Wire {
  readonly joined: boolean
  readonly encoding: Encoding
  readonly address: string
  readonly #socket: Socket
  readonly #ws: WebSocket
  #written = 0

  constructor(ws: WebSocket, socket: Socket, address: string) {
    this.#ws = ws
    this.#socket = socket
    this.address = address
    this.joined = ws.protocol === 'nabiz.v1'
    this.encoding = this.joined ? joinedMessages : oneFrameAMessage
    ws.on('ping', data => {
      if (socket.writableLength < PONG_BYTES) ws.pong(data)
    })
  }

  // `ws` without compression writes each of its own frames whole and at once, so ours never fall into the middle of one.
  write(bytes: Buffer): boolean {
    if (this.#ws.readyState !== this.#ws.OPEN || this.#socket.destroyed) return true
    return this.#socket.write(bytes, this.#onWritten)
  }

  buffered(): number {
    return this.#socket.writableLength
  }

  written(): number {
    return this.#written
  }

  received(): number {
    return this.#socket.bytesRead
  }

  ping(): void {
    if (this.#ws.readyState === this.#ws.OPEN && this.#socket.writableLength < PONG_BYTES) this.#ws.ping()
  }

  close(code: CloseCode | 1011, reason: string, how: 'after writing' | 'at once' = 'after writing'): void {
    this.#ws.close(code, reason)
    // A reader that takes nothing would never take the close frame either.
    if (how === 'at once') setImmediate(() => this.#socket.destroy())
  }

  /** One function for all writes of a connection. */
  readonly #onWritten = (): void => {
    this.#written++
  }
}

/** A WebSocket client small enough to hold ten thousand in one process: handshake, whole messages in, text out. */
import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'

/** The door up: what the connection's owner does with it. */
export type Handlers = {
  readonly opened: (socket: RawWebSocket) => void
  /** The payload of one text or binary message; valid during the call only. */
  readonly message: (socket: RawWebSocket, payload: Buffer) => void
  readonly closed: (socket: RawWebSocket) => void
}

const MASK = Buffer.from([0, 0, 0, 0])
const END_OF_HEAD = Buffer.from('\r\n\r\n')
const [CLOSE, PING, PONG] = [8, 9, 10]

/** One message as a masked frame. The mask is zero: allowed, and costs neither end anything to speak of. */
const masked = (opcode: number, payload: Buffer): Buffer => {
  const long = payload.length >= 126
  const head = Buffer.alloc(long ? 4 : 2)
  head[0] = 0x80 | opcode
  head[1] = 0x80 | (long ? 126 : payload.length)
  if (long) head.writeUInt16BE(payload.length, 2)
  return Buffer.concat([head, MASK, payload])
}

export class RawWebSocket {
  readonly #socket: Socket
  readonly #handlers: Handlers
  #open = false
  /** The beginning of a frame whose end has not come. */
  #rest: Buffer | null = null

  constructor(port: number, path: string, protocol: string | undefined, handlers: Handlers) {
    this.#handlers = handlers
    this.#socket = connect({ port, host: '127.0.0.1', noDelay: true })
    const key = randomBytes(16).toString('base64')
    const offered = protocol === undefined ? '' : `Sec-WebSocket-Protocol: ${protocol}\r\n`
    this.#socket.write(
      `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
        `Sec-WebSocket-Key: ${key}\r\nSec-WebSocket-Version: 13\r\n${offered}\r\n`,
    )
    this.#socket.on('data', (chunk: Buffer) => this.#take(chunk))
    this.#socket.on('error', () => {})
    this.#socket.on('close', () => handlers.closed(this))
  }

  send(text: string): void {
    this.#socket.write(masked(1, Buffer.from(text)))
  }

  /** As a network that breaks: no close frame, no goodbye. */
  cut(): void {
    this.#socket.resetAndDestroy()
  }

  #take(chunk: Buffer): void {
    let bytes = this.#rest === null ? chunk : Buffer.concat([this.#rest, chunk])
    this.#rest = null
    if (!this.#open) {
      const end = bytes.indexOf(END_OF_HEAD)
      if (end < 0) {
        this.#rest = bytes
        return
      }
      if (!bytes.toString('latin1', 0, 12).endsWith('101')) throw new Error(bytes.toString('latin1', 0, end))
      bytes = bytes.subarray(end + 4)
      this.#open = true
      this.#handlers.opened(this)
    }
    this.#read(bytes)
  }

  #read(bytes: Buffer): void {
    let at = 0
    while (bytes.length - at >= 2) {
      const short = bytes[at + 1]! & 0x7f
      const head = short < 126 ? 2 : short === 126 ? 4 : 10
      if (bytes.length - at < head) break
      const size = short < 126 ? short : short === 126 ? bytes.readUInt16BE(at + 2) : bytes.readUInt32BE(at + 6)
      if (bytes.length - at < head + size) break
      const payload = bytes.subarray(at + head, at + head + size)
      const opcode = bytes[at]! & 0x0f
      if (opcode === PING) this.#socket.write(masked(PONG, payload))
      else if (opcode !== CLOSE && opcode !== PONG) this.#handlers.message(this, payload)
      at += head + size
    }
    // A copy: the rest of a chunk would keep all of the chunk alive.
    if (at < bytes.length) this.#rest = Buffer.from(bytes.subarray(at))
  }
}

/** A peer that writes bytes as a test says, and reads what a server sends, frame by frame. */
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

export type Received = { opcode: number; final: boolean; payload: Buffer }

export const TEXT = 0x1
export const BINARY = 0x2
export const CONTINUATION = 0x0
export const CLOSE = 0x8
export const PING = 0x9
export const PONG = 0xa

export type FrameShape = {
  opcode: number
  final?: boolean
  /** Bits RSV1–3, as they stand in the first byte. */
  reserved?: number
  masked?: boolean
  /** Written instead of the true length, in the form it would need; or in a longer form than it needs. */
  claims?: number | bigint
  form?: 7 | 16 | 64
}

/** One frame of a client. */
export const frame = (shape: FrameShape, payload: string | Buffer = ''): Buffer => {
  const bytes = Buffer.from(payload)
  const { opcode, final = true, reserved = 0, masked = true } = shape
  const length = BigInt(shape.claims ?? bytes.length)
  const form = shape.form ?? (length < 126n ? 7 : length < 65_536n ? 16 : 64)
  const head = Buffer.alloc(form === 7 ? 2 : form === 16 ? 4 : 10)
  head[0] = (final ? 0x80 : 0) | reserved | opcode
  head[1] = (masked ? 0x80 : 0) | (form === 7 ? Number(length) : form === 16 ? 126 : 127)
  if (form === 16) head.writeUInt16BE(Number(length), 2)
  if (form === 64) head.writeBigUInt64BE(length, 2)
  if (!masked) return Buffer.concat([head, bytes])
  const mask = randomBytes(4)
  return Buffer.concat([head, mask, bytes.map((byte, index) => byte ^ mask[index % 4]!)])
}

export const text = (content: string): Buffer => frame({ opcode: TEXT }, content)

/** The payload of a close frame. */
export const closing = (code: number, reason: string | Buffer = ''): Buffer => {
  const head = Buffer.alloc(2)
  head.writeUInt16BE(code)
  return Buffer.concat([head, Buffer.from(reason)])
}

const UPGRADE: Record<string, string> = {
  Host: 'localhost',
  Upgrade: 'websocket',
  Connection: 'Upgrade',
  'Sec-WebSocket-Version': '13',
  'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
}

/** The bytes of a handshake; `null` leaves a header out. */
export const handshake = (headers: Record<string, string | null> = {}, line = 'GET /ws HTTP/1.1'): string => {
  const lines = Object.entries({ ...UPGRADE, ...headers }).flatMap(([name, value]) =>
    value === null ? [] : [`${name}: ${value}`],
  )
  return `${[line, ...lines].join('\r\n')}\r\n\r\n`
}

export class RawPeer {
  readonly socket: Socket
  /** The answer to the handshake, once it is there. */
  head = ''
  readonly frames: Received[] = []
  readonly gone: Promise<void>
  #rest = Buffer.alloc(0)
  #heard = Promise.withResolvers<void>()

  constructor(port: number) {
    this.socket = connect(port, '127.0.0.1')
    this.gone = new Promise(resolve => this.socket.once('close', () => resolve()))
    this.socket.on('error', () => {})
    this.socket.on('data', bytes => this.#take(bytes as Buffer))
    this.socket.on('close', () => this.#heard.resolve())
  }

  /** Sends, and waits until the system took it or the connection is gone. */
  async write(...parts: (Buffer | string)[]): Promise<void> {
    const bytes = Buffer.concat(parts.map(part => Buffer.from(part)))
    if (this.socket.connecting) await once(this.socket, 'connect')
    if (this.socket.writable && !this.socket.write(bytes)) await Promise.race([once(this.socket, 'drain'), this.gone])
  }

  /** Opens, with bytes that follow the handshake in the same packet. */
  async open(early: Buffer | string = '', headers: Record<string, string | null> = {}): Promise<this> {
    await this.write(handshake(headers), early)
    await this.until(() => this.head !== '')
    return this
  }

  /** Resolves when the condition holds; rejects when the connection ends before. */
  async until(holds: () => boolean): Promise<void> {
    while (!holds()) {
      if (this.socket.destroyed) throw new Error(`ended: ${this.head} ${JSON.stringify(this.frames)}`)
      await this.#heard.promise
    }
  }

  /** HTTP status of the handshake's answer. */
  get status(): number {
    return Number(/^HTTP\/1\.1 (\d{3})/.exec(this.head)?.[1] ?? 0)
  }

  /** JSON frames received as text so far. */
  json(): { type: string; [field: string]: unknown }[] {
    return this.frames.filter(({ opcode }) => opcode === TEXT).map(({ payload }) => JSON.parse(payload.toString()))
  }

  /** The code of the server's close frame; null: it sent one without; undefined: it closed without a word. */
  closeCode(): number | null | undefined {
    const close = this.frames.find(({ opcode }) => opcode === CLOSE)
    if (!close) return undefined
    return close.payload.length < 2 ? null : close.payload.readUInt16BE(0)
  }

  #take(bytes: Buffer): void {
    this.#rest = Buffer.concat([this.#rest, bytes])
    if (this.head === '') {
      const end = this.#rest.indexOf('\r\n\r\n')
      if (end < 0) return
      this.head = this.#rest.subarray(0, end).toString()
      this.#rest = this.#rest.subarray(end + 4)
    }
    if (this.status === 101) while (this.#frame()) {}
    this.#heard.resolve()
    this.#heard = Promise.withResolvers()
    if (this.socket.destroyed) this.#heard.resolve()
  }

  #frame(): boolean {
    const rest = this.#rest
    if (rest.length < 2) return false
    const short = rest[1]! & 0x7f
    const head = short < 126 ? 2 : short === 126 ? 4 : 10
    if (rest.length < head) return false
    const length = short < 126 ? short : short === 126 ? rest.readUInt16BE(2) : Number(rest.readBigUInt64BE(2))
    if (rest.length < head + length) return false
    const payload = Buffer.from(rest.subarray(head, head + length))
    this.frames.push({ opcode: rest[0]! & 0x0f, final: (rest[0]! & 0x80) !== 0, payload })
    this.#rest = rest.subarray(head + length)
    return true
  }
}

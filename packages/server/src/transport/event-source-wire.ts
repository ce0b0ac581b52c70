/** A stream for a plain `EventSource`: messages name, sealed, who reads and where it is after them, so that its own reconnection resumes. */
import type { ServerResponse } from 'node:http'
import {
  afterClose,
  type CloseCode,
  type ConnectFrame,
  formatPosition,
  type Position,
  parsePosition,
} from '@nabiz/protocol'
import type { Identity } from '../room/identity.ts'
import type { HttpWire } from './http-connection.ts'
import { type Sealer, type Seals, sealedLength } from './seal.ts'
import { SseWire } from './sse-wire.ts'
import type { Mark, MarkedStream } from './stream-encoding.ts'
import type { Stream } from './stream-life.ts'

/** What is sealed. `at` in ms: old ones open nothing. */
export type Bookmark = {
  readonly session: string
  readonly identity: Identity
  readonly at: number
  /** `company:1 epoch:offset dashboard epoch:offset`. */
  readonly rooms: string
  /** As `connect` asked for it. */
  readonly presence?: ConnectFrame['presence']
}

const MAX_ROOMS = 50
/** A header of a request may not be much longer. */
const MAX_ID = 4_096
/** The longest ` epoch:offset ` behind a room's name, until a room has had 10¹² events. */
const ROOM_BYTES = 24 + 1 + 12 + 2

/** True when the bookmark of a session with these rooms fits, wherever in them it will be. */
export const bookmarkFits = (
  { identity, presence }: Pick<Bookmark, 'identity' | 'presence'>,
  rooms: readonly string[],
): boolean => {
  const bare: Bookmark = { session: 'x'.repeat(64), identity, at: 1e15, rooms: '', presence }
  let bytes = Buffer.byteLength(JSON.stringify(bare))
  for (const room of rooms) bytes += room.length + ROOM_BYTES
  return rooms.length <= MAX_ROOMS && sealedLength(bytes) <= MAX_ID
}

/** The positions of a bookmark, as `connect` takes them. */
export const roomsOf = ({ rooms }: Bookmark): Record<string, Position> => {
  const words = rooms.split(' ')
  const positions: Record<string, Position> = {}
  for (let index = 0; index + 1 < words.length; index += 2) {
    const position = parsePosition(words[index + 1]!)
    if (position) positions[words[index]!] = position
  }
  return positions
}

/** Pause of the reader after a close that asks for one, in ms. */
const LONG_RETRY_MS = 30_000

export type Reading = {
  readonly address: string
  readonly stream: MarkedStream
  readonly seals: Seals
  /** Who reads, now. `issued_at` is set, so that a revocation can tell. */
  readonly reader: () => Pick<Bookmark, 'session' | 'identity'>
  readonly presence: ConnectFrame['presence']
  readonly now: () => number
  /** It ended before a stream was opened. */
  readonly abandoned: () => void
}

/** Until the stream is opened, what goes down waits here. */
export class EventSourceWire implements HttpWire, Stream {
  readonly transport = 'sse'
  readonly joined = true
  readonly encoding
  readonly address: string
  readonly #reading: Reading
  readonly #sealer: Sealer
  readonly #rooms = new Map<string, Position>()
  #stream: SseWire | null = null
  #kept: Buffer[] = []
  #ended = false
  #heard = 0

  constructor(reading: Reading) {
    this.#reading = reading
    this.#sealer = reading.seals.sealer()
    this.encoding = reading.stream.encoding
    this.address = reading.address
  }

  /** Names what this wire sealed. */
  get name(): string {
    return this.#sealer.name
  }

  /** The reader came. Its headers are out already. */
  open(response: ServerResponse): void {
    this.#stream = new SseWire(response, this.address)
    for (const bytes of this.#kept) this.#stream.write(bytes)
    this.#kept = []
  }

  carries(rooms: readonly string[]): boolean {
    const { reader, presence } = this.#reading
    return bookmarkFits({ identity: reader().identity, presence }, rooms)
  }

  write(bytes: Buffer): boolean {
    const named = this.#named(bytes)
    if (this.#stream) return this.#stream.write(named)
    this.#kept.push(named)
    return false
  }

  buffered(): number {
    return this.#stream?.buffered() ?? this.#kept.reduce((sum, bytes) => sum + bytes.length, 0)
  }

  written(): number {
    return this.#stream?.written() ?? 0
  }

  received(): number {
    return this.#heard + (this.#stream?.received() ?? 0)
  }

  heard(): void {
    this.#heard++
  }

  acknowledged(bytes: number): void {
    this.#stream?.acknowledged(bytes)
  }

  ping(): void {
    this.#stream?.ping()
  }

  close(code: CloseCode | 1011, reason: string, how?: 'after writing' | 'at once'): void {
    if (this.#ended) return
    this.#ended = true
    if (!this.#stream) {
      this.#reading.abandoned()
      return
    }
    // A browser comes back by itself, a few seconds later, whatever the code; this is all it can be told.
    const pause = code !== 1011 && (code === 4006 || afterClose(code) === 'return_after')
    if (pause) this.#stream.write(Buffer.from(`retry: ${LONG_RETRY_MS}\n\n`))
    this.#stream.close(code, reason, how)
  }

  /** Shared bytes → this reader's: an `id:` before every message after which it is somewhere else. */
  #named(bytes: Buffer): Buffer {
    const marks = this.#reading.stream.marksOf(bytes)
    if (marks.length === 0) return bytes
    const parts: Buffer[] = []
    let from = 0
    for (const { at, room, position } of marks) {
      if (room !== null) this.#move(room, position)
      parts.push(bytes.subarray(from, at), Buffer.from(`id: ${this.#bookmark()}\n`))
      from = at
    }
    parts.push(bytes.subarray(from))
    return Buffer.concat(parts)
  }

  #move(room: string, to: Mark['position']): void {
    const epoch = to?.epoch ?? this.#rooms.get(room)?.epoch
    if (to === null || epoch === undefined) this.#rooms.delete(room)
    else this.#rooms.set(room, { epoch, offset: to.offset })
  }

  #bookmark(): string {
    const { reader, now, presence } = this.#reading
    const rooms = [...this.#rooms].map(([room, position]) => `${room} ${formatPosition(position)}`).join(' ')
    return this.#sealer.seal({ ...reader(), at: now(), rooms, presence } satisfies Bookmark)
  }
}

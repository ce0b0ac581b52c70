/**
 * A run of a room's kept events in one piece of memory, one record after another, as a log's segment on disk: an object
 * and a Buffer for each event kept would cost more than the event itself, to make and at every collection of garbage.
 *
 * A record: how many bytes its JSON has (4), how many its slot has plus one, 0 for none (4), when it was kept
 * in ms (8), the slot, the head of a WebSocket message, the JSON. So a reader of one event is sent a part of this memory.
 */
import type { Stored } from './broker.ts'
import { headBytes, TextMessage, writeHead } from './text-message.ts'

const SLOT_AT = 4
const TIME_AT = 8
const RECORD_HEAD = 16

/** An event as it is kept. Its bytes are views of the segment, and keep that alive. */
class KeptEvent extends TextMessage implements Stored {
  readonly offset: number
  readonly slot: string | null

  constructor(offset: number, slot: string | null, message: Buffer) {
    super(message)
    this.offset = offset
    this.slot = slot
  }
}

/** Bytes of the record of an event with so many bytes of JSON. */
export const recordBytes = (json: number, slot: string | null): number =>
  RECORD_HEAD + (slot === null ? 0 : Buffer.byteLength(slot)) + headBytes(json) + json

export class Segment {
  /** The offset of its first event. */
  readonly first: number
  /** Where the next record begins. */
  end = 0
  readonly #memory: Buffer

  constructor(first: number, bytes: number) {
    this.first = first
    this.#memory = Buffer.allocUnsafeSlow(bytes)
  }

  /** Bytes of memory it was given. */
  get size(): number {
    return this.#memory.length
  }

  fits(bytes: number): boolean {
    return this.end + bytes <= this.#memory.length
  }

  /** Writes the event behind the last one; `bytes` are those of its JSON. It must fit. */
  write(offset: number, slot: string | null, json: string | Buffer, bytes: number, at: number): Stored {
    const memory = this.#memory
    const record = this.end
    memory.writeUInt32LE(bytes, record)
    memory.writeDoubleLE(at, record + TIME_AT)
    let message = record + RECORD_HEAD
    if (slot === null) memory.writeUInt32LE(0, record + SLOT_AT)
    else {
      const written = memory.write(slot, message)
      memory.writeUInt32LE(written + 1, record + SLOT_AT)
      message += written
    }
    const payload = writeHead(memory, message, bytes)
    if (typeof json === 'string') memory.write(json, payload)
    else json.copy(memory, payload)
    this.end = payload + bytes
    return new KeptEvent(offset, slot, memory.subarray(message, this.end))
  }

  /** Bytes of the record that begins there. */
  bytesAt(record: number): number {
    const json = this.#memory.readUInt32LE(record)
    return RECORD_HEAD + this.#slotBytesAt(record) + headBytes(json) + json
  }

  /** When the event whose record begins there was kept. */
  timeAt(record: number): number {
    return this.#memory.readDoubleLE(record + TIME_AT)
  }

  read(offset: number, record: number): Stored {
    const memory = this.#memory
    const named = record + RECORD_HEAD
    const message = named + this.#slotBytesAt(record)
    const slot = memory.readUInt32LE(record + SLOT_AT) === 0 ? null : memory.toString('utf8', named, message)
    return new KeptEvent(offset, slot, memory.subarray(message, record + this.bytesAt(record)))
  }

  #slotBytesAt(record: number): number {
    return Math.max(0, this.#memory.readUInt32LE(record + SLOT_AT) - 1)
  }
}

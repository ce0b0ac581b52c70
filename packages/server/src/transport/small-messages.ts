/**
 * Takes whole text messages out of what a socket reads, ahead of `ws`: they are nearly all that clients send, and cost a
 * third of what the parser for every kind of frame costs. Pings, pongs and what came in part go through to `ws`; the first
 * frame of any other kind hands the connection to it for good, so that it alone judges what breaks RFC 6455.
 */
import { isUtf8 } from 'node:buffer'

/** Where the bytes go. `message` and `pass` in the order they came; nothing is asked after `handOver`. */
export type Door = {
  /** The text of one message. */
  message(text: string): void
  /** Bytes for the other parser; a frame may be cut between two calls. */
  pass(bytes: Buffer): void
  /** These bytes and all that come are for the other parser. */
  handOver(bytes: Buffer): void
}

const TEXT_FINAL = 0x81
const PING = 0x89
const PONG = 0x8a
const MASKED = 0x80
const MASK_BYTES = 4
/** The payload's length: itself below this; then in two bytes; then in eight, which `ws` may read. */
const LENGTH_16 = 126
const LENGTH_64 = 127

export class SmallMessages {
  /** Bytes of a frame that `ws` reads and of which the rest is to come. */
  #owed = 0
  /** The beginning of a frame's head, at most seven bytes: a copy, for the rest may be large. */
  #kept: Buffer | null = null

  /** What was kept, and then these. */
  withKept(bytes: Buffer): Buffer {
    if (this.#kept === null) return bytes
    const all = Buffer.concat([this.#kept, bytes])
    this.#kept = null
    return all
  }

  /** `maxBytes`: a message with more is for the other parser to refuse. The bytes are unmasked where they lie. */
  read(chunk: Buffer, maxBytes: number, door: Door): void {
    const bytes = this.withKept(chunk)
    let at = 0
    if (this.#owed > 0) {
      at = Math.min(this.#owed, bytes.length)
      this.#owed -= at
      door.pass(at === bytes.length ? bytes : bytes.subarray(0, at))
    }
    while (at < bytes.length) {
      const left = bytes.length - at
      const kind = bytes[at]!
      if (left === 1 && isKnown(kind)) {
        this.#kept = Buffer.from(bytes.subarray(at))
        return
      }
      const length = bytes[at + 1]! - MASKED
      const extended = length === LENGTH_16 ? 2 : 0
      const head = 2 + extended + MASK_BYTES
      // Unmasked, it is below zero. A ping is never longer than its one byte of length says.
      const fits = isKnown(kind) && length >= 0 && length < (kind === TEXT_FINAL ? LENGTH_64 : LENGTH_16)
      if (!fits) {
        door.handOver(bytes.subarray(at))
        return
      }
      if (left < head) {
        this.#kept = Buffer.from(bytes.subarray(at))
        return
      }
      const payload = extended === 0 ? length : bytes.readUInt16BE(at + 2)
      const end = at + head + payload
      const whole = kind === TEXT_FINAL && end <= bytes.length
      const text = whole && payload <= maxBytes ? unmasked(bytes, at + head, end) : null
      if (text !== null) door.message(text)
      else if (whole || payload > maxBytes) {
        door.handOver(bytes.subarray(at))
        return
      } else {
        this.#owed = Math.max(0, end - bytes.length)
        door.pass(bytes.subarray(at, end))
      }
      at = end
    }
  }
}

const isKnown = (kind: number): boolean => kind === TEXT_FINAL || kind === PING || kind === PONG

/** The text of a masked payload, or null where it is no UTF-8: then the bytes are as they came. */
const unmasked = (bytes: Buffer, from: number, end: number): string | null => {
  const mask = from - MASK_BYTES
  const seen = applyMask(bytes, mask, from, end)
  if (seen < 0x80) return bytes.toString('latin1', from, end)
  if (isUtf8(bytes.subarray(from, end))) return bytes.toString('utf8', from, end)
  applyMask(bytes, mask, from, end)
  return null
}

/** Gives all bytes of the result or'ed: below 128 it is ASCII. */
const applyMask = (bytes: Buffer, mask: number, from: number, end: number): number => {
  const key = [bytes[mask]!, bytes[mask + 1]!, bytes[mask + 2]!, bytes[mask + 3]!]
  let seen = 0
  for (let at = from; at < end; at++) {
    const plain = bytes[at]! ^ key[(at - from) & 3]!
    bytes[at] = plain
    seen |= plain
  }
  return seen
}

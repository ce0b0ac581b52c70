/**
 * Frames as messages of a WebSocket (RFC 6455, section 5.2): text, unmasked, unfragmented, uncompressed. Most frames go to
 * one, so they are written as one at once; other kinds of wire take the frame out of it.
 */
import type { Written } from './broker.ts'

const TEXT_FINAL = 0x81

/** Bytes of the head before a payload of so many bytes. */
export const headBytes = (payload: number): number => (payload < 126 ? 2 : payload < 65_536 ? 4 : 10)

/** A frame that was written as a message. */
export class TextMessage implements Written {
  readonly message: Buffer
  // Made when asked for: a view of bytes is dearer than most of them.
  #frame: Buffer | null = null

  constructor(message: Buffer) {
    this.message = message
  }

  get frame(): Buffer {
    this.#frame ??= this.message.subarray(payloadAt(this.message))
    return this.#frame
  }
}

/** Where the payload of a message begins. */
export const payloadAt = (message: Buffer): number => {
  const length = message[1]!
  return length < 126 ? 2 : length === 126 ? 4 : 10
}

/** Writes the head of a message with a payload of so many bytes; gives where the payload begins. */
export const writeHead = (into: Buffer, at: number, payload: number): number => {
  into[at] = TEXT_FINAL
  if (payload < 126) into[at + 1] = payload
  else if (payload < 65_536) {
    into[at + 1] = 126
    into.writeUInt16BE(payload, at + 2)
  } else {
    into[at + 1] = 127
    into.writeUInt32BE(0, at + 2)
    into.writeUInt32BE(payload, at + 6)
  }
  return at + headBytes(payload)
}

/** A frame's JSON as a message. */
export const textMessage = (json: string): TextMessage => {
  const bytes = Buffer.byteLength(json)
  const message = Buffer.allocUnsafe(headBytes(bytes) + bytes)
  message.write(json, writeHead(message, 0, bytes))
  return new TextMessage(message)
}

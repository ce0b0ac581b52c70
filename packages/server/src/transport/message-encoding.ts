/** Frames as WebSocket messages (RFC 6455, section 5.2): text, unmasked, unfragmented, uncompressed. */
import type { Encoding } from '../room/parcel.ts'

/** A message down is at most so large, unless one frame alone is larger. */
const MESSAGE_BYTES = 1_048_576

const TEXT_FINAL = 0x81
const NEWLINE = Buffer.from('\n')

const headBytes = (payload: number): number => (payload < 126 ? 2 : payload < 65_536 ? 4 : 10)

/** Writes the head of a text message with a payload of so many bytes; gives where the payload begins. */
const writeHead = (into: Buffer, at: number, payload: number): number => {
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

/** For plain clients: every frame is a message of its own. */
export const oneFrameAMessage: Encoding = frames => {
  let bytes = 0
  for (const frame of frames) bytes += headBytes(frame.length) + frame.length
  const message = Buffer.allocUnsafe(bytes)
  let at = 0
  for (const frame of frames) {
    at = writeHead(message, at, frame.length)
    at += frame.copy(message, at)
  }
  return message
}

/** For `nabiz.v1`: frames joined by `\n`, in as few messages as their size allows. */
export const joinedMessages: Encoding = frames => {
  if (frames.length === 1) return oneFrameAMessage(frames)
  const parts: Buffer[] = []
  let run: Buffer[] = []
  let bytes = 0
  const close = () => {
    if (run.length > 0) {
      const head = Buffer.allocUnsafe(headBytes(bytes))
      writeHead(head, 0, bytes)
      parts.push(head, ...run)
    }
    run = []
    bytes = 0
  }
  for (const frame of frames) {
    if (run.length > 0 && bytes + 1 + frame.length > MESSAGE_BYTES) close()
    if (run.length > 0) {
      run.push(NEWLINE)
      bytes += 1
    }
    run.push(frame)
    bytes += frame.length
  }
  close()
  return Buffer.concat(parts)
}

/** Frames as WebSocket messages (RFC 6455, section 5.2): text, unmasked, unfragmented, uncompressed. */
import type { Encoding } from '../room/parcel.ts'

/** A message down is at most so large, unless one frame alone is larger. */
const MESSAGE_BYTES = 1_048_576

const TEXT_FINAL = 0x81
const NEWLINE = Buffer.from('\n')

/** The head of a text message with a payload of `bytes`. */
const head = (bytes: number): Buffer => {
  if (bytes < 126) return Buffer.from([TEXT_FINAL, bytes])
  if (bytes < 65_536) {
    const long = Buffer.allocUnsafe(4)
    long[0] = TEXT_FINAL
    long[1] = 126
    long.writeUInt16BE(bytes, 2)
    return long
  }
  const longer = Buffer.alloc(10)
  longer[0] = TEXT_FINAL
  longer[1] = 127
  longer.writeUInt32BE(bytes, 6)
  return longer
}

/** For plain clients: every frame is a message of its own. */
export const oneFrameAMessage: Encoding = frames => {
  const parts: Buffer[] = []
  for (const frame of frames) parts.push(head(frame.length), frame)
  return Buffer.concat(parts)
}

/** For `nabiz.v1`: frames joined by `\n`, in as few messages as their size allows. */
export const joinedMessages: Encoding = frames => {
  const parts: Buffer[] = []
  let run: Buffer[] = []
  let bytes = 0
  const close = () => {
    if (run.length > 0) parts.push(head(bytes), ...run)
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

/** Frames as WebSocket messages. */
import type { Written } from '../broker/broker.ts'
import { headBytes, writeHead } from '../broker/text-message.ts'
import type { Encoding } from '../room/parcel.ts'

/** A message down is at most so large, unless one frame alone is larger. */
const MESSAGE_BYTES = 1_048_576

const NEWLINE = Buffer.from('\n')

const messageOf = ({ frame }: Written): Buffer => {
  const message = Buffer.allocUnsafe(headBytes(frame.length) + frame.length)
  frame.copy(message, writeHead(message, 0, frame.length))
  return message
}

/** For plain clients: every frame is a message of its own. */
export const oneFrameAMessage: Encoding = frames => {
  const messages = frames.map(written => written.message ?? messageOf(written))
  return messages.length === 1 ? messages[0]! : Buffer.concat(messages)
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
  for (const { frame } of frames) {
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

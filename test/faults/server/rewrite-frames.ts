/** Changes the texts a server writes to a WebSocket, below the server: for bugs that only the wire shows. */
import type { Socket } from 'node:net'

const TEXT_FINAL = 0x81

/** The messages of one write, unmasked and whole as a server sends them; null when it is no such write. */
const readMessages = (bytes: Buffer): string[] | null => {
  const texts: string[] = []
  for (let at = 0; at < bytes.length; ) {
    if (bytes[at] !== TEXT_FINAL) return null
    const short = bytes[at + 1]!
    const head = short < 126 ? 2 : short === 126 ? 4 : 10
    const length = short < 126 ? short : short === 126 ? bytes.readUInt16BE(at + 2) : bytes.readUInt32BE(at + 6)
    texts.push(bytes.toString('utf8', at + head, at + head + length))
    at += head + length
  }
  return texts
}

const message = (text: string): Buffer => {
  const body = Buffer.from(text)
  const head = Buffer.alloc(10)
  head[0] = TEXT_FINAL
  head[1] = 127
  head.writeUInt32BE(body.length, 6)
  return Buffer.concat([head, body])
}

/** Every frame goes through `rewrite`; null leaves it out. Other writes (handshake, pings, closes) pass untouched. */
export const rewriteFrames = (socket: Socket, rewrite: (text: string) => string | null): void => {
  const write = socket.write.bind(socket) as (bytes: unknown, ...rest: unknown[]) => boolean
  const changed = (bytes: unknown): unknown => {
    const texts = Buffer.isBuffer(bytes) ? readMessages(bytes) : null
    if (!texts) return bytes
    const kept = texts.map(text =>
      text
        .split('\n')
        .map(rewrite)
        .filter(line => line !== null)
        .join('\n'),
    )
    return Buffer.concat(kept.filter(text => text !== '').map(message))
  }
  Object.assign(socket, { write: (bytes: unknown, ...rest: unknown[]) => write(changed(bytes), ...rest) })
}

/** The least a Node process can do: whole messages made beforehand, one plain `Socket.write` for each reader. No protocol, no order, no history. */
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { type Data, dataAt } from '../load/payload.ts'
import { BACKLOG, type Serve } from './served.ts'

const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'

/** One text message of 126 to 65,535 bytes. */
const messageOf = (data: Data): Buffer => {
  const payload = Buffer.from(JSON.stringify(data))
  const head = Buffer.from([0x81, 126, payload.length >> 8, payload.length & 0xff])
  return Buffer.concat([head, payload])
}

/** The path names the room, as a question's data would: whoever sends anything afterwards is answered with one message. */
export const serveFloor: Serve = async () => {
  const rooms = new Map<string, Socket[]>()
  const answer = messageOf(dataAt(0))
  const server = createServer({ noDelay: true }, socket => {
    socket.on('error', () => {})
    socket.once('data', head => {
      const text = head.toString('latin1')
      const room = /^GET \/(\S+)/.exec(text)?.[1] ?? ''
      const key = /Sec-WebSocket-Key: (\S+)/i.exec(text)?.[1] ?? ''
      const accept = createHash('sha1')
        .update(key + GUID)
        .digest('base64')
      socket.write(
        `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
      )
      const members = rooms.get(room)
      if (members) members.push(socket)
      else rooms.set(room, [socket])
      socket.on('data', () => socket.write(answer))
    })
  })
  server.listen(0, '127.0.0.1', BACKLOG)
  await once(server, 'listening')
  const publish = (room: string, data: Data): void => {
    const message = messageOf(data)
    for (const socket of rooms.get(room) ?? []) socket.write(message)
  }
  return { served: { publish }, port: (server.address() as AddressInfo).port }
}

/** The bare `ws` library: rooms as sets, the same text sent to each member. */
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'
import { BACKLOG, type Serve } from './served.ts'

export const serveWs: Serve = async () => {
  const rooms = new Map<string, Set<WebSocket>>()
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', backlog: BACKLOG, perMessageDeflate: false })
  server.on('connection', (socket, request) => {
    const room = request.url!.slice(1)
    rooms.set(room, (rooms.get(room) ?? new Set()).add(socket))
    socket.on('close', () => rooms.get(room)!.delete(socket))
  })
  await once(server, 'listening')
  const publish = (room: string, data: object): void => {
    const text = JSON.stringify(data)
    for (const socket of rooms.get(room) ?? []) socket.send(text)
  }
  return { served: { publish }, port: (server.address() as AddressInfo).port }
}

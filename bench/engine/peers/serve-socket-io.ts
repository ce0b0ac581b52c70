/** Socket.IO as its documentation sets it up, without compression; `recovery` keeps what a short absence misses. */
import { once } from 'node:events'
import { createServer as createHttp } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server } from 'socket.io'
import { BACKLOG, type Serve } from './served.ts'

export const serveSocketIo =
  (recovery: boolean): Serve =>
  async () => {
    const http = createHttp()
    const server = new Server(http, {
      transports: ['websocket'],
      perMessageDeflate: false,
      ...(recovery && { connectionStateRecovery: { maxDisconnectionDuration: 120_000 } }),
    })
    server.on('connection', socket => {
      socket.on('join', async (rooms: string[], joined: () => void) => {
        await socket.join(rooms)
        joined()
      })
      socket.on('echo', (data: unknown, answer: (data: unknown) => void) => answer(data))
    })
    http.listen(0, '127.0.0.1', BACKLOG)
    await once(http, 'listening')
    const publish = (room: string, data: object): void => void server.to(room).emit('product_added', data)
    return { served: { publish }, port: (http.address() as AddressInfo).port }
  }

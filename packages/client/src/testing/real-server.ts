/** The real server on a free port, for tests that need no exact timing: tokens are identities as JSON, links can be cut. */
import { once } from 'node:events'
import { createServer as createHttp } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { createServer, type Identity, type NabizServer, type ServerOptions } from '@nabiz/server'

export type RealServer = {
  server: NabizServer
  url: string
  /** Ends every link without a word. */
  cut(): void
  stop(): Promise<void>
}

/** May join and publish everywhere. */
export const TOKEN = JSON.stringify({ user_id: '5', rooms: ['*'], publish: ['*'] } satisfies Identity)

/** As fast as it can: without `limits` nobody is slowed down. */
export const startRealServer = async (options: Partial<ServerOptions> = {}): Promise<RealServer> => {
  const server = createServer({
    authenticate: async token => JSON.parse(token) as Identity,
    limits: { messagesPerMinute: 1_000_000, connectsPerMinute: 1_000_000 },
    ...options,
  })
  const http = createHttp()
  server.attach(http)
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  const sockets = new Set<Socket>()
  http.on('connection', socket => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  return {
    server,
    url: `ws://127.0.0.1:${(http.address() as AddressInfo).port}/ws`,
    cut: () => {
      for (const socket of sockets) socket.destroy()
    },
    stop: async () => {
      await server.close()
      http.close()
      http.closeAllConnections()
    },
  }
}

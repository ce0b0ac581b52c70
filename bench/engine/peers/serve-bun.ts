/** Bun's own publish, written in C++; this file runs under Bun alone. */
import type { Serve } from './served.ts'

type BunServer = {
  port: number
  upgrade(request: Request, options: object): boolean
  publish(room: string, text: string): void
}
type BunSocket = { data: { room: string }; subscribe(room: string): void }
declare const Bun: { serve(options: object): BunServer }

export const serveBun: Serve = async () => {
  const server = Bun.serve({
    port: 0,
    hostname: '127.0.0.1',
    fetch: (request: Request) => {
      const room = new URL(request.url).pathname.slice(1)
      return server.upgrade(request, { data: { room } }) ? undefined : new Response(null, { status: 400 })
    },
    websocket: {
      perMessageDeflate: false,
      open: (socket: BunSocket) => socket.subscribe(socket.data.room),
      message: () => {},
    },
  })
  return { served: { publish: (room, data) => server.publish(room, JSON.stringify(data)) }, port: server.port }
}

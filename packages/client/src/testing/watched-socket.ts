/** The `ws` package's WebSocket, noting every message that passes. */
import { WebSocket } from 'ws'
import type { WebSocketConstructor } from '../transport/web-socket-like.ts'

export const watchedSocket = (sent: string[], received: string[] = []): WebSocketConstructor =>
  class extends WebSocket {
    constructor(url: string, protocols?: string | string[]) {
      super(url, protocols)
      const send = this.send.bind(this)
      this.send = (data: unknown) => {
        sent.push(String(data))
        send(String(data))
      }
      this.on('message', message => received.push(String(message)))
    }
  }

/** The options of a client, resolved once: what is absent is taken from the place it runs in. */
import { type Backoff, type BackoffName, backoffs } from './backoff.ts'
import type { ConnectionOptions } from './connection/connection.ts'
import type { Report } from './listeners.ts'
import { type Clock, systemClock } from './outside/clock.ts'
import { detectOnline, type OnlineSource } from './outside/online-source.ts'
import { socketUrl, type WebSocketConstructor } from './transport/websocket.ts'

export type ClientOptions = {
  /** `wss://host/ws`, `https://host` (its `/ws`), or `/ws` on the page's own host. Never carries the token. */
  url: string
  /** Asked before every attempt and before a token expires. Throw `TokenRefused` to stop for good. */
  token: () => string | Promise<string>
  /** A function or a preset's name. Default `exponential`. */
  backoff?: Backoff | BackoffName
  /** Default `globalThis.WebSocket`. */
  WebSocket?: WebSocketConstructor
  /** Default the system's. */
  clock?: Clock
  /** From 0 (inclusive) to 1. Default `Math.random`. */
  random?: () => number
  /** Default the browser's signals where there are any, else always online. */
  online?: OnlineSource
  /** Told of errors thrown by handlers. Default `console.error`. */
  report?: Report
}

export const resolveOptions = (options: ClientOptions): Readonly<ConnectionOptions> => {
  const place = globalThis as {
    WebSocket?: WebSocketConstructor
    location?: { protocol: string; host: string }
  }
  const WebSocket = options.WebSocket ?? place.WebSocket
  if (!WebSocket) throw new TypeError('no WebSocket here; give one as the option WebSocket')
  const { backoff = 'exponential' } = options
  return Object.freeze({
    url: socketUrl(options.url, place.location),
    token: options.token,
    backoff: typeof backoff === 'string' ? backoffs[backoff] : backoff,
    WebSocket,
    clock: options.clock ?? systemClock,
    random: options.random ?? Math.random,
    online: options.online ?? detectOnline(),
    report: options.report ?? (error => console.error(error)),
  })
}

/** The options of a client, resolved once: what is absent is taken from the place it runs in. */
import { type Backoff, type BackoffName, backoffs } from './backoff.ts'
import type { ConnectionOptions } from './connection/connection.ts'
import type { Report } from './listeners.ts'
import { type Clock, systemClock } from './outside/clock.ts'
import { detectOnline, type OnlineSource } from './outside/online-source.ts'
import { detectTransportMemory, type TransportMemory } from './outside/transport-memory.ts'
import type { WebSocketConstructor } from './transport/web-socket-like.ts'
import { socketUrl } from './transport/websocket.ts'
import type { Surroundings, Transport } from './transport/wire.ts'

export type ClientOptions = {
  /** `wss://host/ws`, `https://host` (its `/ws`), or `/ws` on the page's own host. Never carries the token. */
  url: string
  /** Asked before every attempt and before a token expires. Throw `TokenRefused` to stop for good. */
  token: () => string | Promise<string>
  /** A function or a preset's name. Default `exponential`. */
  backoff?: Backoff | BackoffName
  /**
   * Best first; those the runtime cannot do are left out. When a handshake fails the next one is tried at once, and a
   * better one is tried again now and then. Default `[webSocket, sse, longPoll]`.
   */
  transports?: readonly Transport[]
  /** Where it is kept which transport worked. Default `localStorage` where there is one, else this client. */
  transportMemory?: TransportMemory
  /** Default `globalThis.WebSocket`. */
  WebSocket?: WebSocketConstructor
  /** Default `globalThis.fetch`; a replacement must give response bodies as streams for `sse`. */
  fetch?: typeof globalThis.fetch
  /** Default the system's. */
  clock?: Clock
  /** From 0 (inclusive) to 1. Default `Math.random`. */
  random?: () => number
  /** Default the browser's signals where there are any, else always online. */
  online?: OnlineSource
  /** Told of errors thrown by handlers. Default `console.error`. */
  report?: Report
}

/** A client with the transports it names and no other, so that a bundle holds no more. */
export type CoreOptions = ClientOptions & { transports: readonly Transport[] }

export const resolveOptions = (options: CoreOptions): Readonly<ConnectionOptions> => {
  const here = globalThis as {
    WebSocket?: WebSocketConstructor
    fetch?: typeof globalThis.fetch
    location?: { protocol: string; host: string }
  }
  const { backoff = 'exponential' } = options
  const place: Surroundings = {
    url: socketUrl(options.url, here.location),
    WebSocket: options.WebSocket ?? here.WebSocket,
    // A browser's fetch insists on its own `this`.
    fetch: options.fetch ?? here.fetch?.bind(globalThis),
    clock: options.clock ?? systemClock,
    random: options.random ?? Math.random,
  }
  const transports = options.transports.filter(transport => transport.possible(place))
  if (transports.length === 0)
    throw new TypeError('no transport is possible here; give WebSocket or fetch as an option')
  return Object.freeze({
    ...place,
    transports,
    memory: options.transportMemory ?? detectTransportMemory(),
    token: options.token,
    backoff: typeof backoff === 'string' ? backoffs[backoff] : backoff,
    online: options.online ?? detectOnline(),
    report: options.report ?? (error => console.error(error)),
  })
}

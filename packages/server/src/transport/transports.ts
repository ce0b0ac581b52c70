/** Every transport of a node on one HTTP server: WebSocket upgrades, and calls below the same path. */
import type { Server } from 'node:http'
import type { TransportName } from '../session/wire.ts'
import { dispatchHttp, type HttpPart } from './http-dispatch.ts'
import { HttpTransport, type HttpTransportParts } from './http-transport.ts'
import type { Neighbours } from './neighbours.ts'
import { WebSocketTransport } from './web-socket.ts'

export type TransportsParts = Omit<HttpTransportParts, TransportName | 'webSocket'> & {
  readonly transports: readonly TransportName[]
}

/** A client that polls asks again within this, in ms, if it is still there. */
const TOLD_MS = 500

export class Transports {
  readonly #webSocket: WebSocketTransport
  readonly #http: HttpTransport
  readonly #neighbours: Neighbours
  #detach: (() => void)[] = []

  constructor(parts: TransportsParts) {
    const on = (name: TransportName) => parts.transports.includes(name)
    this.#webSocket = new WebSocketTransport({ ...parts, takes: on('websocket') })
    this.#neighbours = parts.neighbours
    this.#http = new HttpTransport({ ...parts, sse: on('sse'), poll: on('poll'), webSocket: on('websocket') })
  }

  /** Answers at and below `path`; `others` are asked first. */
  attach(http: Server, path: string, others: readonly HttpPart[]): void {
    this.#webSocket.attach(http, path)
    this.#detach.push(dispatchHttp(http, [...others, this.#http.below(path)]))
    this.#neighbours.attached(http)
  }

  /** Looks at the clock, a few times a second. `now` is monotonic. */
  watch(now: number): void {
    this.#http.sweep(now)
  }

  /** Forgets what is only remembered for speed. */
  sweep(): void {
    this.#http.tidy()
  }

  /** After the last connection ended: gives the HTTP servers back as they were, once polls in between were told, or soon. */
  async close(): Promise<void> {
    const late = Promise.withResolvers<void>()
    const timer = setTimeout(late.resolve, TOLD_MS)
    await Promise.race([this.#http.told(), late.promise])
    clearTimeout(timer)
    for (const detach of this.#detach) detach()
    this.#detach = []
    this.#webSocket.close()
  }
}

/** The WebSocket transport: decides about each handshake before it opens, then ties a wire to a link. */
import type { IncomingMessage, Server } from 'node:http'
import { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Limits } from '@nabiz/protocol'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Link } from '../session/link.ts'
import type { Wire } from '../session/wire.ts'
import type { Admission } from './admission.ts'
import { clientAddress } from './client-address.ts'
import { type Origins, originAllowed } from './origin.ts'
import { WebSocketWire } from './web-socket-wire.ts'

export type WebSocketTransportParts = {
  readonly limits: Limits
  readonly origins: Origins
  readonly admission: Admission
  /** The door up: a connection opened. */
  readonly open: (wire: Wire) => Link
  readonly closed: (link: Link) => void
  readonly pending: () => number
  /** False while the node empties. */
  readonly accepting: () => boolean
}

const REASONS = { 403: 'Forbidden', 404: 'Not Found', 429: 'Too Many Requests', 503: 'Service Unavailable' } as const

/** Ends a handshake with a status and nothing else. */
const refuse = (socket: Duplex, status: keyof typeof REASONS): void => {
  const retry = status === 429 || status === 503 ? 'Retry-After: 1\r\n' : ''
  socket.on('error', () => socket.destroy())
  socket.end(`HTTP/1.1 ${status} ${REASONS[status]}\r\nConnection: close\r\nContent-Length: 0\r\n${retry}\r\n`)
}

/** Time a closing handshake may take, in ms. */
const CLOSE_MS = 5_000

export class WebSocketTransport {
  readonly #parts: WebSocketTransportParts
  readonly #wss: WebSocketServer
  #detach: (() => void)[] = []

  constructor(parts: WebSocketTransportParts) {
    this.#parts = parts
    this.#wss = new WebSocketServer({
      noServer: true,
      clientTracking: false,
      perMessageDeflate: false,
      autoPong: false,
      maxPayload: parts.limits.frameBytes,
      closeTimeout: CLOSE_MS,
      handleProtocols: offered => (offered.has('nabiz.v1') ? 'nabiz.v1' : false),
    } as ConstructorParameters<typeof WebSocketServer>[0])
  }

  /** Takes the upgrades of `path`. Those of other paths are left to other listeners, or 404 when there are none. */
  attach(http: Server, path: string): void {
    const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      if (request.url?.split('?', 1)[0] === path) this.#upgrade(request, socket, head)
      else if (http.listenerCount('upgrade') === 1) refuse(socket, 404)
    }
    http.on('upgrade', upgrade)
    this.#detach.push(() => http.off('upgrade', upgrade))
  }

  /** Takes no more upgrades. */
  close(): void {
    for (const detach of this.#detach) detach()
    this.#detach = []
    this.#wss.close()
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const { origins, admission, pending, accepting } = this.#parts
    if (!originAllowed(origins, request.headers)) {
      refuse(socket, 403)
      return
    }
    const address = clientAddress(request.socket.remoteAddress)
    const refusal = accepting() ? admission.refusal(address, pending()) : 503
    if (refusal !== null) {
      refuse(socket, refusal)
      return
    }
    this.#wss.handleUpgrade(request, socket, head, ws => this.#opened(ws, request, address))
  }

  #opened(ws: WebSocket, request: IncomingMessage, address: string): void {
    const { socket } = request
    if (!(socket instanceof Socket)) {
      ws.terminate()
      return
    }
    const { admission, open, closed } = this.#parts
    const wire = new WebSocketWire(ws, socket, address)
    const link = open(wire)
    admission.opened(address)
    socket.on('drain', () => link.drained())
    ws.on('message', (data, isBinary) => {
      if (isBinary) ws.close(1003, 'text only')
      else link.receive(data.toString())
    })
    // What it was is told by the close that follows; unheard, it would end the process.
    ws.on('error', () => {})
    ws.on('close', () => {
      admission.closed(address)
      link.closed()
      closed(link)
    })
  }
}

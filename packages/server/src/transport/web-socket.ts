/** The WebSocket transport: decides about each handshake before it opens, then ties a wire to a link. */
import type { IncomingMessage, Server } from 'node:http'
import { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { type RawData, WebSocket, WebSocketServer } from 'ws'
import type { Link } from '../session/link.ts'
import { STATUS_OF } from './admission.ts'
import { addressOf } from './client-address.ts'
import { DirectWrites } from './direct-writes.ts'
import { originAllowed } from './origin.ts'
import { type Door, SmallMessages } from './small-messages.ts'
import type { TransportParts } from './transport-parts.ts'
import { WebSocketWire } from './web-socket-wire.ts'

/** `takes` false: handshakes are 404. */
export type WebSocketParts = TransportParts & { readonly takes: boolean }

const REASONS = { 403: 'Forbidden', 404: 'Not Found', 429: 'Too Many Requests', 503: 'Service Unavailable' } as const

/** Ends a handshake with a status and nothing else. */
const refuse = (socket: Duplex, status: keyof typeof REASONS): void => {
  const retry = status === 429 || status === 503 ? 'Retry-After: 1\r\n' : ''
  socket.on('error', () => socket.destroy())
  socket.end(`HTTP/1.1 ${status} ${REASONS[status]}\r\nConnection: close\r\nContent-Length: 0\r\n${retry}\r\n`)
}

/** Time a closing handshake may take, in ms. */
const CLOSE_MS = 5_000

const CONNECTION = Symbol('connection')
type Tied = Socket & { [CONNECTION]?: Connection }
type Read = (this: Socket, bytes: Buffer) => void

/** A socket that knows its wire and link, so that one function listens for all of them: closures of its own cost each 0.7 KB. */
class Connection extends WebSocket implements Door {
  wire: WebSocketWire | null = null
  link: Link | null = null
  closed: ((connection: Connection, code: number) => void) | null = null
  #small: SmallMessages | null = null
  #socket: Socket | null = null
  /** How `ws` reads. */
  #read: Read | null = null
  #maxBytes = 0

  /** Reads small messages ahead of `ws`. Where it listens in a way we do not know, it reads everything as before. */
  readAhead(socket: Socket, maxBytes: number): void {
    const [read, ...others] = socket.listeners('data') as Read[]
    if (read === undefined || others.length > 0) return
    this.#small = new SmallMessages()
    this.#socket = socket
    this.#read = read
    this.#maxBytes = maxBytes
    socket.off('data', read)
    socket.on('data', onData)
  }

  /** `ws` calls it as well, to answer the other end's close frame. */
  override close(code?: number, data?: string | Buffer): void {
    this.wire?.byStream()
    super.close(code, data)
  }

  data(bytes: Buffer): void {
    // Once it closes, `ws` waits for the other end's close frame, and listens or not as it sees fit.
    if (this.readyState !== this.OPEN) this.handOver(this.#small!.withKept(bytes))
    else this.#small!.read(bytes, this.#maxBytes, this)
  }

  message(text: string): void {
    this.link?.receive(text)
  }

  pass(bytes: Buffer): void {
    this.#read!.call(this.#socket!, bytes)
  }

  handOver(bytes: Buffer): void {
    this.#socket!.off('data', onData)
    // Before it reads: it takes its listener away when what it reads ends the connection.
    this.#socket!.on('data', this.#read!)
    this.pass(bytes)
  }
}

function onData(this: Tied, bytes: Buffer): void {
  this[CONNECTION]?.data(bytes)
}

function onDrain(this: Tied): void {
  this[CONNECTION]?.link?.drained()
}

// The types of `ws` know no sockets but its own: these listeners are given to ours alone.
function onMessage(this: WebSocket, data: RawData, isBinary: boolean): void {
  if (isBinary) this.close(1003, 'text only')
  else (this as Connection).link?.receive(data.toString())
}

function onPing(this: WebSocket, data: Buffer): void {
  ;(this as Connection).wire?.pong(data)
}

// What it was is told by the close that follows; unheard, it would end the process.
const onError = (): void => {}

function onClose(this: WebSocket, code: number): void {
  const connection = this as Connection
  connection.closed?.(connection, code)
}

export class WebSocketTransport {
  readonly #parts: WebSocketParts
  readonly #wss: WebSocketServer
  readonly #direct = new DirectWrites()
  #detach: (() => void)[] = []

  constructor(parts: WebSocketParts) {
    this.#parts = parts
    this.#wss = new WebSocketServer({
      noServer: true,
      WebSocket: Connection,
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
    const { takes, origins, trustedProxies, admission } = this.#parts
    if (!takes) {
      refuse(socket, 404)
      return
    }
    const address = addressOf(request, trustedProxies)
    const refusal = originAllowed(origins, request.headers) ? admission.refusal(address) : admission.refuse('origin')
    if (refusal !== null) {
      refuse(socket, STATUS_OF[refusal])
      return
    }
    this.#wss.handleUpgrade(request, socket, head, ws => this.#opened(ws as Connection, request, address))
  }

  #opened(ws: Connection, request: IncomingMessage, address: string): void {
    const { socket } = request
    if (!(socket instanceof Socket)) {
      ws.terminate()
      return
    }
    ws.wire = new WebSocketWire(ws, socket, address, DirectWrites.fits(socket) ? this.#direct : null)
    ws.link = this.#parts.open(ws.wire)
    ws.closed = this.#closed
    this.#parts.admission.opened(address)
    const tied: Tied = socket
    tied[CONNECTION] = ws
    tied.on('drain', onDrain)
    ws.readAhead(socket, this.#parts.limits.frameBytes)
    ws.on('message', onMessage)
    ws.on('ping', onPing)
    ws.on('error', onError)
    ws.on('close', onClose)
  }

  readonly #closed = ({ wire, link }: Connection, code: number): void => {
    if (!wire || !link) return
    this.#parts.admission.closed(wire.address)
    link.closed(code)
    this.#parts.closed(link)
  }
}

/** The calls that open streams: for our clients by POST, for a plain EventSource by a ticket, and its own way back. */
import { randomBytes } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { HTTP_ERRORS, type HttpErrorCode } from '@nabiz/protocol'
import type { Identity } from '../room/identity.ts'
import type { Opening } from '../session/connect-session.ts'
import type { Session } from '../session/session.ts'
import { checkIdentity } from '../session/take-identity.ts'
import type { Wire } from '../session/wire.ts'
import { type Bookmark, bookmarkFits, EventSourceWire, roomsOf } from './event-source-wire.ts'
import { answerEmpty, answerJson, HttpRefused } from './http-answer.ts'
import type { HttpConnection } from './http-connection.ts'
import { type Call, type HttpSessions, parameter } from './http-sessions.ts'
import { PassedStream } from './passed-stream.ts'
import { Seals } from './seal.ts'
import { COMMENT, SseWire, STREAM_HEADERS } from './sse-wire.ts'
import { createMarkedStream } from './stream-encoding.ts'
import { StreamLife } from './stream-life.ts'

/** Pauses before a plain EventSource comes back, in ms: at least the first, spread by the second. */
const RETRY = { least: 1_000, spread: 4_000 }
/** Another node whose stream says nothing for so many is gone. */
const SILENT_HEARTBEATS = 2

export type StreamParts = {
  readonly http: HttpSessions
  /** For sealing; absent: of this process. */
  readonly secret: string | undefined
  readonly random: () => number
  /** The session of that name on this node, attached or away. */
  readonly sessionOf: (session: string) => Session | undefined
}

type Ticket = { readonly connection: HttpConnection<EventSourceWire>; readonly until: number }

const isHttpError = (code: string): code is HttpErrorCode => Object.hasOwn(HTTP_ERRORS, code)

/** How a refused `connect` is told by an answer instead of a stream. */
export const connectRefused = (frame: { code: string; message: string; retry_after_ms?: number }): HttpRefused =>
  new HttpRefused(isHttpError(frame.code) ? frame.code : 'internal', frame.message, frame.retry_after_ms)

export class Streams {
  readonly #parts: StreamParts
  readonly #seals: Seals
  readonly #marked = createMarkedStream()
  readonly #life: StreamLife
  readonly #tickets = new Map<string, Ticket>()
  readonly #passed = new Set<PassedStream>()

  constructor(parts: StreamParts) {
    this.#parts = parts
    this.#seals = new Seals(parts.secret)
    this.#life = new StreamLife(parts.http.parts.limits.heartbeatMs)
  }

  /** `POST /sse`: a stream that begins with the answer to `connect`. */
  async open(call: Call, response: ServerResponse): Promise<void> {
    const { http } = this.#parts
    const { opening, rest } = await http.beginning(call)
    if (response.destroyed) return
    response.writeHead(200, STREAM_HEADERS).write(COMMENT)
    const connection = http.open(call, new SseWire(response, call.address))
    this.#watch(connection, response)
    await http.connect(connection, opening, rest)
  }

  /** `POST /ticket`: connects now; the stream is opened within `ticketMs`, once. */
  async sell(call: Call, response: ServerResponse): Promise<void> {
    const { http } = this.#parts
    const { caller, opening, rest } = await http.beginning(call)
    if (!bookmarkFits({ identity: caller, presence: opening.presence }, []))
      throw new HttpRefused('too_large', 'The token says more than an EventSource can carry')
    const connection = this.#reading(call, caller, opening)
    const connected = await http.connect(connection, opening, rest)
    if (!connected) throw new HttpRefused('unavailable', undefined, 1_000)
    if (!connected.ok) throw connectRefused(connected.frame)
    const { commands, limits, neighbours } = http.parts
    const ticket = neighbours.nameOf(randomBytes(24).toString('base64url'))
    this.#tickets.set(ticket, { connection, until: commands.monotonic() + limits.ticketMs })
    answerJson(response, 200, { ticket, session: connected.session.id })
  }

  /** `GET /sse`: by a ticket, or by what the stream before it sealed. 204 tells an EventSource not to come back. */
  async read(call: Call, response: ServerResponse): Promise<void> {
    const name = parameter(call, 'ticket') ?? ''
    const ticket = this.#take(name)
    if (ticket) {
      this.#stream(ticket, response)
      return
    }
    if (this.#parts.http.elsewhere(call, name) && (await this.#readElsewhere(call, name, response))) return
    const sealed = call.request.headers['last-event-id']
    const opened = typeof sealed === 'string' ? this.#seals.open(sealed) : null
    if (opened) await this.#resume(call, response, opened.name, opened.content as Bookmark)
    else answerEmpty(response, 204)
  }

  /** Connections whose ticket nobody used end; life is looked for in the others. */
  sweep(now: number): void {
    this.#life.sweep(now)
    for (const stream of this.#passed) stream.sweep(now)
    for (const [ticket, { connection, until }] of this.#tickets) {
      if (until > now && connection.live) continue
      this.#tickets.delete(ticket)
      connection.link.close(4002)
    }
  }

  async #resume(call: Call, response: ServerResponse, name: string, bookmark: Bookmark): Promise<void> {
    const { http, sessionOf } = this.#parts
    const { commands, limits } = http.parts
    try {
      await commands.revocations.loaded()
      http.admit(call)
    } catch {
      this.#later(response)
      return
    }
    const before = sessionOf(bookmark.session)
    // A session that goes on over another connection was taken over: this reader gets one of its own.
    const free = !before?.attachment || sealedBy(before.attachment.wire, name)
    const known = before?.belongsTo(bookmark.identity) && free ? before : null
    const identity = { ...bookmark.identity, ...known?.identity }
    const tooOld = bookmark.at + limits.revocationMs <= commands.now()
    const checked = checkIdentity(commands, identity)
    if (tooOld || !checked.ok) {
      const { user_id, company = null } = identity
      const code = checked.ok ? 'too_old' : checked.error
      commands.audit({
        kind: 'resume_refused',
        user_id,
        company,
        session: bookmark.session,
        code,
        address: call.address,
      })
      answerEmpty(response, 204)
      return
    }
    const { presence } = bookmark
    const opening = { who: identity, session: known?.id, rooms: roomsOf(bookmark), presence }
    const connection = this.#reading(call, identity, opening)
    this.#stream(connection, response)
    await http.connect(connection, opening, [])
  }

  /** By a ticket of another node, spent or not: there the session goes on. False when that node is gone. */
  async #readElsewhere(call: Call, name: string, response: ServerResponse): Promise<boolean> {
    const { http } = this.#parts
    const { admission, commands, limits } = http.parts
    if (admission.refusal(call.address) !== null) {
      this.#later(response)
      return true
    }
    const stream = new PassedStream(response, limits.heartbeatMs, commands.monotonic())
    this.#passed.add(stream)
    this.#life.watch(stream, response.req.socket)
    admission.opened(call.address)
    const ended = () => {
      this.#passed.delete(stream)
      this.#life.forget(stream)
      admission.closed(call.address)
    }
    response.on('close', ended)
    const passed = await http.pass(call, name, response, limits.heartbeatMs * SILENT_HEARTBEATS)
    if (passed === 'unavailable') this.#later(response)
    if (passed !== 'gone' || response.destroyed) return true
    response.off('close', ended)
    ended()
    return false
  }

  /** Any status but 200 would end an EventSource for good. */
  #later(response: ServerResponse): void {
    response.writeHead(200, STREAM_HEADERS).end(this.#retry())
  }

  #take(name: string): HttpConnection<EventSourceWire> | null {
    const ticket = this.#tickets.get(name)
    this.#tickets.delete(name)
    return ticket?.connection.live ? ticket.connection : null
  }

  #reading(call: Call, caller: Identity, opening: Opening): HttpConnection<EventSourceWire> {
    const { http } = this.#parts
    const { issued_at } = caller
    const connection: HttpConnection<EventSourceWire> = http.open(
      call,
      new EventSourceWire({
        address: call.address,
        stream: this.#marked,
        seals: this.#seals,
        reader: () => {
          const { id = '', identity = caller } = connection.session ?? {}
          return { session: id, identity: { ...identity, issued_at: identity.issued_at ?? issued_at } }
        },
        presence: opening.presence,
        now: http.parts.commands.now,
        abandoned: () => this.#gone(connection),
      }),
    )
    return connection
  }

  #stream(connection: HttpConnection<EventSourceWire>, response: ServerResponse): void {
    response.writeHead(200, STREAM_HEADERS).write(this.#retry())
    connection.wire.open(response)
    this.#watch(connection, response)
    connection.link.drained()
  }

  #watch(connection: HttpConnection<SseWire | EventSourceWire>, response: ServerResponse): void {
    response.req.socket.setTimeout(0)
    this.#life.watch(connection.wire, response.req.socket)
    response.on('drain', () => connection.link.drained())
    response.on('close', () => this.#gone(connection))
    // What it was is told by the close that follows.
    response.on('error', () => {})
  }

  #gone(connection: HttpConnection<SseWire | EventSourceWire>): void {
    const { http } = this.#parts
    this.#life.forget(connection.wire)
    http.forget(connection)
    http.ended(connection)
  }

  #retry(): string {
    return `retry: ${Math.round(RETRY.least + this.#parts.random() * RETRY.spread)}\n\n`
  }
}

const sealedBy = (wire: Wire, name: string): boolean => wire instanceof EventSourceWire && wire.name === name

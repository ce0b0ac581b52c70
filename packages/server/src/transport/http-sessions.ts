/** What all HTTP transports share: who may call, how a connection begins and ends, and which one a call belongs to. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { type HttpErrorCode, type Parsed, parseMessage } from '@nabiz/protocol'
import type { Identity } from '../room/identity.ts'
import type { CommandParts } from '../session/commands.ts'
import type { Connected, Opening } from '../session/connect-session.ts'
import { STATUS_OF } from './admission.ts'
import { Bearers } from './bearer.ts'
import { addressOf } from './client-address.ts'
import { HttpRefused } from './http-answer.ts'
import { type FindConnection, HttpConnection, type HttpWire } from './http-connection.ts'
import type { Passed, Sender } from './neighbours.ts'
import { readBody } from './read-body.ts'
import type { TransportParts } from './transport-parts.ts'

export type HttpParts = TransportParts & {
  readonly commands: Pick<CommandParts, 'authenticate' | 'audit' | 'monotonic' | 'now' | 'onError' | 'revocations'>
}

/** One request, as far as it was understood. */
export type Call = {
  readonly request: IncomingMessage
  readonly query: URLSearchParams
  readonly address: string
  /** Another node passed it on: it goes no further. */
  readonly passed: boolean
}

/** A call's parameter. Throws when it comes twice. */
export const parameter = ({ query }: Call, name: string): string | null => {
  const [value, ...more] = query.getAll(name)
  if (more.length > 0) throw new HttpRefused('bad_request', `${name}: expected it once`)
  return value ?? null
}

/** A poll that was passed on may be answered so much later, in ms. */
const LATE_MS = 5_000
const BEARER = /^Bearer +(\S+)$/i
const WHOLE = /^\d{1,15}$/
export const wholeNumber = (call: Call, name: string): number => {
  const value = parameter(call, name)
  if (value === null || !WHOLE.test(value)) throw new HttpRefused('bad_request', `${name}: expected a whole number`)
  return Number(value)
}

/** What a client may call its connection. Throws when it comes twice. */
const connectionName = (call: Call): string | null => parameter(call, 'connection')?.slice(0, 64) ?? null

export class HttpSessions {
  readonly parts: HttpParts
  readonly #bearers: Bearers
  readonly #connections = new Map<string, HttpConnection>()

  constructor(parts: HttpParts) {
    this.parts = parts
    this.#bearers = new Bearers(parts.commands)
  }

  readonly find: FindConnection = session => this.#connections.get(session) ?? null

  all(): IterableIterator<HttpConnection> {
    return this.#connections.values()
  }

  /** Lets one more connection in. Throws 429 or 503. */
  admit({ address }: Call): void {
    const refusal = this.parts.admission.refusal(address)
    if (refusal === null) return
    throw new HttpRefused(STATUS_OF[refusal] === 429 ? 'rate_limited' : 'unavailable', undefined, 1_000)
  }

  /** Who calls to begin a connection, and the frames to begin with. Throws. */
  async beginning(call: Call): Promise<{ caller: Identity; opening: Opening; rest: Parsed[] }> {
    const { limits } = this.parts
    this.admit(call)
    // Refused while there still is an answer to give: a stream has sent its head when it opens its connection.
    connectionName(call)
    const caller = await this.#caller(call, () => {})
    const { frames } = await this.#frames(call, limits.frameBytes)
    const [first, ...rest] = frames
    if (!first?.ok)
      throw new HttpRefused(first?.code === 'bad_json' || !first ? 'bad_json' : 'bad_frame', first?.message)
    if (first.frame.type !== 'connect') throw new HttpRefused('bad_frame', 'The first frame must be connect')
    const { token: who, session, rooms, presence } = first.frame
    const named = await this.#identityOf(call, who, () => {})
    if (named.user_id !== caller.user_id || named.company !== caller.company)
      throw this.#refused(call, 'identity_mismatch', caller)
    return { caller, opening: { who, session, rooms, presence }, rest }
  }

  /** A link for the wire, not yet connected. */
  open<Kind extends HttpWire>(call: Call, wire: Kind): HttpConnection<Kind> {
    const name = connectionName(call)
    this.parts.admission.opened(call.address)
    return new HttpConnection(wire, this.parts.open(wire), name)
  }

  /** Sends `connect`; afterwards calls find the connection. */
  async connect(connection: HttpConnection, opening: Opening, rest: readonly Parsed[]): Promise<Connected | null> {
    const connected = await connection.link.connect(opening, rest)
    if (connected?.ok) {
      connection.session = connected.session
      if (connection.live) this.#connections.set(connected.session.id, connection)
    }
    return connected
  }

  /** The connection is gone. `said`: the code its client closed it with. */
  ended(connection: HttpConnection, said?: number): void {
    const { admission, closed } = this.parts
    admission.closed(connection.wire.address)
    connection.link.closed(said)
    closed(connection.link)
  }

  /** Calls find it no more. */
  forget(connection: HttpConnection): void {
    const id = connection.session?.id
    if (id !== undefined && this.#connections.get(id) === connection) this.#connections.delete(id)
  }

  /**
   * The connection a call means, which must be its caller's; null: another node holds it, and answers. Throws 401, 403,
   * 410 or 503.
   */
  async connectionOf(call: Call, session: string, response: ServerResponse): Promise<HttpConnection | null> {
    const { limits } = this.parts
    const caller = await this.#caller(call, () => this.#ask(call))
    if (this.elsewhere(call, session)) {
      const body = call.request.method === 'POST' ? await readBody(call.request, limits.frameBytes) : ''
      const passed = await this.pass(call, session, response, limits.pollMs + LATE_MS, body)
      if (passed === 'passed') return null
      if (passed === 'unavailable') throw new HttpRefused('unavailable', undefined, 1_000)
    }
    const connection = this.find(session)
    const name = connectionName(call)
    if (!connection?.session || (name !== null && name !== connection.name)) throw new HttpRefused('session_gone')
    if (!connection.session.belongsTo(caller)) throw this.#refused(call, 'denied', caller, session)
    connection.wire.heard()
    return connection
  }

  /** True when another node gave this name, of a session or a ticket, and the call may go there. */
  elsewhere(call: Call, name: string): boolean {
    return !call.passed && this.parts.neighbours.elsewhere(name)
  }

  pass(call: Call, name: string, response: ServerResponse, silent_ms: number, body = ''): Promise<Passed> {
    const { request, address } = call
    return this.parts.neighbours.pass({ name, request, body, response, address, silent_ms })
  }

  /** The frames of a call's body, and its size in characters. Throws when one is no JSON: then nothing of it happens. */
  async frames(call: Call): Promise<{ frames: Parsed[]; size: number }> {
    const { frames, size } = await this.#frames(call, this.parts.limits.frameBytes)
    const bad = frames.find(parsed => !parsed.ok && parsed.code === 'bad_json')
    if (bad && !bad.ok) throw new HttpRefused('bad_json', bad.message)
    return { frames, size }
  }

  sweep(): void {
    this.#bearers.sweep()
  }

  async #frames({ request }: Call, maxBytes: number): Promise<{ frames: Parsed[]; size: number }> {
    const text = await readBody(request, maxBytes)
    if (text.trim() === '') return { frames: [], size: text.length }
    return { frames: parseMessage(text, { joined: true, depth: this.parts.limits.jsonDepth }), size: text.length }
  }

  #caller(call: Call, ask: () => void): Promise<Identity> {
    return this.#identityOf(call, BEARER.exec(call.request.headers.authorization ?? '')?.[1] ?? '', ask)
  }

  async #identityOf(call: Call, token: string, ask: () => void): Promise<Identity> {
    try {
      return await this.#bearers.identityOf(token, ask)
    } catch (error) {
      if (error instanceof HttpRefused) this.#refused(call, error.code, null)
      throw error
    }
  }

  /** A check of an unknown token costs as much as a connection. */
  #ask({ address }: Call): void {
    if (!this.parts.admission.mayAsk(address)) throw new HttpRefused('rate_limited', undefined, 1_000)
  }

  #refused(call: Call, code: HttpErrorCode, caller: Identity | null, session: string | null = null): HttpRefused {
    const { user_id = null, company = null } = caller ?? {}
    this.parts.commands.audit({ kind: 'call_refused', user_id, company, session, code, address: call.address })
    return new HttpRefused(code)
  }
}

/** The call of a request. Throws for an address that is none. */
export const callOf = (request: IncomingMessage, sender: Sender, trustedProxies: number): Call => ({
  request,
  query: new URLSearchParams((request.url ?? '').split('?').slice(1).join('?')),
  address: sender.kind === 'node' ? sender.address : addressOf(request, trustedProxies),
  passed: sender.kind === 'node',
})

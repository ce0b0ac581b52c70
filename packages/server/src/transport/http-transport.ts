/** The HTTP transports as one part of an HTTP server: which page may call, which address takes which method, and every refusal. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { answerEmpty, answerError, HttpRefused } from './http-answer.ts'
import { type HttpPart, pathOf } from './http-dispatch.ts'
import { type Call, callOf, type HttpParts, HttpSessions } from './http-sessions.ts'
import { callAllowed } from './origin.ts'
import { Polls } from './polls.ts'
import { type StreamParts, Streams } from './streams.ts'

export type HttpTransportParts = HttpParts &
  Omit<StreamParts, 'http'> & {
    readonly sse: boolean
    readonly poll: boolean
    readonly webSocket: boolean
  }

type Handler = (call: Call, response: ServerResponse) => Promise<void>
type Methods = Readonly<Record<string, Handler>>

/** A browser asks again before a call after so long, in seconds. */
const PREFLIGHT_S = 7_200

export class HttpTransport {
  readonly #parts: HttpTransportParts
  readonly #http: HttpSessions
  readonly #streams: Streams
  readonly #polls: Polls
  readonly #routes: ReadonlyMap<string, Methods>

  constructor(parts: HttpTransportParts) {
    this.#parts = parts
    this.#http = new HttpSessions(parts)
    this.#streams = new Streams({ ...parts, http: this.#http })
    this.#polls = new Polls(this.#http, parts.poll)
    this.#routes = this.#table()
  }

  /** Answers everything at and below `base`. */
  below(base: string): HttpPart {
    return {
      handles: path => path === base || path.startsWith(`${base}/`),
      handle: (request, response) => void this.#answer(base, request, response),
    }
  }

  /** `now` is monotonic. */
  sweep(now: number): void {
    this.#streams.sweep(now)
    this.#polls.sweep(now)
  }

  /** Resolves when clients between two calls know that their connection ended. */
  told(): Promise<void> {
    return this.#polls.told()
  }

  /** Less often: forgets what is only remembered for speed. */
  tidy(): void {
    this.#http.sweep()
  }

  #table(): ReadonlyMap<string, Methods> {
    const { sse, poll, webSocket } = this.#parts
    const routes = new Map<string, Methods>()
    if (webSocket) routes.set('', { GET: async () => Promise.reject(new HttpRefused('upgrade_required')) })
    if (sse) {
      routes.set('/sse', {
        POST: (call, response) => this.#streams.open(call, response),
        GET: (call, response) => this.#streams.read(call, response),
      })
      routes.set('/ticket', { POST: (call, response) => this.#streams.sell(call, response) })
    }
    if (sse || poll) {
      routes.set('/send', {
        POST: (call, response) => this.#polls.send(call, response),
        DELETE: (call, response) => this.#polls.leave(call, response),
      })
    }
    if (poll) routes.set('/poll', { GET: (call, response) => this.#polls.poll(call, response) })
    return routes
  }

  async #answer(base: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const sender = this.#parts.neighbours.senderOf(request)
      if (sender.kind === 'forged') throw new HttpRefused('denied')
      const handler = this.#route(base, request, response)
      if (handler) await handler(callOf(request, sender, this.#parts.trustedProxies), response)
      else answerEmpty(response, 204)
    } catch (error) {
      if (response.headersSent || response.destroyed) {
        if (!(error instanceof HttpRefused) && !request.destroyed) this.#parts.commands.onError(error, 'a call')
        response.destroy()
        return
      }
      const refused = error instanceof HttpRefused ? error : new HttpRefused('internal')
      if (refused !== error) this.#parts.commands.onError(error, 'a call')
      answerError(response, refused)
    }
  }

  /** Who answers; null: a browser only asks whether it may. Throws 403, 404 or 405. */
  #route(base: string, request: IncomingMessage, response: ServerResponse): Handler | null {
    const { method = '', headers } = request
    response.setHeader('vary', 'Origin')
    if (!callAllowed(this.#parts.origins, method, headers)) {
      this.#parts.admission.refuse('origin')
      throw new HttpRefused('origin_refused')
    }
    if (headers.origin !== undefined) response.setHeader('access-control-allow-origin', headers.origin)
    const methods = this.#routes.get(pathOf(request).slice(base.length))
    if (!methods) throw new HttpRefused('not_found')
    if (method === 'OPTIONS') {
      response.setHeader('access-control-allow-methods', Object.keys(methods).join(', '))
      response.setHeader('access-control-allow-headers', 'authorization, content-type, last-event-id')
      response.setHeader('access-control-max-age', PREFLIGHT_S)
      return null
    }
    if (Object.hasOwn(methods, method)) return methods[method]!
    response.setHeader('allow', [...Object.keys(methods), 'OPTIONS'].join(', '))
    throw new HttpRefused('method_not_allowed')
  }
}

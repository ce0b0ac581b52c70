/** The calls of long polling, and the one that carries frames up for every HTTP transport. */
import type { ServerResponse } from 'node:http'
import { answerEmpty, answerJson, HttpRefused } from './http-answer.ts'
import type { HttpConnection } from './http-connection.ts'
import { type Call, type HttpSessions, parameter, wholeNumber } from './http-sessions.ts'
import { PollWire } from './poll-wire.ts'
import { connectRefused } from './streams.ts'

export class Polls {
  readonly #http: HttpSessions
  readonly #starts: boolean

  /** `starts`: long polling may begin; frames of streams come up here in any case. */
  constructor(http: HttpSessions, starts: boolean) {
    this.#http = http
    this.#starts = starts
  }

  /** `POST /send`: frames of a session; without one, the beginning of long polling. */
  async send(call: Call, response: ServerResponse): Promise<void> {
    const session = parameter(call, 'session')
    if (session === null) {
      if (!this.#starts) throw new HttpRefused('not_found')
      await this.#begin(call, response)
      return
    }
    const connection = await this.#http.connectionOf(call, session, response)
    if (!connection) return
    const n = wholeNumber(call, 'n')
    if (n < 1) throw new HttpRefused('bad_request', 'n: counts from 1')
    const { frames, size } = await this.#http.frames(call)
    // Read while the session ended, or went on over another connection: nothing of it happens.
    if (!connection.live) throw new HttpRefused('session_gone')
    const order = connection.order(n)
    if (order === 'gap') throw new HttpRefused('out_of_order')
    if (order === 'next') connection.link.take(frames, size)
    answerEmpty(response, 202)
  }

  /** `DELETE /send`: goodbye. Nobody waits for this session's client any more. */
  async leave(call: Call, response: ServerResponse): Promise<void> {
    const connection = await this.#http.connectionOf(call, parameter(call, 'session') ?? '', response)
    if (!connection) return
    connection.link.closed(1000)
    connection.wire.close(4005, 'left')
    answerEmpty(response, 204)
  }

  /** `GET /poll`: what came since answer `ack`. */
  async poll(call: Call, response: ServerResponse): Promise<void> {
    const ack = wholeNumber(call, 'ack')
    const connection = await this.#http.connectionOf(call, parameter(call, 'session') ?? '', response)
    if (!connection) return
    const { wire, link } = connection
    if (!(wire instanceof PollWire)) throw new HttpRefused('session_gone')
    if (response.destroyed) return
    const take = (body: string) => answerJson(response, 200, body)
    const polled = wire.poll(ack, this.#http.parts.limits.pollMs, take)
    if (polled === 'unknown') throw new HttpRefused('out_of_order')
    if (polled === 'over') throw new HttpRefused('session_gone')
    response.on('close', () => wire.gone(take))
    if (polled === 'free') link.drained()
  }

  /** Resolves when every ended connection was told so. */
  async told(): Promise<void> {
    const wires = [...this.#http.all()].map(({ wire }) => wire).filter(wire => wire instanceof PollWire)
    await Promise.all(wires.map(wire => wire.told))
  }

  /** Answers polls held long enough; forgets connections whose last answer nobody asked for. */
  sweep(now: number): void {
    for (const connection of this.#http.all()) {
      if (connection.wire instanceof PollWire && connection.wire.sweep(now)) this.#http.forget(connection)
    }
  }

  async #begin(call: Call, response: ServerResponse): Promise<void> {
    const http = this.#http
    const { opening, rest } = await http.beginning(call)
    const connection: HttpConnection<PollWire> = http.open(
      call,
      new PollWire(call.address, http.parts.commands.monotonic, () => http.ended(connection)),
    )
    const connected = await http.connect(connection, opening, rest)
    if (!connected) throw new HttpRefused('unavailable', undefined, 1_000)
    if (!connected.ok) throw connectRefused(connected.frame)
    answerJson(response, 200, { session: connected.session.id })
  }
}

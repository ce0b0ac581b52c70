/** Clients of the HTTP transports for tests: as raw as the WebSocket one, with the same ways to send, wait, stall and cut. */
import type { IncomingMessage } from 'node:http'
import { type Closed, type Frame, FrameLog } from './frame-log.ts'
import { callHttp, textOf } from './http-call.ts'

/** What a refused call means in close codes. */
const CODES: Record<string, number> = {
  token_invalid: 4500,
  token_expired: 4501,
  token_revoked: 4502,
  too_many_connections: 4006,
  rate_limited: 4007,
}

abstract class HttpClient extends FrameLog {
  protected readonly url: string
  protected token = ''
  session = ''
  #n = 0
  #sent: Promise<unknown> = Promise.resolve()

  constructor(url: string) {
    super()
    this.url = url.replace(/^ws/, 'http')
  }

  protected get headers(): Record<string, string> {
    return { authorization: `Bearer ${this.token}`, 'content-type': 'application/x-ndjson' }
  }

  /** Begins with this frame. */
  abstract begin(frame: object & { token: string }): Promise<void>

  /** One call after another, as the wire asks for. Resolves with the status of this one's. */
  send(...frames: Frame[]): Promise<number> {
    const fresh = frames.find(frame => frame.type === 'authenticate')
    if (fresh) void this.#sent.then(() => (this.token = fresh.token as string))
    return this.raw(frames.map(frame => JSON.stringify(frame)).join('\n'))
  }

  raw(body: string): Promise<number> {
    const url = `${this.url}/send?session=${this.session}&n=${++this.#n}`
    const sent = this.#sent.then(async () => {
      const response = await callHttp(url, { method: 'POST', headers: this.headers, body })
      response.resume()
      return response.statusCode!
    })
    this.#sent = sent
    return sent
  }

  protected override got(frame: Frame): void {
    if (frame.type === 'connected') this.session = frame.session as string
    if (frame.type === 'closed') this.ended(frame as unknown as Closed)
    else super.got(frame)
  }

  protected refused(response: IncomingMessage, text: string): void {
    const { error } = JSON.parse(text) as { error: { code: string } }
    this.ended({ code: CODES[error.code] ?? response.statusCode!, reason: error.code })
  }
}

export class SseClient extends HttpClient {
  #response: IncomingMessage | null = null
  #rest = ''
  /** The last `id:` a message carried. */
  lastEventId = ''
  /** What it was after each frame. */
  readonly idAfter = new Map<Frame, string>()

  async begin(frame: object & { token: string }): Promise<void> {
    this.token = frame.token
    await this.read(`${this.url}/sse`, { method: 'POST', headers: this.headers, body: JSON.stringify(frame) })
  }

  /** Opens a stream, as `begin` or as an EventSource does. */
  async read(url: string, call: Parameters<typeof callHttp>[1]): Promise<void> {
    const response = await callHttp(url, call)
    this.#response = response
    if (response.statusCode !== 200) {
      if (response.statusCode === 204) this.ended({ code: 204, reason: '' })
      else this.refused(response, await textOf(response))
      return
    }
    response.setEncoding('utf8')
    response.on('data', (text: string) => this.#read(text))
    response.on('error', () => {})
    response.on('close', () => this.ended({ code: 1006, reason: '' }))
  }

  stall(): void {
    this.#response?.pause()
  }

  resume(): void {
    this.#response?.resume()
  }

  cut(): Promise<Closed> {
    this.#response?.destroy()
    return this.closed
  }

  #read(text: string): void {
    const messages = (this.#rest + text).split('\n\n')
    this.#rest = messages.pop()!
    for (const message of messages) {
      for (const line of message.split('\n')) {
        if (line.startsWith('id: ')) this.lastEventId = line.slice(4)
        if (!line.startsWith('data: ')) continue
        const frame = JSON.parse(line.slice(6)) as Frame
        this.idAfter.set(frame, this.lastEventId)
        this.got(frame)
      }
    }
  }
}

export class PollClient extends HttpClient {
  #ack = 0
  #over = false
  #stalled: PromiseWithResolvers<void> | null = null
  readonly #cut = new AbortController()

  async begin(frame: object & { token: string }): Promise<void> {
    this.token = frame.token
    const body = JSON.stringify(frame)
    const response = await callHttp(`${this.url}/send`, { method: 'POST', headers: this.headers, body })
    if (response.statusCode !== 200) {
      this.#over = true
      this.refused(response, await textOf(response))
      return
    }
    this.session = (JSON.parse(await textOf(response)) as { session: string }).session
    this.#poll().catch(() => this.ended({ code: 1006, reason: '' }))
  }

  stall(): void {
    this.#stalled = Promise.withResolvers()
  }

  resume(): void {
    this.#stalled?.resolve()
    this.#stalled = null
  }

  /** Who stops asking is gone, as far as a server can tell. */
  cut(): Promise<Closed> {
    this.#over = true
    this.#cut.abort()
    this.ended({ code: 1006, reason: '' })
    return this.closed
  }

  async #poll(): Promise<void> {
    while (!this.#over) {
      await this.#stalled?.promise
      const url = `${this.url}/poll?session=${this.session}&ack=${this.#ack}`
      const response = await callHttp(url, { headers: this.headers, signal: this.#cut.signal })
      const text = await textOf(response)
      if (response.statusCode !== 200) {
        this.refused(response, text)
        return
      }
      const { n, frames } = JSON.parse(text) as { n: number; frames: Frame[] }
      this.#ack = n
      for (const frame of frames) {
        if (frame.type === 'closed') this.#over = true
        this.got(frame)
      }
    }
  }
}

/** Single HTTP calls of a line, over connections of its own, each ended when the line is. */
import { Agent, type IncomingMessage, request } from 'node:http'

export type Call = {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly body?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** How often a call that the network lost is tried again, the same as before. */
const TRIES = 3

export class HttpCalls {
  readonly #port: number
  readonly #token: string
  readonly #agent = new Agent({ keepAlive: true })
  readonly #open = new Set<ReturnType<typeof request>>()
  #ended = false

  constructor(port: number, token: string) {
    this.#port = port
    this.#token = token
  }

  get ended(): boolean {
    return this.#ended
  }

  /** Resolves with the head of the answer. Rejects when the connection is lost. */
  begin({ method, path, body, headers: more }: Call): Promise<IncomingMessage> {
    const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
    const headers = {
      authorization: `Bearer ${this.#token}`,
      ...more,
      ...(body !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
    }
    const options = { host: '127.0.0.1', port: this.#port, method, path, headers, agent: this.#agent }
    const call = request(options, resolve)
    this.#open.add(call)
    call.on('close', () => this.#open.delete(call))
    call.on('error', reject)
    call.end(body)
    return promise
  }

  /** The whole answer of a call that is sent once. */
  async once(call: Call): Promise<{ status: number; text: string }> {
    const answer = await this.begin(call)
    let text = ''
    for await (const chunk of answer.setEncoding('utf8')) text += chunk
    return { status: answer.statusCode!, text }
  }

  /** The whole answer. A call that was lost on its way is sent again: the server must know it. */
  async whole(call: Call): Promise<{ status: number; text: string }> {
    for (let tries = 1; ; tries++) {
      try {
        return await this.once(call)
      } catch (error) {
        if (this.#ended || tries === TRIES) throw error
      }
    }
  }

  /** Cuts everything that is under way. */
  end(): void {
    this.#ended = true
    for (const call of this.#open) call.destroy()
    this.#agent.destroy()
  }
}

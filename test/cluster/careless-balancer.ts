/** A balancer that knows nothing of sessions: it sends each HTTP call where it likes, by default to the nodes in turn. */
import { once } from 'node:events'
import { createServer, type IncomingMessage, request as makeRequest, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pipeline } from 'node:stream'

/** Which of the nodes gets a call; `turn` counts from 0. */
export type Choose = (request: IncomingMessage, turn: number) => number

export class CarelessBalancer {
  readonly #nodes: readonly URL[]
  readonly #choose: Choose
  readonly #http = createServer((request, response) => this.#carry(request, response))
  #turn = 0
  /** Calls that each node got. */
  readonly carried: number[]

  private constructor(nodes: readonly string[], choose: Choose) {
    this.#nodes = nodes.map(node => new URL(node.replace(/^ws/, 'http')))
    this.#choose = choose
    this.carried = nodes.map(() => 0)
  }

  /** `nodes` are addresses such as `ws://127.0.0.1:8000/ws`; a call that its node does not take is 502. */
  static async before(
    nodes: readonly string[],
    choose: Choose = (_, turn) => turn % nodes.length,
  ): Promise<CarelessBalancer> {
    const balancer = new CarelessBalancer(nodes, choose)
    balancer.#http.listen(0, '127.0.0.1')
    await once(balancer.#http, 'listening')
    return balancer
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}/ws`
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#http.closeAllConnections()
    this.#http.close()
    await once(this.#http, 'close')
  }

  #carry(request: IncomingMessage, response: ServerResponse): void {
    const index = this.#choose(request, this.#turn++)
    this.carried[index]!++
    const { hostname, port } = this.#nodes[index]!
    const { method, url: path, headers } = request
    const asked = makeRequest({ ...{ hostname, port, method, path, headers }, agent: false })
    asked.on('error', () => {
      if (response.headersSent) response.destroy()
      else response.writeHead(502).end()
    })
    asked.on('response', answer => {
      response.writeHead(answer.statusCode!, answer.headers)
      pipeline(answer, response, () => {})
    })
    response.on('close', () => asked.destroy())
    request.pipe(asked)
  }
}

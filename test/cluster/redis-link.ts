/** A way to Redis that can lose some of its connections without ending them, as a network does. */
import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'

type Pair = { readonly near: Socket; readonly far: Socket; said: string }

/** So much of what a connection says first tells what it is for. */
const REMEMBERED = 65_536

export class RedisLink {
  readonly #server: Server
  readonly #pairs = new Set<Pair>()
  #target: string
  #frozen: RegExp | null = null

  private constructor(server: Server, target: string) {
    this.#server = server
    this.#target = target
  }

  static async to(url: string): Promise<RedisLink> {
    const server = createServer()
    const link = new RedisLink(server, url)
    server.on('connection', near => {
      const { hostname, port } = new URL(link.#target)
      link.#join(near, connect(Number(port), hostname))
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    return link
  }

  get url(): string {
    return `redis://127.0.0.1:${(this.#server.address() as { port: number }).port}`
  }

  /** Leads elsewhere from now on, and ends what led here: an address that follows a failover. */
  lead(url: string): void {
    this.#target = url
    for (const { near } of this.#pairs) near.destroy()
  }

  /** From now on nothing comes back on connections that have said this; null: everything flows again. */
  freeze(said: RegExp | null): void {
    this.#frozen = said
    for (const pair of this.#pairs) this.#settle(pair)
  }

  /** How many connections are held still. */
  get held(): number {
    return [...this.#pairs].filter(pair => this.#frozen?.test(pair.said)).length
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.close()
    for (const { near, far } of this.#pairs) {
      near.destroy()
      far.destroy()
    }
  }

  #join(near: Socket, far: Socket): void {
    const pair: Pair = { near, far, said: '' }
    this.#pairs.add(pair)
    near.on('data', data => {
      if (pair.said.length < REMEMBERED) pair.said += data.toString('latin1')
      this.#settle(pair)
      far.write(data)
    })
    far.on('data', data => near.write(data))
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.on('error', () => {})
      one.on('close', () => {
        this.#pairs.delete(pair)
        other.destroy()
      })
    }
  }

  #settle({ far, said }: Pair): void {
    if (this.#frozen?.test(said)) far.pause()
    else far.resume()
  }
}

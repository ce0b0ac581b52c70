/** One connection that calls come to: its link, who it belongs to, and the order of what it sends. */
import type { Link } from '../session/link.ts'
import type { Session } from '../session/session.ts'
import type { Wire } from '../session/wire.ts'

export type HttpWire = Wire & {
  /** A call came: a sign of life. */
  heard(): void
}

/** Where a call's connection is looked for, by the name of its session. */
export type FindConnection = (session: string) => HttpConnection | null

export class HttpConnection<Kind extends HttpWire = HttpWire> {
  readonly wire: Kind
  readonly link: Link
  /** What its client called it: tells it from an earlier connection of the same session. */
  readonly name: string | null
  /** Set by the answer to `connect`, and known from then on. */
  session: Session | null = null
  #last = 0

  constructor(wire: Kind, link: Link, name: string | null) {
    this.wire = wire
    this.link = link
    this.name = name
  }

  /** True while frames of this connection still reach its session. */
  get live(): boolean {
    return this.link.session !== null
  }

  /** Whether call `n` is to be executed: one was left out, it was executed before, or it is the next, which counts it. */
  order(n: number): 'gap' | 'repeated' | 'next' {
    if (n > this.#last + 1) return 'gap'
    if (n <= this.#last) return 'repeated'
    this.#last = n
    return 'next'
  }
}

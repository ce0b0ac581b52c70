/** Empties a node: every client is asked to come back at its own moment of a window, then its connection is closed. */
import type { Link } from './link.ts'

type State =
  | { readonly name: 'serving' }
  | {
      readonly name: 'draining'
      readonly due: Map<Link, number>
      readonly done: Promise<void>
      readonly finish: () => void
    }

export class Drain {
  readonly #links: ReadonlySet<Link>
  readonly #monotonic: () => number
  readonly #random: () => number
  #state: State = { name: 'serving' }

  constructor(links: ReadonlySet<Link>, outside: { monotonic: () => number; random: () => number }) {
    this.#links = links
    this.#monotonic = outside.monotonic
    this.#random = outside.random
  }

  get begun(): boolean {
    return this.#state.name === 'draining'
  }

  /** Resolves when the last connection is closed. Called again, it waits for the same. */
  begin(window_ms: number): Promise<void> {
    if (this.#state.name === 'draining') return this.#state.done
    const { promise, resolve } = Promise.withResolvers<void>()
    const due = new Map<Link, number>()
    this.#state = { name: 'draining', due, done: promise, finish: resolve }
    for (const link of this.#links) {
      const after_ms = Math.floor(this.#random() * window_ms)
      due.set(link, this.#monotonic() + after_ms)
      link.session?.attachment?.send({ type: 'reconnect', after_ms, reason: 'draining' })
    }
    this.closed()
    return promise
  }

  /** Closes those whose moment has come. */
  sweep(): void {
    if (this.#state.name !== 'draining') return
    const now = this.#monotonic()
    for (const link of this.#links) {
      // Who came while the drain began has no moment of its own: it goes at once.
      if ((this.#state.due.get(link) ?? now) <= now) link.close(4000)
    }
  }

  /** A connection is gone. */
  closed(): void {
    if (this.#state.name === 'draining' && this.#links.size === 0) this.#state.finish()
  }
}

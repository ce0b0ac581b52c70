/** A set of handlers in which one that throws does not keep the others from being called. */

export type Report = (error: unknown) => void

export class Listeners<Args extends unknown[]> {
  readonly #handlers = new Set<{ fn: (...args: Args) => void }>()
  readonly #report: Report

  constructor(report: Report) {
    this.#report = report
  }

  /** The same function added twice is called twice; each returned function removes one of them. */
  add(fn: (...args: Args) => void): () => void {
    const handler = { fn }
    this.#handlers.add(handler)
    return () => {
      this.#handlers.delete(handler)
    }
  }

  /** Calls those present now; a handler removed by an earlier one is not called any more. */
  emit(...args: Args): void {
    for (const handler of [...this.#handlers]) {
      if (!this.#handlers.has(handler)) continue
      try {
        handler.fn(...args)
      } catch (error) {
        this.#report(error)
      }
    }
  }
}

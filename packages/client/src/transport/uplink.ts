/** Frames up over HTTP: one POST in flight, numbered, so that its repeat after a fault is not executed twice. */
import type { HttpLink } from './http-link.ts'
import { withRetries } from './retry.ts'
import type { Surroundings } from './wire.ts'

/** A body of more frames than one stays under this, in characters: at most 48 KiB, whatever they are. */
const BODY_CHARACTERS = 16_384
/** A POST unanswered for so long is made again with the same number. */
export const POST_TIMEOUT_MS = 10_000

export type UplinkOptions = {
  place: Surroundings
  link: HttpLink
  signal: AbortSignal
  /** The server refused what was sent, or cannot be reached any more. */
  failed(error: unknown): void
}

export class Uplink {
  readonly #options: UplinkOptions
  #session: string | null = null
  #queue: string[] = []
  #sending = false
  #n = 0

  constructor(options: UplinkOptions) {
    this.#options = options
  }

  get session(): string | null {
    return this.#session
  }

  /** What was handed over before leaves now. */
  begin(session: string): void {
    this.#session = session
    void this.#flush()
  }

  send(text: string): void {
    this.#queue.push(text)
    if (this.#session !== null && !this.#sending) void this.#flush()
  }

  async #flush(): Promise<void> {
    this.#sending = true
    const { link, failed, ...options } = this.#options
    try {
      // Frames handed over in this step travel together.
      await null
      while (this.#queue.length > 0) {
        this.#n += 1
        const query = { session: this.#session!, n: this.#n }
        const body = this.#take()
        await withRetries(signal => link.call({ method: 'POST', path: 'send', query, body, signal }), {
          ...options,
          timeout_ms: POST_TIMEOUT_MS,
        })
      }
    } catch (error) {
      failed(error)
    } finally {
      this.#sending = false
    }
  }

  #take(): string {
    let characters = 0
    let count = 0
    do {
      characters += this.#queue[count]!.length + 1
      count += 1
    } while (count < this.#queue.length && characters + this.#queue[count]!.length < BODY_CHARACTERS)
    return this.#queue.splice(0, count).join('\n')
  }
}

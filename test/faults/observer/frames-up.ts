/** Frames up over HTTP: numbered calls, one at a time, whatever waits in the next. */
import type { HttpCalls } from './http-calls.ts'

export class FramesUp {
  readonly #calls: HttpCalls
  readonly #failed: () => void
  #waiting: string[] = []
  #session: string | null = null
  #n = 0
  #busy = false

  constructor(calls: HttpCalls, failed: () => void) {
    this.#calls = calls
    this.#failed = failed
  }

  /** From now on frames can go. */
  begin(session: string): void {
    this.#session = session
    void this.#flush()
  }

  send(frame: object): void {
    this.#waiting.push(JSON.stringify(frame))
    void this.#flush()
  }

  async #flush(): Promise<void> {
    if (this.#busy || this.#session === null || this.#calls.ended) return
    this.#busy = true
    try {
      while (this.#waiting.length > 0) {
        const body = this.#waiting.splice(0).join('\n')
        const path = `/ws/send?session=${encodeURIComponent(this.#session)}&n=${++this.#n}`
        const { status } = await this.#calls.whole({ method: 'POST', path, body })
        if (status !== 202) throw new Error(`frames up: HTTP ${status}`)
      }
    } catch {
      this.#failed()
    } finally {
      this.#busy = false
    }
  }
}

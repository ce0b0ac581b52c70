/** Questions that wait for their answer by `ref`: kept until a connection takes them, resent only when that is safe. */
import type { ErrorFrame, HistoryFrame, PublishFrame, Ref, RequestFrame } from '@nabiz/protocol'
import { type ClientFailureCode, RequestFailed } from '../failure.ts'
import type { Clock } from '../outside/clock.ts'
import { encode } from '../transport/wire.ts'

/** An answer to a call, told apart from other frames by the `ref` it carries. */
export type Answer = { type: string; ref: Ref }
export type CallFrame = (PublishFrame | RequestFrame | HistoryFrame) & { ref: Ref }
export type CallOptions = { timeout_ms: number; signal?: AbortSignal }

export type CallsOptions = {
  clock: Clock
  /** False when there is no connection to take it now. */
  send(text: string): boolean
  /** What the server takes in one message; more would end the connection for good. */
  frameBytes(): number
  /** A call had no answer in time: reason to look whether the connection still lives. */
  unanswered(): void
}

type Call = {
  text: string
  sent: boolean
  /** A key makes a repeat harmless: the server answers with the first result. Reading changes nothing. */
  repeatable: boolean
  settle(result: { answer: Answer } | { failure: RequestFailed }): void
}

const fits = (text: string, limit: number): boolean =>
  text.length <= limit && (text.length * 3 <= limit || new TextEncoder().encode(text).length <= limit)

export class Calls {
  readonly #options: CallsOptions
  readonly #waiting = new Map<Ref, Call>()

  constructor(options: CallsOptions) {
    this.#options = options
  }

  get open(): number {
    return this.#waiting.size
  }

  /** Resolves with the answering frame; rejects with {@link RequestFailed}. `closed`: no connection will come. */
  call(frame: CallFrame, { timeout_ms, signal }: CallOptions, closed: boolean): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(RequestFailed.local('aborted', signal.reason))
      if (closed) return reject(RequestFailed.local('closed'))
      const { ref } = frame
      const text = encode(frame)
      if (!fits(text, this.#options.frameBytes())) return reject(RequestFailed.local('frame_too_large'))
      const aborted = () => this.#fail(ref, 'aborted', signal?.reason)
      const timer = this.#options.clock.setTimeout(() => {
        const sent = this.#waiting.get(ref)?.sent
        this.#fail(ref, 'timeout')
        if (sent) this.#options.unanswered()
      }, timeout_ms)
      signal?.addEventListener('abort', aborted, { once: true })
      const call: Call = {
        text,
        sent: false,
        repeatable: frame.type === 'history' || frame.key !== undefined,
        settle: result => {
          this.#waiting.delete(ref)
          this.#options.clock.clearTimeout(timer)
          signal?.removeEventListener('abort', aborted)
          if ('answer' in result) resolve(result.answer)
          else reject(result.failure)
        },
      }
      this.#waiting.set(ref, call)
      call.sent = this.#options.send(text)
    })
  }

  /** False when nobody waits for this answer (any more). */
  answer(frame: Answer): boolean {
    const call = this.#waiting.get(frame.ref)
    call?.settle({ answer: frame })
    return call !== undefined
  }

  refuse(frame: ErrorFrame): boolean {
    const call = frame.ref === undefined ? undefined : this.#waiting.get(frame.ref)
    call?.settle({ failure: new RequestFailed(frame.code, frame.message, { retry_after_ms: frame.retry_after_ms }) })
    return call !== undefined
  }

  /** A connection is there: sends, in the order they were made, what waited for it. */
  connected(): void {
    for (const call of [...this.#waiting.values()]) if (!call.sent) call.sent = this.#options.send(call.text)
  }

  /** The connection ended: what was sent without a key has an unknown outcome; the rest waits for the next one. */
  disconnected(): void {
    for (const [ref, call] of [...this.#waiting]) {
      if (call.sent && !call.repeatable) this.#fail(ref, 'connection_lost')
      else call.sent = false
    }
  }

  /** There will be no connection. */
  closed(): void {
    for (const ref of [...this.#waiting.keys()]) this.#fail(ref, 'closed')
  }

  #fail(ref: Ref, code: ClientFailureCode, cause?: unknown): void {
    this.#waiting.get(ref)?.settle({ failure: RequestFailed.local(code, cause) })
  }
}

/** Long polling as a `Wire`: one answer at a time is on its way, and the next goes when that one was acknowledged. */
import type { CloseCode } from '@nabiz/protocol'
import type { Encoding } from '../room/parcel.ts'
import type { HttpWire } from './http-connection.ts'
import { listed } from './stream-encoding.ts'

/** Takes the JSON of an answer. */
export type TakeAnswer = (body: string) => void

type Given = { readonly n: number; readonly frames: Buffer }
/** `ending`: the last answer, which tells the close code, waits for its poll until `until`, on the monotonic clock; null = given. */
type Ending = { readonly name: 'ending'; readonly last: Buffer | null; readonly until: number }
type State = { readonly name: 'open' } | Ending

const NOTHING = Buffer.alloc(0)
/** The last answer is kept so long for a poll, in ms. */
const LAST_MS = 30_000

export class PollWire implements HttpWire {
  readonly transport = 'poll'
  readonly joined = true
  readonly encoding: Encoding = listed
  readonly address: string
  /** Resolves when the last answer, which tells the close code, was given. */
  readonly told: Promise<void>
  readonly #tell: () => void
  readonly #monotonic: () => number
  readonly #ended: () => void
  #state: State = { name: 'open' }
  #n = 0
  /** Written, and not acknowledged. */
  #given: Given | null = null
  #waiting: { readonly take: TakeAnswer; readonly until: number } | null = null
  #polls = 0
  #acknowledged = 0

  /** `ended` is called once, when the engine has nothing more for this connection. */
  constructor(address: string, monotonic: () => number, ended: () => void) {
    this.address = address
    this.#monotonic = monotonic
    this.#ended = ended
    const { promise, resolve } = Promise.withResolvers<void>()
    this.told = promise
    this.#tell = resolve
  }

  /**
   * A poll that has everything up to answer `ack`: it is answered now, or when there is something, at the latest after
   * `hold_ms`. An older one that still waits is answered empty. `free`: the engine may write again; `unknown`: no such
   * answer was given; `over`: the last one was acknowledged.
   */
  poll(ack: number, hold_ms: number, take: TakeAnswer): 'free' | 'again' | 'unknown' | 'over' {
    const again = this.#given !== null && ack === this.#n - 1
    if (ack !== this.#n && !again) return 'unknown'
    this.heard()
    this.#answerEmpty()
    if (again) {
      this.#answer(take, this.#given!)
      return 'again'
    }
    if (this.#given) this.#acknowledged++
    this.#given = null
    if (this.#state.name === 'ending' && this.#state.last === null) return 'over'
    this.#waiting = { take, until: this.#monotonic() + hold_ms }
    if (this.#state.name === 'ending') this.#end(this.#state)
    return 'free'
  }

  /** That poll's connection is gone; what it would have got goes to the next. */
  gone(take: TakeAnswer): void {
    if (this.#waiting?.take === take) this.#waiting = null
  }

  /** Answers a poll that was held long enough. True when nobody will ask any more. */
  sweep(now: number): boolean {
    if (this.#waiting && this.#waiting.until <= now) this.#answerEmpty()
    return this.#state.name === 'ending' && this.#state.until <= now
  }

  write(bytes: Buffer): boolean {
    if (this.#state.name === 'ending') return true
    // Never while an answer is unacknowledged: until `free` the engine holds back.
    this.#give(bytes)
    return false
  }

  buffered(): number {
    return this.#given?.frames.length ?? 0
  }

  written(): number {
    return this.#acknowledged
  }

  received(): number {
    return this.#polls
  }

  heard(): void {
    this.#polls++
  }

  /** The next poll is its answer. */
  ping(): void {}

  close(code: CloseCode | 1011, reason: string): void {
    if (this.#state.name === 'ending') return
    const last = Buffer.from(JSON.stringify({ type: 'closed', code, reason }))
    const ending: Ending = { name: 'ending', last, until: this.#monotonic() + LAST_MS }
    this.#state = ending
    if (this.#waiting) this.#end(ending)
    this.#ended()
  }

  #end({ last, until }: Ending): void {
    this.#state = { name: 'ending', last: null, until }
    if (!last) return
    this.#give(last)
    this.#tell()
  }

  #give(frames: Buffer): void {
    this.#given = { n: ++this.#n, frames }
    const waiting = this.#waiting
    this.#waiting = null
    if (waiting) this.#answer(waiting.take, this.#given)
  }

  #answer(take: TakeAnswer, { n, frames }: Given): void {
    take(`{"n":${n},"frames":[${frames.toString()}]}`)
  }

  #answerEmpty(): void {
    const waiting = this.#waiting
    this.#waiting = null
    if (waiting) this.#answer(waiting.take, { n: this.#n, frames: NOTHING })
  }
}

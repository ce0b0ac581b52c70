/** What a test's client received, whatever the transport: every frame in order, and a way to wait for the one a test means. */
import type { JsonObject } from '@nabiz/protocol'

export type Frame = JsonObject & { type: string }
export type Closed = { code: number; reason: string }
type Waiter = { fits: (frame: Frame) => boolean; resolve: (frame: Frame) => void }

export class FrameLog {
  readonly frames: Frame[] = []
  readonly closed: Promise<Closed>
  protected readonly ended: (closed: Closed) => void
  #waiters: Waiter[] = []
  #taken = new Set<Frame>()

  constructor() {
    const { promise, resolve } = Promise.withResolvers<Closed>()
    this.closed = promise
    this.ended = resolve
  }

  /** The first frame that fits and was not taken before, now or later; a closed connection rejects. */
  take(fits: Partial<Frame> | ((frame: Frame) => boolean)): Promise<Frame> {
    const test =
      typeof fits === 'function'
        ? fits
        : (frame: Frame) => Object.entries(fits).every(([key, value]) => frame[key] === value)
    const known = this.frames.find(frame => !this.#taken.has(frame) && test(frame))
    if (known) {
      this.#taken.add(known)
      return Promise.resolve(known)
    }
    const waiting = new Promise<Frame>(resolve => this.#waiters.push({ fits: test, resolve }))
    const gone = this.closed.then(({ code, reason }) => {
      throw new Error(`closed ${code} ${reason} while waiting for ${JSON.stringify(fits)}`)
    })
    return Promise.race([waiting, gone])
  }

  /** Events of a room received so far. */
  events(room: string): Frame[] {
    return this.frames.filter(
      frame => frame.room === room && typeof frame.id === 'string' && frame.type !== 'published',
    )
  }

  offsets(room: string): number[] {
    return this.events(room).flatMap(event => (typeof event.offset === 'number' ? [event.offset] : []))
  }

  protected got(frame: Frame): void {
    this.frames.push(frame)
    const index = this.#waiters.findIndex(waiter => waiter.fits(frame))
    if (index < 0) return
    this.#taken.add(frame)
    this.#waiters.splice(index, 1)[0]!.resolve(frame)
  }
}

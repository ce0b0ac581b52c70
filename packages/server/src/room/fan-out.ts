/** Passes over rooms and connections: rooms hand their batches to members, then every touched connection writes once. */

import { Counters } from './counters.ts'

/** Something that hands on what it gathered. */
export type Gathers = { flush(): void }

/** The world outside: ms of a clock nobody sets, and what runs once so many ms from now. */
export type FanOutClock = { readonly monotonic: () => number; readonly later: (run: () => void, ms: number) => void }

/** A pass shorter than this, in ms, asks for no pause: a timer is no finer. */
const LONG_MS = 2
/** Rooms gather at most so long after a long pass, in ms. */
const PAUSE_MS = 10

const REAL: FanOutClock = {
  monotonic: () => performance.now(),
  later: (run, ms) => void setTimeout(run, ms),
}

export class FanOut {
  readonly counters: Counters
  readonly #clock: FanOutClock
  #rooms: Gathers[] = []
  #outlets: Gathers[] = []
  #roomsWait = false
  #outletsWait = false
  /** Until then rooms gather. */
  #pausedUntil = 0

  constructor(counters: Counters = new Counters(() => performance.now()), clock: FanOutClock = REAL) {
    this.counters = counters
    this.#clock = clock
  }

  /** A room has a batch. Call it once per batch. */
  room(room: Gathers): void {
    this.#rooms.push(room)
    if (this.#roomsWait) return
    this.#roomsWait = true
    const pause = this.#pausedUntil === 0 ? 0 : this.#pausedUntil - this.#clock.monotonic()
    // One for the node, whatever the number of rooms: it runs after all input of this turn was read, so a burst that
    // arrived together leaves together.
    if (pause < 1) setImmediate(this.#pass)
    else this.#clock.later(this.#pass, pause)
  }

  /** A connection has frames to write. Call it once until it is flushed. */
  outlet(outlet: Gathers): void {
    this.#outlets.push(outlet)
    if (this.#outletsWait) return
    this.#outletsWait = true
    setImmediate(this.#write)
  }

  /** A publication that began at `at` was delivered to this node's rooms; nobody is measured when none of them has a reader. */
  published(at: number): void {
    if (this.#roomsWait) this.counters.publicationLeaves(at)
  }

  // Most of a pass is one system call a reader. A node that spends more than a third of its time on them gathers instead:
  // two events in one write cost as much as one, and what came in meanwhile is read.
  readonly #pass = (): void => {
    this.#roomsWait = false
    const began = this.#clock.monotonic()
    const timed = this.counters.passBegins()
    const rooms = this.#rooms
    this.#rooms = []
    for (const room of rooms) room.flush()
    this.#write()
    if (timed) this.counters.passEnds()
    const ended = this.#clock.monotonic()
    const took = ended - began
    this.#pausedUntil = took < LONG_MS ? 0 : ended + Math.min(2 * took, PAUSE_MS)
  }

  readonly #write = (): void => {
    this.#outletsWait = false
    const outlets = this.#outlets
    this.#outlets = []
    for (const outlet of outlets) outlet.flush()
  }
}

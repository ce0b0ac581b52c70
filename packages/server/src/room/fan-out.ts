/** Passes over rooms and connections: rooms hand their batches to members, then every touched connection writes once. */

import { Counters } from './counters.ts'

/** Something that hands on what it gathered. */
export type Gathers = { flush(): void }

/** A room: says how many events it handed on. */
export type GathersEvents = { flush(): number }

/** The world outside: ms of a clock nobody sets, and what runs once so many ms from now. */
export type FanOutClock = { readonly monotonic: () => number; readonly later: (run: () => void, ms: number) => void }

/** A pass shorter than this, in ms, asks for no pause: a timer is no finer. */
const LONG_MS = 2

/** A node that would spend so much of its time on passes, if each event had one of its own, gathers. */
const BUSY = 1 / 2
/** So many ms of it count as much as all before: a slow pass or a burst is no load, and who has time again waits no more. */
const WEIGHS = { more_ms: 64, less_ms: 16 }
/** Then rooms gather so many times as long as the pass took, at most so many ms: long enough for one event more. */
const PAUSE = { times: 3, at_most_ms: 16 }

const REAL: FanOutClock = {
  monotonic: () => performance.now(),
  later: (run, ms) => void setTimeout(run, ms),
}

export class FanOut {
  readonly counters: Counters
  readonly #clock: FanOutClock
  #rooms: GathersEvents[] = []
  #outlets: Gathers[] = []
  #roomsWait = false
  #outletsWait = false
  /** Rooms of the pass that hands on now. */
  #handing = 0
  /** When the last pass ended. */
  #ended = -Infinity
  /** The share of its time that the node would spend on passes. */
  #load = 0
  /** Until then rooms gather. */
  #pausedUntil = 0

  constructor(counters: Counters = new Counters(() => performance.now()), clock: FanOutClock = REAL) {
    this.counters = counters
    this.#clock = clock
  }

  /** A room has a batch. Call it once per batch. */
  room(room: GathersEvents): void {
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

  /** A room hands on, and in this pass nothing more comes for a connection that is in so many rooms. */
  lastFor(rooms: number): boolean {
    return this.#handing === 1 || (this.#handing > 0 && rooms === 1)
  }

  /** A publication that began at `at` was delivered to this node's rooms; nobody is measured when none of them has a reader. */
  published(at: number): void {
    if (this.#roomsWait) this.counters.publicationLeaves(at)
  }

  // Most of a pass is one system call a reader, whether it brings one event or ten. So a node that is mostly writing waits
  // for the next event: that saves a pass. One that has time does not: there it would only delay.
  readonly #pass = (): void => {
    this.#roomsWait = false
    const began = this.#clock.monotonic()
    const timed = this.counters.passBegins()
    const rooms = this.#rooms
    this.#rooms = []
    let events = 0
    this.#handing = rooms.length
    for (const room of rooms) events += room.flush()
    this.#handing = 0
    this.#write()
    if (timed) this.counters.passEnds()
    const ended = this.#clock.monotonic()
    const took = ended - began
    const since = ended - this.#ended
    const share = since > 0 ? Math.min(1, (took * events) / rooms.length / since) : 0
    const half_ms = share > this.#load ? WEIGHS.more_ms : WEIGHS.less_ms
    this.#load += (share - this.#load) / (1 + half_ms / since)
    this.#ended = ended
    const gathers = took >= LONG_MS && this.#load >= BUSY
    this.#pausedUntil = gathers ? ended + Math.min(PAUSE.times * took, PAUSE.at_most_ms) : 0
  }

  readonly #write = (): void => {
    this.#outletsWait = false
    const outlets = this.#outlets
    this.#outlets = []
    for (const outlet of outlets) outlet.flush()
  }
}

/** One pass per turn of the event loop: rooms hand their batches to members, then every touched connection writes once. */

import { Counters } from './counters.ts'

/** Something that hands on what it gathered during this turn. */
export type Gathers = { flush(): void }

export class FanOut {
  readonly counters: Counters
  #rooms: Gathers[] = []
  #outlets: Gathers[] = []
  #scheduled = false

  constructor(counters: Counters = new Counters(() => performance.now())) {
    this.counters = counters
  }

  /** A room has a batch. Call it once per batch. */
  room(room: Gathers): void {
    this.#rooms.push(room)
    this.#schedule()
  }

  /** A connection has frames to write. Call it once until it is flushed. */
  outlet(outlet: Gathers): void {
    this.#outlets.push(outlet)
    this.#schedule()
  }

  /** A publication that began at `at` was delivered to this node's rooms; nobody is measured when none of them has a reader. */
  published(at: number): void {
    if (this.#scheduled) this.counters.publicationLeaves(at)
  }

  // One immediate for the node, whatever the number of rooms and connections: it runs after all input of this turn was
  // read, so a burst that arrived together leaves together.
  #schedule(): void {
    if (this.#scheduled) return
    this.#scheduled = true
    setImmediate(this.#run)
  }

  readonly #run = (): void => {
    this.#scheduled = false
    const timed = this.counters.passBegins()
    const rooms = this.#rooms
    this.#rooms = []
    for (const room of rooms) room.flush()
    const outlets = this.#outlets
    this.#outlets = []
    for (const outlet of outlets) outlet.flush()
    if (timed) this.counters.passEnds()
  }
}

/** One pass per turn of the event loop: rooms hand their batches to members, then every touched connection writes once. */

/** Something that hands on what it gathered during this turn. */
export type Gathers = { flush(): void }

export class FanOut {
  #rooms: Gathers[] = []
  #outlets: Gathers[] = []
  #scheduled = false

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

  // One immediate for the node, whatever the number of rooms and connections: it runs after all input of this turn was
  // read, so a burst that arrived together leaves together.
  #schedule(): void {
    if (this.#scheduled) return
    this.#scheduled = true
    setImmediate(this.#run)
  }

  readonly #run = (): void => {
    this.#scheduled = false
    const rooms = this.#rooms
    this.#rooms = []
    for (const room of rooms) room.flush()
    const outlets = this.#outlets
    this.#outlets = []
    for (const outlet of outlets) outlet.flush()
  }
}

/** Counts what was found in Redis and is none of ours: it is dropped, and an operator can see that it comes. */
import type { Dropped } from './envelope.ts'

export class Garbage {
  readonly counts: Record<Dropped, number> = { foreign: 0, garbage: 0 }

  drop(what: Dropped): void {
    this.counts[what]++
  }
}

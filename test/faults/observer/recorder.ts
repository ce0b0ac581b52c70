/** Writes the history of a run, with one clock. */
import type { Entry } from '../checker/history.ts'

/** An entry before it has its time. */
export type Untimed = Entry extends infer One ? (One extends Entry ? Omit<One, 'at'> : never) : never

export class Recorder {
  readonly history: Entry[] = []

  /** ms of a clock nobody sets. */
  now(): number {
    return performance.now()
  }

  write(entry: Untimed): void {
    this.history.push({ at: this.now(), ...entry } as Entry)
  }
}

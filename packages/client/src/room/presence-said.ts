/** What this client says of itself in one room: kept here, and said again on every connection. */
import type { ClientFrame, ErrorFrame, PresenceState, Ref } from '@nabiz/protocol'
import { RequestFailed } from '../failure.ts'
import type { Report } from '../listeners.ts'
import type { Clock, TimerHandle } from '../outside/clock.ts'

type Surroundings = { clock: Clock; report: Report; ref(): Ref; send(frame: ClientFrame): boolean }
type Said = { state: PresenceState | null; ref: Ref | null; waits: boolean }

export class PresenceSaid {
  readonly #room: string
  readonly #surroundings: Surroundings
  /** By tab; undefined for the session's own member. */
  readonly #said = new Map<string | undefined, Said>()
  #joined = false
  /** While it runs the server takes no more, and only the last word of each is kept. */
  #pause: TimerHandle = null

  constructor(room: string, surroundings: Surroundings) {
    this.#room = room
    this.#surroundings = surroundings
  }

  say(state: PresenceState | null, tab: string | undefined): void {
    const said: Said = { state, ref: null, waits: true }
    this.#said.set(tab, said)
    this.#go()
  }

  /**
   * The room is given back. Should the server not hear of it, because the connection ends, the session that comes back
   * shows this still: held again, the room takes it back. False when nothing was said.
   */
  giveBack(): boolean {
    for (const [tab, said] of this.#said) said.state = tab === undefined ? {} : null
    return this.#said.size > 0
  }

  joined(): void {
    this.#joined = true
    for (const said of this.#said.values()) said.waits = true
    this.#go()
    // Said once more, because the session that comes back may have kept the tab; then it is over.
    for (const [tab, { state, waits }] of this.#said) {
      if (tab !== undefined && state === null && !waits) this.#said.delete(tab)
    }
  }

  /** False when it is not about presence. */
  refused({ ref, code, message, retry_after_ms }: ErrorFrame): boolean {
    const said = ref === undefined ? undefined : [...this.#said.values()].find(one => one.ref === ref)
    if (!said) return false
    said.ref = null
    if (retry_after_ms === undefined) {
      this.#surroundings.report(new RequestFailed(code, message))
      return true
    }
    said.waits = true
    this.#pause ??= this.#surroundings.clock.setTimeout(() => {
      this.#pause = null
      this.#go()
    }, retry_after_ms)
    return true
  }

  disconnected(): void {
    this.#joined = false
    this.#surroundings.clock.clearTimeout(this.#pause)
    this.#pause = null
  }

  #go(): void {
    if (!this.#joined || this.#pause !== null) return
    for (const [tab, said] of this.#said) {
      if (!said.waits) continue
      said.ref = this.#surroundings.ref()
      const { state, ref } = said
      said.waits = !this.#surroundings.send({ type: 'presence', room: this.#room, tab, state, ref })
    }
  }
}

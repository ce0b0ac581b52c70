/** One tab as the holder of the connection sees it: its present wire, and what it shows of itself in rooms. */
import type { RoomEvent, ServerFrame } from '@nabiz/protocol'
import type { Status } from '../connection/status.ts'
import type { ToTab } from './message.ts'

export class Tab {
  readonly name: string
  /** Presences it set, by room and name: they end with the tab. */
  readonly presences = new Map<string, { room: string; tab: string }>()
  wire: number | null = null
  readonly #post: (message: ToTab) => void

  constructor(name: string, post: (message: ToTab) => void) {
    this.name = name
    this.#post = post
  }

  frame(frame: ServerFrame | RoomEvent): void {
    if (this.wire !== null) this.#post({ kind: 'frame', wire: this.wire, frame })
  }

  closed(code: number): void {
    if (this.wire !== null) this.#post({ kind: 'closed', wire: this.wire, code })
    this.wire = null
  }

  status(status: Status): void {
    this.#post({ kind: 'status', status })
  }
}

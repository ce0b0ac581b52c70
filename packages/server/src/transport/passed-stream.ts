/** A stream that another node writes, as the node sees it that its reader called: only here it shows whether the reader lives. */
import type { ServerResponse } from 'node:http'
import type { Stream } from './stream-life.ts'

/** As for a connection of this node. */
const SILENT_HEARTBEATS = 2

export class PassedStream implements Stream {
  readonly #response: ServerResponse
  readonly #heartbeatMs: number
  #acknowledged: number | null = null
  #seen = -1
  #silent = 0
  #beatAt: number

  /** `now` is monotonic. */
  constructor(response: ServerResponse, heartbeatMs: number, now: number) {
    this.#response = response
    this.#heartbeatMs = heartbeatMs
    this.#beatAt = now + heartbeatMs
  }

  acknowledged(bytes: number): void {
    this.#acknowledged = Math.max(this.#acknowledged ?? 0, bytes)
  }

  /** The other node writes at every heartbeat: a reader that acknowledges nothing for two of them is gone. */
  sweep(now: number): void {
    if (now < this.#beatAt) return
    this.#beatAt = now + this.#heartbeatMs
    const { socket } = this.#response.req
    const received = this.#acknowledged ?? socket.bytesWritten - socket.writableLength
    this.#silent = received === this.#seen ? this.#silent + 1 : 0
    this.#seen = received
    if (this.#silent >= SILENT_HEARTBEATS) this.#response.destroy()
  }
}

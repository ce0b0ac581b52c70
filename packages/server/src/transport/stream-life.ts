/** Signs of life of streams, which send nothing up: what their other ends acknowledged, looked up a few times a heartbeat. */
import type { Socket } from 'node:net'
import { readUnacknowledged, tableName } from './acknowledged.ts'

/** The door to a stream. */
export type Stream = {
  /** Its other end has acknowledged so many bytes, or more by now. */
  acknowledged(bytes: number): void
}

type Watched = { readonly stream: Stream; readonly socket: Socket; readonly name: string; sent: number }

const LOOKS_A_HEARTBEAT = 4

export class StreamLife {
  readonly #every: number
  readonly #watched = new Map<Stream, Watched>()
  #lookAt = 0
  #looking = false

  constructor(heartbeatMs: number) {
    this.#every = heartbeatMs / LOOKS_A_HEARTBEAT
  }

  watch(stream: Stream, socket: Socket): void {
    const name = tableName(socket)
    if (name !== null) this.#watched.set(stream, { stream, socket, name, sent: 0 })
  }

  forget(stream: Stream): void {
    this.#watched.delete(stream)
  }

  /** `now` is monotonic. */
  sweep(now: number): void {
    if (this.#watched.size === 0 || this.#looking || now < this.#lookAt) return
    this.#lookAt = now + this.#every
    this.#looking = true
    void this.#look().finally(() => {
      this.#looking = false
    })
  }

  async #look(): Promise<void> {
    const byName = new Map<string, Watched>()
    for (const one of this.#watched.values()) {
      // Before the tables are read: what is written meanwhile would look as if it had been acknowledged.
      one.sent = one.socket.bytesWritten - one.socket.writableLength
      byName.set(one.name, one)
    }
    await readUnacknowledged((name, waiting) => {
      const one = byName.get(name)
      if (one) one.stream.acknowledged(one.sent - waiting)
    })
  }
}

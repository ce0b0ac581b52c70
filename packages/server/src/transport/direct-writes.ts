/**
 * Writes small buffers to a socket's handle, below Node's stream: the stream's bookkeeping for a write that the system
 * takes at once costs as much as everything else we do for it. The handle is not documented, so this calls it only in the
 * way Node itself was seen to, and takes nothing where that is another.
 */
import { Socket } from 'node:net'

/** A write that the system did not take at once; `writeStatus` is set when it did so after all. */
type Request = { oncomplete?: (status: number) => void; writeStatus?: number | null; buffer?: Buffer }

/** A number: 0, or what failed. */
type WriteBuffer = (request: null, bytes: Buffer) => number | Request
type Below = { readonly _handle?: { writeBuffer?: WriteBuffer } | null }

/** Told when the bytes of a write that waited are gone. */
export type Owner = { went(): void }

/** What waits below the stream asks nobody to hold back, so it stays small. */
const MAX_BYTES = 16_384

export class DirectWrites {
  /** Node called as `write` does. null: not seen yet. */
  #asNode: boolean | null = null

  /** False: this stream does more than write to its handle. It encrypts, or somebody looks at what is written. */
  static fits(socket: Socket): boolean {
    return !('encrypted' in socket) && socket.write === Socket.prototype.write
  }

  /**
   * How many of these bytes the process still holds: 0, or all until {@link Owner.went}. null: not taken. Only for a
   * socket whose stream holds nothing; what is given to the stream afterwards is written after these.
   */
  write(socket: Socket, bytes: Buffer, owner: Owner): number | null {
    if (!this.#asNode || bytes.length > MAX_BYTES) {
      if (this.#asNode === null) this.#watch(socket)
      return null
    }
    const result = (socket as Below)._handle?.writeBuffer?.(null, bytes)
    if (result === undefined) return null
    if (typeof result === 'number' || typeof result.writeStatus === 'number') {
      const status = typeof result === 'number' ? result : result.writeStatus
      if (status !== 0) socket.destroy()
      return 0
    }
    // Not copied by the handle.
    result.buffer = bytes
    result.oncomplete = status => {
      owner.went()
      if (status < 0) socket.destroy()
    }
    return bytes.length
  }

  /** Looks on while the stream writes its next buffer. */
  #watch(socket: Socket): void {
    const handle = (socket as Below)._handle
    const own = handle?.writeBuffer
    if (!handle || !own) {
      this.#asNode = false
      return
    }
    handle.writeBuffer = (...call) => {
      delete handle.writeBuffer
      const result = own.apply(handle, call)
      if (call.length !== 2 || call[0] !== null || !Buffer.isBuffer(call[1])) this.#asNode = false
      // What failed tells it too; what waits might be a request of another kind, so the next write is looked at.
      else if (typeof result === 'number') this.#asNode = true
      return result
    }
  }
}

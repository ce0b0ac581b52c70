/**
 * Writes small buffers to a socket's handle, below Node's stream: the stream's bookkeeping for a write that the system
 * takes at once costs as much as everything else we do for it. The handle is not documented, so this calls it only in the
 * way Node itself was seen to, and takes nothing where that is another.
 */
import { Socket } from 'node:net'

/** A write that the system did not take at once; `writeStatus` is set when it did so after all. */
type Request = { oncomplete?: (status: number) => void; writeStatus?: number | null; buffer?: Buffer }

/** A number: 0, or what failed. */
type WriteBuffer = (request: null, bytes: Buffer) => number | Request | undefined
/** A socket's handle. It stays good for as long as nothing is given to the stream above it. */
export type Way = { writeBuffer?: unknown }
type Above = { readonly _handle?: Way | null }

/** Told what became of a write that waited: its bytes are gone, taken by the system or not. */
export type Owner = { went(taken: boolean): void }

/** What waits below the stream asks nobody to hold back, so it stays small. */
const MAX_BYTES = 16_384

export class DirectWrites {
  /** The call that all handles share, seen to be made as we make it. null: Node makes it otherwise, or there is none. */
  #call: WriteBuffer | 'not seen' | null = 'not seen'

  /** False: this stream does more than write to its handle. It encrypts, or somebody looks at what is written. */
  static fits(socket: Socket): boolean {
    return !('encrypted' in socket) && socket.write === Socket.prototype.write
  }

  /** The way below a stream that holds nothing now. null: there is none, or not known yet. */
  way(socket: Socket): Way | null {
    if (socket.destroyed || socket.writableLength > 0) return null
    if (this.#call === 'not seen') this.#watch(socket)
    const { _handle: handle } = socket as Above
    return typeof this.#call === 'function' && handle?.writeBuffer === this.#call ? handle : null
  }

  /**
   * How many of these bytes the process still holds: 0, or all until {@link Owner.went}; what is given to the stream
   * afterwards is written after these. null: not taken, and the stream says why if it fails there too.
   */
  write(way: Way, bytes: Buffer, owner: Owner): number | null {
    if (bytes.length > MAX_BYTES) return null
    const result = (way.writeBuffer as WriteBuffer)(null, bytes)
    if (result === 0) return 0
    if (typeof result !== 'object') return null
    if (typeof result.writeStatus === 'number') return result.writeStatus === 0 ? 0 : null
    // Not copied by the handle.
    result.buffer = bytes
    result.oncomplete = status => owner.went(status >= 0)
    return bytes.length
  }

  /** Looks on while the stream writes its next buffer. */
  #watch(socket: Socket): void {
    const { _handle: handle } = socket as Above
    const own = handle?.writeBuffer
    if (!handle || typeof own !== 'function') {
      this.#call = null
      return
    }
    if (Object.hasOwn(handle, 'writeBuffer')) return
    // Stays, and this socket with its stream: a handle changed and changed back is of another shape than all others, which
    // a call for all of them would then have to ask for each time.
    handle.writeBuffer = (...call: unknown[]) => {
      const result = own.apply(handle, call)
      if (call.length !== 2 || call[0] !== null || !Buffer.isBuffer(call[1])) this.#call = null
      // What failed tells it too; what waits might be a request of another kind, so the next write is looked at.
      else if (typeof result === 'number') this.#call = own as WriteBuffer
      return result
    }
  }
}

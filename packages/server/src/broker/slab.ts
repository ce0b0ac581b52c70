/**
 * Memory for the frames of one room. A piece of Node's shared pool would keep 64 KiB alive for as long as a quiet room
 * keeps its event, many times what the ring counts; memory of its own for each frame costs a busy room too much time.
 */

/** A busy room gets memory in pieces of at most so many bytes. */
const LARGEST = 16_384

export class Slab {
  #memory: Buffer | null = null
  #used = 0

  /** The text as bytes that stay put. The first takes just what it needs; each further piece is twice the one before. */
  keep(text: string): Buffer {
    const bytes = Buffer.byteLength(text)
    let memory = this.#memory
    if (memory === null || memory.length - this.#used < bytes) {
      const wanted = memory === null ? bytes : Math.min(LARGEST, memory.length * 2)
      memory = Buffer.allocUnsafeSlow(Math.max(bytes, wanted))
      this.#memory = memory
      this.#used = 0
    }
    const at = this.#used
    this.#used += memory.write(text, at)
    return memory.subarray(at, this.#used)
  }
}

/** A wire within the process: takes so many writes, then holds back until it is drained. */
import type { Encoding } from '../room/parcel.ts'
import type { Wire } from '../session/wire.ts'

const encode: Encoding = frames => Buffer.concat(frames.map(({ frame }) => frame))

export class HeldWire implements Wire {
  readonly transport = 'websocket'
  readonly joined = true
  readonly encoding = encode
  readonly address = 'here'
  readonly writes: Buffer[] = []
  takes: number
  #done = 0

  constructor(takes: number) {
    this.takes = takes
  }

  write(bytes: Buffer): boolean {
    this.writes.push(bytes)
    return this.writes.length - this.#done < this.takes
  }

  /** The other end took everything. */
  drain(): void {
    this.#done = this.writes.length
  }

  buffered = () => this.writes.slice(this.#done).reduce((sum, bytes) => sum + bytes.length, 0)
  written = () => this.#done
  received = () => 0
  ping = () => {}
  close = () => {}
}

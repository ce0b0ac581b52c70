/** Which transport the next attempt takes: first the one that worked here, then the others in order, each once a round. */
import type { TransportMemory } from '../outside/transport-memory.ts'
import type { Transport } from '../transport/wire.ts'

export class TransportLadder {
  /** Best first. Not empty. */
  readonly #order: readonly Transport[]
  readonly #memory: TransportMemory
  readonly #origin: string
  /** Those left in this round, the next one first. */
  #round: Transport[] = []

  constructor(order: readonly Transport[], memory: TransportMemory, origin: string) {
    this.#order = order
    this.#memory = memory
    this.#origin = origin
    this.begin()
  }

  get next(): Transport {
    return this.#round[0]!
  }

  /** Another one is left to be tried in this round. */
  get more(): boolean {
    return this.#round.length > 1
  }

  /** A new round. That all of them failed says nothing about any of them. */
  begin(): void {
    const remembered = this.#memory.get(this.#origin)
    const first = this.#order.filter(transport => transport.name === remembered)
    this.#round = [...new Set([...first, ...this.#order])]
  }

  /** The next one's handshake came to nothing. False when it was the last of the round. */
  failed(): boolean {
    const { more } = this
    if (more) this.#round.shift()
    return more
  }

  /** Only a connection over one tells that the failure of another was not the network's. */
  worked(transport: Transport): void {
    this.#memory.set(this.#origin, transport.name)
    this.begin()
  }

  /** Those better than this one, best first. */
  above(transport: Transport): readonly Transport[] {
    return this.#order.slice(0, this.#order.indexOf(transport))
  }
}

/** Where nodes of the cluster can be called: each says so in Redis, signed, for as long as it lives. */

import type { Garbage } from './garbage.ts'
import type { RedisClient } from './make-client.ts'
import type { NodeSignatures } from './node-signatures.ts'

export type NodeAddressesParts = {
  readonly redis: RedisClient
  readonly prefix: string
  readonly garbage: Garbage
  readonly signatures: NodeSignatures
  /** This node's. */
  readonly tag: string
  /** ms of a clock nobody sets */
  readonly monotonic: () => number
  readonly onError: (error: unknown, where: string) => void
}

/** A node that does not say so again within this, in ms, is gone. */
const LEASE_MS = 6_000
/** What was found is believed for so long, in ms. */
const KNOWN_MS = 1_000

/** A name or an address of IP, and a port. */
const ADDRESS = /^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|\[[0-9A-Fa-f:.]{2,45}\]):(\d{1,5})$/

export const isNodeAddress = (text: string): boolean => {
  const [, port = '0'] = ADDRESS.exec(text) ?? []
  return Number(port) >= 1 && Number(port) <= 65_535
}

export class NodeAddresses {
  readonly #parts: NodeAddressesParts
  readonly #known = new Map<string, { readonly address: string; readonly until: number }>()
  #timer: NodeJS.Timeout | null = null
  #told = false

  constructor(parts: NodeAddressesParts) {
    this.#parts = parts
  }

  /** Calls for this node go to `address`, `host:port`, until {@link leave}. */
  register(address: string): void {
    clearInterval(this.#timer ?? undefined)
    const { signatures, tag } = this.#parts
    const entry = `1 ${address} ${signatures.sign('address', tag, address)}`
    this.#timer = setInterval(() => void this.#lease(entry), LEASE_MS / 3).unref()
    void this.#lease(entry)
  }

  async leave(): Promise<void> {
    clearInterval(this.#timer ?? undefined)
    if (this.#timer) await this.#parts.redis.del(this.#nameOf(this.#parts.tag)).catch(() => {})
    this.#timer = null
  }

  /** The address of a living node, or null. Rejects while Redis cannot be asked. */
  async find(tag: string): Promise<string | null> {
    const { redis, garbage, signatures, monotonic } = this.#parts
    const now = monotonic()
    for (const [name, { until }] of this.#known) if (until <= now) this.#known.delete(name)
    const known = this.#known.get(tag)
    if (known) return known.address
    const entry = await redis.get(this.#nameOf(tag))
    if (entry === null) return null
    const [version, address = '', signature = '', ...more] = entry.split(' ')
    const ours = more.length === 0 && isNodeAddress(address) && signatures.verify(signature, 'address', tag, address)
    if (version !== '1' || !ours) {
      garbage.drop(/^\d{1,6} /.test(entry) && version !== '1' ? 'foreign' : 'garbage')
      return null
    }
    this.#known.set(tag, { address, until: now + KNOWN_MS })
    return address
  }

  async #lease(entry: string): Promise<void> {
    const { redis, tag, onError } = this.#parts
    try {
      await redis.set(this.#nameOf(tag), entry, 'PX', LEASE_MS)
      this.#told = false
    } catch (error) {
      // Once for each time that Redis is away.
      if (!this.#told && this.#timer) onError(error, 'tell the other nodes the address')
      this.#told = true
    }
  }

  #nameOf(tag: string): string {
    return `${this.#parts.prefix}:address:${tag}`
  }
}

/** The nodes beside this one: a name tells its node, Redis tells the node's address, and a signed call goes there. */
import { createHash } from 'node:crypto'
import { Agent, type IncomingMessage, type Server } from 'node:http'
import { Server as TlsServer } from 'node:tls'
import type { Neighbours, Passed, PassedCall, Sender } from '@nabiz/server'
import type { NodeAddresses } from './node-addresses.ts'
import type { NodeSignatures } from './node-signatures.ts'
import { passCall } from './pass-call.ts'

export type RedisNeighboursParts = {
  readonly addresses: NodeAddresses
  readonly signatures: NodeSignatures
  readonly tag: string
  /** `host:port` where the others reach this node; absent: where it listens. */
  readonly advertise: string | undefined
  /** ms since 1970 */
  readonly now: () => number
  readonly onError: (error: unknown, where: string) => void
}

const PASSED_BY = 'x-nabiz-passed-by'
/** Clocks of nodes may differ, and calls may be under way, for so long, in ms. */
const FRESH_MS = 60_000
const TAG_BYTES = 9
const TAG = /~([A-Za-z0-9_-]{12})$/
const WILDCARDS = ['0.0.0.0', '::']

/** What a node's name is in names of sessions: short, and the same everywhere. */
export const tagOf = (node: string): string =>
  createHash('sha256').update(node).digest().subarray(0, TAG_BYTES).toString('base64url')

export class RedisNeighbours implements Neighbours {
  readonly #parts: RedisNeighboursParts
  readonly #agent = new Agent({ keepAlive: true })

  constructor(parts: RedisNeighboursParts) {
    this.#parts = parts
  }

  nameOf(id: string): string {
    return `${id}~${this.#parts.tag}`
  }

  elsewhere(name: string): boolean {
    const tag = TAG.exec(name)?.[1]
    return tag !== undefined && tag !== this.#parts.tag
  }

  senderOf({ headers, method = '', url = '' }: IncomingMessage): Sender {
    const proof = headers[PASSED_BY]
    if (proof === undefined) return { kind: 'client' }
    const { signatures, tag, now } = this.#parts
    const [at = '', address = '', signature = '', ...more] = String(proof).split(' ')
    const fresh = /^\d{1,16}$/.test(at) && Math.abs(now() - Number(at)) <= FRESH_MS
    const signed = more.length === 0 && signatures.verify(signature, 'call', tag, at, address, method, url)
    return fresh && signed ? { kind: 'node', address } : { kind: 'forged' }
  }

  attached(http: Server): void {
    const { addresses, advertise } = this.#parts
    const register = () => {
      const address = advertise ?? this.#addressOf(http)
      if (address !== null) addresses.register(address)
    }
    if (http.listening) register()
    else http.once('listening', register)
  }

  async pass(call: PassedCall): Promise<Passed> {
    const { addresses, signatures, now, onError } = this.#parts
    const tag = TAG.exec(call.name)?.[1] ?? ''
    let address: string | null
    try {
      address = await addresses.find(tag)
    } catch (error) {
      onError(error, 'find another node')
      return 'unavailable'
    }
    if (address === null) return 'gone'
    const at = String(now())
    const { method = '', url = '' } = call.request
    const signature = signatures.sign('call', tag, at, call.address, method, url)
    return passCall(call, {
      address,
      agent: this.#agent,
      proof: { [PASSED_BY]: `${at} ${call.address} ${signature}` },
    })
  }

  async close(): Promise<void> {
    await this.#parts.addresses.leave()
    this.#agent.destroy()
  }

  /** Null, and told, when the others could not call there. */
  #addressOf(http: Server): string | null {
    const at = http.address()
    if (at === null || typeof at === 'string' || WILDCARDS.includes(at.address) || http instanceof TlsServer) {
      const why = 'calls of HTTP transports are not passed on to this node: it needs advertise, a host:port of its own'
      this.#parts.onError(new Error(why), 'cluster')
      return null
    }
    return `${at.family === 'IPv6' ? `[${at.address}]` : at.address}:${at.port}`
  }
}

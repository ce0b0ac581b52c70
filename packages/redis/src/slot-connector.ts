/** Leads one connection to the primary of a Redis Cluster that has a name, and to its successor when it comes back. */
import { connect as connectPlain } from 'node:net'
import { type ConnectionOptions, connect as connectTls } from 'node:tls'
import { AbstractConnector, type Redis, type RedisOptions } from 'ioredis'
import type { Place } from './redis-address.ts'

export type SlotConnectorParts = {
  readonly name: string
  /** Nodes that are asked first; what they know of is asked after them. */
  readonly places: readonly Place[]
  /** A client of one node, which does not connect again. */
  readonly ask: (place: Place) => Redis
  /** ms to wait after nobody answered; null: no more. */
  readonly askAgain: (tries: number) => number | null
  readonly tls: ConnectionOptions | undefined
}

/** `host`, `port`; the rest is not asked for. An empty host is that of the node that was asked. */
type Slots = readonly (readonly [from: number, to: number, primary: readonly [string | null, number]])[]

const DISCONNECT_MS = 2_000

export const connectorTo = (parts: SlotConnectorParts): NonNullable<RedisOptions['Connector']> => {
  let known = parts.places
  const find = async (asked: Place): Promise<Place | null> => {
    const client = parts.ask(asked)
    // Told by the question.
    client.on('error', () => {})
    try {
      await client.connect()
      const slot = Number(await client.call('CLUSTER', 'KEYSLOT', parts.name))
      const slots = (await client.call('CLUSTER', 'SLOTS')) as Slots
      const placed = slots.map(([from, to, [host, port]]) => ({ from, to, place: { host: host || asked.host, port } }))
      const others = placed.map(({ place }) => place)
      known = [...parts.places, ...others]
      return placed.find(({ from, to }) => from <= slot && slot <= to)?.place ?? null
    } finally {
      client.disconnect()
    }
  }

  return class extends AbstractConnector {
    constructor() {
      super(DISCONNECT_MS)
    }

    async connect(emit: (type: string, error: Error) => void) {
      this.connecting = true
      for (let tries = 1; ; tries++) {
        let why: unknown = new Error(`no node has the slot of ${parts.name}`)
        for (const asked of known) {
          const place = await find(asked).catch(error => {
            why = error
            return null
          })
          if (!this.connecting) throw new Error('Connection is closed.')
          if (!place) continue
          this.stream = parts.tls ? connectTls({ ...place, ...parts.tls }) : connectPlain(place)
          this.stream.once('error', error => {
            this.firstError = error
          })
          return this.stream
        }
        const wait = parts.askAgain(tries)
        if (wait === null) throw why
        emit('error', why as Error)
        await new Promise(resolve => setTimeout(resolve, wait))
        if (!this.connecting) throw new Error('Connection is closed.')
      }
    }
  }
}

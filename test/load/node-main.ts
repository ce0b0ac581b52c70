/** One node of a load test in a process of its own; its log is the parent's, asked by message. */
import { createServer as createHttp } from 'node:http'
import type { AddressInfo } from 'node:net'
import { defineRoom, type Position, type RoomEvent } from '@nabiz/protocol'
import { createServer, type LogPage } from '@nabiz/server'

export type ToNode =
  | { do: 'carry'; epoch: string; event: RoomEvent & { offset: number } }
  | { do: 'publish'; room: string; count: number; bytes: number }
  | { do: 'drain'; window_ms: number }
  | { do: 'measure' }
  | { do: 'answer'; ask: number; answer: unknown }
export type ToParent =
  | { say: 'listening'; port: number }
  | { say: 'ask'; ask: number; about: 'top' | 'read'; since: Position | null; limit: number }
  | { say: 'done'; of: string; value: number }

/** What the node really keeps: its heap and its buffers, without what the allocator has not given back. */
const heldBytes = (): number => {
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

const tell = (message: ToParent): void => void process.send!(message)
const asked = new Map<number, (answer: never) => void>()
let asks = 0
const ask = <T>(about: 'top' | 'read', since: Position | null, limit: number): Promise<T> =>
  new Promise(resolve => {
    asked.set(++asks, resolve as (answer: never) => void)
    tell({ say: 'ask', ask: asks, about, since, limit })
  })

const any = { '~standard': { version: 1, vendor: 'test', validate: (value: unknown) => ({ value }) } } as const
const server = createServer({
  authenticate: async user_id => ({ user_id, rooms: ['*'] }),
  log: { top: () => ask<Position>('top', null, 0), read: (_room, since, limit) => ask<LogPage>('read', since, limit) },
  rooms: [
    defineRoom('ledger:{id}', { events: { note: { schema: any } }, history: { durable: true }, presence: false }),
    defineRoom('long:{id}', {
      events: { note: { schema: any } },
      history: { count: 120_000, bytes: 64 * 1024 * 1024 },
      presence: false,
    }),
  ],
  limits: { connectsPerSecond: 1e6, pendingConnections: 1e5, connectionsPerAddress: 1e5 },
})
const http = createHttp()
server.attach(http)
http.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, () =>
  tell({ say: 'listening', port: (http.address() as AddressInfo).port }),
)
process.on('disconnect', () => process.exit(0))
process.on('message', async (message: ToNode) => {
  switch (message.do) {
    case 'answer':
      asked.get(message.ask)?.(message.answer as never)
      asked.delete(message.ask)
      break
    case 'carry':
      await server.carry(message.event.room, message.epoch, message.event)
      break
    case 'publish':
      for (let index = 0; index < message.count; index++)
        await server.publish(message.room, 'note', { text: 'x'.repeat(message.bytes) })
      tell({ say: 'done', of: 'publish', value: message.count })
      break
    case 'drain':
      await server.drain({ window_ms: message.window_ms })
      tell({ say: 'done', of: 'drain', value: server.stats().connections })
      break
    case 'measure':
      globalThis.gc?.()
      tell({ say: 'done', of: 'measure', value: heldBytes() })
  }
})

/** Presence against the real server: several clients come, go and say things while every link is cut at random. */
import { once } from 'node:events'
import { createServer as createHttp } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { createServer, type Identity } from '@nabiz/server'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { type Client, createClient } from '../client.ts'
import { webSocket } from '../transport/websocket.ts'
import type { JoinedRoom } from './joined-room.ts'

const CLIENTS = 3

const client = fc.nat(CLIENTS - 1)
const operation = fc.oneof(
  fc.record({ kind: fc.constant('hold' as const), client }),
  fc.record({
    ...{ kind: fc.constant('say' as const), client, tab: fc.constantFrom(undefined, 'a', 'b') },
    state: fc.oneof(fc.constant(null), fc.record({ page: fc.nat(3) })),
  }),
  fc.record({ kind: fc.constant('cut' as const), which: fc.nat() }),
  fc.record({ kind: fc.constant('pause' as const) }),
)

/** A server with a short grace, and the links to it. */
const serve = async () => {
  const limits = { presenceEveryMs: 2, presenceGraceMs: 300, messagesPerMinute: 1e6, presencePerMinute: 1e6 }
  const server = createServer({ authenticate: async token => JSON.parse(token) as Identity, limits })
  const http = createHttp()
  server.attach(http)
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  const links: Socket[] = []
  http.on('connection', socket => links.push(socket))
  return {
    ...{ server, links, url: `ws://127.0.0.1:${(http.address() as AddressInfo).port}/ws` },
    async [Symbol.asyncDispose]() {
      await server.close()
      http.close()
      http.closeAllConnections()
    },
  }
}

const start = (url: string, user_id: string): Client => {
  const token = () => JSON.stringify({ user_id, rooms: ['*'] })
  // A socket tells its server at once that it was cut; over HTTP that takes heartbeats.
  const made = createClient({ url, token, WebSocket, backoff: () => 1, transports: [webSocket] })
  made.connect()
  return made
}

test('[C30] [C31] [C32] whatever is cut, the list ends as the truth of the server and of those who are there', async () => {
  await using running = await serve()
  await fc.assert(
    fc.asyncProperty(fc.array(operation, { minLength: 20, maxLength: 40, size: 'max' }), async operations => {
      const watcher = start(running.url, 'watcher')
      const clients = Array.from({ length: CLIENTS }, (_, index) => start(running.url, `${index}`))
      try {
        const watched = watcher.join('r', { presence: 'list' })
        const rooms: (JoinedRoom | null)[] = clients.map(() => null)
        const truths = clients.map(() => new Map<string, object | undefined>())
        for (const one of operations) {
          if (one.kind === 'pause') await new Promise(resolve => setImmediate(resolve))
          else if (one.kind === 'cut')
            running.links
              .filter(link => !link.destroyed)
              .at(-1 - (one.which % 4))
              ?.destroy()
          else if (one.kind === 'hold') {
            const room = rooms[one.client]
            room?.leave()
            rooms[one.client] = room ? null : clients[one.client]!.join('r')
            truths[one.client] = new Map(room ? [] : [['', undefined]])
            // A room is left in the step after, so that who takes it again at once stays.
            await null
          } else if (rooms[one.client]) {
            rooms[one.client]!.setPresence(one.state, { tab: one.tab })
            if (one.state === null) truths[one.client]!.delete(one.tab ?? '')
            else truths[one.client]!.set(one.tab ?? '', one.state)
          }
        }
        const expected = truths
          .flatMap((truth, index) => [...truth].map(([tab, state]) => JSON.stringify([`${index}`, tab, state ?? {}])))
          .concat(JSON.stringify(['watcher', '', {}]))
          .sort()
        const seen = (members: readonly { user_id: string; tab?: string; state?: object }[] = []) =>
          members.map(({ user_id, tab = '', state }) => JSON.stringify([user_id, tab, state ?? {}])).sort()
        const views = async () => [seen(watched.presence?.members), seen((await running.server.presence('r')).members)]
        await expect.poll(views, { timeout: 5_000 }).toEqual([expected, expected])
        expect(watched.presence?.count).toBe(expected.length)
      } finally {
        for (const one of [watcher, ...clients]) one.close()
        await expect.poll(() => running.server.stats().connections).toBe(0)
      }
    }),
    { numRuns: 8, endOnFailure: true },
  )
}, 60_000)

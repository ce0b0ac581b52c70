/** A small server in a process of its own, to be killed, stopped and lied to: `node server-main.ts '{"folder":…}'`. */
import { createServer as createHttp } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Limits, resolveLimits } from '@nabiz/protocol'
import { ConnectRefused, createServer, handleRequest, type Identity, Refused } from '@nabiz/server'
import { type Bug, withBug } from './bugs.ts'
import { FileLog } from './file-log.ts'
import { APPEND, DURABLE, ROOMS } from './rooms.ts'

export type Setup = {
  folder: string
  port: number
  bug: Bug | null
  forbidden: [user: string, room: string][]
  limits?: Partial<Limits>
}
export type Order =
  | { do: 'forbid'; user: string; room: string }
  | { do: 'revoke'; user: string }
  | { do: 'measure' }
  | { do: 'publish'; room: string; bytes: number; count: number }
export type Report =
  | { say: 'listening'; port: number }
  | { say: 'fault'; what: string }
  | { say: 'done'; n: number; answer: Measure | null }
/** `held` is bytes of buffers in use, `wall` and `steady` are the two clocks in ms, `struck` counts the bug of its own. */
export type Measure = {
  rss: number
  struck: number
  wall: number
  steady: number
  polluted: boolean
  connections: number
  held: number
}

const setup = JSON.parse(process.argv[2]!) as Setup
const report = (what: Report): void => void process.send?.(what)
process.on('unhandledRejection', error => report({ say: 'fault', what: `unhandled rejection: ${error}` }))
process.on('disconnect', () => process.exit(0))

const forbidden = new Set(setup.forbidden.map(pair => pair.join(' ')))
let struck = 0
const parts = withBug(setup.bug, {
  authorize: (identity, room) => !forbidden.has(`${identity.user_id} ${room}`),
  folder: setup.folder,
  budgetBytes: resolveLimits(setup.limits).historyBudgetBytes,
  struck: () => struck++,
})
const log = new FileLog(setup.folder)

/** Tokens of tests are JSON: what they say is believed, if it has a user. */
const identityOf = (claims: unknown): Identity => {
  const named =
    typeof claims === 'object' && claims !== null && 'user_id' in claims && typeof claims.user_id === 'string'
  if (!named) throw new TypeError('no user')
  return claims as Identity
}

const server = createServer({
  async authenticate(token) {
    try {
      return identityOf(JSON.parse(token))
    } catch {
      throw new ConnectRefused(4500, 'The token is bad')
    }
  },
  authorize: parts.authorize,
  broker: parts.broker,
  log,
  rooms: ROOMS,
  requests: [
    handleRequest(APPEND, async ({ room, note }) => {
      if (room !== DURABLE) throw new Refused('denied')
      const { epoch, event } = log.append(room, note)
      await server.carry(room, epoch, event)
      return { epoch, offset: event.offset, id: event.id }
    }),
  ],
  limits: {
    ...{ messagesPerMinute: 1e6, pingsPerMinute: 1e6, connectsPerMinute: 1e6, connectsPerSecond: 1e6 },
    ...{ heartbeatMs: 400, presenceGraceMs: 500, graceMs: 10_000, stallMs: 3_000, connectionsPerUser: 1_000 },
    ...setup.limits,
  },
  onError: (error, where) => report({ say: 'fault', what: `${where}: ${error}` }),
})
const http = createHttp()
parts.wire(http)
server.attach(http)
http.listen(setup.port, '127.0.0.1', () => report({ say: 'listening', port: (http.address() as AddressInfo).port }))

const obey = async (order: Order): Promise<Measure | null> => {
  switch (order.do) {
    case 'forbid':
      forbidden.add(`${order.user} ${order.room}`)
      await server.refreshPermissions(order.user)
      return null
    case 'revoke':
      await server.disconnect({ user_id: order.user }, { revoke: true })
      return null
    case 'publish': {
      const data = { op: '', payload: 'x'.repeat(order.bytes) }
      for (let index = 0; index < order.count; index++) {
        await server.publish(order.room, 'note', data)
        if (index % 16 === 0) await new Promise(resolve => setImmediate(resolve))
      }
      return null
    }
    case 'measure': {
      const { connections } = server.stats()
      // Buffers that nobody holds any more say nothing.
      globalThis.gc?.()
      const { rss, arrayBuffers } = process.memoryUsage()
      let polluted = false
      for (const _ in {}) polluted = true
      return {
        rss,
        held: arrayBuffers,
        struck,
        wall: Date.now(),
        steady: performance.now(),
        polluted,
        connections,
      }
    }
  }
}
process.on('message', ({ n, order }: { n: number; order: Order }) => {
  void obey(order).then(answer => report({ say: 'done', n, answer }))
})

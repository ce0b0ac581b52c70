/** The engine put together: brokers, rooms, sessions and transports behind one object. */
import { randomUUID } from 'node:crypto'
import type { Server } from 'node:http'
import { type Durability, type Limits, type RoomContract, type RoomEvent, resolveLimits } from '@nabiz/protocol'
import type { Broker } from './broker/broker.ts'
import type { HistoryLog } from './broker/history-log.ts'
import { createMemoryBroker } from './broker/memory-broker.ts'
import type { AuditRecord } from './room/audit.ts'
import { type Authorize, createAuthorizer } from './room/authorize.ts'
import { FanOut } from './room/fan-out.ts'
import { Hub } from './room/hub.ts'
import type { Identity } from './room/identity.ts'
import { KeyMemory } from './room/key-memory.ts'
import { Publisher } from './room/publisher.ts'
import { createRoomCatalogue } from './room/room-catalogue.ts'
import { roomKey } from './room/room-key.ts'
import type { CommandParts } from './session/commands.ts'
import { ConnectSession } from './session/connect-session.ts'
import { Drain } from './session/drain.ts'
import { Link } from './session/link.ts'
import { recheckRooms } from './session/recheck-rooms.ts'
import { type RequestHandler, Requests } from './session/requests.ts'
import { Revocations } from './session/revocations.ts'
import { SessionRegistry } from './session/session-registry.ts'
import { Admission } from './transport/admission.ts'
import type { Origins } from './transport/origin.ts'
import { WebSocketTransport } from './transport/web-socket.ts'

export type ServerOptions = {
  /** Throw `ConnectRefused` for a token that is missing, bad, expired or revoked; anything else thrown is a fault. */
  authenticate: (token: string) => Promise<Identity>
  /** Default: by `identity.rooms` and `identity.publish`. Only `true` is a yes. */
  authorize?: Authorize
  /** Rooms beside these have default history and take any event. */
  rooms?: RoomContract[]
  requests?: RequestHandler[]
  /** Default: a memory broker of this process. */
  broker?: Broker
  /** For rooms whose history is durable. */
  log?: HistoryLog
  /** Default `same-host`. */
  origins?: Origins
  limits?: Partial<Limits>
  /** This process among several, told to clients. Default: random. */
  node?: string
  /** ms since 1970. Default `Date.now`. */
  now?: () => number
  /** ms of a clock nobody sets. Default `performance.now`. */
  monotonic?: () => number
  /** Names events and sessions; must not repeat. Default: random UUIDs. */
  id?: () => string
  /** 0 ≤ r < 1: spreads reconnects. */
  random?: () => number
  audit?: (record: AuditRecord) => void
  /** Faults of the application's functions and of brokers and logs. Default: standard error. */
  onError?: (error: unknown, where: string) => void
}

export type PublishOptions = {
  user_id?: string | null
  /** False: passing. */
  record?: boolean
  /** The same key in the same room publishes once in 24 h. */
  key?: string
  /** ms */
  timestamp?: number
  id?: string
  /** The tenant whose room is meant; absent = the shared space. */
  company?: string
}

export type NabizServer = {
  /** Answers WebSocket handshakes on `path` (default `/ws`) of this HTTP server. */
  attach(http: Server, options?: { path?: string }): void
  /** Throws `Refused`; `durable_room` for a recorded event of a durable room, whose events come through its log and `carry`. */
  publish(
    room: string,
    type: string,
    data: unknown,
    options?: PublishOptions,
  ): Promise<{ id: string; epoch?: string; offset?: number; durability: Durability }>
  /** Delivers an event the log already holds. Repeats do no harm; a gap before it is read from the log. */
  carry(room: string, epoch: string, event: RoomEvent & { offset: number }): Promise<void>
  /** Ends connections with 4005; with `revoke` 4502, and older tokens of that user or sign-in open nothing any more. */
  disconnect(
    target: { user_id?: string; sid?: string; session?: string },
    options?: { revoke?: boolean },
  ): Promise<void>
  /** Asks anew about every joined room of the user; resolves when those no longer allowed were left. */
  refreshPermissions(user_id: string): Promise<void>
  /** Now: users with a connection, sessions with those away, open connections, members by room (`company/room` for tenants). */
  stats(): { users: number; sessions: number; connections: number; rooms: Record<string, number> }
  /** Asks every client to come back, spread over `window_ms` (default 10 s); resolves when the last connection was closed. */
  drain(options?: { window_ms?: number }): Promise<void>
  /** Ends every connection (4003); resolves when all are closed, 5 s at the latest. An attached HTTP server stays open. */
  close(): Promise<void>
}

/** How often the clock is looked at: heartbeats, expiry, grace. */
const SWEEP_MS = 250
/** Every so many looks, memory is tidied too. */
const TIDY_EVERY = 240

/** Makes a server; nothing listens before `attach`. Throws for options that contradict each other. */
export const createServer = (options: ServerOptions): NabizServer => {
  const limits = resolveLimits(options.limits)
  const now = options.now ?? Date.now
  const monotonic = options.monotonic ?? (() => performance.now())
  const id = options.id ?? randomUUID
  const random = options.random ?? Math.random
  const onError = options.onError ?? ((error, where) => console.error(`nabiz: ${where}:`, error))
  const rooms = options.rooms ?? []
  if (rooms.some(room => room.history.durable) && !options.log) throw new TypeError('durable rooms need options.log')
  const broker = options.broker ?? createMemoryBroker({ now, budgetBytes: limits.historyBudgetBytes })

  const fanOut = new FanOut()
  const catalogue = createRoomCatalogue(rooms, limits)
  const hub = new Hub({ broker, log: options.log, catalogue, fanOut, onError })
  const keys = new KeyMemory({ now, keepMs: limits.keyMemoryMs, budgetBytes: limits.keyMemoryBytes })
  const publisher = new Publisher({ broker, catalogue, keys, limits, now, id })
  const revocations = new Revocations(now, limits.revocationMs)
  const requests = new Requests(options.requests ?? [], keys, onError)
  const audit = (record: Omit<AuditRecord, 'at'>) => options.audit?.({ at: now(), ...record })
  const commands: CommandParts = {
    ...{ hub, publisher, keys, fanOut, limits, now, monotonic, id, audit, onError, requests, revocations },
    authenticate: options.authenticate,
    may: createAuthorizer(options.authorize, onError),
    node: options.node ?? id(),
  }
  const sessions = new SessionRegistry(commands)
  const connect = new ConnectSession(commands, sessions)
  const links = new Set<Link>()
  /** Those that have not been answered `connect`. */
  const waiting = new Set<Link>()
  const admission = new Admission(limits, monotonic)
  const drain = new Drain(links, { monotonic, random })
  const transport = new WebSocketTransport({
    limits,
    origins: options.origins ?? 'same-host',
    admission,
    open: wire => {
      const link = new Link(wire, { commands, sessions, connect, settled: one => waiting.delete(one) })
      links.add(link)
      waiting.add(link)
      return link
    },
    closed: link => {
      links.delete(link)
      drain.closed()
      if (links.size === 0) closed?.resolve()
    },
    pending: () => waiting.size,
    accepting: () => !drain.begun,
  })

  let closed: PromiseWithResolvers<void> | null = null
  const allClosed = (): Promise<void> => {
    closed ??= Promise.withResolvers<void>()
    if (links.size === 0) closed.resolve()
    return closed.promise
  }

  let sweeps = 0
  const sweep = () => {
    const at = monotonic()
    for (const link of links) link.sweep(at)
    sessions.sweep()
    hub.sweep()
    drain.sweep()
    if (++sweeps % TIDY_EVERY !== 0) return
    for (const tidied of [broker, keys, revocations, connect, admission]) tidied.sweep()
  }
  const timer = setInterval(sweep, SWEEP_MS)
  timer.unref()

  return {
    attach: (http, { path = '/ws' } = {}) => transport.attach(http, path),
    publish: (room, type, data, { user_id = null, ...rest } = {}) =>
      publisher.publish({ room, type, data, user_id, publisher: 'server', company: undefined, ...rest }),
    carry: (room, epoch, event) => hub.carry(roomKey(undefined, room), epoch, event),
    async disconnect(target, { revoke = false } = {}) {
      const named = target.session === undefined ? undefined : sessions.get(target.session)
      if (revoke) revocations.add({ ...target, ...(named?.identity.sid && { sid: named.identity.sid }) })
      const meant = [...sessions.all()].filter(
        session =>
          session === named ||
          (target.user_id !== undefined && session.identity.user_id === target.user_id) ||
          (target.sid !== undefined && session.identity.sid === target.sid),
      )
      for (const session of meant) {
        const { user_id, company = null } = session.identity
        if (revoke) audit({ kind: 'revoked', user_id, company, session: session.id })
        sessions.end(session, revoke ? 4502 : 4005)
      }
    },
    async refreshPermissions(user_id) {
      const affected = sessions.ofUser(user_id)
      for (const session of affected) session.permissions++
      await Promise.all(affected.map(session => recheckRooms(commands, session)))
    },
    stats: () => ({
      users: sessions.users(),
      sessions: sessions.size,
      connections: links.size,
      rooms: hub.counts(),
    }),
    drain: ({ window_ms = 10_000 } = {}) => drain.begin(window_ms),
    async close() {
      clearInterval(timer)
      transport.close()
      for (const link of links) link.close(4003)
      await allClosed()
      await broker.close()
    },
  }
}

/** The engine put together: brokers, rooms, sessions and transports behind one object. */
import { randomUUID } from 'node:crypto'
import type { Server } from 'node:http'
import { type Limits, type PresenceMember, type RoomContract, type RoomEvent, resolveLimits } from '@nabiz/protocol'
import type { ToJsonSchema } from './api/json-schema.ts'
import type { Broker } from './broker/broker.ts'
import type { HistoryLog } from './broker/history-log.ts'
import { createMemoryBroker } from './broker/memory-broker.ts'
import { createMetrics } from './metrics/metrics.ts'
import { createPublish, type FindRoom, type Publish, roomOf } from './publish.ts'
import type { AuditRecord } from './room/audit.ts'
import { type Authorize, createAuthorizer } from './room/authorize.ts'
import { Counters } from './room/counters.ts'
import { createEventIds } from './room/event-ids.ts'
import { FanOut } from './room/fan-out.ts'
import { Hub } from './room/hub.ts'
import type { Identity } from './room/identity.ts'
import { KeyMemory } from './room/key-memory.ts'
import { type OccupancyHook, Presence } from './room/presence.ts'
import type { PresenceNodes } from './room/presence-nodes.ts'
import type { PresencePage } from './room/presence-room.ts'
import { Publisher } from './room/publisher.ts'
import { createRoomCatalogue } from './room/room-catalogue.ts'
import { roomKey } from './room/room-key.ts'
import { createServerApi } from './server-api.ts'
import type { CommandParts } from './session/commands.ts'
import { ConnectSession } from './session/connect-session.ts'
import { ALONE, type Control, type OpenControl } from './session/control.ts'
import type { DisconnectTarget } from './session/disconnect-sessions.ts'
import { Drain } from './session/drain.ts'
import { Link, type LinkParts } from './session/link.ts'
import { disconnectEverywhere, obeyOrder } from './session/orders.ts'
import { recheckUser } from './session/recheck-rooms.ts'
import { type RequestHandler, Requests } from './session/requests.ts'
import { type RevocationStore, Revocations } from './session/revocations.ts'
import { SessionRegistry } from './session/session-registry.ts'
import type { TransportName } from './session/wire.ts'
import { Admission } from './transport/admission.ts'
import { type Neighbours, NO_NEIGHBOURS } from './transport/neighbours.ts'
import type { Origins } from './transport/origin.ts'
import { Transports } from './transport/transports.ts'

export type ServerOptions = {
  /** Throw `ConnectRefused` for a token that is missing, bad, expired or revoked; anything else thrown is a fault. */
  authenticate: (token: string) => Promise<Identity>
  /** Default: by `identity.rooms` and `identity.publish`. Only `true` is a yes. */
  authorize?: Authorize
  /** Rooms beside these have default history and take any event. */
  rooms?: RoomContract[]
  /** What clients may ask, each by `handleRequest(contract, handle)`. Default: nothing. */
  requests?: RequestHandler[]
  /** Default: a memory broker of this process. */
  broker?: Broker
  /** For rooms whose history is durable. */
  log?: HistoryLog
  /** Default `same-host`. */
  origins?: Origins
  /** What clients may connect by. Default: all. */
  transports?: readonly TransportName[]
  /** So many proxies in front are believed about `X-Forwarded-For`. Default 0: nobody is. */
  trustedProxies?: number
  /** At least 32 bytes: lets an EventSource resume after a restart and on another node. Default: random, of this process. */
  secret?: string
  /** Others than the defaults, by the names of `LIMITS`. */
  limits?: Partial<Limits>
  /** This process among several, told to clients. Default: random. */
  node?: string
  /** ms since 1970. Default `Date.now`. */
  now?: () => number
  /** ms of a clock nobody sets. Default `performance.now`. */
  monotonic?: () => number
  /** Names events and sessions; must not repeat. Default: random UUIDs, and shorter names for events. */
  id?: () => string
  /** 0 ≤ r < 1: spreads reconnects. */
  random?: () => number
  /** Told of connections, joins, refusals and revocations, one record each. Default: nobody is. */
  audit?: (record: AuditRecord) => void
  /** Where revocations outlive the process. Default: they do not. */
  revocations?: RevocationStore
  /** Reaches the other nodes. Default: there are none. */
  control?: OpenControl
  /** Makes presence one with that of the other nodes. Default: there are none. */
  presence?: PresenceNodes
  /** Passes calls of HTTP transports on to the node that holds their session. Default: they are 410. */
  neighbours?: Neighbours
  /** What came from the other nodes' way and was none of theirs, by reason; told in `/metrics`. */
  dropped?: () => Readonly<Record<string, number>>
  /** With at least one key the HTTP API is answered beside the socket; each call names one as `Authorization: Bearer`. */
  apiKeys?: readonly string[]
  /** JSON Schema of a contract's schema, for the documents. Default: what the schema says of itself. */
  toJsonSchema?: ToJsonSchema
  /** The first member came into a room on this node. Faults of it go to `onError`; nothing waits for it. */
  onOccupied?: OccupancyHook
  /** The last member of a room on this node left, or its connection stayed broken for the grace of presence. */
  onVacated?: OccupancyHook
  /** Faults of the application's functions and of brokers and logs. Default: standard error. */
  onError?: (error: unknown, where: string) => void
}

export type NabizServer = {
  /**
   * Answers at and below `path` (default `/ws`) of this HTTP server. Listeners it has by now keep every other request, so
   * attach after them. Slow requests are its own to end: `headersTimeout`, `requestTimeout`, `connectionsCheckingInterval`.
   */
  attach(http: Server, options?: { path?: string }): void
  publish: Publish
  /**
   * The room `user:{id}`, by its contract where one is given; throws a TypeError for an id that cannot stand in a name.
   * @example toUser('5').publish('notification', { text: 'Approved' })
   * @example toUser(person, '5').publish('notification', { text: 'Approved' })
   */
  toUser: FindRoom
  /** The room `company:{id}`, likewise. */
  toCompany: FindRoom
  /** Delivers an event the log already holds. Repeats do no harm; a gap before it is read from the log. */
  carry(room: string, epoch: string, event: RoomEvent & { offset: number }): Promise<void>
  /**
   * Ends connections with 4005; with `revoke` 4502, and older tokens of whom it names open nothing any more. Gives how
   * many sessions were ended; rejects when the store of revocations could not keep it.
   */
  disconnect(target: DisconnectTarget, options?: { revoke?: boolean }): Promise<number>
  /**
   * Who is in a room, ordered by `member`; `more`: ask again with `after` = the last one. `limit` is at most, and by
   * default, `presenceAnswerMembers`. Nobody is in a room whose contract keeps no presence. Rejects with `Refused` while
   * the other nodes are out of reach.
   */
  presence(
    room: string,
    options?: { company?: string; after?: string; limit?: number },
  ): Promise<PresencePage<PresenceMember>>
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
  const eventIds = options.id ?? createEventIds()
  const random = options.random ?? Math.random
  const onError = options.onError ?? ((error, where) => console.error(`nabiz: ${where}:`, error))
  const rooms = options.rooms ?? []
  if (rooms.some(room => room.history.durable) && !options.log) throw new TypeError('durable rooms need options.log')
  const broker = options.broker ?? createMemoryBroker({ now, budgetBytes: limits.historyBudgetBytes })

  const counters = new Counters(monotonic)
  const fanOut = new FanOut(counters, { monotonic, later: (run, ms) => void setTimeout(run, ms) })
  const catalogue = createRoomCatalogue(rooms, limits)
  const others = { current: () => control.current(), caughtUp: () => control.caughtUp() }
  const hub = new Hub({ broker, log: options.log, catalogue, fanOut, others, onError })
  const keys = new KeyMemory({ now, keepMs: limits.keyMemoryMs, budgetBytes: limits.keyMemoryBytes })
  const publisher = new Publisher({ broker, catalogue, keys, fanOut, limits, now, id: eventIds, onError })
  const presence = new Presence({
    limits,
    catalogue,
    now,
    onError,
    onOccupied: options.onOccupied,
    onVacated: options.onVacated,
    later: run => void setTimeout(run, limits.presenceEveryMs).unref(),
    nodes: options.presence ?? null,
    others,
  })
  const revocations = new Revocations({
    now,
    keepMs: limits.revocationMs,
    store: options.revocations,
    caughtUp: others.caughtUp,
  })
  const requests = new Requests(options.requests ?? [], keys, onError)
  const audit = (record: Omit<AuditRecord, 'at'>) => options.audit?.({ at: now(), ...record })
  const commands: CommandParts = {
    hub,
    publisher,
    presence,
    keys,
    fanOut,
    limits,
    now,
    monotonic,
    id,
    audit,
    onError,
    requests,
    revocations,
    authenticate: options.authenticate,
    may: createAuthorizer(options.authorize, onError),
    node: options.node ?? id(),
  }
  const neighbours = options.neighbours ?? NO_NEIGHBOURS
  const sessions = new SessionRegistry({ ...commands, id: () => neighbours.nameOf(id()) })
  const control: Control = options.control?.(order => obeyOrder(commands, sessions, control, order)) ?? ALONE
  const connect = new ConnectSession(commands, sessions)
  const links = new Set<Link>()
  /** Those that have not been answered `connect`. */
  const waiting = new Set<Link>()
  const linkParts: LinkParts = { commands, sessions, connect, settled: one => waiting.delete(one) }
  const drain = new Drain(links, { monotonic, random })
  const admission = new Admission({
    limits,
    monotonic,
    counters,
    pending: () => waiting.size,
    accepting: () => !drain.begun && !closing,
  })
  const transports = new Transports({
    limits,
    origins: options.origins ?? 'same-host',
    transports: options.transports ?? ['websocket', 'sse', 'poll'],
    trustedProxies: options.trustedProxies ?? 0,
    secret: options.secret,
    random,
    commands,
    sessionOf: session => sessions.get(session),
    admission,
    neighbours,
    open: wire => {
      const link = new Link(wire, linkParts)
      links.add(link)
      waiting.add(link)
      return link
    },
    closed: link => {
      links.delete(link)
      drain.closed()
      if (links.size === 0) closed?.resolve()
    },
  })

  let closing = false
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
    transports.watch(at)
    sessions.sweep()
    hub.sweep()
    drain.sweep()
    if (++sweeps % TIDY_EVERY !== 0) return
    for (const tidied of [broker, keys, revocations, connect, admission, transports]) tidied.sweep()
  }
  const timer = setInterval(sweep, SWEEP_MS)
  timer.unref()

  const publish = createPublish(publisher)
  const server: NabizServer = {
    attach: (http, { path = '/ws' } = {}) => transports.attach(http, path, api ? [api] : []),
    publish,
    toUser: roomOf(publish, 'user'),
    toCompany: roomOf(publish, 'company'),
    carry: (room, epoch, event) => hub.carry(roomKey(undefined, room), epoch, event),
    disconnect: (target, { revoke = false } = {}) => disconnectEverywhere(commands, sessions, control, target, revoke),
    async presence(room, { company, after = '', limit = limits.presenceAnswerMembers } = {}) {
      return presence.whole(company, room, () => presence.members(company, room, after, limit))
    },
    async refreshPermissions(user_id) {
      const elsewhere = control.tell({ kind: 'refresh_permissions', user_id })
      await Promise.all([recheckUser(commands, sessions, user_id), elsewhere])
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
      closing = true
      for (const link of links) link.close(4003)
      await allClosed()
      await transports.close()
      await neighbours.close()
      // It may stand on the connections that the others close.
      await options.presence?.close()
      await Promise.all([control.close(), broker.close()])
    },
  }
  const api =
    options.apiKeys &&
    createServerApi({
      publisher,
      hub,
      limits,
      rooms,
      id,
      audit,
      onError,
      ...server,
      apiKeys: options.apiKeys,
      trustedProxies: options.trustedProxies ?? 0,
      requests: (options.requests ?? []).map(({ contract }) => contract),
      toJsonSchema: options.toJsonSchema,
      disconnect: (target, revoke) => server.disconnect(target, { revoke }),
      metrics: createMetrics({ counters, sessions, rooms: () => hub.counts(), dropped: options.dropped }),
    })
  return server
}

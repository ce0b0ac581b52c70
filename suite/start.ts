/** Puts the suite together: every part is made once, here, and given what it needs. Nothing else knows them all. */
import { connectRedis, type RedisCluster } from '@nabiz/redis'
import { ConnectRefused, createServer, type NabizServer } from '@nabiz/server'
import type { Logger } from 'pino'
import { createHttp, platformRooms, type Services } from '#platform/app'
import type { SampleSignIn } from '#platform/contract'
import { createIdentity, type Identity } from '#platform/identity'
import { hearPassing } from '#platform/jobs'
import { createHistoryLog, type Relay, type Store, StoreRefusal, startRelay } from '#platform/store'
import { applications } from './applications.ts'
import { type Config, ConfigRefused } from './config.ts'
import { findFreePort } from './free-port.ts'
import { scheduleJobs } from './maintenance.ts'
import { createLog } from './open-database.ts'
import { openServices } from './open-services.ts'
import type { Part } from './part.ts'
import { publicUrlOf } from './public-url.ts'
import { recheckRooms } from './recheck-rooms.ts'
import { mayEnter } from './room-door.ts'
import { mergeRooms } from './rooms.ts'
import { ensureSample, SAMPLE_SIGN_IN } from './sample.ts'

export type Suite = {
  url: string
  /** How to sign in to the sample; null in production. */
  sample: SampleSignIn | null
  /** The single-use link of the first owner; null once there is one. */
  setUpLink: string | null
  services: Services
  identity: Identity
  server: NabizServer
  relay: Relay
  close(): Promise<void>
}

/** A web process that was just killed may need a moment to lose its connection. */
const LEAD_WITHIN_MS = 2_000

/**
 * Starts listening, and working on jobs unless it is the `web` part alone. `log` and `now` are replaced by tests.
 * Throws StoreRefusal `web_taken` when another process serves this database and they share no Redis, ConfigRefused when
 * Redis cannot be reached.
 */
export const startSuite = async (
  config: Config,
  options: { part?: Exclude<Part, 'worker'>; log?: Logger; now?: () => Date; store?: Promise<Store> } = {},
): Promise<Suite> => {
  const log = options.log ?? createLog(config)
  const now = options.now ?? (() => new Date())
  const part = options.part ?? 'all'
  // Links in mails need the port before anybody listens on it.
  const port = config.port === 0 ? await findFreePort(config.host) : config.port
  const publicUrl = publicUrlOf(config, port, log)
  const opened = await openServices(config, {
    part,
    publicUrl,
    log,
    now,
    store: options.store,
    publishPassing: (room, type, data) => void server.publish(room, type, data, { record: false }),
  })
  const { services } = opened
  const { store, jobs, cache, audit, secrets, id, t } = services
  const identity = await createIdentity({ store, secret: secrets.key('identity'), publicUrl, now, id, log, audit, t })

  const secret = secrets.key('engine').toString('hex')
  const cluster = await joinCluster(config, secret, log).catch(async (error: unknown) => {
    await opened.closeJobs()
    await identity.close()
    await opened.close()
    throw error
  })
  const server = createServer({
    authenticate: async token => {
      for (const { authenticateGuest } of applications) {
        const guest = await authenticateGuest?.(services, token)
        if (guest) return { user_id: guest.user_id, expires_at: guest.expires_at, info: { name: guest.name } }
      }
      const checked = await identity.verifyConnectionToken(token)
      if (!checked.ok) throw new ConnectRefused(checked.code, checked.reason)
      return {
        user_id: checked.user_id,
        sid: checked.session_id,
        expires_at: checked.expires_at,
        info: { name: checked.name },
      }
    },
    authorize: (who, room, action) => mayEnter({ identity, applications, services }, who.user_id, room, action),
    rooms: mergeRooms([...platformRooms, ...applications.flatMap(application => application.rooms)]),
    log: createHistoryLog(store),
    // Without WebSockets the live connection falls back to streams over plain HTTP.
    transports: config.websocket ? ['websocket', 'sse', 'poll'] : ['sse', 'poll'],
    trustedProxies: config.trustedProxies,
    secret,
    ...cluster,
    origins: config.publicUrl ? [new URL(config.publicUrl).origin] : 'same-host',
    audit: record => log.debug({ audit: record }, 'engine'),
  })
  identity.watch({
    sessionsEnded: (user_id, ids) => {
      for (const sid of ids ?? []) void server.disconnect({ sid }, { revoke: true })
      if (ids === null) void server.refreshPermissions(user_id)
    },
    permissionsChanged: user_id => void server.refreshPermissions(user_id),
    lost: () => {},
  })

  const relay = await startRelay({
    store,
    log,
    route: event =>
      event.to
        ? event.to.map(room => ({ room, type: event.type, data: event.data }))
        : applications.flatMap(application => application.live(event)),
    committed: async events => {
      await recheckRooms({ store, applications, refreshPermissions: server.refreshPermissions }, events)
      const tags = new Map<string, Set<string>>()
      for (const event of events)
        for (const tag of applications.flatMap(application => application.cacheTags?.(event) ?? [])) {
          if (event.company_id === null) continue
          tags.set(event.company_id, (tags.get(event.company_id) ?? new Set()).add(tag))
        }
      for (const [company_id, of] of tags) await cache.invalidate(company_id, [...of])
    },
    deliver: (room, epoch, event) => server.carry(room, epoch, event),
    ...(cluster && { deliverAgain: (room, epoch, event) => server.carry(room, epoch, event) }),
  })
  const stopHearing = await hearPassing(store, (room, type, data) => {
    // Every serving process hears it; one of them tells all their live connections.
    if (relay.leading()) void server.publish(room, type, data, { record: false })
  })
  const close = async (): Promise<void> => {
    await opened.closeJobs()
    await relay.close()
    await stopHearing()
    await server.close()
    await identity.close()
    await opened.close()
  }
  const leads = await relay.leads(cluster ? 0 : LEAD_WITHIN_MS)
  // Without a cluster the live connections of a second one would miss what the relay of the first delivers.
  if (!leads && !cluster) {
    await close()
    throw new StoreRefusal('web_taken')
  }
  const sample = config.production ? null : await ensureSample(services, identity, config.sample)
  const http = await createHttp({
    store,
    applications,
    services,
    identity,
    config: {
      production: config.production,
      publicUrl,
      trustedProxies: config.trustedProxies,
      // Without a known name the host somebody asked for is ours, as for the live connection.
      ...(config.publicUrl ? {} : { origins: 'same-host' as const }),
      distDir: config.distDir,
      signUp: config.signUp,
      emailHookSecret: config.emailHookSecret,
      smsHookSecret: config.smsHookSecret,
      demo: sample ? SAMPLE_SIGN_IN : null,
    },
  })
  server.attach(http.server, { path: '/ws' })
  if (part === 'all') {
    await jobs.start()
    await scheduleJobs(services, applications)
  }
  const stop = async (): Promise<void> => {
    await server.drain()
    await http.close()
    await close()
  }
  await http.listen({ port, host: config.host, backlog: 4096 }).catch(async (error: unknown) => {
    await stop()
    throw error
  })
  // A new link ends the one before it, which another process may just have printed.
  const link = config.production && leads ? await identity.setup.createLink() : null
  return {
    url: publicUrl,
    sample: sample ? SAMPLE_SIGN_IN : null,
    setUpLink: link,
    services,
    identity,
    server,
    relay,
    close: stop,
  }
}

/** Null without Redis. All processes of an installation have the same data folder, so they share the secret. */
const joinCluster = async (config: Config, secret: string, log: Logger): Promise<RedisCluster | null> => {
  const { redisUrl, advertise, production } = config
  if (redisUrl === null) return null
  const onError = (error: unknown, where: string) => log.warn({ err: error, where }, 'the cluster')
  try {
    return await connectRedis({ url: redisUrl, secret, production, onError, ...(advertise && { advertise }) })
  } catch (error) {
    throw new ConfigRefused(`Redis: ${(error as Error).message}`)
  }
}

/** Puts the suite together: every part is made once, here, and given what it needs. Nothing else knows them all. */
import { randomUUIDv7 } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { hostname } from 'node:os'
import { ConnectRefused, createServer, type NabizServer } from '@nabiz/server'
import { type Logger, pino } from 'pino'
import { createHttp, createTranslate, openSecrets, platformRooms, type Services } from '#platform/app'
import { createAudit } from '#platform/audit'
import { createCache, createMemoryShelf, createRedisShelf } from '#platform/cache'
import { createFiles } from '#platform/files'
import { authMigrations, createIdentity, type Identity } from '#platform/identity'
import { createJobs, jobsMigrations } from '#platform/jobs'
import { createInbox, createMail, createMailHandler, mailJob } from '#platform/notify'
import { createHistoryLog, migrate, openStore, platformMigrations, type Relay, startRelay } from '#platform/store'
import { applications } from './applications.ts'
import type { Config } from './config.ts'
import { findFreePort } from './free-port.ts'
import { registerMaintenance, scheduleMaintenance } from './maintenance.ts'
import { mergeRooms } from './rooms.ts'
import { ensureSample, SAMPLE_SIGN_IN } from './sample.ts'

export type Suite = {
  url: string
  /** How to sign in to the sample; null in production. */
  sample: { email: string; password: string } | null
  /** The single-use link of the first owner; null once there is one. */
  setUpLink: string | null
  services: Services
  identity: Identity
  server: NabizServer
  relay: Relay
  close(): Promise<void>
}

/** Every address of the machine: a place to listen, not a name to put into a link. */
const isWildcard = (host: string): boolean => host === '0.0.0.0' || host === '::'

/** Starts listening. `log` and `now` are replaced by tests. */
export const startSuite = async (config: Config, options: { log?: Logger; now?: () => Date } = {}): Promise<Suite> => {
  const log =
    options.log ?? pino({ level: config.logLevel, redact: ['req.headers.authorization', 'req.headers.cookie'] })
  const now = options.now ?? (() => new Date())
  const id = () => randomUUIDv7()
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 })
  const secrets = openSecrets(config.dataDir)
  const store = await openStore({
    dataDir: config.dataDir,
    log,
    ...(config.databaseUrl && { databaseUrl: config.databaseUrl }),
  })
  await migrate(store, [
    authMigrations,
    platformMigrations,
    jobsMigrations,
    ...applications.map(application => application.migrations),
  ])
  const t = createTranslate(applications, { production: config.production })
  const audit = createAudit({ id, now })
  // Links in mails need the port before anybody listens on it.
  const port = config.port === 0 ? await findFreePort(config.host) : config.port
  const host = config.host.includes(':') ? `[${config.host}]` : config.host
  const publicUrl = config.publicUrl ?? `http://${isWildcard(config.host) ? hostname() : host}:${port}`
  if (config.production && !config.publicUrl)
    log.warn({ publicUrl }, 'PUBLIC_URL is not set: links in mails use the name of this machine')
  const identity = await createIdentity({ store, secret: secrets.key('identity'), publicUrl, now, id, log, audit, t })

  const server = createServer({
    authenticate: async token => {
      const checked = await identity.verifyConnectionToken(token)
      if (!checked.ok) throw new ConnectRefused(checked.code, checked.reason)
      return {
        user_id: checked.user_id,
        sid: checked.session_id,
        expires_at: checked.expires_at,
        info: { name: checked.name },
      }
    },
    authorize: async (who, room, action) => action === 'join' && (await identity.mayJoin(who.user_id, room)) === true,
    rooms: mergeRooms([...platformRooms, ...applications.flatMap(application => application.rooms)]),
    log: createHistoryLog(store),
    // Without WebSockets the live connection falls back to streams over plain HTTP.
    transports: config.websocket ? ['websocket', 'sse', 'poll'] : ['sse', 'poll'],
    trustedProxies: config.trustedProxies,
    secret: secrets.key('engine').toString('hex'),
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

  const mail = createMail({ smtp: config.smtp, dataDir: config.dataDir, log, id, now })
  const clock = () => now().getTime()
  const shelf = config.redis
    ? createRedisShelf({ redis: config.redis, now: clock, log })
    : createMemoryShelf({ now: clock })
  const cache = createCache({ shelf, now: clock, log })
  const files = createFiles({ dataDir: config.dataDir, store, id, now })
  const inbox = createInbox({ store, id, now })
  const jobs = await createJobs({
    store,
    log,
    now,
    id,
    publishPassing: (room, type, data) => void server.publish(room, type, data, { record: false }),
  })
  const services: Services = { store, jobs, cache, files, mail, inbox, audit, now, id, publicUrl, log, secrets, t }
  for (const application of applications)
    for (const job of application.jobs)
      jobs.register(job.contract, (input, context) => job.handle(services, input, context))

  jobs.register(
    mailJob,
    createMailHandler({
      mail,
      store,
      onDelivery: async (_trx, delivery) => log.info({ ref: delivery.ref, state: delivery.state }, 'mail'),
    }),
  )
  registerMaintenance(services)

  const relay = await startRelay({
    store,
    log,
    route: event =>
      event.to
        ? event.to.map(room => ({ room, type: event.type, data: event.data }))
        : applications.flatMap(application => application.live(event)),
    committed: async events => {
      const tags = new Map<string, Set<string>>()
      for (const event of events)
        for (const tag of applications.flatMap(application => application.cacheTags?.(event) ?? [])) {
          if (event.company_id === null) continue
          tags.set(event.company_id, (tags.get(event.company_id) ?? new Set()).add(tag))
        }
      for (const [company_id, of] of tags) await cache.invalidate(company_id, [...of])
    },
    deliver: (room, epoch, event) => server.carry(room, epoch, event),
  })
  const sample = config.production ? null : await ensureSample(services, identity)
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
      demo: sample ? SAMPLE_SIGN_IN : null,
    },
  })
  server.attach(http.server, { path: '/ws' })
  await jobs.start()
  await scheduleMaintenance(services)
  await http.listen({ port, host: config.host, backlog: 4096 })
  const link = config.production ? await identity.setup.createLink() : null
  return {
    url: publicUrl,
    sample: sample ? SAMPLE_SIGN_IN : null,
    setUpLink: link,
    services,
    identity,
    server,
    relay,
    async close() {
      await server.drain()
      await http.close()
      await jobs.close()
      await relay.close()
      await server.close()
      await cache.close()
      await mail.close()
      await identity.close()
      await store.close()
    },
  }
}

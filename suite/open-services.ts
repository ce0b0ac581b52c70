/** The services of one process: database, jobs, files, mail and the rest, made once and closed in order. */
import { randomUUIDv7 } from 'node:crypto'
import { join } from 'node:path'
import { createRedisClient } from '@nabiz/redis'
import type { RedisOptions } from 'ioredis'
import type { Logger } from 'pino'
import { createDataRules, createTranslate, openSecrets, platformJobs, type Services, smsReportsOf } from '#platform/app'
import { createAudit, createAuditTrail } from '#platform/audit'
import { createCache, createMemoryShelf, createRedisShelf } from '#platform/cache'
import { createDrawingThreads, readAuthorities } from '#platform/documents'
import { createDiskShelf, createFiles } from '#platform/files'
import { authMigrations } from '#platform/identity'
import { createJobs, jobsMigrations, type PublishPassing, passingThroughDatabase } from '#platform/jobs'
import {
  createMail,
  createMailHandler,
  createNotify,
  createPush,
  createPushHandler,
  createSms,
  mailJob,
  pushJob,
  vapidFromSecret,
} from '#platform/notify'
import { migrate, platformMigrations, type Store } from '#platform/store'
import { applications } from './applications.ts'
import type { Config } from './config.ts'
import { registerMaintenance } from './maintenance.ts'
import { openDatabase } from './open-database.ts'
import { openSmsProvider } from './open-sms-provider.ts'
import type { Part } from './part.ts'

export type OpenOptions = {
  part: Part
  /** As browsers and mails call the server. */
  publicUrl: string
  log: Logger
  now: () => Date
  /** The database, when it was begun to be opened already. */
  store?: Promise<Store> | undefined
  /** To the live connections of this process; null where there are none, and another process has them. */
  publishPassing: PublishPassing | null
}

export type OpenServices = {
  services: Services
  /** Stops the jobs of this process; what runs goes back into the queue. */
  closeJobs(): Promise<void>
  /** After the jobs, and after whatever else used the database. */
  close(): Promise<void>
}

/** Migrated, with every job registered and none at work: `services.jobs.start()` begins. */
export const openServices = async (config: Config, options: OpenOptions): Promise<OpenServices> => {
  const { log, now, publicUrl, part } = options
  const id = () => randomUUIDv7()
  const clock = () => now().getTime()
  const store = await (options.store ?? openDatabase(config, log))
  const secrets = openSecrets(config.dataDir)
  await migrate(store, [
    authMigrations,
    platformMigrations,
    jobsMigrations,
    ...applications.map(application => application.migrations),
  ])
  const t = createTranslate(applications, { production: config.production })
  const audit = createAudit({ id, now })
  const trail = createAuditTrail({ store, dataDir: config.dataDir, seed: secrets.key('audit-heads'), now })
  const mail = createMail({ smtp: config.smtp, dataDir: config.dataDir, log, id, now })
  // A worker is not told what stopped being true, so alone in its memory it keeps nothing.
  const memory = { now: clock, ...(part === 'worker' && { maxBytes: 0 }) }
  const { redisUrl, production } = config
  const openRedis = redisUrl && ((settings: RedisOptions) => createRedisClient(redisUrl, settings, { production }))
  const shelf = openRedis ? createRedisShelf({ redis: openRedis, now: clock, log }) : createMemoryShelf(memory)
  const cache = createCache({ shelf, now: clock, log })
  const files = createFiles({ shelf: createDiskShelf(join(config.dataDir, 'files')), store, id, now })
  const publishPassing = options.publishPassing ?? passingThroughDatabase(store, log)
  const jobs = await createJobs({ store, log, now, id, publishPassing, process: part })
  const limits = config.mailLimits
  const { inbox, outgoing } = createNotify({
    store,
    jobs,
    files,
    mail,
    applications,
    limits,
    publicUrl,
    t,
    log,
    id,
    now,
  })
  const push = createPush({
    keys: config.vapid.keys ?? vapidFromSecret(secrets.key('vapid')),
    subject: config.vapid.subject,
    log,
    remember: !config.production,
  })
  const { sms: texts } = config
  const sms = createSms({
    provider: openSmsProvider(config, now),
    title: texts.title,
    limits: texts.limits,
    store,
    now,
  })
  const drawing = createDrawingThreads()
  const services: Services = {
    store,
    jobs,
    cache,
    files,
    mail,
    outgoing,
    sms,
    push,
    inbox,
    audit,
    trail,
    dataRules: createDataRules(applications),
    now,
    id,
    publicUrl,
    log,
    secrets,
    drawing,
    authorities: readAuthorities(config.trustDir),
    t,
  }
  // Also where none is worked on: trying a task again asks the contract how often.
  const ofApplications = applications.flatMap(application => application.jobs)
  for (const job of [...platformJobs, smsReportsOf(applications), ...ofApplications])
    jobs.register(job.contract, (input, context) => job.handle(services, input, context))
  jobs.register(mailJob, createMailHandler({ outgoing }))
  jobs.register(pushJob, createPushHandler({ push, store, id, now }))
  registerMaintenance(services)
  return {
    services,
    closeJobs: () => jobs.close(),
    async close() {
      await drawing.close()
      await cache.close()
      await mail.close()
      await store.close()
    },
  }
}

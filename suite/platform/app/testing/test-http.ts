/** Real store, jobs, files, mail catcher, identity and HTTP, put together as main does, with a clock that can be moved. */
import { createHmac, randomBytes, randomUUIDv7 } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { type Logger, pino } from 'pino'
import { createAudit, createAuditTrail } from '#platform/audit'
import { createCache, createMemoryShelf } from '#platform/cache'
import type { Role } from '#platform/contract'
import { createDrawingThreads } from '#platform/documents'
import { createDiskShelf, createFiles } from '#platform/files'
import { type AuthTables, authMigrations, createIdentity, type Identity } from '#platform/identity'
import { createJobs, jobsMigrations } from '#platform/jobs'
import {
  createMail,
  createNotify,
  createPush,
  createSms,
  type PushOptions,
  SMS_LIMITS,
  type SmsProvider,
  vapidFromSecret,
} from '#platform/notify'
import { createTestStore, type TestStore } from '../../store/testing/index.ts'
import type { Application } from '../application.ts'
import type { Services } from '../context.ts'
import { createDataRules } from '../data-rules.ts'
import { createHttp } from '../http.ts'
import type { HttpConfig } from '../http-config.ts'
import { openSecrets } from '../secrets.ts'
import { createTranslate } from '../translate.ts'
import { createCaller, type TestPerson } from './test-person.ts'

/** Every test person's password. */
export const PASSWORD = 'uzun-bir-parola-61'

export type TestHttpOptions = {
  applications?: readonly Application[]
  config?: Partial<HttpConfig>
  log?: Logger
  authorities?: Services['authorities']
  push?: Partial<PushOptions>
  /** Absent: SMS is not connected. */
  sms?: SmsProvider
}

export type TestHttp = {
  http: FastifyInstance
  store: TestStore
  services: Services
  identity: Identity
  /** Moves the clock of everything that was given `now`. */
  advance(ms: number): void
  addCompany(title?: string): Promise<{ id: string; slug: string; owner: TestPerson }>
  /** A new user, signed in, and a member when `company` is given (slug or id as made by addCompany). */
  addPerson(options?: { name?: string; email?: string; company?: string; role?: Role }): Promise<TestPerson>
  /** Nobody: no cookie. `ip` is where the calls seem to come from. */
  guest(ip?: string): TestPerson
  close(): Promise<void>
}

/** Jobs are queued and not worked on; call `services.jobs.start()` where a test needs them done. */
export const createTestHttp = async (options: TestHttpOptions = {}): Promise<TestHttp> => {
  const applications = options.applications ?? []
  const log = options.log ?? pino({ level: 'silent' })
  const store = await createTestStore(
    [authMigrations, jobsMigrations, ...applications.map(({ migrations }) => migrations)],
    {
      log,
    },
  )
  const dataDir = await mkdtemp(join(tmpdir(), 'nabiz-http-'))
  let ahead_ms = 0
  const now = () => new Date(Date.now() + ahead_ms)
  const id = () => randomUUIDv7()
  const config: HttpConfig = {
    production: false,
    publicUrl: 'http://nabiz.test',
    distDir: null,
    demo: null,
    ...options.config,
  }
  const { publicUrl } = config
  const secrets = openSecrets(dataDir)
  const audit = createAudit({ id, now })
  const trail = createAuditTrail({ store, dataDir, seed: secrets.key('audit-heads'), now })
  const t = createTranslate(applications)
  const secret = secrets.key('identity')
  const identity = await createIdentity({ store, secret, publicUrl, now, id, log, audit, t })
  const mail = createMail({ smtp: null, dataDir, log, id, now })
  const jobs = await createJobs({ store, log, now, id, publishPassing: () => {} })
  const clock = () => now().getTime()
  const cache = createCache({ shelf: createMemoryShelf({ now: clock }), now: clock, log })
  const files = createFiles({ shelf: createDiskShelf(join(dataDir, 'files')), store, id, now })
  const push = createPush({
    keys: vapidFromSecret(secrets.key('vapid')),
    subject: 'mailto:test@nabiz.example',
    log,
    ...options.push,
  })
  const { inbox, outgoing } = createNotify({ store, jobs, files, mail, applications, publicUrl, t, log, id, now })
  const sms = createSms({ provider: options.sms ?? null, title: 'NABIZ', store, limits: SMS_LIMITS, now })
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
    authorities: options.authorities ?? [],
    t,
  }
  const http = await createHttp({ store, applications, services, identity, config })
  await http.ready()

  /** As better-auth would, without the 50 ms of a password. */
  const openSession = async (user_id: string): Promise<string> => {
    const token = randomBytes(24).toString('base64url')
    const expiresAt = new Date(now().getTime() + 86_400_000)
    await store.asSystem('a test signs in', trx =>
      trx
        .withTables<AuthTables>()
        .insertInto('auth.session')
        .values({ id: id(), token, userId: user_id, expiresAt, updatedAt: now(), ipAddress: null, userAgent: 'test' })
        .execute(),
    )
    const mac = createHmac('sha256', secret.toString('hex')).update(token).digest('base64')
    const name = publicUrl.startsWith('https:') ? '__Host-nabiz_session' : 'nabiz_session'
    return `${name}=${encodeURIComponent(`${token}.${mac}`)}`
  }

  const addPerson: TestHttp['addPerson'] = async (person = {}) => {
    const key = randomBytes(4).toString('hex')
    const about = { name: person.name ?? `Kişi ${key}`, email: person.email ?? `kisi-${key}@ornek.example` }
    const user_id = await store.asSystem('a test adds a person', async trx => {
      const made = await identity.createUser(trx, { ...about, password: PASSWORD })
      if (person.company) {
        const member = { company_id: person.company, user_id: made.user_id, role: person.role ?? 'member' }
        await identity.addMember(trx, member, { actor: 'system' })
      }
      return made.user_id
    })
    const cookie = await openSession(user_id)
    return createCaller(http, { ...about, id: user_id, cookie, company: person.company ?? null, origin: publicUrl })
  }

  return {
    http,
    store,
    services,
    identity,
    advance: ms => {
      ahead_ms += ms
    },
    async addCompany(title = 'Deneme Ticaret A.Ş.') {
      const owner = await addPerson()
      const made = await store.asSystem('a test adds a company', trx =>
        identity.createCompany(trx, { title, owner_id: owner.id }, { actor: owner.id }),
      )
      const { name, email, cookie } = owner
      return {
        ...made,
        owner: createCaller(http, { id: owner.id, name, email, cookie, company: made.id, origin: publicUrl }),
      }
    },
    addPerson,
    guest: ip =>
      createCaller(http, {
        id: '',
        name: '',
        email: '',
        cookie: '',
        company: null,
        origin: publicUrl,
        ...(ip ? { ip } : {}),
      }),
    async close() {
      await http.close()
      await jobs.close()
      await drawing.close()
      await mail.close()
      await identity.close()
      await store.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** The one reader of the environment: every option with its default, its unit, and what its absence means. */
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { checkRedisUrl } from '@nabiz/redis'
import { z } from 'zod'
import { isSmsTitle } from '#platform/contract'
import { type HttpJsonOptions, isVapidPair, type SmsLimits, type VapidKeys } from '#platform/notify'

const flag = z.stringbool().optional()
const port = z.coerce.number().int().min(0).max(65_535)

const jsonOf = <T extends z.ZodType>(inner: T) =>
  z
    .string()
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown
      } catch {
        context.addIssue({ code: 'custom', message: 'not JSON' })
        return z.NEVER
      }
    })
    .pipe(inner)

/** Names are the environment's. An empty value counts as absent. */
const environment = z.object({
  /** 0 takes any free port. */
  PORT: port.default(3000),
  HOST: z.string().default('127.0.0.1'),
  /** Where a worker answers /health and /ready; absent: nowhere. 0 takes any free port. */
  WORKER_PORT: port.optional(),
  /** Everything that is kept: database, files, secrets. */
  DATA_DIR: z.string().optional(),
  /** Certificates (.pem, .crt, .cer) of authorities whose qualified signatures are believed; absent: trust in DATA_DIR. */
  TRUST_DIR: z.string().optional(),
  /** Your own PostgreSQL, 15 or newer; absent: the private one in DATA_DIR. */
  DATABASE_URL: z.string().optional(),
  NABIZ_MODE: z.enum(['demonstration', 'production']).optional(),
  /** What people's browsers and mails call this server; absent: the address it listens on. */
  PUBLIC_URL: z.url().optional(),
  /** How many proxies stand in front and add X-Forwarded-For. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  /** open: anybody makes an account by following a mailed link. closed: invitations and the set-up link alone. */
  SIGN_UP: z.enum(['open', 'closed']).default('closed'),
  /** Of a demonstration. bare: without the papers and the letters of its linked company, which a job adds in the first minute. */
  SAMPLE: z.enum(['whole', 'bare']).default('whole'),
  /** false: the live connection goes over plain HTTP alone. */
  ENABLE_WEBSOCKET: flag,
  /** Redis or Valkey for what several processes share; absent: memory, and one process serves. The parts are used when there is no REDIS_URL. */
  REDIS_URL: z.string().optional(),
  REDIS_HOST: z.string().optional(),
  REDIS_PORT: port.default(6379),
  REDIS_PASSWORD: z.string().optional(),
  REDIS_DB: z.coerce.number().int().min(0).max(255).default(0),
  /** host:port where other serving processes reach this one over plain HTTP; absent: HOST and PORT, where HOST is one address. */
  ADVERTISE: z
    .string()
    .regex(/^\S+:\d{1,5}$/, 'expected host:port')
    .optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  SMTP_HOST: z.string().optional(),
  SMTP_PORT: port.default(587),
  SMTP_USER: z.string().optional(),
  SMTP_PASSWORD: z.string().optional(),
  SMTP_FROM_EMAIL: z.string().default('noreply@emutabakat.com'),
  SMTP_FROM_NAME: z.string().default('E-Mutabakat Sistemi'),
  /** What the mail server signs mails that came back with, for POST /api/hooks/email; absent: none is taken. */
  EMAIL_HOOK_SECRET: z.string().min(32).optional(),
  /** Mails a company may send in a day (UTC), in all and to one address. */
  MAIL_PER_COMPANY_DAY: z.coerce.number().int().min(1).default(10_000),
  MAIL_PER_RECIPIENT_DAY: z.coerce.number().int().min(1).default(100),
  /** netgsm, http (any provider that takes JSON), file (sms.jsonl in DATA_DIR); absent: file in a demonstration, none in production. */
  SMS_PROVIDER: z.enum(['netgsm', 'http', 'file']).optional(),
  /** The registered sender of companies that have none of their own; 3–11 signs. */
  SMS_TITLE: z.string().refine(isSmsTitle, 'a sender title has 3–11 letters, digits, spaces or *-.').optional(),
  /** Of netgsm; SMS_URL is another address of the same service. */
  SMS_USER: z.string().optional(),
  SMS_PASSWORD: z.string().optional(),
  /** Of http: where to post, headers and body as JSON ({to}, {text}, {title}, {id}, {encoding} in its texts), and where in the answer its id stands. */
  SMS_URL: z.url({ protocol: /^https?$/ }).optional(),
  SMS_HEADERS: jsonOf(z.record(z.string(), z.string())).optional(),
  SMS_BODY: jsonOf(z.record(z.string(), z.unknown())).optional(),
  SMS_ID_PATH: z.string().optional(),
  /** SMS a company may send in a day (UTC), in all and to one number. */
  SMS_PER_COMPANY_DAY: z.coerce.number().int().min(1).default(2_000),
  SMS_PER_RECIPIENT_DAY: z.coerce.number().int().min(1).default(20),
  /** What delivery reports of SMS are signed with; absent: none is taken. */
  SMS_HOOK_SECRET: z.string().min(32).optional(),
  /** The pair by which push services know this server, base64url; absent: made at the first start, in DATA_DIR. */
  VAPID_PUBLIC_KEY: z.string().optional(),
  VAPID_PRIVATE_KEY: z.string().optional(),
  /** Whom a push service writes to; absent: PUBLIC_URL where it is https, else SMTP_FROM_EMAIL. */
  VAPID_SUBJECT: z
    .string()
    .regex(/^(?:mailto:|https:\/\/)\S+$/)
    .optional(),
})

/** `none`: not connected. */
export type SmsProviderConfig =
  | { kind: 'none' }
  | { kind: 'file' }
  | { kind: 'netgsm'; user: string; password: string; url: string | undefined }
  | ({ kind: 'http' } & HttpJsonOptions)

export type Config = Readonly<{
  port: number
  host: string
  workerPort: number | undefined
  dataDir: string
  trustDir: string
  databaseUrl: string | undefined
  /** Production: no sample, no /dev/mail, secrets in DATA_DIR. */
  production: boolean
  publicUrl: string | undefined
  trustedProxies: number
  signUp: 'open' | 'closed'
  sample: 'whole' | 'bare'
  websocket: boolean
  /** Null: memory, and one process serves. */
  redisUrl: string | null
  advertise: string | undefined
  logLevel: string
  smtp: Readonly<{
    host: string
    port: number
    user: string | undefined
    password: string | undefined
    from_email: string
    from_name: string
  }> | null
  emailHookSecret: string | undefined
  smsHookSecret: string | undefined
  mailLimits: Readonly<{ company: number; recipient: number }>
  sms: Readonly<{ provider: SmsProviderConfig; title: string | null; limits: Readonly<SmsLimits> }>
  /** `keys` null: those in DATA_DIR. */
  vapid: Readonly<{ keys: Readonly<VapidKeys> | null; subject: string }>
  distDir: string
  /** The version of package.json. */
  version: string
}>

const readRedis = (options: z.output<typeof environment>, production: boolean): string | null => {
  const { REDIS_URL, REDIS_HOST, REDIS_PORT, REDIS_PASSWORD, REDIS_DB } = options
  if (!REDIS_URL && !REDIS_HOST) return null
  const login = REDIS_PASSWORD ? `:${encodeURIComponent(REDIS_PASSWORD)}@` : ''
  const host = REDIS_HOST?.includes(':') ? `[${REDIS_HOST}]` : REDIS_HOST
  const url = REDIS_URL ?? `redis://${login}${host}:${REDIS_PORT}/${REDIS_DB}`
  try {
    checkRedisUrl(url, { production })
  } catch (error) {
    throw new ConfigRefused(`${REDIS_URL ? 'REDIS_URL' : 'REDIS_HOST'}: ${(error as Error).message}`)
  }
  return url
}

const readVapid = (options: z.output<typeof environment>): Config['vapid'] => {
  const { VAPID_PUBLIC_KEY: publicKey, VAPID_PRIVATE_KEY: privateKey, PUBLIC_URL, SMTP_FROM_EMAIL } = options
  if ((publicKey === undefined) !== (privateKey === undefined))
    throw new ConfigRefused('VAPID_PUBLIC_KEY and VAPID_PRIVATE_KEY are given together or not at all')
  const own = PUBLIC_URL?.startsWith('https:') ? PUBLIC_URL : `mailto:${SMTP_FROM_EMAIL}`
  const subject = options.VAPID_SUBJECT ?? own
  if (publicKey === undefined || privateKey === undefined) return { keys: null, subject }
  const keys = { publicKey, privateKey }
  if (!isVapidPair(keys)) throw new ConfigRefused('VAPID_PUBLIC_KEY is not the public key of VAPID_PRIVATE_KEY')
  return { keys, subject }
}

const readSmsProvider = (options: z.output<typeof environment>, production: boolean): SmsProviderConfig => {
  const { SMS_USER: user, SMS_PASSWORD: password, SMS_URL: url, SMS_BODY: body } = options
  switch (options.SMS_PROVIDER ?? (production ? 'none' : 'file')) {
    case 'netgsm':
      if (!user || !password) throw new ConfigRefused('SMS_PROVIDER=netgsm needs SMS_USER and SMS_PASSWORD')
      return { kind: 'netgsm', user, password, url }
    case 'http':
      if (!url || !body) throw new ConfigRefused('SMS_PROVIDER=http needs SMS_URL and SMS_BODY')
      return { kind: 'http', url, body, headers: options.SMS_HEADERS ?? {}, id_path: options.SMS_ID_PATH }
    case 'file':
      return { kind: 'file' }
    default:
      return { kind: 'none' }
  }
}

const LOOPBACK = ['127.0.0.1', '::1', 'localhost']

/** Why the process will not start, as one sentence for whoever started it. */
export class ConfigRefused extends Error {}

/**
 * Reads and freezes the options. Anything that is not loopback is production, whatever NABIZ_MODE says: a demonstration
 * has a printed password and shows every mail.
 */
export const readConfig = (env: NodeJS.ProcessEnv, root = resolve(import.meta.dirname, '..')): Config => {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const read = environment.safeParse(given)
  if (!read.success)
    throw new ConfigRefused(read.error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`).join('; '))
  const options = read.data
  const production = options.NABIZ_MODE === 'production' || !LOOPBACK.includes(options.HOST)
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  const distDir = join(root, 'suite/web/dist')
  return Object.freeze({
    port: options.PORT,
    host: options.HOST,
    workerPort: options.WORKER_PORT,
    dataDir: resolve(root, options.DATA_DIR ?? 'data'),
    trustDir: options.TRUST_DIR ? resolve(root, options.TRUST_DIR) : resolve(root, options.DATA_DIR ?? 'data', 'trust'),
    databaseUrl: options.DATABASE_URL,
    production,
    publicUrl: options.PUBLIC_URL?.replace(/\/+$/, ''),
    trustedProxies: options.TRUSTED_PROXIES,
    signUp: options.SIGN_UP,
    sample: options.SAMPLE,
    websocket: options.ENABLE_WEBSOCKET ?? true,
    redisUrl: readRedis(options, production),
    advertise: options.ADVERTISE,
    logLevel: options.LOG_LEVEL,
    smtp: options.SMTP_HOST
      ? Object.freeze({
          host: options.SMTP_HOST,
          port: options.SMTP_PORT,
          user: options.SMTP_USER,
          password: options.SMTP_PASSWORD,
          from_email: options.SMTP_FROM_EMAIL,
          from_name: options.SMTP_FROM_NAME,
        })
      : null,
    emailHookSecret: options.EMAIL_HOOK_SECRET,
    smsHookSecret: options.SMS_HOOK_SECRET,
    mailLimits: Object.freeze({ company: options.MAIL_PER_COMPANY_DAY, recipient: options.MAIL_PER_RECIPIENT_DAY }),
    sms: Object.freeze({
      provider: readSmsProvider(options, production),
      title: options.SMS_TITLE ?? (production ? null : 'NABIZ'),
      limits: Object.freeze({ company: options.SMS_PER_COMPANY_DAY, recipient: options.SMS_PER_RECIPIENT_DAY }),
    }),
    vapid: Object.freeze(readVapid(options)),
    distDir,
    version: manifest.version,
  })
}

/** False right after a clone, before the screens were built. */
export const screensAreBuilt = (config: Config): boolean => existsSync(join(config.distDir, 'index.html'))

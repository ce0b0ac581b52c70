/** Command line and configuration file → the options of `nabiz serve`, checked; the command line goes first. */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { LIMITS, type Limits } from '@nabiz/protocol'
import type { Origins } from '../transport/origin.ts'
import { UsageError } from './usage.ts'

export type ServeOptions = {
  readonly port: number
  readonly host: string
  /** Any of them is good for a token; the first is what nodes of a cluster know each other by. */
  readonly jwtSecrets: readonly string[]
  readonly apiKeys: readonly string[]
  readonly origins: Origins
  readonly data: string | undefined
  readonly redis: string | undefined
  readonly advertise: string | undefined
  readonly trustedProxies: number
  readonly limits: Partial<Limits>
}

export const SERVE_OPTIONS = {
  port: { type: 'string' },
  host: { type: 'string' },
  'jwt-secret': { type: 'string', multiple: true },
  'api-key': { type: 'string', multiple: true },
  origin: { type: 'string', multiple: true },
  redis: { type: 'string' },
  advertise: { type: 'string' },
  'trusted-proxies': { type: 'string' },
  data: { type: 'string' },
  limit: { type: 'string', multiple: true },
  config: { type: 'string' },
} as const

type Values = Partial<Record<keyof typeof SERVE_OPTIONS, string | string[]>>

const LOOPBACK = ['127.0.0.1', 'localhost', '::1']
/** HS256 is as strong as its secret: RFC 7518, 3.2. */
const SECRET_BYTES = 32

/** Throws {@link UsageError}. */
export const readServeOptions = (args: readonly string[]): ServeOptions => {
  const given = readArguments(args)
  const values: Values = { ...(typeof given.config === 'string' && readConfig(given.config)), ...given }
  const host = one(values, 'host') ?? '127.0.0.1'
  return {
    host,
    jwtSecrets: secrets(values, 'jwt-secret', host),
    apiKeys: secrets(values, 'api-key', host),
    port: portOf(needed(values, 'port')),
    data: one(values, 'data'),
    redis: one(values, 'redis'),
    advertise: advertiseOf(one(values, 'advertise')),
    trustedProxies: proxiesOf(one(values, 'trusted-proxies') ?? '0'),
    origins: originsOf(many(values, 'origin')),
    limits: limitsOf(many(values, 'limit')),
  }
}

const readArguments = (args: readonly string[]): Values => {
  try {
    return parseArgs({ args: [...args], options: SERVE_OPTIONS, strict: true }).values
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

/** Numbers as on the command line; `limit` may be an object. */
const readConfig = (path: string): Values => {
  let config: unknown
  try {
    config = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new UsageError(`--config ${path}: ${(error as Error).message}`)
  }
  if (typeof config !== 'object' || config === null || Array.isArray(config))
    throw new UsageError(`--config ${path}: expected an object`)
  return Object.fromEntries(Object.entries(config).map(([name, value]) => [name, configValue(path, name, value)]))
}

const configValue = (path: string, name: string, value: unknown): string | string[] => {
  if (!Object.hasOwn(SERVE_OPTIONS, name) || name === 'config')
    throw new UsageError(`--config ${path}: there is no option ${JSON.stringify(name)}`)
  if (name === 'limit' && typeof value === 'object' && value !== null && !Array.isArray(value))
    return Object.entries(value).map(([limit, most]) => `${limit}=${most}`)
  if (typeof value === 'string' || typeof value === 'number') return String(value)
  const several = 'multiple' in SERVE_OPTIONS[name as keyof typeof SERVE_OPTIONS]
  if (several && Array.isArray(value) && value.every(item => typeof item === 'string')) return value
  throw new UsageError(`--config ${path}: ${name}: expected a text${several ? ' or a list of texts' : ''}`)
}

const one = (values: Values, name: keyof Values): string | undefined => [values[name] ?? []].flat()[0]
const many = (values: Values, name: keyof Values): string[] => [values[name] ?? []].flat()
const needed = (values: Values, name: keyof Values): string => {
  const value = one(values, name)
  if (value === undefined) throw new UsageError(`--${name} is needed`)
  return value
}

/** Several, so that a new one can come before the old one goes. */
const secrets = (values: Values, name: 'jwt-secret' | 'api-key', host: string): string[] => {
  const given = many(values, name)
  if (given.length === 0) throw new UsageError(`--${name}: at least one is needed`)
  for (const secret of given) {
    if (secret === '') throw new UsageError(`--${name}: expected a text`)
    if (!LOOPBACK.includes(host) && Buffer.byteLength(secret) < SECRET_BYTES)
      throw new UsageError(`--${name}: needs at least ${SECRET_BYTES} bytes where others can reach ${host}`)
  }
  return given
}

const portOf = (text: string): number => {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text)
  throw new UsageError('--port: expected a number from 0 (any free one) to 65535')
}

const advertiseOf = (address: string | undefined): string | undefined => {
  if (address === undefined || /^[A-Za-z0-9[][A-Za-z0-9.:\]-]*:\d{1,5}$/.test(address)) return address
  throw new UsageError('--advertise: expected host:port')
}

const proxiesOf = (text: string): number => {
  if (/^\d{1,2}$/.test(text)) return Number(text)
  throw new UsageError('--trusted-proxies: expected how many proxies stand in front, such as 1')
}

const originsOf = (given: readonly string[]): Origins => {
  if (given.length === 0) return 'same-host'
  if (given.includes('*')) return 'any'
  for (const origin of given) {
    if (!URL.canParse(origin) || new URL(origin).origin !== origin)
      throw new UsageError(`--origin ${origin}: expected scheme, host and port alone, as https://app.example.com`)
  }
  return given
}

const limitsOf = (given: readonly string[]): Partial<Limits> => {
  const limits: Record<string, number> = {}
  for (const text of given) {
    const [name = '', value = ''] = text.split('=')
    if (!Object.hasOwn(LIMITS, name))
      throw new UsageError(`--limit ${text}: there is no limit ${JSON.stringify(name)}; nabiz help limits names them`)
    const most = Number(value)
    if (value === '' || !(most > 0)) throw new UsageError(`--limit ${text}: expected a positive number`)
    limits[name] = most
  }
  return limits
}

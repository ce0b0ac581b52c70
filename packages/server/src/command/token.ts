/** `nabiz token`: prints a connection token, for trying things out and for scripts. */
import { parseArgs } from 'node:util'
import { signToken } from '../token/sign-token.ts'
import { UsageError } from './usage.ts'

const OPTIONS = {
  'jwt-secret': { type: 'string' },
  user: { type: 'string' },
  rooms: { type: 'string' },
  publish: { type: 'string' },
  company: { type: 'string' },
  ttl: { type: 'string', default: '1h' },
} as const

const UNITS = { s: 1_000, m: 60_000, h: 3_600_000 } as const
/** Servers end tokens then, whatever they say. */
const LONGEST_MS = 24 * UNITS.h

/** The token. Throws {@link UsageError}. */
export const token = (args: readonly string[]): Promise<string> => {
  const values = read(args)
  const { user, company, rooms, publish, 'jwt-secret': secret } = values
  if (!secret) throw new UsageError('--jwt-secret is needed')
  if (!user) throw new UsageError('--user is needed')
  return signToken(secret, {
    user_id: user,
    ttl_ms: msOf(values.ttl),
    ...(company !== undefined && { company }),
    ...(rooms !== undefined && { rooms: listOf(rooms) }),
    ...(publish !== undefined && { publish: listOf(publish) }),
  })
}

const read = (args: readonly string[]) => {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, strict: true }).values
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

const listOf = (text: string): string[] =>
  text
    .split(',')
    .map(item => item.trim())
    .filter(item => item !== '')

const msOf = (text: string): number => {
  const [, count = '', unit = ''] = /^(\d{1,6})([smh])$/.exec(text) ?? []
  const ms = Number(count) * (UNITS[unit as keyof typeof UNITS] ?? 0)
  if (ms > 0 && ms <= LONGEST_MS) return ms
  throw new UsageError('--ttl: expected 30s, 15m or 1h, at most 24h')
}

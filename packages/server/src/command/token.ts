/** `nabiz token`: prints a connection token, for trying things out and for scripts. */
import { parseArgs } from 'node:util'
import { isRoomPattern, MAX_ID } from '../token/read-claims.ts'
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
    user_id: idOf('user', user),
    ttl_ms: msOf(values.ttl),
    ...(company !== undefined && { company: idOf('company', company) }),
    ...(rooms !== undefined && { rooms: patternsOf('rooms', rooms) }),
    ...(publish !== undefined && { publish: patternsOf('publish', publish) }),
  })
}

const read = (args: readonly string[]) => {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, strict: true }).values
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

const idOf = (name: string, text: string): string => {
  if (text !== '' && text.length <= MAX_ID) return text
  throw new UsageError(`--${name}: expected 1 to ${MAX_ID} characters`)
}

/** What no server would take is not signed: the refusal would come later, and from elsewhere. */
const patternsOf = (name: string, text: string): string[] => {
  const patterns = text
    .split(',')
    .map(item => item.trim())
    .filter(item => item !== '')
  const wrong = patterns.find(pattern => !isRoomPattern(pattern))
  if (wrong === undefined) return patterns
  throw new UsageError(`--${name} ${wrong}: expected room names as company:1, names followed by :*, or *`)
}

const msOf = (text: string): number => {
  const [, count = '', unit = ''] = /^(\d{1,6})([smh])$/.exec(text) ?? []
  const ms = Number(count) * (UNITS[unit as keyof typeof UNITS] ?? 0)
  if (ms > 0 && ms <= LONGEST_MS) return ms
  throw new UsageError('--ttl: expected 30s, 15m or 1h, at most 24h')
}

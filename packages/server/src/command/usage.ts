/** What the command says of itself, and how it says that something does not fit. */
import { LIMITS } from '@nabiz/protocol'

export const USAGE = `nabiz: a real-time server for backends in any language

  nabiz serve --port 8000 --jwt-secret SECRET --api-key KEY
      --host ADDRESS        default 127.0.0.1
      --jwt-secret SECRET   several, as of --api-key KEY: a new one beside an old one
      --origin URL          pages that may connect, several; '*' for any.
                            Default: pages of the same host, and what is no page
      --data DIR            keeps revocations there over a restart
      --redis URL           several nodes as one; needs @nabiz/redis beside this package
      --advertise HOST:PORT where the other nodes reach this one; default: where it listens
      --trusted-proxies N   so many proxies in front are believed about addresses; default 0
      --limit name=value    several; nabiz help limits names them
      --config FILE         the same names in JSON; the command line goes first

  nabiz token --jwt-secret SECRET --user 5 --rooms 'company:1,posts'
      --publish PATTERNS    rooms that may be published to
      --company ID          the tenant
      --ttl 1h              30s, 15m, 1h; at most 24h

  nabiz help [limits]       this page, or every limit with its default
  nabiz version
`

const LIMIT_ROWS = Object.entries(LIMITS)
const WIDEST = Math.max(...LIMIT_ROWS.map(([name]) => name.length))

/** Every limit, one a line: its name, its default with the unit, and what happens at it. */
export const LIMITS_USAGE = LIMIT_ROWS.map(
  ([name, { default: value, unit, at }]) => `  ${name.padEnd(WIDEST)}  ${value} ${unit}: ${at}`,
).join('\n')

/** Told in one sentence, without a stack; the process ends with 2. */
export class UsageError extends Error {}

/** What the command says of itself, and how it says that something does not fit. */

export const USAGE = `nabiz: a real-time server for backends in any language

  nabiz serve --port 8000 --jwt-secret SECRET --api-key KEY
      --host ADDRESS        default 127.0.0.1
      --api-key KEY         several: a new one beside an old one
      --origin URL          pages that may connect, several; '*' for any.
                            Default: pages of the same host, and what is no page
      --data DIR            keeps revocations there over a restart
      --redis URL           several nodes as one; needs @nabiz/redis beside this package
      --advertise HOST:PORT where the other nodes reach this one; default: where it listens
      --limit name=value    several; the names are in docs/engine/options.md
      --config FILE         the same names in JSON; the command line goes first

  nabiz token --jwt-secret SECRET --user 5 --rooms 'company:1,posts'
      --publish PATTERNS    rooms that may be published to
      --company ID          the tenant
      --ttl 1h              30s, 15m, 1h; at most 24h
`

/** Told in one sentence, without a stack; the process ends with 2. */
export class UsageError extends Error {}

/** Every limit of the engine in one table: its default, its unit and what happens at it. */

/** One row: `default` in `unit`; `at` says what a client or an operator sees when it is reached. */
export type LimitRow = { readonly default: number; readonly unit: LimitUnit; readonly at: string }
export type LimitUnit = 'count' | 'bytes' | 'ms' | 'count per minute' | 'bytes per minute' | 'count per second'

export const LIMITS = {
  frameBytes: { default: 65_536, unit: 'bytes', at: 'a larger message from a client is closed with 1009' },
  downBytes: { default: 1_048_576, unit: 'bytes', at: 'a larger event is refused with too_large' },
  queueBytes: { default: 1_048_576, unit: 'bytes', at: 'a stalled reader goes on by the policy of the room' },
  jsonDepth: { default: 32, unit: 'count', at: 'a deeper frame is refused with bad_frame' },
  messagesPerMinute: { default: 100, unit: 'count per minute', at: 'error rate_limited with retry_after_ms' },
  messagesPerMinuteOfUser: {
    default: Infinity,
    unit: 'count per minute',
    at: 'all sessions of a user: error rate_limited',
  },
  messagesPerMinuteOfCompany: {
    default: Infinity,
    unit: 'count per minute',
    at: 'all sessions of a company: error rate_limited',
  },
  bytesPerMinute: { default: Infinity, unit: 'bytes per minute', at: 'error rate_limited with retry_after_ms' },
  pingsPerMinute: { default: 600, unit: 'count per minute', at: 'error rate_limited with retry_after_ms' },
  refusalsBeforeClose: { default: 100, unit: 'count', at: 'this many refusals by rate in a row close with 4007' },
  rateCloseRetryMs: { default: 30_000, unit: 'ms', at: 'the pause told before a close with 4007' },
  connectionsPerUser: { default: 20, unit: 'count', at: 'the next connection is closed with 4006' },
  connectionsPerCompany: { default: 100_000, unit: 'count', at: 'the next connection is closed with 4006' },
  connectionsPerAddress: { default: 10_000, unit: 'count', at: 'HTTP 429 before the upgrade' },
  connectsPerMinute: { default: 600, unit: 'count per minute', at: 'per user: error rate_limited, then 4007' },
  connectsPerSecond: { default: 1_000, unit: 'count per second', at: 'per address: HTTP 429 before the upgrade' },
  pendingConnections: { default: 5_000, unit: 'count', at: 'HTTP 503 while so many have not sent connect' },
  connectWithinMs: { default: 5_000, unit: 'ms', at: 'a connection silent for so long is closed with 4002' },
  heartbeatMs: { default: 30_000, unit: 'ms', at: 'two silent ones close with 4002' },
  stallMs: { default: 30_000, unit: 'ms', at: 'a socket that takes no byte for so long is closed with 4001' },
  ticketMs: { default: 30_000, unit: 'ms', at: 'a ticket for an EventSource that was not used opens nothing' },
  pollMs: { default: 24_000, unit: 'ms', at: 'a poll that nothing came for is answered empty' },
  graceMs: { default: 120_000, unit: 'ms', at: 'a session without a connection ends' },
  roomsPerSession: { default: 200, unit: 'count', at: 'error too_many_rooms' },
  presencePerMinute: { default: 600, unit: 'count per minute', at: 'error rate_limited with retry_after_ms' },
  presenceBytes: { default: 1_024, unit: 'bytes', at: 'a larger presence state is refused with too_large' },
  presenceMembers: { default: 20_000, unit: 'count', at: 'the next member of a room is refused with too_many_members' },
  presenceGraceMs: { default: 10_000, unit: 'ms', at: 'a member whose connection broke is gone' },
  presenceEveryMs: { default: 250, unit: 'ms', at: 'changes of a room are gathered for so long' },
  presenceAnswerMembers: { default: 1_000, unit: 'count', at: 'the page is cut and says more' },
  presenceAnswerBytes: { default: 262_144, unit: 'bytes', at: 'the page is cut and says more' },
  tabsPerSession: {
    default: 50,
    unit: 'count',
    at: 'the next tab of a session in a room is refused with too_many_members',
  },
  historyCount: { default: 10_000, unit: 'count', at: 'the oldest event of a room is trimmed' },
  historyBytes: { default: 16_777_216, unit: 'bytes', at: 'the oldest event of a room is trimmed' },
  historyAgeMs: { default: 86_400_000, unit: 'ms', at: 'the oldest event of a room is trimmed' },
  historyBudgetBytes: {
    default: 536_870_912,
    unit: 'bytes',
    at: 'rooms of one process are trimmed, the quietest first',
  },
  recoveryEvents: { default: 100_000, unit: 'count', at: 'a position further back is answered with reset' },
  historyAnswerEvents: { default: 1_000, unit: 'count', at: 'the answer is cut and says more' },
  historyAnswerBytes: { default: 262_144, unit: 'bytes', at: 'the answer is cut and says more' },
  keyMemoryMs: { default: 86_400_000, unit: 'ms', at: 'a key is forgotten' },
  keyMemoryBytes: { default: 134_217_728, unit: 'bytes', at: 'a new key is refused with unavailable' },
  apiBodyBytes: { default: 4_194_304, unit: 'bytes', at: 'a larger body of the HTTP API is refused with 413' },
  apiBatch: { default: 1_000, unit: 'count', at: 'a longer list of events or rooms is refused with 400' },
  revocationMs: { default: 86_400_000, unit: 'ms', at: 'a revocation is forgotten: no older token lives' },
} as const satisfies Record<string, LimitRow>

/** Every limit by name, in the unit its row names. */
export type Limits = Readonly<Record<keyof typeof LIMITS, number>>

/**
 * The limits with a product's own values over the defaults, frozen.
 * Throws a RangeError for an unknown name or anything but a positive number (`Infinity` = no limit).
 */
export const resolveLimits = (own: Partial<Limits> = {}): Limits => {
  const resolved: Record<string, number> = Object.fromEntries(
    Object.entries(LIMITS).map(([name, row]): [string, number] => [name, row.default]),
  )
  for (const [name, value] of Object.entries(own)) {
    if (value === undefined) continue
    if (!Object.hasOwn(LIMITS, name)) throw new RangeError(`unknown limit: ${name}`)
    if (typeof value !== 'number' || !(value > 0)) throw new RangeError(`limit ${name}: expected a positive number`)
    resolved[name] = value
  }
  return Object.freeze(resolved) as Limits
}

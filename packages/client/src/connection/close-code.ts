/** What a close code asks the client to do next. The range decides; the table only names what is known. */

export type AfterClose =
  | { next: 'come_back'; reason: string }
  | { next: 'without_session'; reason: string }
  /** Not before `retry_after_ms`. */
  | { next: 'after_delay'; reason: string; retry_after_ms: number }
  /** Once with a fresh token, then never. */
  | { next: 'new_token'; reason: string }
  | { next: 'stop'; reason: string }

const REASONS: Record<number, string> = {
  4000: 'draining',
  4001: 'slow_reader',
  4002: 'heartbeat_missed',
  4003: 'node_down',
  4004: 'taken_over',
  4005: 'disconnected_by_server',
  4006: 'too_many_connections',
  4007: 'rate_limited',
  4500: 'token_invalid',
  4501: 'token_expired',
  4502: 'token_revoked',
  4503: 'protocol_error',
  1003: 'protocol_error',
  1007: 'protocol_error',
  1009: 'protocol_error',
}

/** A limited client waits at least this long, whatever it was told. */
export const RATE_LIMIT_MS = 30_000

/** `retry_after_ms` as a close reason may carry it, as JSON or as `retry_after_ms=60000`; null when it does not. */
const retryAfterIn = (text: string): number | null => {
  const found = /retry_after_ms"?\s*[:=]\s*(\d+)/.exec(text)
  return found ? Number(found[1]) : null
}

/** `announced_ms`: the `retry_after_ms` of the last `error` frame of this connection, if it had one. */
export const afterClose = (code: number, text: string, announced_ms: number | null): AfterClose => {
  const reason = REASONS[code] ?? (code >= 4000 ? `closed_${code}` : 'network')
  if (code === 4004) return { next: 'without_session', reason }
  if (code === 4007) {
    const retry_after_ms = Math.max(RATE_LIMIT_MS, retryAfterIn(text) ?? announced_ms ?? 0)
    return { next: 'after_delay', reason, retry_after_ms }
  }
  if (code === 4500 || code === 4501) return { next: 'new_token', reason }
  if (code >= 4500 || reason === 'protocol_error') return { next: 'stop', reason }
  return { next: 'come_back', reason }
}

/** What a badge says for a state of the connection: pure, so that the rule can be read and tested. */
import type { Status } from '@nabiz/client'

export type ConnectionView =
  | { kind: 'live'; latency_ms: number | null }
  /** The first attempt of a page: not bad news yet. */
  | { kind: 'connecting' }
  | { kind: 'disconnected'; since: number; reason: string; next_attempt_at: number | null; isTrying: boolean }

export const connectionView = (status: Status): ConnectionView => {
  if (status.state === 'connected') return { kind: 'live', latency_ms: status.latency_ms }
  // Nothing went wrong yet.
  if (status.state === 'idle' || (status.state === 'connecting' && status.reason === null))
    return { kind: 'connecting' }
  return {
    kind: 'disconnected',
    since: status.since,
    reason: status.reason ?? (status.state === 'offline' ? 'offline' : 'other'),
    next_attempt_at: status.next_attempt_at,
    isTrying: status.state === 'connecting',
  }
}

/** What a close code asks of this client next: the protocol's table, with the pause a limited client was told. */
import { type AfterClose, afterClose, CLOSE_CODES } from '@nabiz/protocol'

/** `reason` is the status's; `retry_after_ms` is null unless the client has to wait that long. */
export type Ending = { next: AfterClose; reason: string; retry_after_ms: number | null }

/** A limited client waits at least this long, whatever it was told. */
export const RATE_LIMIT_MS = 30_000

const reasonOf = (code: number, next: AfterClose): string => {
  const known: { name: string } | undefined = CLOSE_CODES[code as keyof typeof CLOSE_CODES]
  if (known) return known.name
  if (code >= 4000) return `closed_${code}`
  return next === 'stop' ? 'protocol_error' : 'network'
}

/** `announced_ms`: the `retry_after_ms` of the last `error` frame of this connection, if it had one. */
export const endingOf = (code: number, announced_ms: number | null): Ending => {
  const next = afterClose(code)
  const retry_after_ms = next === 'return_after' ? Math.max(RATE_LIMIT_MS, announced_ms ?? 0) : null
  return { next, reason: reasonOf(code, next), retry_after_ms }
}

/** Ends that only a server which took part in the conversation tells: a fault of it, or that it takes nobody now. */
const SPOKEN = [1011, 1012, 1013]

/** Told before `connected`, this code means that nothing of ours answered: the transport does not get through. */
export const neverSpoke = (code: number): boolean =>
  code < 4000 && afterClose(code) === 'return' && !SPOKEN.includes(code)

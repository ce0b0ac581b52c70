/** Whom a caller's token stands for, checked in full once and by time and revocations at every call. */
import { createHash } from 'node:crypto'
import type { ErrorCode, HttpErrorCode } from '@nabiz/protocol'
import type { Identity } from '../room/identity.ts'
import { checkIdentity, type IdentityParts, type Taken, takeIdentity } from '../session/take-identity.ts'
import { HttpRefused } from './http-answer.ts'

/** Tokens remembered at most; the one remembered longest goes first. */
const KEPT = 10_000
/** A token is checked in full again after so long, in ms, however long it lives. */
const KEPT_MS = 300_000

const REFUSALS: Partial<Record<ErrorCode, HttpErrorCode>> = {
  token_expired: 'token_expired',
  token_revoked: 'token_revoked',
  unavailable: 'unavailable',
}

/** How a token that was not taken is told over HTTP. */
export const tokenRefused = (refused: Taken & { ok: false }): HttpRefused =>
  new HttpRefused(REFUSALS[refused.error] ?? 'token_invalid', refused.reason, refused.retry_after_ms)

type Kept = { readonly identity: Identity; readonly until: number }

export class Bearers {
  readonly #parts: IdentityParts
  /** By digest: tokens themselves stay nowhere. */
  readonly #kept = new Map<string, Kept>()

  constructor(parts: IdentityParts) {
    this.#parts = parts
  }

  /**
   * Who the token stands for, with `issued_at` set, so that later revocations can tell. `ask` comes before a check that
   * costs something, and may throw. Throws `HttpRefused`.
   */
  async identityOf(token: string, ask: () => void): Promise<Identity> {
    if (token === '') throw new HttpRefused('token_invalid')
    const key = createHash('sha256').update(token).digest('base64')
    const now = this.#parts.now()
    const known = this.#kept.get(key)
    if (known && known.until > now) {
      const checked = checkIdentity(this.#parts, known.identity)
      if (checked.ok) return known.identity
      this.#kept.delete(key)
      throw tokenRefused(checked)
    }
    ask()
    const taken = await takeIdentity(this.#parts, token)
    if (!taken.ok) throw tokenRefused(taken)
    const identity = { ...taken.identity, issued_at: taken.identity.issued_at ?? now }
    this.#kept.delete(key)
    this.#kept.set(key, { identity, until: now + KEPT_MS })
    if (this.#kept.size > KEPT) this.#kept.delete(this.#kept.keys().next().value!)
    return identity
  }

  sweep(): void {
    const now = this.#parts.now()
    for (const [key, { until }] of this.#kept) {
      if (until > now) return
      this.#kept.delete(key)
    }
  }
}

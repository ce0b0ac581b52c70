/** Fetches a fresh token before the present one expires, so that a live connection never meets its expiry. */
import type { Clock, TimerHandle } from '../outside/clock.ts'

export type TokenRefreshOptions = {
  clock: Clock
  token(): Promise<string>
  /** Sends `authenticate` over the live connection. */
  authenticate(token: string): void
}

/** Under this much life left, the server's close 4501 and a new connection are the simpler way. */
const TOO_LATE_MS = 1000
/** How long before the end a long-lived token is replaced. */
const LEAD_MS = 60_000
/** Timers hold 31 bits; further ends are looked at again then. */
const LONGEST_MS = 24 * 60 * 60_000
const RETRY_MS = 5000

/** `exp` of a JWT in ms since 1970, read without verifying; null when the text is no JWT or has none. */
export const tokenExpiry = (token: string): number | null => {
  try {
    const payload = token.split('.')[1]!.replaceAll('-', '+').replaceAll('_', '/')
    // Bytes beyond ASCII come out wrong, but only inside strings we do not read.
    const { exp } = JSON.parse(atob(payload)) as { exp?: unknown }
    return typeof exp === 'number' ? exp * 1000 : null
  } catch {
    return null
  }
}

export class TokenRefresh {
  readonly #options: TokenRefreshOptions
  readonly #skew_ms: number
  #timer: TimerHandle = null
  #stopped = false

  /** `skew_ms`: the server's clock minus ours; the token's end is read on the server's clock. */
  constructor(options: TokenRefreshOptions, token: string, skew_ms: number) {
    this.#options = options
    this.#skew_ms = skew_ms
    this.#plan(token)
  }

  stop(): void {
    this.#stopped = true
    this.#options.clock.clearTimeout(this.#timer)
  }

  #left(expiry: number): number {
    return expiry - this.#skew_ms - this.#options.clock.now()
  }

  #plan(token: string): void {
    const expiry = tokenExpiry(token)
    if (expiry === null) return
    const left = this.#left(expiry)
    if (left < TOO_LATE_MS) return
    // A fifth of a short life, so that a token of a few seconds is not fetched in a loop.
    const wait = left - Math.min(LEAD_MS, left / 5)
    const wake = wait > LONGEST_MS ? () => this.#plan(token) : () => void this.#fetch(expiry)
    this.#timer = this.#options.clock.setTimeout(wake, Math.min(wait, LONGEST_MS))
  }

  async #fetch(expiry: number): Promise<void> {
    try {
      const token = await this.#options.token()
      if (this.#stopped) return
      this.#options.authenticate(token)
      this.#plan(token)
    } catch {
      // Until it has expired the connection is good; after that the server closes it and says why.
      if (this.#stopped || this.#left(expiry) < TOO_LATE_MS) return
      const wait = Math.min(RETRY_MS, this.#left(expiry) / 2)
      this.#timer = this.#options.clock.setTimeout(() => void this.#fetch(expiry), wait)
    }
  }
}

/** Keeps an outbox below the rate of messages the server allows, and leaves some of it to everything else. */

/** The part of the allowed rate that an outbox uses. */
const SHARE = 0.8
const MINUTE_MS = 60_000

/** A bucket that holds a minute's worth and refills steadily, as the server's does. */
export class Pace {
  #spent = 0
  #at = 0

  /** 0 when one may be sent now, and it is counted; else the ms until then. Without a rate always 0. */
  take(now: number, messages_per_minute: number | null | undefined): number {
    if (!messages_per_minute) return 0
    const size = Math.max(1, messages_per_minute * SHARE)
    const per_ms = size / MINUTE_MS
    this.#spent = Math.max(0, this.#spent - Math.max(0, now - this.#at) * per_ms)
    this.#at = now
    const over = this.#spent + 1 - size
    if (over > 0) return Math.ceil(over / per_ms)
    this.#spent += 1
    return 0
  }
}

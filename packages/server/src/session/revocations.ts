/** Remembers whose sign-in was ended, so that older tokens open nothing until none of them can live any more. */
import type { Identity } from '../room/identity.ts'

export class Revocations {
  /** When, in ms, by `user:…` or `sid:…`; in the order they were made. */
  readonly #at = new Map<string, number>()
  readonly #now: () => number
  readonly #keepMs: number

  constructor(now: () => number, keepMs: number) {
    this.#now = now
    this.#keepMs = keepMs
  }

  add(target: { user_id?: string | undefined; sid?: string | undefined }): void {
    for (const key of [target.user_id && `user:${target.user_id}`, target.sid && `sid:${target.sid}`]) {
      if (!key) continue
      this.#at.delete(key)
      this.#at.set(key, this.#now())
    }
  }

  /**
   * True when the token behind `identity` was revoked: its sign-in (`sid`) was, or its user was in the second it was
   * issued or later. Without `issued_at` a revocation of the user cannot be told here: `authenticate` must refuse.
   */
  covers(identity: Identity): boolean {
    if (identity.sid !== undefined && this.#at.has(`sid:${identity.sid}`)) return true
    const at = this.#at.get(`user:${identity.user_id}`)
    if (at === undefined || identity.issued_at === undefined) return false
    return Math.floor(identity.issued_at / 1_000) <= Math.floor(at / 1_000)
  }

  sweep(): void {
    for (const [key, at] of this.#at) {
      if (at + this.#keepMs > this.#now()) return
      this.#at.delete(key)
    }
  }
}

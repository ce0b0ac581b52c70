/** Remembers whose sign-in was ended, so that older tokens open nothing until none of them can live any more. */
import type { Identity } from '../room/identity.ts'

/** Whose tokens: a sign-in's, a user's (of one company where it is named), or everybody's of a company. */
export type Revoked =
  | { readonly sid: string }
  | { readonly user_id: string; readonly company?: string | undefined }
  | { readonly company: string }

/** `at` in ms: tokens issued up to that second open nothing. */
export type Revocation = { readonly whose: Revoked; readonly at: number }

/** Where revocations outlive the process. {@link openRevocationFile} is one; a product may keep them in its database. */
export type RevocationStore = {
  /** All that are remembered, oldest first. Asked once, before the first token is let in. */
  load(): Promise<readonly Revocation[]>
  /** Resolves when it would survive the end of the process. */
  add(revocation: Revocation): Promise<void>
}

/** Parts are JSON, so that no id can look like another kind of key. */
const keyOf = (whose: Revoked): string => {
  if ('sid' in whose) return JSON.stringify(['sid', whose.sid])
  if ('user_id' in whose) return JSON.stringify(['user', whose.user_id, whose.company ?? null])
  return JSON.stringify(['company', whose.company])
}

export type RevocationsParts = {
  /** ms since 1970 */
  readonly now: () => number
  /** The longest life of a token, in ms. */
  readonly keepMs: number
  readonly store?: RevocationStore | undefined
  /** Resolves when nobody was revoked elsewhere that this node does not know of. Absent: there are no other nodes. */
  readonly caughtUp?: () => Promise<void>
}

export class Revocations {
  /** When, in ms, in the order they were made. */
  readonly #at = new Map<string, number>()
  readonly #now: () => number
  readonly #keepMs: number
  readonly #store: RevocationStore | undefined
  readonly #caughtUp: () => Promise<void>
  #loading: Promise<void> | null = null

  constructor(parts: RevocationsParts) {
    this.#now = parts.now
    this.#keepMs = parts.keepMs
    this.#store = parts.store
    this.#caughtUp = parts.caughtUp ?? (async () => {})
  }

  /**
   * Resolves when what was kept is known, and what other nodes told. Rejects when it cannot be read, and the next call
   * tries again: nobody is let in by a fault.
   */
  async loaded(): Promise<void> {
    await this.#caughtUp()
    this.#loading ??= this.#load().catch(error => {
      this.#loading = null
      throw error
    })
    await this.#loading
  }

  /** Counts at once; resolves when the store has it. */
  async add(whose: Revoked): Promise<void> {
    const at = this.#now()
    this.#remember(whose, at)
    await this.#store?.add({ whose, at })
  }

  /** As another node told, who has kept it. False: it was known. */
  learn({ whose, at }: Revocation): boolean {
    const known = this.#at.get(keyOf(whose))
    if (known !== undefined && known >= at) return false
    this.#remember(whose, at)
    return true
  }

  /**
   * True when the token behind `identity` was revoked: its sign-in (`sid`) was, or its user or company was in the
   * second it was issued or later. Without `issued_at` the last two cannot be told here: `authenticate` must refuse.
   */
  covers(identity: Identity): boolean {
    if (this.#at.size === 0) return false
    const { user_id, company, sid, issued_at } = identity
    if (sid !== undefined && this.#at.has(keyOf({ sid }))) return true
    if (issued_at === undefined) return false
    const second = Math.floor(issued_at / 1_000)
    const groups: Revoked[] = [{ user_id }, ...(company === undefined ? [] : [{ user_id, company }, { company }])]
    return groups.some(whose => second <= Math.floor((this.#at.get(keyOf(whose)) ?? -1_000) / 1_000))
  }

  sweep(): void {
    for (const [key, at] of this.#at) {
      if (at + this.#keepMs > this.#now()) return
      this.#at.delete(key)
    }
  }

  async #load(): Promise<void> {
    for (const { whose, at } of (await this.#store?.load()) ?? []) this.#remember(whose, at)
  }

  #remember(whose: Revoked, at: number): void {
    const key = keyOf(whose)
    const known = this.#at.get(key) ?? at
    // Put last again: the order is the order in which they are forgotten.
    this.#at.delete(key)
    this.#at.set(key, Math.max(known, at))
  }
}

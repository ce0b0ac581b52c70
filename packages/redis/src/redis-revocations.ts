/** Revocations that every node knows, kept in Redis until no token they mean can live; a Redis that lost them is told again. */
import type { Revocation, RevocationStore } from '@nabiz/server'
import type { Garbage } from './garbage.ts'
import type { RedisClient } from './make-client.ts'
import { whoseOf } from './order-message.ts'

export type RedisRevocationsParts = {
  readonly redis: RedisClient
  readonly prefix: string
  readonly garbage: Garbage
  /** ms since 1970 */
  readonly now: () => number
  /** The longest life of a token, in ms. */
  readonly keepMs: number
}

/** What is older, in ms, every node that lives has heard of. */
const RECENT_MS = 60_000

export class RedisRevocations implements RevocationStore {
  readonly #parts: RedisRevocationsParts
  /** A sorted set of whose, by when in ms. */
  readonly #name: string
  /** What this node knows, by whose as it stands in Redis. */
  readonly #known = new Map<string, number>()

  constructor(parts: RedisRevocationsParts) {
    this.#parts = parts
    this.#name = `${parts.prefix}:revocations`
  }

  async add({ whose, at }: Revocation): Promise<void> {
    const { redis, keepMs } = this.#parts
    const member = JSON.stringify(whose)
    this.#remember(member, at)
    await redis.zadd(this.#name, 'GT', at, member)
    await redis.pexpire(this.#name, keepMs)
  }

  async load(): Promise<readonly Revocation[]> {
    return (await this.restore()).all
  }

  /** Tells Redis again what it has lost; `lost` is what nodes may have missed for that, of the last minute. */
  async restore(): Promise<{ all: readonly Revocation[]; lost: readonly Revocation[] }> {
    const { redis, garbage, now, keepMs } = this.#parts
    const oldest = now() - keepMs
    for (const [member, at] of this.#known) if (at <= oldest) this.#known.delete(member)
    await redis.zremrangebyscore(this.#name, 0, oldest)
    const flat = await redis.zrange(this.#name, '0', '-1', 'WITHSCORES')
    const found = new Map<string, number>()
    for (let index = 0; index + 1 < flat.length; index += 2) {
      const at = Number(flat[index + 1])
      if (readWhose(flat[index]!) && Number.isSafeInteger(at)) found.set(flat[index]!, at)
      else garbage.drop('garbage')
    }
    const missing = [...this.#known].filter(([member, at]) => (found.get(member) ?? 0) < at)
    if (missing.length > 0) {
      const pairs = missing.flatMap(([member, at]) => [String(at), member])
      await redis.call('ZADD', [this.#name, 'GT', ...pairs])
      await redis.pexpire(this.#name, keepMs)
    }
    for (const [member, at] of found) this.#remember(member, at)
    const recent = missing.filter(([, at]) => at > now() - RECENT_MS)
    return { all: revocationsOf(this.#known), lost: revocationsOf(recent) }
  }

  #remember(member: string, at: number): void {
    this.#known.set(member, Math.max(at, this.#known.get(member) ?? 0))
  }
}

const revocationsOf = (entries: Iterable<readonly [string, number]>): Revocation[] =>
  [...entries].flatMap(([member, at]) => {
    const whose = readWhose(member)
    return whose ? [{ whose, at }] : []
  })

const readWhose = (text: string): Revocation['whose'] | null => {
  try {
    return whoseOf(JSON.parse(text))
  } catch {
    return null
  }
}

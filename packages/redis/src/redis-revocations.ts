/** Revocations that every node knows, kept in Redis until no token they mean can live; a Redis that lost them is told again. */
import type { Revocation, RevocationStore } from '@nabiz/server'
import type { Redis } from 'ioredis'
import type { Garbage } from './garbage.ts'
import { whoseOf } from './order-message.ts'

export type RedisRevocationsParts = {
  readonly redis: Redis
  readonly prefix: string
  readonly garbage: Garbage
  /** ms since 1970 */
  readonly now: () => number
  /** The longest life of a token, in ms. */
  readonly keepMs: number
}

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

  /** Also tells Redis what it should know and may have lost. */
  async load(): Promise<readonly Revocation[]> {
    const { redis, garbage, now, keepMs } = this.#parts
    const oldest = now() - keepMs
    for (const [member, at] of this.#known) if (at <= oldest) this.#known.delete(member)
    if (this.#known.size > 0) {
      const pairs = [...this.#known].flatMap(([member, at]) => [String(at), member])
      await redis.call('ZADD', [this.#name, 'GT', ...pairs])
      await redis.pexpire(this.#name, keepMs)
    }
    await redis.zremrangebyscore(this.#name, 0, oldest)
    const flat = await redis.zrange(this.#name, '0', '-1', 'WITHSCORES')
    const revocations: Revocation[] = []
    for (let index = 0; index + 1 < flat.length; index += 2) {
      const whose = readWhose(flat[index]!)
      const at = Number(flat[index + 1])
      if (!whose || !Number.isSafeInteger(at)) {
        garbage.drop('garbage')
        continue
      }
      this.#remember(flat[index]!, at)
      revocations.push({ whose, at })
    }
    return revocations
  }

  #remember(member: string, at: number): void {
    this.#known.set(member, Math.max(at, this.#known.get(member) ?? 0))
  }
}

const readWhose = (text: string): Revocation['whose'] | null => {
  try {
    return whoseOf(JSON.parse(text))
  } catch {
    return null
  }
}

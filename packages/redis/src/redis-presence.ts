/** Presence of all nodes as one: who lives by a lease in Redis, who is where by what each node writes and tells. */
import type { PresenceNodes, PresenceSide } from '@nabiz/server'
import type { Redis } from 'ioredis'
import type { Garbage } from './garbage.ts'
import type { RedisClient } from './make-client.ts'
import type { OnRenewed } from './open-client.ts'
import { presenceKeys } from './presence-keys.ts'
import { RedisPresenceLink } from './presence-link.ts'
import { writePresence } from './presence-message.ts'
import { FORGET } from './presence-scripts.ts'
import { LEASE } from './redis-control.ts'

export type RedisPresenceParts = {
  readonly redis: RedisClient
  readonly onRenewed: OnRenewed
  /** Hears; others may use it too. */
  readonly listening: Redis
  readonly prefix: string
  /** Of this process alone: twelve hexadecimal digits. */
  readonly tag: string
  readonly garbage: Garbage
  /** ms since 1970 */
  readonly now: () => number
  /** ms of a clock nobody sets */
  readonly monotonic: () => number
  readonly onError: (error: unknown, where: string) => void
}

/** A node that does not say that it lives for so long, in ms, is given up with all its members. */
const LEASE_MS = 6_000
const EVERY_MS = 2_000
/** So many rooms are asked about in one go. */
const BATCH = 500

export class RedisPresence implements PresenceNodes {
  readonly tag: string
  readonly #parts: RedisPresenceParts
  readonly #nodes: string
  /** By what they are told by. */
  readonly #links = new Map<string, RedisPresenceLink>()
  /** Rooms that were closed while Redis could not be told that nobody of this node is there any more. */
  readonly #leftover = new Set<string>()
  readonly #timer: NodeJS.Timeout
  #number = 0
  /** When Redis came back: others may not have said yet that they live. */
  #backAt = Number.NEGATIVE_INFINITY
  #looking = false
  #forgetting = new Set<Promise<void>>()

  constructor(parts: RedisPresenceParts) {
    this.#parts = parts
    this.tag = parts.tag
    this.#nodes = `${parts.prefix}:presence-nodes`
    parts.listening.on('messageBuffer', (told: Buffer, message: Buffer) =>
      this.#links.get(told.toString())?.heard(message.toString()),
    )
    parts.onRenewed(() => {
      this.#backAt = parts.monotonic()
      void this.#look()
    })
    this.#timer = setInterval(() => void this.#look(), EVERY_MS)
    this.#timer.unref()
  }

  open(room: string, side: PresenceSide): RedisPresenceLink {
    const { redis, listening, prefix, garbage, now, monotonic, onError } = this.#parts
    const keys = presenceKeys(prefix, room)
    const link = new RedisPresenceLink({
      redis,
      listening,
      keys,
      node: this.tag,
      side,
      garbage,
      now,
      onError,
      leftover: this.#leftover.delete(room),
      number: () => ++this.#number,
      alive: () => this.#alive(),
      settled: () => monotonic() - this.#backAt > LEASE_MS,
      forget: (node, number) => this.#forget(room, node, number),
      closed: () => this.#links.delete(keys.told),
    })
    this.#links.set(keys.told, link)
    return link
  }

  async close(): Promise<void> {
    clearInterval(this.#timer)
    for (const link of [...this.#links.values()]) link.close()
    await Promise.all(this.#forgetting)
    await this.#parts.redis.zrem(this.#nodes, this.tag).catch(() => {})
  }

  async #alive(): Promise<ReadonlySet<string>> {
    return new Set((await LEASE.run(this.#parts.redis, [this.#nodes], [this.tag, LEASE_MS])) as string[])
  }

  #forget(room: string, node: string, number: number | null): void {
    const { redis, prefix, onError } = this.#parts
    const keys = presenceKeys(prefix, room)
    // Everything said before has a smaller number.
    const message = writePresence({ kind: 'gone', node, number: number ?? ++this.#number })
    const forgetting = FORGET.run(redis, [keys.nodes, keys.membersOf(node)], [node, number ?? '', keys.told, message])
      .then(
        () => {},
        error => {
          if (node === this.tag && !this.#links.has(keys.told)) this.#leftover.add(room)
          onError(error, 'tell that nobody is in a room')
        },
      )
      .finally(() => this.#forgetting.delete(forgetting))
    this.#forgetting.add(forgetting)
  }

  async #look(): Promise<void> {
    const { redis, monotonic, onError } = this.#parts
    if (this.#looking || redis.status !== 'ready') return
    this.#looking = true
    try {
      await this.#alive()
      for (const room of [...this.#leftover]) {
        this.#leftover.delete(room)
        this.#forget(room, this.tag, null)
      }
      const links = [...this.#links.values()]
      for (let from = 0; from < links.length; from += BATCH) await this.#settle(links.slice(from, from + BATCH))
    } catch (error) {
      // Others may not reach it either, and could not say that they live.
      this.#backAt = monotonic()
      onError(error, 'look who is in the rooms')
    } finally {
      this.#looking = false
    }
  }

  async #settle(links: readonly RedisPresenceLink[]): Promise<void> {
    const looks = await Promise.all(links.map(async link => ({ link, look: await link.look() })))
    // Asked after them: who wrote into a room had said before that it lives.
    const alive = await this.#alive()
    await Promise.all(looks.map(({ link, look }) => link.settle(look, alive)))
  }
}

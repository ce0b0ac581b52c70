/** The broker of several nodes: Redis gives each event its offset, keeps it, and tells every node in the same step. */
import { createHash } from 'node:crypto'
import type { Durability, Position } from '@nabiz/protocol'
import type {
  Broker,
  Deliver,
  Draft,
  HistoryPage,
  Moved,
  Once,
  PageSize,
  PublishedOnce,
  Retention,
  Stored,
  Subscription,
} from '@nabiz/server'
import type { Ear } from './ear.ts'
import { envelope, readEntry } from './envelope.ts'
import type { Garbage } from './garbage.ts'
import type { RedisClient } from './make-client.ts'
import { type RoomKeys, roomKeys } from './room-keys.ts'
import { PASS, PLACE, PUBLISH, READ, STAND } from './room-scripts.ts'
import type { TailCheck } from './tail-check.ts'

export type RedisBrokerParts = {
  readonly redis: RedisClient
  readonly ear: Ear
  readonly tail: TailCheck
  readonly prefix: string
  readonly garbage: Garbage
  readonly now: () => number
  /** A new text each time, at most 13 characters of an epoch. */
  readonly seed: () => string
  readonly durability: () => Durability
  /** How long an idle room keeps epoch and offset after its events are gone, in ms. */
  readonly rememberMs: number
  readonly onError: (error: unknown, where: string) => void
}

/** Redis counts in whole numbers, and knows no infinity. */
const MOST = Number.MAX_SAFE_INTEGER
const LONGEST_MS = 10 * 365 * 86_400_000
const whole = (number: number, most = MOST): number => Math.max(1, Math.ceil(Math.min(number, most)))

/** What stands in the place of a passing event's epoch. */
const PASSING = '-'

export class RedisBroker implements Broker {
  readonly #parts: RedisBrokerParts

  constructor(parts: RedisBrokerParts) {
    this.#parts = parts
  }

  get durability(): Durability {
    return this.#parts.durability()
  }

  async publish(room: string, draft: Draft, retention: Retention): Promise<Position> {
    const { redis } = this.#parts
    const keys = this.#keys(room)
    const placed = await PUBLISH.run(redis, [keys.facts, keys.log], this.#placing(keys, draft, retention))
    const [, epoch, offset] = placed as ['placed', string, string]
    return { epoch, offset: Number(offset) }
  }

  async publishOnce(room: string, draft: Draft, once: Once, retention: Retention): Promise<PublishedOnce> {
    const { redis } = this.#parts
    const keys = this.#keys(room)
    const key = keys.once(createHash('sha256').update(once.scope).digest('hex'))
    const args = [...this.#placing(keys, draft, retention), once.digest, whole(once.keep_ms), once.id]
    const answer = await PUBLISH.run(redis, [keys.facts, keys.log, key], args)
    const [kind, epoch, offset, id = once.id] = answer as [PublishedOnce['kind'], string, string, string?]
    return kind === 'reused' ? { kind } : { kind, position: { epoch, offset: Number(offset) }, id }
  }

  async pass(room: string, draft: Draft): Promise<void> {
    const frame = Buffer.from(`${draft.head}}`)
    const { redis } = this.#parts
    const { facts, live } = this.#keys(room)
    const told = envelope(PASSING, null, draft.slot, frame)
    // Anywhere in a Redis Cluster would do, but events of one sender must not overtake each other.
    if (redis.isCluster) await PASS.run(redis, [facts], [live, told])
    else await redis.publish(live, told)
  }

  async place(room: string, epoch: string, event: Stored, _retention: Retention): Promise<void> {
    const { redis, rememberMs } = this.#parts
    const keys = this.#keys(room)
    const told = envelope(epoch, event.offset, event.slot, event.frame)
    await PLACE.run(redis, [keys.facts], [epoch, event.offset, rememberMs, keys.live, told])
  }

  /** A durable room begins where its log is, whatever is said here. */
  async subscribe(room: string, retention: Retention, deliver: Deliver, moved?: Moved): Promise<Subscription> {
    const { redis, ear, now, seed, rememberMs } = this.#parts
    const { facts, log } = this.#keys(room)
    const close = await ear.listen(room, retention.durable, { deliver, moved })
    try {
      if (retention.durable) return { position: { epoch: '', offset: 0 }, close }
      const stand = await STAND.run(redis, [facts, log], [seed(), now(), rememberMs])
      const [epoch, top] = stand as [string, string]
      return { position: { epoch, offset: Number(top) }, close }
    } catch (error) {
      close()
      throw error
    }
  }

  async read(room: string, since: Position | null, size: PageSize): Promise<HistoryPage> {
    const { redis, now, seed, garbage } = this.#parts
    const { facts, log } = this.#keys(room)
    const args = [seed(), now(), since?.offset ?? '', whole(size.events), whole(size.bytes)]
    const answer = (await READ.runBuffer(redis, [facts, log], args)) as [Buffer, Buffer, Buffer, Buffer[][]]
    const [epoch = '', top = 0, first = 1] = [String(answer[0]), Number(answer[1]), Number(answer[2])]
    const entries = since ? answer[3] : answer[3].toReversed()
    const events: Stored[] = []
    let spoiled = false
    for (const [id, frame, slot] of entries as [Buffer, Buffer, Buffer][]) {
      const event = readEntry(id.toString(), frame, slot.toString(), nameOf(room))
      const last = events.at(-1)
      if (!event || (last && event.offset !== last.offset + 1)) {
        // What lies before something of a stranger's cannot be reached without a hole, and counts as trimmed.
        garbage.drop('garbage')
        spoiled = true
        events.length = 0
      }
      if (event) events.push(event)
    }
    const begins = events[0]?.offset ?? top + 1
    const hole = since ? since.offset < top && begins > Math.max(first, since.offset + 1) : spoiled
    return { epoch, top, first: hole ? begins : first, events }
  }

  /** Rooms somebody is in are remembered on. */
  sweep(): void {
    const { redis, ear, rememberMs, onError } = this.#parts
    if (redis.status !== 'ready') return
    for (const { keys } of ear.rooms())
      redis.pexpire(keys.facts, rememberMs, 'GT').catch(error => onError(error, 'remember a room'))
  }

  async close(): Promise<void> {
    const { redis, ear, tail } = this.#parts
    tail.stop()
    ear.close()
    redis.disconnect()
  }

  #keys(room: string): RoomKeys {
    return roomKeys(this.#parts.prefix, room)
  }

  #placing(keys: RoomKeys, { head, slot }: Draft, { count, bytes, age_ms }: Retention): (string | number)[] {
    const { now, seed, rememberMs } = this.#parts
    const limits = [whole(count), whole(bytes), whole(age_ms, LONGEST_MS), rememberMs]
    return [seed(), now(), ...limits, keys.live, head, JSON.stringify(slot)]
  }
}

const nameOf = (room: string): string => room.slice(room.lastIndexOf('/') + 1)

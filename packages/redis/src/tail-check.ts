/** Looks twice a second whether rooms that are quiet here are quiet everywhere: a lost last message shows no other way. */
import type { Position } from '@nabiz/protocol'
import type { Ear, HeardRoom } from './ear.ts'
import type { RedisClient } from './make-client.ts'
import type { OnRenewed } from './open-client.ts'
import type { RoomKeys } from './room-keys.ts'
import { STAND } from './room-scripts.ts'

export type TailCheckParts = {
  readonly redis: RedisClient
  readonly onRenewed: OnRenewed
  readonly ear: Ear
  readonly now: () => number
  readonly seed: () => string
  readonly rememberMs: number
  readonly onError: (error: unknown, where: string) => void
}

/** Two looks are at most a second apart: the first may find that something came just before. */
const EVERY_MS = 500
/** So many rooms are asked about in one go. */
const BATCH = 500

export class TailCheck {
  readonly #parts: TailCheckParts
  readonly #timer: NodeJS.Timeout
  #running = false
  /** Redis may be another one than it was, or the same with less in it. */
  #anew = false

  constructor(parts: TailCheckParts) {
    this.#parts = parts
    parts.onRenewed(() => {
      this.#anew = true
    })
    this.#timer = setInterval(() => void this.#look(), EVERY_MS)
    this.#timer.unref()
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  async #look(): Promise<void> {
    const { redis, ear, onError } = this.#parts
    if (this.#running || redis.status !== 'ready') return
    this.#running = true
    const anew = this.#anew
    this.#anew = false
    try {
      ear.probe()
      const quiet: HeardRoom[] = []
      for (const room of ear.rooms()) {
        if (anew || !room.heard) quiet.push(room)
        room.heard = false
      }
      for (let from = 0; from < quiet.length; from += BATCH) await this.#ask(quiet.slice(from, from + BATCH), anew)
    } catch (error) {
      this.#anew ||= anew
      onError(error, 'look for lost events')
    } finally {
      this.#running = false
    }
  }

  async #ask(rooms: readonly HeardRoom[], anew: boolean): Promise<void> {
    await Promise.all(
      rooms.map(async room => {
        const top = await (room.durable ? this.#carriedTo(room, anew) : this.#topOf(room, anew))
        // Told once: a room that could not be brought up to date tries again by itself.
        const told = top === null ? null : `${top.epoch}:${top.offset}`
        if (!anew && told === room.told) return
        room.told = told
        for (const { moved } of room.subscribers) moved?.(top)
      }),
    )
  }

  /** Null also when Redis may have forgotten how far the log was carried: the log itself knows. */
  async #carriedTo({ keys }: HeardRoom, anew: boolean): Promise<Position | null> {
    return anew ? null : this.#known(keys)
  }

  /** A room that Redis knows nothing of begins anew, and so does every room when Redis itself may have. */
  async #topOf({ keys }: HeardRoom, anew: boolean): Promise<Position> {
    const { redis, now, seed, rememberMs } = this.#parts
    const known = anew ? null : await this.#known(keys)
    if (known) return known
    const stand = await STAND.run(redis, [keys.facts, keys.log], [seed(), now(), rememberMs])
    const [epoch, top] = stand as [string, string]
    return { epoch, offset: Number(top) }
  }

  async #known({ facts }: RoomKeys): Promise<Position | null> {
    const [epoch, top] = await this.#parts.redis.hmget(facts, 'epoch', 'top')
    return epoch && top ? { epoch, offset: Number(top) } : null
  }
}

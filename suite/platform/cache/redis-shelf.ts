/** The shelf on Redis or Valkey: values and versions of tags there, a copy in memory, and a bus that wakes who waits. */
import { randomUUID } from 'node:crypto'
import { type Cluster, Redis, type RedisOptions } from 'ioredis'
import type { Logger } from 'pino'
import { LruText } from './lru-text.ts'
import { type Shelf, ShelfAway, TAG_MEMORY_MS } from './shelf.ts'

export type RedisShelfOptions = {
  /** Where it is, or what makes a client with these settings. */
  redis: RedisOptions | ((settings: RedisOptions) => Redis | Cluster)
  now: () => number
  log: Logger
  /** Before every key and the bus: several installations may share one Redis. Default `nabiz:{cache}:`, one slot. */
  prefix?: string
  /** Of the copies in memory. Default 32 MiB. */
  maxBytes?: number
}

/** A question to Redis that takes longer is worse than working it out. */
const COMMAND_MS = 500
/** Memory holds a copy for so long at most; whether it is still true is asked each time. */
const COPY_MS = 300_000
/** Frees a lock only while it is ours: it may have run out, and be another's by now. */
const RELEASE = `if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0`

/** Connects by itself and goes on trying; until it is connected every call throws {@link ShelfAway}. */
export const createRedisShelf = (options: RedisShelfOptions): Shelf => {
  const { now, log, prefix = 'nabiz:{cache}:', maxBytes = 32 * 1024 * 1024 } = options
  const settings: RedisOptions = {
    commandTimeout: COMMAND_MS,
    connectTimeout: 2_000,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    retryStrategy: tries => Math.min(100 * 2 ** tries, 5_000),
  }
  const { redis: at } = options
  const open = typeof at === 'function' ? at : (own: RedisOptions) => new Redis({ ...at, ...own })
  const redis = open(settings)
  // A connection that listens may send nothing else.
  const ear = open({ ...settings, enableOfflineQueue: true, commandTimeout: undefined })
  for (const client of [redis, ear]) client.on('error', error => log.debug({ err: error }, 'cache: redis'))
  const copies = new LruText(maxBytes, now)
  const waiting = new Map<string, Set<() => void>>()
  const bus = `${prefix}bus`
  let garbage = 0

  void ear.subscribe(bus).catch(error => log.debug({ err: error }, 'cache: the bus'))
  ear.on('message', (_bus, message) => {
    const key = readMessage(message)
    if (key === null) {
      garbage++
      return
    }
    copies.drop(key)
    for (const wake of [...(waiting.get(key) ?? [])]) wake()
  })

  const ask = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (error) {
      throw new ShelfAway('redis did not answer', { cause: error })
    }
  }

  const get = (names: readonly string[]) => ask(() => redis.mget(names.map(name => prefix + name)))

  return {
    kind: 'redis',
    async read(key, tags, isCurrent) {
      const copy = copies.get(key)
      if (copy !== null) {
        const versions = tags.length === 0 ? [] : (await get(tags)).map(version => version ?? '')
        if (isCurrent(copy, versions)) return { text: copy, versions }
        copies.drop(key)
      }
      // One command, so value and versions are of one instant.
      const [text = null, ...versions] = await get([key, ...tags])
      if (text !== null) copies.set(key, text, COPY_MS)
      return { text, versions: versions.map(version => version ?? '') }
    },
    async write(key, text, ttl_ms) {
      copies.set(key, text, Math.min(ttl_ms, COPY_MS))
      await ask(() => redis.set(prefix + key, text, 'PX', Math.ceil(ttl_ms)))
    },
    async invalidate(tags) {
      const batch = redis.multi()
      for (const tag of tags) batch.set(prefix + tag, randomUUID(), 'PX', TAG_MEMORY_MS)
      await ask(() => batch.exec())
    },
    async lock(key, hold_ms) {
      const name = `${prefix}lock/${key}`
      const mine = randomUUID()
      if ((await ask(() => redis.set(name, mine, 'PX', hold_ms, 'NX'))) !== 'OK') return null
      return () =>
        ask(async () => {
          await redis.eval(RELEASE, 1, name, mine)
          // Also after a fill that failed: whoever waits tries by itself.
          await redis.publish(bus, JSON.stringify({ v: 1, filled: key }))
        })
    },
    filled: (key, signal) =>
      new Promise(resolve => {
        const waiters = waiting.get(key) ?? new Set()
        waiting.set(key, waiters)
        const done = () => {
          signal.removeEventListener('abort', done)
          waiters.delete(done)
          if (waiters.size === 0 && waiting.get(key) === waiters) waiting.delete(key)
          resolve()
        }
        signal.addEventListener('abort', done)
        waiters.add(done)
      }),
    stats: () => ({ ...copies.stats(), garbage, available: redis.status === 'ready' }),
    async close() {
      copies.clear()
      for (const client of [redis, ear]) client.disconnect()
    },
  }
}

/** The key somebody filled; null for what is no message of ours. */
const readMessage = (text: string): string | null => {
  try {
    const message = JSON.parse(text) as { v?: unknown; filled?: unknown } | null
    return message?.v === 1 && typeof message.filled === 'string' ? message.filled : null
  } catch {
    return null
  }
}

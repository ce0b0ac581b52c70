/** Connections to Redis: each fails at once while Redis is away, never sends anything twice, comes back by itself. */
import { Cluster, type Redis, type RedisOptions } from 'ioredis'
import { type ClientOptions, makeClient, makeRedisFor, type RedisClient } from './make-client.ts'
import type { RedisAddress } from './redis-address.ts'
import type { Script } from './script.ts'
import { ShardWatch } from './shard-watch.ts'

/** A question that gets no byte of an answer for so long, in ms, was asked of a connection that is dead. */
const SILENT_MS = 2_000
const CONNECT_MS = 2_000

const retryMs = (tries: number): number => Math.min(25 * 2 ** tries, 1_000)

const SETTINGS: RedisOptions = {
  lazyConnect: true,
  connectTimeout: CONNECT_MS,
  socketTimeout: SILENT_MS,
  enableOfflineQueue: false,
  maxRetriesPerRequest: 0,
  // What was under way when a connection broke may have happened: sent again it would happen twice.
  autoResendUnfulfilledCommands: false,
  retryStrategy: retryMs,
  // This one is no primary any more: the address may lead to another by now.
  reconnectOnError: error => /^(?:READONLY|MOVED)/.test(error.message),
}

export type OpenClientParts = {
  readonly address: RedisAddress
  /** Certificates of authorities, PEM. */
  readonly ca: string | undefined
  /** Known to Redis before anything else is sent; to a Redis Cluster when they are run first. */
  readonly scripts: readonly Script[]
  readonly onError: (error: unknown, where: string) => void
}

/** Calls `listener` whenever Redis may be another one than it was, or the same with less in it. */
export type OnRenewed = (listener: () => void) => void

/** Rejects when Redis cannot be reached. */
export const openClient = async (parts: OpenClientParts): Promise<{ redis: RedisClient; onRenewed: OnRenewed }> => {
  const { address, scripts, onError } = parts
  const { redis, opened } = begin(parts, options => makeClient(address, options))
  if (!(redis instanceof Cluster)) {
    redis.on('ready', () => {
      for (const { text } of scripts) redis.script('LOAD', text).catch(error => onError(error, 'redis'))
    })
    await opened()
    return { redis, onRenewed: listener => redis.on('ready', listener) }
  }
  await opened()
  // A primary that is only just being connected to refuses all but the first command.
  await Promise.all(redis.nodes('master').map(node => node.ping()))
  const watch = await ShardWatch.begin(redis)
  return { redis, onRenewed: listener => watch.onRenewed(listener) }
}

/** One connection, for listening and waiting; in a Redis Cluster to the primary that has `name`. */
export const openRedisFor = async (name: string, parts: OpenClientParts): Promise<Redis> => {
  const { redis, opened } = begin(parts, options => makeRedisFor(name, parts.address, options))
  await opened()
  return redis
}

const begin = <Client extends RedisClient>(
  { ca, onError }: OpenClientParts,
  make: (options: ClientOptions) => Client,
): { redis: Client; opened: () => Promise<void> } => {
  let first: unknown = null
  let open = false
  const redis: RedisClient = make({
    ...(ca !== undefined && { ca }),
    settings: SETTINGS,
    askAgain: tries => (open ? retryMs(tries) : null),
  })
  redis.on('error', (error: Error & { lastNodeError?: Error }) => {
    if (open) onError(error, 'redis')
    else first ??= error.lastNodeError ?? error
  })
  const opened = async () => {
    try {
      await redis.connect()
    } catch (error) {
      redis.disconnect()
      throw first ?? error
    }
    open = true
  }
  return { redis: redis as Client, opened }
}

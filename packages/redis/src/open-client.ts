/** One connection to Redis: fails at once while Redis is away, never sends anything twice, comes back by itself. */
import { Redis, type RedisOptions } from 'ioredis'
import type { Script } from './script.ts'

/** A question that gets no byte of an answer for so long, in ms, was asked of a connection that is dead. */
const SILENT_MS = 2_000
const CONNECT_MS = 2_000

const SETTINGS: RedisOptions = {
  lazyConnect: true,
  connectTimeout: CONNECT_MS,
  socketTimeout: SILENT_MS,
  enableOfflineQueue: false,
  maxRetriesPerRequest: 0,
  // What was under way when a connection broke may have happened: sent again it would happen twice.
  autoResendUnfulfilledCommands: false,
  retryStrategy: tries => Math.min(25 * 2 ** tries, 1_000),
  // This one is no primary any more: the address may lead to another by now.
  reconnectOnError: error => error.message.startsWith('READONLY'),
}

/** `scripts` are known to Redis before anything else is sent. */
export const openClient = async (
  url: string,
  scripts: readonly Script[],
  onError: (error: unknown, where: string) => void,
): Promise<Redis> => {
  const redis = new Redis(url, SETTINGS)
  let first: Error | null = null
  redis.on('error', error => {
    if (first === null) first = error
    else onError(error, 'redis')
  })
  redis.on('ready', () => {
    for (const { text } of scripts) redis.script('LOAD', text).catch(error => onError(error, 'redis'))
  })
  try {
    await redis.connect()
  } catch (error) {
    redis.disconnect()
    throw first ?? error
  }
  first ??= new Error('not used')
  return redis
}

/** Redis for what else a product keeps there, by the same addresses that a cluster is given. */
import type { RedisOptions } from 'ioredis'
import { makeClient, type RedisClient } from './make-client.ts'
import { readAddress } from './redis-address.ts'

/** Throws a TypeError, without a word of the password, for an address that `connectRedis` would refuse. */
export const checkRedisUrl = (url: string, options: { production?: boolean } = {}): void => {
  readAddress(url, options.production ?? false)
}

/**
 * A client of ioredis, which connects by itself. In a Redis Cluster commands with several keys need one slot for them.
 * Throws as {@link checkRedisUrl}.
 */
export const createRedisClient = (
  url: string,
  settings: RedisOptions,
  options: { ca?: string; production?: boolean } = {},
): RedisClient => {
  const { ca, production = false } = options
  const askAgain = (tries: number) => Math.min(100 * 2 ** tries, 5_000)
  return makeClient(readAddress(url, production), { ...(ca !== undefined && { ca }), settings, askAgain })
}

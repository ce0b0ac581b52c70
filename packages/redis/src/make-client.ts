/** Clients of ioredis for an address, one for each kind of Redis. None of them has connected yet. */
import { Cluster, Redis, type RedisOptions } from 'ioredis'
import type { Place, RedisAddress } from './redis-address.ts'
import { connectorTo } from './slot-connector.ts'

/** One server, or all primaries of a Redis Cluster: a command goes to the one that has its key. */
export type RedisClient = Redis | Cluster

export type ClientOptions = {
  /** Certificates of authorities, PEM, for `rediss:`. Absent: those that Node knows. */
  readonly ca?: string
  readonly settings: RedisOptions
  /** ms to wait before Sentinels, or nodes of a Redis Cluster, are asked again; null: no more. Not for single servers. */
  readonly askAgain: (tries: number) => number | null
}

/** For everything but listening and waiting. */
export const makeClient = (address: RedisAddress, options: ClientOptions): RedisClient => {
  if (address.kind !== 'cluster') return makeRedis(address, options)
  // Who is not the primary says so, and the command goes on to who is; that connection is as good as before.
  const { lazyConnect, retryStrategy, reconnectOnError: _, ...settings } = options.settings
  return new Cluster([...address.places], {
    lazyConnect: lazyConnect ?? false,
    enableOfflineQueue: settings.enableOfflineQueue ?? true,
    // What was under way when a connection broke may have happened: sent again it would happen twice.
    retryDelayOnFailover: 0,
    retryDelayOnClusterDown: 0,
    clusterRetryStrategy: tries => retryStrategy?.(tries) ?? null,
    // A certificate may name a host: what nodes call themselves is not turned into addresses.
    dnsLookup: (host, done) => done(null, host),
    redisOptions: { ...settings, ...credentials(address, options) },
  })
}

/** One connection, for listening and waiting: in a Redis Cluster, to whichever primary has `name`. */
export const makeRedisFor = (name: string, address: RedisAddress, options: ClientOptions): Redis => {
  if (address.kind !== 'cluster') return makeRedis(address, options)
  const { askAgain, settings } = options
  const own = credentials(address, options)
  const ask = ({ host, port }: Place) =>
    new Redis({ ...own, host, port, connectTimeout: settings.connectTimeout, lazyConnect: true, retryStrategy: null })
  const Connector = connectorTo({ name, places: address.places, ask, askAgain, tls: own.tls })
  return new Redis({ ...settings, ...own, Connector })
}

const makeRedis = (address: RedisAddress & { kind: 'single' | 'sentinel' }, options: ClientOptions): Redis => {
  const { settings, askAgain } = options
  const own = { ...settings, ...credentials(address, options), db: address.db }
  if (address.kind === 'single') return new Redis({ ...own, ...address.places[0] })
  const { places, name, sentinel, tls } = address
  return new Redis({
    ...own,
    name,
    sentinels: [...places],
    sentinelRetryStrategy: askAgain,
    ...(sentinel.username && { sentinelUsername: sentinel.username }),
    ...(sentinel.password && { sentinelPassword: sentinel.password }),
    ...(tls && { enableTLSForSentinelMode: true, sentinelTLS: own.tls }),
  })
}

const credentials = ({ username, password, tls }: RedisAddress, { ca }: ClientOptions): RedisOptions => ({
  ...(username && { username }),
  ...(password && { password }),
  ...(tls && { tls: ca === undefined ? {} : { ca } }),
})

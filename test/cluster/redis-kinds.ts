/** Every kind of Redis that a cluster runs on, started for a test. */
import { makeCertificates } from './redis-certificates.ts'
import { RedisProcess } from './redis-process.ts'
import { RedisSentinels } from './redis-sentinels.ts'
import { RedisShards } from './redis-shards.ts'

/** `redis`: what `connectRedis` is told. */
export type RunningRedis = { redis: { url: string; ca?: string }; end(): Promise<void> }

/** As much as docs/engine/cluster.md says that a user of its own needs. */
const USER = ['nabiz', 'on', '>s3cret@/', '~nabiz:*', '&nabiz:*', '+@all', '-@admin', '-@dangerous', '+info']

export const startLocked = async (): Promise<RunningRedis & { caFile: string; stranger: string }> => {
  const certificates = makeCertificates()
  const server = await RedisProcess.start(port => [
    ...certificates.settings(port),
    ...['--user', 'default', 'off', '--user', ...USER],
  ])
  const url = `rediss://nabiz:${encodeURIComponent('s3cret@/')}@127.0.0.1:${server.port}`
  const end = async () => {
    await server[Symbol.asyncDispose]()
    certificates.remove()
  }
  return { redis: { url, ca: certificates.ca }, end, ...certificates }
}

export const KINDS: readonly { readonly name: string; start(): Promise<RunningRedis> }[] = [
  { name: 'TLS and a user who may do little', start: startLocked },
  {
    name: 'Sentinels',
    async start() {
      const sentinels = await RedisSentinels.start()
      return { redis: { url: sentinels.url }, end: () => sentinels[Symbol.asyncDispose]() }
    },
  },
  {
    name: 'a Redis Cluster',
    async start() {
      const shards = await RedisShards.start()
      return { redis: { url: shards.url }, end: () => shards[Symbol.asyncDispose]() }
    },
  },
]

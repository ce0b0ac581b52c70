export { connectRedis, type RedisCluster, type RedisOptions } from './connect-redis.ts'
export type { RedisClient } from './make-client.ts'
export { checkRedisUrl, createRedisClient } from './redis-client.ts'

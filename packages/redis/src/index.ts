export { connectRedis, type RedisCluster, type RedisOptions } from './connect-redis.ts'

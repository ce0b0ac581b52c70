/** The cache: what is slow to work out is kept for a while, and forgotten the moment it stops being true. */
export { type Cache, type CacheKey, type CacheOptions, type CacheUse, createCache } from './cache.ts'
export type { CacheStats, GroupStats } from './cache-stats.ts'
export { createMemoryShelf, type MemoryShelfOptions } from './memory-shelf.ts'
export { createRedisShelf, type RedisShelfOptions } from './redis-shelf.ts'
export type { Shelf } from './shelf.ts'

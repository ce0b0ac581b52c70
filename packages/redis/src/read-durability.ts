/** What an event has survived when Redis has answered: asked of Redis itself, and nothing better than it says. */
import type { Durability } from '@nabiz/protocol'
import { Cluster, type Redis } from 'ioredis'
import type { RedisClient } from './make-client.ts'

/** `disk` where every write is synced before it is answered, in a Redis Cluster by all; else `memory`, also where Redis does not say. */
export const readDurability = async (redis: RedisClient): Promise<Durability> => {
  const servers = redis instanceof Cluster ? redis.nodes('master') : [redis]
  const synced = await Promise.all(servers.map(isSynced))
  return synced.length > 0 && synced.every(Boolean) ? 'disk' : 'memory'
}

const isSynced = async (redis: Redis): Promise<boolean> => {
  try {
    const settings = new Map<string, string>()
    for (const name of ['appendonly', 'appendfsync']) {
      const [, value = ''] = (await redis.call('CONFIG', ['GET', name])) as string[]
      settings.set(name, value)
    }
    return settings.get('appendonly') === 'yes' && settings.get('appendfsync') === 'always'
  } catch (error) {
    // Managed services do not let it be asked.
    if (redis.status === 'ready') return false
    throw error
  }
}

/** What an event has survived when Redis has answered: asked of Redis itself, and nothing better than it says. */
import type { Durability } from '@nabiz/protocol'
import type { Redis } from 'ioredis'

/** `disk` where every write is synced before it is answered, else `memory`; also where Redis does not say. */
export const readDurability = async (redis: Redis): Promise<Durability> => {
  try {
    const settings = new Map<string, string>()
    for (const name of ['appendonly', 'appendfsync']) {
      const [, value = ''] = (await redis.call('CONFIG', ['GET', name])) as string[]
      settings.set(name, value)
    }
    return settings.get('appendonly') === 'yes' && settings.get('appendfsync') === 'always' ? 'disk' : 'memory'
  } catch (error) {
    // Managed services do not let it be asked.
    if (redis.status === 'ready') return 'memory'
    throw error
  }
}

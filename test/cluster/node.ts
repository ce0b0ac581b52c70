/** Nodes of one cluster within a test: each a whole server on its own port, with its own connections to one Redis. */
import { connectRedis, type RedisOptions } from '../../packages/redis/src/index.ts'
import type { ServerOptions } from '../../packages/server/src/index.ts'
import { startServer, type TestServer } from '../../packages/server/src/testing/start-server.ts'

export type Node = TestServer & { dropped(): { foreign: number; garbage: number } }

/** `errors` also has what Redis' connections reported. */
export const startNode = async (
  redis: Pick<RedisOptions, 'url'> & Partial<RedisOptions>,
  options: Partial<ServerOptions> = {},
): Promise<Node> => {
  const faults: unknown[] = []
  const cluster = await connectRedis({ onError: error => faults.push(error), ...redis })
  const running = await startServer({ ...cluster, ...options })
  return Object.assign(running, { dropped: cluster.dropped })
}

/** The suites that every broker and every way of presence has to pass, over any kind of Redis. */
import { connectRedis, type RedisOptions } from '../../packages/redis/src/index.ts'
import { brokerContract } from '../../packages/server/src/broker/broker-contract.ts'
import type { Broker, Retention } from '../../packages/server/src/index.ts'
import { presenceNodesContract } from '../../packages/server/src/room/presence-nodes-contract.ts'

const RETENTION: Retention = { count: 10, bytes: 100_000, age_ms: 3_600_000, durable: false }
/** So many that each of three primaries has some: a Redis Cluster keeps the order of one primary, not among all. */
const MARKERS = Array.from({ length: 12 }, (_, index) => `marker${index}`)
const onError = () => {}

/** Redis tells a connection in the order in which it was told itself: what follows all else is heard last. */
const arrived = async (...brokers: readonly Broker[]): Promise<void> => {
  for (const room of MARKERS) {
    const heard = brokers.map(async broker => {
      const { promise, resolve } = Promise.withResolvers<void>()
      const subscription = await broker.subscribe(room, RETENTION, () => resolve())
      return { promise, subscription }
    })
    const markers = await Promise.all(heard)
    await brokers[0]!.pass(room, { head: `{"type":"x","room":"${room}","id":"marker"`, slot: null })
    await Promise.all(markers.map(({ promise }) => promise))
    for (const { subscription } of markers) subscription.close()
  }
}

/** `options` gives a prefix of its own at each call. */
export const contractsOn = (name: string, options: () => RedisOptions): void => {
  const twoNodes = () => {
    const cluster = options()
    return Promise.all([connectRedis({ onError, ...cluster }), connectRedis({ onError, ...cluster })])
  }
  brokerContract(name, async () => {
    const [one, two] = await twoNodes()
    return {
      one: one.broker,
      two: two.broker,
      arrived: () => arrived(one.broker, two.broker),
      async end() {
        for (const { presence, broker, control } of [one, two]) {
          await presence.close()
          await Promise.all([broker.close(), control(async () => 0).close()])
        }
      },
    }
  })
  presenceNodesContract(name, async () => {
    const [one, two] = await twoNodes()
    return {
      one: one.presence,
      two: two.presence,
      async end() {
        for (const { presence, broker, control } of [one, two]) {
          await presence.close()
          await Promise.all([broker.close(), control(async () => 0).close()])
        }
      },
    }
  })
}

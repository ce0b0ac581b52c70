/** Joins this process to a cluster on one Redis or Valkey: what `createServer` is given for that. */
import { randomBytes, randomUUID } from 'node:crypto'
import type { Durability } from '@nabiz/protocol'
import type { Broker, Neighbours, OpenControl, PresenceNodes, RevocationStore } from '@nabiz/server'
import { Ear } from './ear.ts'
import { Garbage } from './garbage.ts'
import type { RedisClient } from './make-client.ts'
import { isNodeAddress, NodeAddresses } from './node-addresses.ts'
import { deriveKey, NodeSignatures } from './node-signatures.ts'
import { openClient, openRedisFor } from './open-client.ts'
import { FORGET, LOAD, LOOK, TELL } from './presence-scripts.ts'
import { readDurability } from './read-durability.ts'
import { readAddress } from './redis-address.ts'
import { RedisBroker } from './redis-broker.ts'
import { LEASE, RedisControl, streamOf } from './redis-control.ts'
import { RedisNeighbours, tagOf } from './redis-neighbours.ts'
import { RedisPresence } from './redis-presence.ts'
import { RedisRevocations } from './redis-revocations.ts'
import { isPrefix } from './room-keys.ts'
import { PASS, PLACE, PUBLISH, READ, STAND } from './room-scripts.ts'
import { TailCheck } from './tail-check.ts'

export type RedisOptions = {
  /**
   * Redis 7 or newer, or Valkey; `rediss` instead of `redis` for TLS. User and password are percent-encoded.
   * - `redis://user:password@host:port/db`
   * - `redis+sentinel://user:password@host:port,host:port/name/db`: Sentinels, and what they call the primary; their own
   *   login is `?sentinel_username=…&sentinel_password=…`
   * - `redis+cluster://user:password@host:port,host:port`: some nodes of a Redis Cluster
   */
  url: string
  /** Certificates of authorities, PEM, for TLS. Default: those that Node knows. */
  ca?: string
  /** Before every name in Redis; the same on all nodes of a cluster. Default `nabiz`. */
  prefix?: string
  /** This process among the others; no two may have one name. Default: random. */
  node?: string
  /**
   * At least 32 bytes, the same on all nodes: calls of HTTP transports are passed on to the session's node, and a plain
   * EventSource resumes on any. Absent: such calls are 410 on every other node.
   */
  secret?: string
  /** `host:port` where the other nodes reach this one over plain HTTP. Default: where its HTTP server listens. */
  advertise?: string
  /** A Redis without a password is refused, unless it is on this machine. True: there too. Default false. */
  production?: boolean
  /** How long revocations are kept, in ms: the longest life of a token. Default 24 h. */
  revocationMs?: number
  /** How long an idle room keeps epoch and offset after its events are gone, in ms. Default 24 h. */
  rememberMs?: number
  /** ms since 1970. Default `Date.now`. */
  now?: () => number
  /** ms of a clock nobody sets. Default `performance.now`. */
  monotonic?: () => number
  /** Redis is away, or does not answer. Default: standard error. */
  onError?: (error: unknown, where: string) => void
}

/** `createServer({ ...cluster, … })`. The server's `close` ends it too. */
export type RedisCluster = {
  readonly node: string
  readonly broker: Broker
  readonly revocations: RevocationStore
  readonly control: OpenControl
  readonly presence: PresenceNodes
  readonly neighbours: Neighbours | undefined
  /** Derived from the option, for what the server seals. */
  readonly secret: string | undefined
  /** What was dropped because it was none of ours: of another version, or no message at all. */
  readonly dropped: () => { readonly foreign: number; readonly garbage: number }
}

const DAY = 86_400_000
const SCRIPTS = [PUBLISH, STAND, READ, PLACE, PASS, LEASE, TELL, LOOK, LOAD, FORGET]

/** Throws a TypeError for options that do not fit, without a word of the password; rejects when Redis cannot be reached. */
export const connectRedis = async (options: RedisOptions): Promise<RedisCluster> => {
  const { url, prefix = 'nabiz', node = randomUUID(), now = Date.now, rememberMs = DAY } = options
  const { revocationMs = DAY, monotonic = () => performance.now() } = options
  const onError = options.onError ?? ((error, where) => console.error(`nabiz: ${where}:`, error))
  const address = readAddress(url, options.production ?? false)
  if (!isPrefix(prefix)) throw new TypeError('prefix: expected 1 to 64 letters, digits, dots, colons and dashes')
  const { secret, advertise } = options
  if (advertise !== undefined && !isNodeAddress(advertise)) throw new TypeError('advertise: expected host:port')
  const signatures = secret === undefined ? undefined : new NodeSignatures(secret)
  const parts = { address, ca: options.ca, scripts: SCRIPTS, onError }
  const clients: RedisClient[] = []
  const opened = <Client extends RedisClient>(client: Client): Client => {
    clients.push(client)
    return client
  }
  try {
    const { redis: events, onRenewed } = await openClient(parts)
    opened(events)
    await checkKind(events)
    // Any primary of a Redis Cluster hears of all events; nodes listen to different ones.
    const listening = opened(await openRedisFor(`${prefix}:${node}`, parts))
    const orders = opened((await openClient(parts)).redis)
    const reader = opened(await openRedisFor(streamOf(prefix), parts))
    const garbage = new Garbage()
    const seed = () => randomBytes(9).toString('base64url')
    let durability: Durability = await readDurability(events)
    onRenewed(() => {
      durability = 'memory'
      readDurability(events).then(
        read => {
          durability = read
        },
        error => onError(error, 'redis'),
      )
    })
    const ear = new Ear(listening, prefix, garbage)
    const tail = new TailCheck({ redis: events, onRenewed, ear, now, seed, rememberMs, onError })
    const broker = new RedisBroker({
      redis: events,
      ear,
      tail,
      prefix,
      garbage,
      now,
      seed,
      rememberMs,
      onError,
      durability: () => durability,
    })
    const revocations = new RedisRevocations({ redis: orders, prefix, garbage, now, keepMs: revocationMs })
    const control: OpenControl = hear =>
      new RedisControl({
        redis: orders,
        reader,
        prefix,
        garbage,
        revocations,
        node,
        monotonic,
        id: randomUUID,
        hear,
        onError,
      })
    const presence = new RedisPresence({
      redis: events,
      onRenewed,
      listening,
      prefix,
      tag: randomBytes(6).toString('hex'),
      garbage,
      now,
      monotonic,
      onError,
    })
    const tag = tagOf(node)
    const neighbours =
      signatures &&
      new RedisNeighbours({
        signatures,
        tag,
        advertise,
        now,
        onError,
        addresses: new NodeAddresses({ redis: orders, prefix, garbage, signatures, tag, monotonic, onError }),
      })
    const sealing = secret === undefined ? undefined : deriveKey(secret, 'seals').toString('base64url')
    const dropped = () => ({ ...garbage.counts })
    return { node, broker, revocations, control, presence, neighbours, secret: sealing, dropped }
  } catch (error) {
    for (const client of clients) client.disconnect()
    throw error
  }
}

/** A node of a Redis Cluster that is taken for all of Redis refuses the keys of the others, now or later. */
const checkKind = async (redis: RedisClient): Promise<void> => {
  if (!redis.isCluster && /^cluster_enabled:1/m.test(await redis.info('cluster')))
    throw new TypeError('this is a node of a Redis Cluster: redis+cluster://[user:password@]host[:port],…')
}

/** The control bus: a stream of orders that every node reads from where it was, and proof that it was read just now. */
import type { Control, Hear, Order, Revocation } from '@nabiz/server'
import type { Redis } from 'ioredis'
import type { Garbage } from './garbage.ts'
import type { RedisClient } from './make-client.ts'
import { type Message, readMessage, writeMessage } from './order-message.ts'
import type { RedisRevocations } from './redis-revocations.ts'
import { Script } from './script.ts'

export type RedisControlParts = {
  /** Asks and answers; others may use it too. */
  readonly redis: RedisClient
  /** Waits for the stream, and does nothing else. */
  readonly reader: Redis
  readonly prefix: string
  readonly garbage: Garbage
  readonly revocations: Pick<RedisRevocations, 'restore'>
  readonly node: string
  /** ms of a clock nobody sets */
  readonly monotonic: () => number
  /** A new text each time. */
  readonly id: () => string
  readonly hear: Hear
  readonly onError: (error: unknown, where: string) => void
}

/** Who has heard nothing for so long, in ms, may not know who was shut out. */
const CURRENT_MS = 1_000
/** Redis answers within this, in ms, also when there is nothing new. */
const BLOCK_MS = 200
const PAGE = 500
/** Orders kept for nodes that lag. */
const KEPT = 10_000
/** A node that does not say that it lives for so long, in ms, is not waited for. */
const LEASE_MS = 3_000
const ANSWER_MS = 1_000
const PAUSE_MS = 100

/** KEYS: nodes. ARGV: 1 this node, 2 how long it counts in ms. Answers the names of all that count. */
export const LEASE = new Script(`
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZADD', KEYS[1], now + tonumber(ARGV[2]), ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return redis.call('ZRANGE', KEYS[1], 0, -1)
`)

/** The name of the stream. */
export const streamOf = (prefix: string): string => `${prefix}:control`

type Question = { ended: number; readonly waiting: Set<string>; readonly done: () => void }

export class RedisControl implements Control {
  readonly #parts: RedisControlParts
  readonly #stream: string
  readonly #nodes: string
  #others: readonly string[] = []
  #leased = Number.NEGATIVE_INFINITY
  #heard = Number.NEGATIVE_INFINITY
  /** The last entry that was read; null before the first look. */
  #last: string | null = null
  /** Redis may have lost what it was told, or this node may have been away for long. */
  #anew = true
  #closed = false
  readonly #questions = new Map<string, Question>()
  #waiters: (() => void)[] = []
  readonly #reading: Promise<void>

  constructor(parts: RedisControlParts) {
    this.#parts = parts
    this.#stream = streamOf(parts.prefix)
    this.#nodes = `${parts.prefix}:nodes`
    parts.reader.on('ready', () => {
      this.#anew = true
    })
    this.#reading = this.#read()
  }

  current(): boolean {
    return this.#parts.monotonic() - this.#heard < CURRENT_MS
  }

  async caughtUp(): Promise<void> {
    if (this.current()) return
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const timer = setTimeout(() => reject(new Error('the other nodes are out of reach')), CURRENT_MS)
    this.#waiters.push(resolve)
    await promise.finally(() => clearTimeout(timer))
  }

  async tell(order: Order): Promise<number> {
    const { node, id, monotonic } = this.#parts
    const ask = id()
    // Asked now: a node that came a moment ago has to answer too.
    await this.#lease(monotonic())
    const { promise, resolve } = Promise.withResolvers<void>()
    const question: Question = { ended: 0, waiting: new Set(this.#others), done: resolve }
    this.#questions.set(ask, question)
    const timer = setTimeout(resolve, ANSWER_MS)
    try {
      await this.#write({ kind: 'order', from: node, ask, order })
      if (question.waiting.size > 0) await promise
      return question.ended
    } finally {
      clearTimeout(timer)
      this.#questions.delete(ask)
    }
  }

  /** The connections are ended by who made them. */
  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    const { redis, reader, node } = this.#parts
    await redis.zrem(this.#nodes, node).catch(() => {})
    reader.disconnect()
    redis.disconnect()
    await this.#reading
  }

  async #read(): Promise<void> {
    let told = false
    while (!this.#closed) {
      try {
        await this.#readOnce()
        told = false
      } catch (error) {
        if (this.#closed) return
        if (!told) this.#parts.onError(error, 'hear the other nodes')
        told = true
        await new Promise(resolve => setTimeout(resolve, PAUSE_MS))
      }
    }
  }

  async #readOnce(): Promise<void> {
    const { reader, monotonic } = this.#parts
    // What the answer tells was true when it was asked, at the earliest: a node that slept in between knows nothing new.
    const asked = monotonic()
    if (this.#anew) await this.#begin()
    if (asked - this.#leased >= LEASE_MS / 3) await this.#lease(asked)
    const answer = await reader.xread('COUNT', PAGE, 'BLOCK', BLOCK_MS, 'STREAMS', this.#stream, this.#last ?? '0-0')
    const entries = answer?.[0]?.[1] ?? []
    for (const [id, fields] of entries) {
      this.#last = id
      this.#take(fields)
    }
    if (entries.length === PAGE) return
    this.#heard = asked
    const waiters = this.#waiters
    this.#waiters = []
    if (this.current()) for (const wake of waiters) wake()
    else this.#waiters = waiters
  }

  /** Where the stream is, then all that is revoked: what comes in between is read again. */
  async #begin(): Promise<void> {
    const { reader, revocations, hear, node, id } = this.#parts
    this.#anew = false
    try {
      const newest = await reader.xrevrange(this.#stream, '+', '-', 'COUNT', 1)
      const top = newest[0]?.[0] ?? '0-0'
      // A stream that ends before what was read is another one: its clock went back, or it was lost.
      if (this.#last === null || compareIds(top, this.#last) < 0) this.#last = top
      const { all, lost } = await revocations.restore()
      for (const revocation of all) await hear(orderOf(revocation))
      // Nodes that were here sooner, and had not heard of it, do not look again.
      for (const revocation of lost)
        await this.#write({ kind: 'order', from: node, ask: id(), order: orderOf(revocation) })
    } catch (error) {
      this.#anew = true
      throw error
    }
  }

  /** Says that this node lives, and learns which others do. */
  async #lease(now: number): Promise<void> {
    const { redis, node } = this.#parts
    const nodes = (await LEASE.run(redis, [this.#nodes], [node, LEASE_MS])) as string[]
    this.#others = nodes.filter(name => name !== node)
    this.#leased = now
  }

  #take(fields: readonly string[]): void {
    const { node, garbage, hear, onError } = this.#parts
    const message = fields[0] === 'm' ? readMessage(fields[1]) : 'garbage'
    if (typeof message === 'string') garbage.drop(message)
    else if (message.kind === 'answer') this.#answered(message)
    else if (message.from !== node) {
      const { from, ask, order } = message
      hear(order)
        .then(ended => this.#write({ kind: 'answer', from: node, to: from, ask, ended }))
        .catch(error => onError(error, `obey ${order.kind}`))
    }
  }

  #answered({ from, to, ask, ended }: Message & { kind: 'answer' }): void {
    const question = to === this.#parts.node ? this.#questions.get(ask) : undefined
    if (!question?.waiting.delete(from)) return
    question.ended += ended
    if (question.waiting.size === 0) question.done()
  }

  async #write(message: Message): Promise<void> {
    await this.#parts.redis.xadd(this.#stream, 'MAXLEN', '~', KEPT, '*', 'm', writeMessage(message))
  }
}

const orderOf = ({ whose, at }: Revocation): Order => ({ kind: 'disconnect', target: whose, revoke: true, at })

/** Ids of a stream are `ms-number`. */
const compareIds = (one: string, other: string): number => {
  const [a = 0, b = 0] = one.split('-').map(Number)
  const [c = 0, d = 0] = other.split('-').map(Number)
  return a - c || b - d
}

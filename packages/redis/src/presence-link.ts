/** One room's presence in a cluster: writes who is there on this node, and hears who is there on the others. */
import type { PresenceLink, PresenceNews, PresenceSide } from '@nabiz/server'
import type { Redis } from 'ioredis'
import type { Garbage } from './garbage.ts'
import type { RedisClient } from './make-client.ts'
import type { PresenceKeys } from './presence-keys.ts'
import { type PresenceMessage, readMembers, readNumbers, readPresence, writePresence } from './presence-message.ts'
import { LOAD, LOOK, TELL } from './presence-scripts.ts'

export type RedisPresenceLinkParts = {
  readonly redis: RedisClient
  readonly listening: Redis
  readonly keys: PresenceKeys
  readonly node: string
  readonly side: PresenceSide
  readonly garbage: Garbage
  /** Redis still has members of this node from before: they have to be written over also when nobody is told of. */
  readonly leftover: boolean
  /** Greater each time, among all rooms of this node. */
  readonly number: () => number
  /** Says that this node lives, and gives all that do. */
  readonly alive: () => Promise<ReadonlySet<string>>
  /** False while nodes that live may not have said so yet. */
  readonly settled: () => boolean
  /** ms since 1970 */
  readonly now: () => number
  /** Takes a node out of the room, where `number` is still its last; null: whatever it said. */
  readonly forget: (node: string, number: number | null) => void
  readonly closed: () => void
  readonly onError: (error: unknown, where: string) => void
}

/** What is known of another node: up to the number `number` of what it told; up to `wanted` there is more. */
type Peer = { number: number; wanted: number; names: Set<string>; loading: Promise<void> | null }

/** What Redis says of all nodes, and what was known here when it was asked. */
export type Look = {
  readonly numbers: ReadonlyMap<string, number>
  readonly written: number | null
  readonly known: ReadonlyMap<string, number>
}

/** What Redis keeps of a node that says nothing for so long, in ms, is gone by itself. */
const KEPT_MS = 60_000

export class RedisPresenceLink implements PresenceLink {
  readonly ready: Promise<void>
  readonly #parts: RedisPresenceLinkParts
  readonly #peers = new Map<string, Peer>()
  /** The number of what was written last; null when Redis may not have it. */
  #written: number | null = null
  /** The number of the last that held everybody. */
  #wroteAll = 0
  #spoken: boolean
  #closed = false

  constructor(parts: RedisPresenceLinkParts) {
    this.#parts = parts
    this.#spoken = parts.leftover
    this.ready = this.#open()
    // Also when nobody waits for it.
    this.ready.catch(() => {})
  }

  tell(news: PresenceNews): void {
    if (this.#closed) return
    this.#spoken = true
    if (this.#parts.redis.status !== 'ready') this.#written = null
    else if (this.#written === null) this.#writeAll()
    else this.#write(this.#written, news)
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    const { listening, keys, node, forget, closed } = this.#parts
    // Where it cannot be said now, its messages are passed over.
    listening.unsubscribe(keys.told).catch(() => {})
    closed()
    if (this.#spoken) forget(node, null)
  }

  /** What another node told. */
  heard(text: string): void {
    const message = readPresence(text)
    if (typeof message === 'string') this.#parts.garbage.drop(message)
    else if (message.node !== this.#parts.node) this.#take(message)
  }

  async look(): Promise<Look> {
    const { redis, keys, node, garbage } = this.#parts
    const written = this.#written
    const known = new Map([...this.#peers].map(([name, { number }]) => [name, number]))
    const hash = (await LOOK.run(redis, [keys.nodes, keys.membersOf(node)], [KEPT_MS])) as string[]
    return { numbers: readNumbers(hash, () => garbage.drop('garbage')), written, known }
  }

  /** Mends what a look shows: lost writes, lost messages, nodes that are gone. `alive` is younger than the look. */
  async settle({ numbers, written, known }: Look, alive: ReadonlySet<string>): Promise<void> {
    if (this.#closed) return
    const { node, settled, forget } = this.#parts
    const untouched = written === this.#written
    if (this.#spoken && untouched && (written === null || numbers.get(node) !== written)) this.#writeAll()
    const loads: Promise<void>[] = []
    for (const [name, number] of numbers) {
      if (name === node) continue
      if (alive.has(name) || !settled()) {
        if ((this.#peers.get(name)?.number ?? 0) < number) loads.push(this.#load(name, number))
        continue
      }
      this.#drop(name)
      forget(name, number)
    }
    // What is not there any more: its word that it goes was lost. Not what came since the look.
    if (settled())
      for (const [name, { number }] of [...this.#peers])
        if (!numbers.has(name) && known.get(name) === number) this.#drop(name)
    await Promise.all(loads)
  }

  async #open(): Promise<void> {
    const { listening, keys, node, alive } = this.#parts
    // Before the look: what is told in between is heard.
    await listening.subscribe(keys.told)
    const look = await this.look()
    const alone = look.numbers.size === 0 || (look.numbers.size === 1 && look.numbers.has(node))
    await this.settle(look, alone ? new Set() : await alive())
  }

  #writeAll(): void {
    // Others give up whom they find in a room and not among those who live.
    this.#parts.alive().catch(() => {})
    this.#write(null, { put: this.#parts.side.own(), left: [] })
  }

  #write(after: number | null, news: PresenceNews): void {
    const { redis, keys, node, onError } = this.#parts
    const number = this.#parts.number()
    this.#written = number
    if (after === null) this.#wroteAll = number
    const message = writePresence({ kind: 'news', node, number, after, news })
    const head = [node, after ?? '', number, KEPT_MS, keys.told, message, news.put.length]
    const put = news.put.flatMap(member => [member.member, JSON.stringify(member)])
    const args = head.concat(
      put,
      [...news.left].map(({ member }) => member),
    )
    TELL.run(redis, [keys.nodes, keys.membersOf(node)], args).then(
      done => {
        if (done !== 0 || number < this.#wroteAll || this.#closed) return
        this.#writeAll()
      },
      error => {
        if (number >= this.#wroteAll) this.#written = null
        onError(error, 'tell who is in a room')
      },
    )
  }

  #take(message: PresenceMessage): void {
    const { node, number } = message
    const peer = this.#peers.get(node)
    if (message.kind === 'gone') {
      if (peer && number >= peer.number) this.#drop(node)
      return
    }
    const { after, news } = message
    if (peer && number <= peer.number) return
    if (news !== null && after === null) this.#replace(this.#peer(node), number, news.put)
    else if (news !== null && peer && after === peer.number) this.#change(peer, number, news)
    else this.#load(node, number).catch(error => this.#parts.onError(error, 'read who is in a room'))
  }

  #load(name: string, wanted: number): Promise<void> {
    const peer = this.#peer(name)
    peer.wanted = Math.max(peer.wanted, wanted)
    peer.loading ??= this.#loadAll(name, peer).finally(() => {
      peer.loading = null
    })
    return peer.loading
  }

  async #loadAll(name: string, peer: Peer): Promise<void> {
    const { redis, keys, garbage } = this.#parts
    while (peer.number < peer.wanted) {
      const answer = (await LOAD.run(redis, [keys.nodes, keys.membersOf(name)], [name])) as [string, string[]]
      const number = Number(answer[0])
      // Nothing newer, or gone meanwhile: the next look tells.
      if (this.#closed || this.#peers.get(name) !== peer || number <= peer.number) return
      this.#replace(
        peer,
        number,
        readMembers(answer[1], name, () => garbage.drop('garbage')),
      )
    }
  }

  #peer(name: string): Peer {
    const known = this.#peers.get(name)
    if (known) return known
    const peer: Peer = { number: 0, wanted: 0, names: new Set(), loading: null }
    this.#peers.set(name, peer)
    return peer
  }

  #replace(peer: Peer, number: number, put: PresenceNews['put']): void {
    const before = peer.names
    peer.names = new Set(put.map(({ member }) => member))
    peer.number = number
    this.#parts.side.hear({ put, left: this.#gone([...before].filter(name => !peer.names.has(name))) })
  }

  #change(peer: Peer, number: number, news: PresenceNews): void {
    for (const { member } of news.put) peer.names.add(member)
    for (const { member } of news.left) peer.names.delete(member)
    peer.number = number
    this.#parts.side.hear(news)
  }

  #drop(name: string): void {
    const peer = this.#peers.get(name)
    if (!peer) return
    this.#peers.delete(name)
    this.#parts.side.hear({ put: [], left: this.#gone([...peer.names]) })
  }

  #gone(names: readonly string[]): PresenceNews['left'] {
    const last_seen = this.#parts.now()
    return names.map(member => ({ member, last_seen }))
  }
}

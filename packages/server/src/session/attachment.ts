/** A session's connection: its send queue, the rooms joined over it, and the refilling of those that lag. */
import { textMessage } from '../broker/text-message.ts'
import type { Hub } from '../room/hub.ts'
import { Parcel } from '../room/parcel.ts'
import type { Membership, Reader } from './membership.ts'
import type { SessionParts } from './parts.ts'
import { SendQueue } from './send-queue.ts'
import type { Wire } from './wire.ts'

/** Left something out because the reader stalled; {@link Lags.fill} is called while the queue is idle, until it is true. */
type Lags = { fill(): Promise<boolean> }

export class Attachment implements Reader {
  readonly wire: Wire
  readonly queue: SendQueue
  /** By room key. The joined rooms are those of one connection: a reconnect names them anew. */
  readonly memberships = new Map<string, Membership>()
  // Made when needed: an empty map or set is 180 bytes, for each of a hundred thousand idle connections.
  #lagging: Set<Lags> | null = null
  readonly #hub: Hub
  readonly #onError: SessionParts['onError']
  readonly #onOverflow: () => void
  #lanes: Map<string, Promise<void>> | null = null
  #filling = false
  #ended = false

  constructor(wire: Wire, parts: Pick<SessionParts, 'hub' | 'fanOut' | 'limits' | 'onError'>, onOverflow: () => void) {
    this.wire = wire
    this.queue = new SendQueue(wire, parts.fanOut, parts.limits.queueBytes)
    this.#hub = parts.hub
    this.#onError = parts.onError
    this.#onOverflow = onOverflow
  }

  get ended(): boolean {
    return this.#ended
  }

  send(frame: { readonly [field: string]: unknown }): void {
    if (frame.type === 'error') this.queue.counters.refuse(String(frame.code))
    this.sendJson(JSON.stringify(frame))
  }

  /** As {@link send}, for a frame that is text already. */
  sendJson(json: string): void {
    const parcel = new Parcel([textMessage(json)])
    if (this.queue.push(parcel, null)) return
    for (const owner of this.queue.owners()) owner.giveWay()
    if (!this.queue.push(parcel, null)) this.overflowed()
  }

  overflowed(): void {
    this.#onOverflow()
  }

  wantsFilling(one: Lags): void {
    this.#lagging ??= new Set()
    this.#lagging.add(one)
    this.refill()
  }

  /** Goes on refilling; called again now and then, because a history that could not be read may be back. */
  refill(): void {
    if (this.#filling || this.#ended || this.#lagging === null) return
    this.#filling = true
    this.#refill(this.#lagging)
      .catch(error => this.#onError(error, 'read the history of a room'))
      .finally(() => {
        this.#filling = false
      })
  }

  // One room after another, a page each: two hundred lagging rooms cost one page of memory, and none starves.
  async #refill(all: Set<Lags>): Promise<void> {
    while (!this.#ended) {
      const next = all.values().next()
      if (next.done) {
        this.#lagging = null
        return
      }
      await this.queue.whenIdle()
      const lagging = next.value
      const done = await lagging.fill()
      all.delete(lagging)
      if (!done) all.add(lagging)
    }
  }

  /** Frames about one room run one after another; frames about different rooms side by side. */
  inLane(room: string, work: () => Promise<void>): void {
    this.#lanes ??= new Map()
    const lanes = this.#lanes
    const before = lanes.get(room)
    const run = (before ? before.then(work) : work())
      .catch(error => this.#onError(error, 'a frame'))
      .then(() => {
        if (lanes.get(room) === run) lanes.delete(room)
        if (lanes.size === 0 && this.#lanes === lanes) this.#lanes = null
      })
    lanes.set(room, run)
  }

  /** Ends one membership without a word to the client. */
  drop(membership: Membership): void {
    if (this.memberships.get(membership.key) === membership) this.memberships.delete(membership.key)
    this.#lagging?.delete(membership)
    const room = membership.leave()
    if (room) this.#hub.release(room)
  }

  end(): void {
    if (this.#ended) return
    this.queue.end()
    this.#ended = true
    for (const membership of [...this.memberships.values()]) this.drop(membership)
  }
}

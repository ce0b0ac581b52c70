/** One joined session watching who is in its room: gets every difference, or one word to list again when it lags. */
import type { Parcel } from '../room/parcel.ts'
import { truncatedFrame } from '../room/presence-frames.ts'
import type { PresenceRoom, PresenceStand, PresenceWatcher, WatchKind } from '../room/presence-room.ts'
import type { Owner, SendQueue } from './send-queue.ts'

/** The door to the connection. */
export type WatchReader = {
  readonly queue: SendQueue
  /** Wants {@link PresenceWatch.fill} when the queue is idle. */
  wantsFilling(watch: PresenceWatch): void
}

type State = 'watching' | 'behind' | 'ended'

export class PresenceWatch implements PresenceWatcher, Owner {
  readonly #room: PresenceRoom
  readonly #kind: WatchKind
  readonly #reader: WatchReader
  #state: State = 'watching'

  constructor(room: PresenceRoom, kind: WatchKind, reader: WatchReader) {
    this.#room = room
    this.#kind = kind
    this.#reader = reader
  }

  begin(): PresenceStand {
    return this.#room.watch(this.#kind, this)
  }

  /** Nothing of it is sent any more. */
  end(): void {
    this.#state = 'ended'
    this.#room.unwatch(this)
    this.#reader.queue.withdraw(this)
  }

  changed(frame: Parcel): void {
    if (this.#state === 'watching' && !this.#reader.queue.push(frame, this)) this.giveWay()
  }

  /** Presence is the first to go: it costs a stalled reader nothing while it stalls. */
  giveWay(): void {
    if (this.#state !== 'watching') return
    this.#reader.queue.withdraw(this)
    this.#state = 'behind'
    this.#reader.wantsFilling(this)
  }

  /** The reader takes more: tells it where the room is by now. */
  async fill(): Promise<boolean> {
    if (this.#state !== 'behind') return true
    const { version, count } = this.#room.look()
    this.#state = 'watching'
    this.changed(truncatedFrame(this.#room.name, version, count))
    return this.#state === 'watching'
  }
}

/** Who is in one room, as its holders see it: counted or listed, and listed anew whenever a difference is missing. */
import type {
  ClientFrame,
  ErrorFrame,
  PresenceChangedFrame,
  PresenceListAnswerFrame,
  PresenceMember,
  Ref,
  RoomJoinedFrame,
} from '@nabiz/protocol'
import type { Clock, TimerHandle } from '../outside/clock.ts'

/** `count`: how many; `list`: who. */
export type PresenceWish = 'count' | 'list'

/** One immutable snapshot; another object after every change. */
export type RoomPresence = {
  /** Members: user × device × tab. */
  readonly count: number
  /** In the order of their coming; empty for `count`. */
  readonly members: readonly PresenceMember[]
}

type Surroundings = { clock: Clock; random(): number; ref(): Ref; send(frame: ClientFrame): boolean }

/** A list asked for because differences were left out waits a random time up to this: everybody lacks the same. */
export const RELIST_MS = 1_000
const PAGE = 1_000

type Members = Map<string, PresenceMember>

export class PresenceWatch {
  readonly #room: string
  readonly #surroundings: Surroundings
  readonly #changed: (presence: RoomPresence | null) => void
  #wish: PresenceWish | null = null
  /** The wish that the last `join` or `connect` frame carried. */
  #asked: PresenceWish | null = null
  /** The wish that the server answered. */
  #watching: PresenceWish | null = null
  #current: RoomPresence | null = null
  #version = 0
  #members: Members = new Map()
  /** `members` are those of `version`. */
  #exact = false
  /** The pages so far, brought up to date by what comes between them. `again`: something was left out meanwhile. */
  #listing: { ref: Ref; members: Members; again: boolean } | null = null
  #timer: TimerHandle = null

  constructor(room: string, surroundings: Surroundings, changed: (presence: RoomPresence | null) => void) {
    this.#room = room
    this.#surroundings = surroundings
    this.#changed = changed
  }

  /** Null before the first answer, and in rooms that keep no presence. */
  get current(): RoomPresence | null {
    return this.#current
  }

  /** A holder wants this; true when a room that is joined has to be joined again for it. */
  want(wish: PresenceWish): boolean {
    if (this.#wish !== 'list') this.#wish = wish
    return this.#wish !== this.#asked
  }

  /** What the `join` or `connect` frame being sent asks for. */
  ask(): PresenceWish | undefined {
    this.#asked = this.#wish
    return this.#wish ?? undefined
  }

  /** True when more was wanted meanwhile: join again. */
  joined(stand: RoomJoinedFrame['presence']): boolean {
    this.#watching = stand ? this.#asked : null
    if (stand && this.#watching === 'count') {
      this.#version = stand.version
      this.#show(stand.count, [])
    } else if (stand && !(this.#exact && stand.version === this.#version)) {
      this.#version = stand.version
      this.#list()
    }
    return this.#wish !== this.#asked
  }

  changed({ version, count, joined = [], updated = [], left = [], truncated }: PresenceChangedFrame): void {
    const missing = truncated || version !== this.#version + 1
    this.#version = version
    if (this.#watching === 'count') this.#show(count, [])
    if (this.#watching !== 'list') return
    if (missing) {
      this.#relist()
      return
    }
    const members = this.#listing?.members ?? this.#members
    for (const member of [...joined, ...updated]) members.set(member.member, member)
    for (const { member } of left) members.delete(member)
    if (!this.#listing) this.#show(members.size, members.values())
  }

  /** False when it is not the answer waited for. */
  listed(frame: PresenceListAnswerFrame): boolean {
    const listing = this.#listing
    if (!listing || frame.ref !== listing.ref) return false
    for (const member of frame.members) listing.members.set(member.member, member)
    const last = frame.members.at(-1)
    if (frame.more && last) {
      listing.ref = this.#send(last.member)
      return true
    }
    this.#listing = null
    this.#members = listing.members
    this.#exact = true
    this.#show(this.#members.size, this.#members.values())
    if (listing.again) this.#relist()
    return true
  }

  /** False when it is not about a list. */
  refused({ ref, retry_after_ms }: ErrorFrame): boolean {
    if (!this.#listing || ref !== this.#listing.ref) return false
    this.#listing = null
    if (retry_after_ms !== undefined) this.#relist(retry_after_ms)
    return true
  }

  /** What is known is still shown, until the next answer tells whether it still holds. */
  disconnected(): void {
    this.#calm()
  }

  /** Not in the room any more: nothing is known. */
  end(): void {
    this.#calm()
    this.#watching = null
    this.#exact = false
    if (this.#current === null) return
    this.#current = null
    this.#changed(null)
  }

  /** No list is under way or planned. */
  #calm(): void {
    this.#surroundings.clock.clearTimeout(this.#timer)
    this.#timer = null
    this.#listing = null
  }

  #list(): void {
    this.#calm()
    this.#exact = false
    this.#listing = { ref: this.#send(), members: new Map(), again: false }
  }

  #relist(wait_ms = this.#surroundings.random() * RELIST_MS): void {
    this.#exact = false
    if (this.#listing) this.#listing.again = true
    else this.#timer ??= this.#surroundings.clock.setTimeout(() => this.#list(), wait_ms)
  }

  #send(after?: string): Ref {
    const ref = this.#surroundings.ref()
    this.#surroundings.send({ type: 'presence_list', room: this.#room, after, limit: PAGE, ref })
    return ref
  }

  #show(count: number, members: Iterable<PresenceMember>): void {
    if (this.#watching === 'count' && this.#current?.count === count && this.#current.members.length === 0) return
    this.#current = Object.freeze({ count, members: Object.freeze([...members]) })
    this.#changed(this.#current)
  }
}

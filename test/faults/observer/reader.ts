/** Somebody who listens, comes back after every loss with the positions reached, and writes down all that was said. */
import type { Position } from '../checker/history.ts'
import type { Frame, Line, OpenLine } from './line.ts'
import type { Recorder } from './recorder.ts'

export type ReaderOptions = {
  readonly name: string
  readonly company: string | null
  readonly rooms: readonly string[]
  readonly port: () => number
  readonly open: OpenLine
  readonly recorder: Recorder
  readonly random: () => number
}

/** A line that is silent for so long is given up, in ms: the server's heartbeat comes more often. */
const DEAD_MS = 1_000
const PING_MS = 300

/** How a test names a room, companies apart. */
export const scoped = (company: string | null, room: string): string => `${company ?? 'shared'}/${room}`

export class Reader {
  readonly name: string
  readonly options: ReaderOptions
  /** The last position in each room that it still wants, null before the first. */
  readonly at = new Map<string, Position | null>()
  /** Why each room that it lost is lost. */
  readonly ended = new Map<string, string>()
  received = 0
  connections = 0
  #line: Line | null = null
  #wanted = false
  #session: string | null = null
  #named = new Map<string, Position | null>()
  readonly #joined = new Set<string>()
  /** Rooms in which the others should see it: a connection that breaks and comes back changes nothing. */
  readonly #present = new Set<string>()
  #heard = 0
  #timer: NodeJS.Timeout | undefined

  constructor(options: ReaderOptions) {
    this.options = options
    this.name = options.name
    for (const room of options.rooms) this.at.set(room, null)
  }

  /** In every room that it wants. */
  get settled(): boolean {
    return [...this.at.keys()].every(room => this.#joined.has(room))
  }

  come(): void {
    this.#wanted = true
    this.#connect()
  }

  /** Gone until it comes again. */
  go(): void {
    this.#wanted = false
    clearTimeout(this.#timer)
    this.#line?.cut()
    for (const room of [...this.#present]) this.#absent(room)
  }

  /** Wants nothing any more, because it may not. */
  giveUp(): void {
    this.at.clear()
    this.go()
  }

  #absent(room: string): void {
    if (!this.#present.delete(room)) return
    this.#write({ kind: 'absent', room: scoped(this.options.company, room), member: this.name })
  }

  #connect(): void {
    const { company, port, open, name } = this.options
    const token = JSON.stringify({ user_id: name, ...(company && { company }), issued_at: 0 })
    this.#named = new Map(this.at)
    const rooms = Object.fromEntries(this.#named)
    const connect = { type: 'connect', token, version: 1, rooms, ...(this.#session && { session: this.#session }) }
    this.connections++
    this.#heard = performance.now()
    this.#line = open(port(), connect, {
      frame: frame => this.#hear(frame),
      alive: () => {
        this.#heard = performance.now()
      },
      lost: () => this.#lost(),
    })
    this.#watch()
  }

  #watch(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      if (performance.now() - this.#heard > DEAD_MS) this.#line?.cut()
      else {
        this.#line?.send({ type: 'ping', ts: 1 })
        this.#watch()
      }
    }, PING_MS)
  }

  #lost(): void {
    this.#line = null
    clearTimeout(this.#timer)
    for (const room of this.#joined) this.#write({ kind: 'unsub', ...this.#in(room) })
    this.#joined.clear()
    if (this.#wanted) this.#timer = setTimeout(() => this.#connect(), 20 + 60 * this.options.random())
  }

  #write(entry: Parameters<Recorder['write']>[0]): void {
    this.options.recorder.write(entry)
  }

  #in(room: string): { observer: string; room: string } {
    return { observer: this.name, room: scoped(this.options.company, room) }
  }

  #hear(frame: Frame): void {
    const room = String(frame.room)
    if (typeof frame.id === 'string' && frame.type !== 'published') {
      this.#event(room, frame)
      return
    }
    switch (frame.type) {
      case 'connected':
        this.#session = String(frame.session)
        break
      case 'room_joined':
        this.#entered(room, frame)
        break
      case 'room_reset':
        this.#write({ kind: 'room_reset', ...this.#in(room), epoch: String(frame.epoch), top: Number(frame.offset) })
        this.at.set(room, { epoch: String(frame.epoch), offset: Number(frame.offset) })
        break
      case 'skipped':
        this.#write({ kind: 'skipped', ...this.#in(room), from: Number(frame.from), to: Number(frame.to) })
        this.at.set(room, { epoch: this.at.get(room)!.epoch, offset: Number(frame.to) })
        break
      case 'room_left':
        this.#leave(room, String(frame.reason))
        break
      case 'error':
        if (frame.room !== undefined && frame.code === 'denied') this.#leave(room, 'denied')
        if (frame.code === 'token_revoked') this.#wanted = false
        break
      case 'closed':
        this.#line?.cut()
    }
  }

  #entered(room: string, frame: Frame): void {
    const was = this.#named.get(room) ?? null
    const place = { epoch: String(frame.epoch), offset: Number(frame.offset) }
    const recovered = frame.recovered as 'fresh' | 'all' | 'reset'
    const missed = typeof frame.missed === 'number' ? frame.missed : null
    const { epoch, offset: top } = place
    this.#write({ kind: 'sub', ...this.#in(room), was, recovered, missed, epoch, top })
    this.#joined.add(room)
    if (recovered !== 'all') this.at.set(room, place)
    if (this.#present.has(room)) return
    this.#present.add(room)
    this.#write({ kind: 'present', room: scoped(this.options.company, room), member: this.name })
  }

  #event(room: string, frame: Frame): void {
    const { op, payload } = frame.data as { op: string; payload: string }
    const offset = typeof frame.offset === 'number' ? frame.offset : null
    this.received++
    this.#write({ kind: 'recv', ...this.#in(room), offset, id: String(frame.id), op, payload })
    const before = this.at.get(room)
    if (offset !== null && before) this.at.set(room, { epoch: before.epoch, offset })
  }

  #leave(room: string, why: string): void {
    if (this.#joined.delete(room)) this.#write({ kind: 'unsub', ...this.#in(room) })
    this.#absent(room)
    this.at.delete(room)
    this.ended.set(room, why)
  }
}

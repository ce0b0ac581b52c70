/** A history log over arrays: the truth of durable rooms for servers that come and go within one test. Answers late, as a database does. */
import type { Position, RoomEvent } from '@nabiz/protocol'
import type { HistoryLog, LogPage } from '../broker/history-log.ts'
import { turns } from './late-broker.ts'

type Kept = RoomEvent & { offset: number }
type Log = { epoch: string; top: number; events: Kept[] }

export class ArrayLog implements HistoryLog {
  readonly #rooms = new Map<string, Log>()
  readonly #epoch: string
  /** How often it was read: a server that never asks proves nothing. */
  reads = 0

  constructor(epoch = 'log-1') {
    this.#epoch = epoch
  }

  /** What the relay does: places the event and tells where. Delivering it is `carry`. */
  append(room: string, event: Pick<RoomEvent, 'type' | 'data'> & Partial<RoomEvent>): { epoch: string; event: Kept } {
    const log = this.#open(room)
    log.top++
    const kept: Kept = { room, timestamp: 0, user_id: null, id: `${room}-${log.top}`, ...event, offset: log.top }
    log.events.push(kept)
    return { epoch: log.epoch, event: kept }
  }

  /** Drops the oldest, as retention does. */
  trim(room: string, keep: number): void {
    const log = this.#open(room)
    log.events = log.events.slice(-keep)
  }

  async top(room: string): Promise<Position> {
    const { epoch, top } = this.#open(room)
    await turns(2)
    return { epoch, offset: top }
  }

  async read(room: string, since: Position | null, limit: number): Promise<LogPage> {
    this.reads++
    const { epoch, top, events } = this.#open(room)
    const found = since ? events.filter(event => event.offset > since.offset).slice(0, limit) : events.slice(-limit)
    const first = events[0]?.offset ?? top + 1
    await turns(2)
    return { epoch, top, first, events: found }
  }

  #open(room: string): Log {
    const log = this.#rooms.get(room) ?? { epoch: this.#epoch, top: 0, events: [] }
    this.#rooms.set(room, log)
    return log
  }
}

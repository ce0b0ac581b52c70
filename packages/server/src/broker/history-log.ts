/** The log of durable rooms: one writer of truth that outlives the process. The embedding application implements it. */
import type { Position, RoomEvent } from '@nabiz/protocol'

/** Part of a log: events with `offset > since.offset`, ascending. `first` is the oldest kept offset, `top` + 1 if none. */
export type LogPage = { epoch: string; top: number; first: number; events: RoomEvent[] }

export type HistoryLog = {
  /** The newest position; creates the epoch of a new room, whose offset is 0. */
  top(room: string): Promise<Position>
  /** At most `limit` events after `since`; null = the newest `limit`, oldest first. */
  read(room: string, since: Position | null, limit: number): Promise<LogPage>
}

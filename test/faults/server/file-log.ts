/** The log of durable rooms as one file a room, fsynced line by line: what it answered survives kill -9. */
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Position, RoomEvent } from '@nabiz/protocol'
import type { HistoryLog, LogPage } from '@nabiz/server'
import type { Note } from './rooms.ts'

export type Placed = RoomEvent<string, Note> & { offset: number }
type Log = { file: number; epoch: string; events: Placed[]; byOp: Map<string, Placed> }

const fileOf = (folder: string, room: string): string => join(folder, `${encodeURIComponent(room)}.log`)

/** The events of a room's file; a last line without its end was never answered, and is none. */
export const readLogFile = (folder: string, room: string): { epoch: string; events: Placed[] } | null => {
  if (!existsSync(fileOf(folder, room))) return null
  const [epoch, ...lines] = readFileSync(fileOf(folder, room), 'utf8').split('\n').slice(0, -1)
  return epoch === undefined ? null : { epoch, events: lines.map(line => JSON.parse(line) as Placed) }
}

export class FileLog implements HistoryLog {
  readonly #folder: string
  readonly #logs = new Map<string, Log>()

  constructor(folder: string) {
    this.#folder = folder
  }

  /** Resolves after the event is on disk. Answers the first event of the same `op` when there is one. */
  append(room: string, note: Note): { epoch: string; event: Placed } {
    const log = this.#open(room)
    const known = log.byOp.get(note.op)
    if (known) return { epoch: log.epoch, event: known }
    const offset = log.events.length + 1
    const event: Placed = {
      type: 'note',
      room,
      data: note,
      timestamp: Date.now(),
      user_id: null,
      id: `${room}-${offset}`,
      offset,
    }
    writeSync(log.file, `${JSON.stringify(event)}\n`)
    fsyncSync(log.file)
    log.events.push(event)
    log.byOp.set(note.op, event)
    return { epoch: log.epoch, event }
  }

  async top(room: string): Promise<Position> {
    const { epoch, events } = this.#open(room)
    return { epoch, offset: events.length }
  }

  async read(room: string, since: Position | null, limit: number): Promise<LogPage> {
    const { epoch, events } = this.#open(room)
    const from = since ? since.offset : Math.max(0, events.length - limit)
    return { epoch, top: events.length, first: 1, events: events.slice(from, from + limit) }
  }

  #open(room: string): Log {
    const known = this.#logs.get(room)
    if (known) return known
    const kept = readLogFile(this.#folder, room)
    const epoch = kept?.epoch ?? `log-${room.replace(/\W/g, '-')}`.slice(0, 24)
    const events = kept?.events ?? []
    // Written anew as a whole: what a kill left of a line must not stand before the next.
    const path = fileOf(this.#folder, room)
    const file = openSync(`${path}.new`, 'w')
    writeSync(file, `${[epoch, ...events.map(event => JSON.stringify(event))].join('\n')}\n`)
    fsyncSync(file)
    renameSync(`${path}.new`, path)
    const log = { file, epoch, events, byOp: new Map(events.map(event => [event.data.op, event])) }
    this.#logs.set(room, log)
    return log
  }

  close(): void {
    for (const { file } of this.#logs.values()) closeSync(file)
    this.#logs.clear()
  }
}

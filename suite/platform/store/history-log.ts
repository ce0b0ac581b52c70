/** Recovery of durable rooms: what the relay wrote, read back by position. */
import type { Position, RoomEvent } from '@nabiz/protocol'
import { sql } from 'kysely'
import { newEpoch } from './room-log.ts'
import type { Store } from './store.ts'

/** The door the real-time server has for its durable rooms (structurally its `HistoryLog`). */
export type HistoryLog = {
  /** The room's epoch and newest offset; a room nobody wrote to gets its epoch here and stands at 0. */
  top(room: string): Promise<Position>
  /**
   * Events after `since`, ascending, at most `limit`; `null` means the newest `limit`. `first` is the oldest offset
   * still kept (top + 1 when none is). A `since` of another epoch finds no events: its offsets mean nothing here.
   */
  read(room: string, since: Position | null, limit: number): Promise<HistoryPage>
}
export type HistoryPage = { epoch: string; top: number; first: number; events: RoomEvent[] }

type Row = {
  epoch: string
  top: bigint
  first: bigint | null
  offset: bigint | null
  id: string
  type: string
  data: unknown
  user_id: string | null
  happened_at: Date
}

export const createHistoryLog = (store: Store): HistoryLog => {
  const top = (room: string): Promise<Position> =>
    store.asSystem('the top of a durable room', async trx => {
      const find = () =>
        trx.selectFrom('platform.room_log').select(['epoch', 'top']).where('room', '=', room).executeTakeFirst()
      let row = await find()
      if (!row) {
        await trx
          .insertInto('platform.room_log')
          .values({ room, epoch: newEpoch() })
          .onConflict(conflict => conflict.column('room').doNothing())
          .execute()
        // Read again, not the value just offered: the relay may have been quicker.
        row = await find()
      }
      return { epoch: row!.epoch, offset: Number(row!.top) }
    })

  return {
    top,
    async read(room, since, limit) {
      const rows = await store.asSystem('recovery of a durable room', trx => readPage(room, since, limit).execute(trx))
      const [row] = rows.rows
      if (!row) {
        const { epoch, offset } = await top(room)
        return { epoch, top: offset, first: offset + 1, events: [] }
      }
      const newest = Number(row.top)
      const events = rows.rows.filter(each => each.offset !== null).map(each => toRoomEvent(room, each))
      return {
        epoch: row.epoch,
        top: newest,
        first: row.first === null ? newest + 1 : Number(row.first),
        // Without `since` the newest were taken from the end; everybody gets them oldest first.
        events: since ? events : events.reverse(),
      }
    },
  }
}

/** One statement, so that top, first and events are of one instant even while the relay and the retention work. */
const readPage = (room: string, since: Position | null, limit: number) => {
  const wanted = since
    ? sql`e.epoch = ${since.epoch} and e."offset" > ${since.offset} order by e."offset"`
    : sql`true order by e."offset" desc`
  return sql<Row>`
    select r.epoch, r.top, page.*,
      (select min(o."offset") from platform.event_log o where o.room = r.room and o.epoch = r.epoch) as first
    from platform.room_log r
    left join lateral (
      select e."offset", e.id, e.type, e.data, e.user_id, e.happened_at
      from platform.event_log e where e.room = r.room and e.epoch = r.epoch and ${wanted} limit ${limit}
    ) page on true
    where r.room = ${room}`
}

const toRoomEvent = (room: string, row: Row): RoomEvent => ({
  type: row.type,
  room,
  data: row.data,
  timestamp: row.happened_at.getTime(),
  user_id: row.user_id,
  id: row.id,
  offset: Number(row.offset),
})

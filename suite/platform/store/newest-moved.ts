/** What a relay that takes over delivers again: whoever led before may have ended between a move and its delivery. */
import { sql, type Transaction } from 'kysely'
import type { Moved } from './move-events.ts'
import type { PlatformTables } from './tables.ts'

/** Far longer than a dead leader's connection can hold the lock. */
const MINUTES = 5

type Row = {
  room: string
  epoch: string
  offset: bigint
  id: string
  type: string
  data: unknown
  user_id: string | null
  happened_at: Date
}

/** The newest event of each room that was moved in the last minutes: who finds a hole before it reads the log. */
export const newestMoved = async (trx: Transaction<PlatformTables>): Promise<Moved[]> => {
  await sql`select set_config('nabiz.system', 'on', true)`.execute(trx)
  const { rows } = await sql<Row>`
    select distinct on (e.room) e.room, e.epoch, e."offset", e.id, e.type, e.data, e.user_id, e.happened_at
    from platform.event_log e join platform.room_log r on r.room = e.room and r.epoch = e.epoch
    where e.created_at > clock_timestamp() - make_interval(mins => ${MINUTES})
    order by e.room, e."offset" desc`.execute(trx)
  return rows.map(({ epoch, happened_at, offset, ...event }) => ({
    epoch,
    event: { ...event, timestamp: happened_at.getTime(), offset: Number(offset) },
  }))
}

/** The offsets of durable rooms: one row a room, moved forward only inside the relay's transaction. */
import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { Trx } from './tables.ts'

/** 24 characters without `:`, as positions want them; the time in front makes epochs readable in order. */
export const newEpoch = (): string => randomUUIDv7().replaceAll('-', '').slice(0, 24)

/** Takes `count` offsets in each room. Returns the epoch, and the offset before the first one taken. */
export const takeOffsets = async (
  trx: Trx,
  counts: ReadonlyMap<string, number>,
): Promise<Map<string, { epoch: string; before: number }>> => {
  // Always in one order, so two takers could wait for each other but never deadlock.
  const rooms = [...counts.keys()].sort()
  if (rooms.length === 0) return new Map()
  const rows = await trx
    .insertInto('platform.room_log')
    .values(rooms.map(room => ({ room, epoch: newEpoch(), top: counts.get(room)! })))
    .onConflict(conflict => conflict.column('room').doUpdateSet({ top: sql`room_log.top + excluded.top` }))
    .returning(['room', 'epoch', 'top'])
    .execute()
  return new Map(rows.map(row => [row.room, { epoch: row.epoch, before: Number(row.top) - counts.get(row.room)! }]))
}

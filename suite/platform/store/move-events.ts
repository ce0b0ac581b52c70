/** One move of the relay: what is visible in the outbox goes into the log of its rooms, in one transaction. */
import type { RoomEvent } from '@nabiz/protocol'
import { sql, type Transaction } from 'kysely'
import type { Logger } from 'pino'
import type { BusinessEvent } from './outbox.ts'
import { takeOffsets } from './room-log.ts'
import type { PlatformTables } from './tables.ts'

export type RoutedEvent = { room: string; type: string; data: unknown }
export type LoggedEvent = RoomEvent & { offset: number }
export type Moved = { epoch: string; event: LoggedEvent }
export type Route = (event: BusinessEvent) => RoutedEvent[]

const BATCH = 200
const LOG_PART = 1000

/** Moves the oldest visible events in one transaction: into the log of their rooms, out of the outbox. */
export const moveEvents = async (
  trx: Transaction<PlatformTables>,
  route: Route,
  id: () => string,
  log: Logger,
): Promise<{ taken: BusinessEvent[]; moved: Moved[] }> => {
  await sql`select set_config('nabiz.system', 'on', true)`.execute(trx)
  // No cursor: a smaller seq that committed late is simply still here the next time.
  const rows = await trx
    .selectFrom('platform.outbox')
    .selectAll()
    .where('failure', 'is', null)
    .orderBy('seq')
    .limit(BATCH)
    .execute()
  if (rows.length === 0) return { taken: [], moved: [] }

  const taken: BusinessEvent[] = []
  const done: bigint[] = []
  const routed: { row: (typeof rows)[number]; target: RoutedEvent; data: string }[] = []
  for (const row of rows) {
    const event: BusinessEvent = {
      type: row.type,
      company_id: row.company_id,
      user_id: row.user_id,
      data: row.data,
      ...(row.rooms ? { to: row.rooms } : {}),
    }
    taken.push(event)
    try {
      const targets = route(event).map(target => ({ row, target, data: JSON.stringify(target.data ?? null) }))
      routed.push(...targets)
      done.push(row.seq)
    } catch (error) {
      const failure = error instanceof Error ? error.message : String(error)
      log.error({ err: error, seq: String(row.seq), type: row.type }, 'an event could not be routed; set aside')
      await trx.updateTable('platform.outbox').set({ failure }).where('seq', '=', row.seq).execute()
    }
  }

  const counts = new Map<string, number>()
  for (const { target } of routed) counts.set(target.room, (counts.get(target.room) ?? 0) + 1)
  const offsets = await takeOffsets(trx, counts)
  const moved = routed.map(({ row, target }): Moved => {
    const place = offsets.get(target.room)!
    place.before += 1
    return {
      epoch: place.epoch,
      event: {
        type: target.type,
        room: target.room,
        data: target.data ?? null,
        timestamp: row.created_at.getTime(),
        user_id: row.user_id,
        id: id(),
        offset: place.before,
      },
    }
  })
  const log_rows = moved.map(({ epoch, event }, index) => ({
    room: event.room,
    epoch,
    offset: event.offset,
    id: event.id,
    type: event.type,
    data: routed[index]!.data,
    user_id: event.user_id,
    happened_at: new Date(event.timestamp),
  }))
  // In parts: a statement takes at most 65,535 parameters, and one event may go to many rooms.
  for (let at = 0; at < log_rows.length; at += LOG_PART)
    await trx
      .insertInto('platform.event_log')
      .values(log_rows.slice(at, at + LOG_PART))
      .execute()
  if (done.length > 0) await trx.deleteFrom('platform.outbox').where('seq', 'in', done).execute()
  return { taken, moved }
}

/** How long durable rooms remember. Called by a job; clients that were away longer load a snapshot. */
import { sql } from 'kysely'
import type { Trx } from './tables.ts'

/**
 * Deletes what is older than `max_age_ms` or further back than `max_events` in its room, always from the old end, so
 * what stays has no holes. Needs `asSystem`. Returns how many were deleted.
 */
export const trimEventLog = async (
  trx: Trx,
  limits: { max_events: number; max_age_ms: number; now: Date },
): Promise<number> => {
  const oldest = new Date(limits.now.getTime() - limits.max_age_ms)
  const result = await sql`
    delete from platform.event_log e
    using (
      select r.room, greatest(
        r.top - ${limits.max_events}::bigint,
        (select max(a."offset") from platform.event_log a
          where a.room = r.room and a.epoch = r.epoch and a.created_at < ${oldest})
      ) as upto
      from platform.room_log r
    ) cut
    where e.room = cut.room and e."offset" <= cut.upto`.execute(trx)
  return Number(result.numAffectedRows ?? 0n)
}

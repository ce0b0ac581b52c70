/** The outbox: what happened, written in the transaction that made it happen. */
import { randomUUIDv7 } from 'node:crypto'
import type { Trx } from './tables.ts'

/**
 * A fact of the business. `user_id`: who caused it (`guest:{link_id}`, `system` for a job). `to`: the rooms, when the
 * caller knows them; else the application's `live/` decides. Committed with the change or not at all.
 */
export type BusinessEvent = {
  type: string
  company_id: string | null
  user_id: string | null
  data: Record<string, unknown>
  to?: string[]
}

/**
 * Adds an event to the outbox. Lock or write the row it describes first: events of one object then keep their order.
 * Inside `inCompany` the event belongs to that company or to none; anything else is refused by row level security.
 */
export const emit = (trx: Trx, event: BusinessEvent): Promise<void> => emitAll(trx, [event])

/** Rows in one statement, which takes at most 65,535 parameters. */
const PART = 1_000

/** The same for many at once: they keep the order they are given in. */
export const emitAll = async (trx: Trx, events: readonly BusinessEvent[]): Promise<void> => {
  const rows = events.map(event => ({
    id: randomUUIDv7(),
    type: event.type,
    company_id: event.company_id,
    user_id: event.user_id,
    data: JSON.stringify(event.data),
    rooms: event.to ?? null,
  }))
  for (let at = 0; at < rows.length; at += PART)
    await trx
      .insertInto('platform.outbox')
      .values(rows.slice(at, at + PART))
      .execute()
}

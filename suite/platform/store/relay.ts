/** The relay: moves committed business events from the outbox into the log of their rooms, then delivers them. */
import { randomUUIDv7 } from 'node:crypto'
import type { RoomEvent } from '@nabiz/protocol'
import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely'
import type { Logger } from 'pino'
import { openPool } from './connection.ts'
import type { BusinessEvent } from './outbox.ts'
import { takeOffsets } from './room-log.ts'
import { createSignal } from './signal.ts'
import type { Store } from './store.ts'
import type { PlatformTables } from './tables.ts'

export type RoutedEvent = { room: string; type: string; data: unknown }
export type LoggedEvent = RoomEvent & { offset: number }

/**
 * - `route`: which rooms get an event, and what they get. Pure. An event whose routing throws is set aside with the
 *   reason in `outbox.failure`, so that it cannot stop the others, and is not lost either.
 * - `deliver`: called in order, after the commit. What it misses, clients recover from the log.
 * - `timer_ms`: how often to look without having been woken (1000).
 */
export type RelayOptions = {
  store: Store
  route: (event: BusinessEvent) => RoutedEvent[]
  deliver: (room: string, epoch: string, event: LoggedEvent) => Promise<void>
  log: Logger
  id?: () => string
  timer_ms?: number
}

export type Relay = {
  /** Resolves when everything committed before the call was moved and delivered (or set aside). */
  idle(): Promise<void>
  /** Finishes the batch in hand, then stops; another node's relay takes over. */
  close(): Promise<void>
}

type Moved = { epoch: string; event: LoggedEvent }

/** Held for the session by the one relay that works; every move happens on the connection that holds it. */
const RELAY_LOCK = 7_202_602
const BATCH = 200

export const startRelay = async (options: RelayOptions): Promise<Relay> => {
  const { store, log } = options
  const id = options.id ?? randomUUIDv7
  // One connection, which is the fence: when it is lost, the lock and the open move are lost with it, so a relay that
  // was paused and replaced can never commit a move.
  const pool = openPool(store.access.app, { name: 'nabiz relay', size: 1, log })
  const db = new Kysely<PlatformTables>({ dialect: new PostgresDialect({ pool }) })
  const wake = createSignal()
  const unlisten = await store.listen('nabiz_outbox', wake.set)
  let closing = false

  /** True when something was moved, so there may be more. */
  const pass = (): Promise<boolean> =>
    db.connection().execute(async connection => {
      const lock = await sql<{ held: boolean }>`select
        exists (select 1 from pg_locks where locktype = 'advisory' and pid = pg_backend_pid() and granted
          and objid = ${RELAY_LOCK}::bigint and classid = 0)
        or pg_try_advisory_lock(${RELAY_LOCK}) as held`.execute(connection)
      if (!lock.rows[0]?.held) return false
      const { taken, moved } = await connection.transaction().execute(trx => moveBatch(trx, options.route, id, log))
      for (const { epoch, event } of moved) {
        try {
          await options.deliver(event.room, epoch, event)
        } catch (error) {
          log.warn({ err: error, room: event.room, offset: event.offset }, 'not delivered; clients recover it')
        }
      }
      return taken > 0
    })

  const run = async (): Promise<void> => {
    while (!closing) {
      wake.clear()
      try {
        while (!closing && (await pass()));
      } catch (error) {
        log.error({ err: error }, 'the relay failed; it looks again at its next turn')
      }
      if (!closing) await wake.wait(options.timer_ms ?? 1000)
    }
  }
  const running = run()

  const waiting = async (): Promise<boolean> => {
    const rows = await store.asSystem('is the outbox empty', trx =>
      trx.selectFrom('platform.outbox').select('seq').where('failure', 'is', null).limit(1).execute(),
    )
    return rows.length > 0
  }

  return {
    async idle() {
      // The pool has one connection, so a turn on it also waits for the deliveries of the batch before.
      while (!closing && (await waiting())) {
        wake.set()
        await db.connection().execute(async () => {})
      }
      await db.connection().execute(async () => {})
    },
    async close() {
      closing = true
      await unlisten()
      wake.set()
      await running
      await db.destroy()
    },
  }
}

/** Moves the oldest visible events in one transaction: into the log of their rooms, out of the outbox. */
const moveBatch = async (
  trx: Transaction<PlatformTables>,
  route: RelayOptions['route'],
  id: () => string,
  log: Logger,
): Promise<{ taken: number; moved: Moved[] }> => {
  await sql`select set_config('nabiz.system', 'on', true)`.execute(trx)
  // No cursor: a smaller seq that committed late is simply still here the next time.
  const rows = await trx
    .selectFrom('platform.outbox')
    .selectAll()
    .where('failure', 'is', null)
    .orderBy('seq')
    .limit(BATCH)
    .execute()
  if (rows.length === 0) return { taken: 0, moved: [] }

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
  if (moved.length > 0) {
    await trx
      .insertInto('platform.event_log')
      .values(
        moved.map(({ epoch, event }, index) => ({
          room: event.room,
          epoch,
          offset: event.offset,
          id: event.id,
          type: event.type,
          data: routed[index]!.data,
          user_id: event.user_id,
          happened_at: new Date(event.timestamp),
        })),
      )
      .execute()
  }
  if (done.length > 0) await trx.deleteFrom('platform.outbox').where('seq', 'in', done).execute()
  return { taken: rows.length, moved }
}

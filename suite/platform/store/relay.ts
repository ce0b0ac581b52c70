/** The relay: moves committed business events from the outbox into the log of their rooms, then delivers them. */
import { randomUUIDv7 } from 'node:crypto'
import { Kysely, PostgresDialect, sql } from 'kysely'
import type { Logger } from 'pino'
import { openPool } from './connection.ts'
import { type LoggedEvent, type Moved, moveEvents, type Route } from './move-events.ts'
import { newestMoved } from './newest-moved.ts'
import type { BusinessEvent } from './outbox.ts'
import { createSignal } from './signal.ts'
import type { Store } from './store.ts'
import type { PlatformTables } from './tables.ts'

/**
 * - `route`: which rooms get an event, and what they get. Pure. An event whose routing throws is set aside with the
 *   reason in `outbox.failure`, so that it cannot stop the others, and is not lost either.
 * - `committed`: called after the commit and before any of its events is delivered: whoever asks because of an event
 *   must not be given what was true before it. A failure is logged and stops nothing.
 * - `deliver`: called in order, after the commit. What it misses, clients recover from the log.
 * - `deliverAgain`: called when this relay takes the lead, with the newest event of each room that was moved in the last
 *   minutes. Several processes that share their live connections need it: a leader that was killed between a move and
 *   its delivery leaves readers elsewhere who are still connected, and would wait for the next event.
 * - `timer_ms`: how often to look without having been woken (1000).
 */
export type Deliver = (room: string, epoch: string, event: LoggedEvent) => Promise<void>

export type RelayOptions = {
  store: Store
  route: Route
  committed?: (events: readonly BusinessEvent[]) => Promise<void>
  deliver: Deliver
  deliverAgain?: Deliver
  log: Logger
  id?: () => string
  timer_ms?: number
}

export type Relay = {
  /** Resolves when everything committed before the call was moved and delivered (or set aside). */
  idle(): Promise<void>
  /** True as soon as this is the relay that works; false when another still does after `within_ms`. */
  leads(within_ms: number): Promise<boolean>
  /** Is this the one that works, as far as it knows? */
  leading(): boolean
  /** Finishes the batch in hand, then stops; another node's relay takes over. */
  close(): Promise<void>
}

/** Held for the session by the one relay that works; every move happens on the connection that holds it. */
const RELAY_LOCK = 7_202_602
/** It asks every second: a connection that says nothing for so long belongs to a machine that is gone. */
const IDLE = '30s'

export const startRelay = async (options: RelayOptions): Promise<Relay> => {
  const { store, log, route, deliver } = options
  const id = options.id ?? randomUUIDv7
  // One connection, which is the fence: when it is lost, the lock and the open move are lost with it, so a relay that
  // was paused and replaced can never commit a move.
  const settings = { idle_session_timeout: IDLE }
  const pool = openPool(store.access.app, { name: 'nabiz relay', size: 1, log, settings })
  const db = new Kysely<PlatformTables>({ dialect: new PostgresDialect({ pool }) })
  const wake = createSignal()
  const unlisten = await store.listen('nabiz_outbox', wake.set)
  let closing = false
  let leading = false
  /** Who waits for a turn that begins after now. */
  let waiting: (() => void)[] = []

  const carry = async (events: readonly Moved[], how: Deliver): Promise<void> => {
    for (const { epoch, event } of events) {
      try {
        await how(event.room, epoch, event)
      } catch (error) {
        log.warn({ err: error, room: event.room, offset: event.offset }, 'not delivered; clients recover it')
      }
    }
  }

  /** True when something was moved, so there may be more. */
  const pass = (): Promise<boolean> =>
    db.connection().execute(async connection => {
      // Asked every time: the connection may be a new one. For the holder it is always true.
      const lock = await sql<{ held: boolean }>`select pg_try_advisory_lock(${RELAY_LOCK}) as held`.execute(connection)
      const led = leading
      leading = lock.rows[0]?.held === true
      if (!leading) return false
      const { deliverAgain } = options
      if (!led && deliverAgain) await carry(await connection.transaction().execute(newestMoved), deliverAgain)
      const { taken, moved } = await connection.transaction().execute(trx => moveEvents(trx, route, id, log))
      if (taken.length > 0)
        await options
          .committed?.(taken)
          .catch(error => log.warn({ err: error }, 'what follows a commit failed; the events go on'))
      await carry(moved, deliver)
      return taken.length > 0
    })

  const run = async (): Promise<void> => {
    while (!closing) {
      wake.clear()
      const served = waiting
      waiting = []
      try {
        while (!closing && (await pass()));
      } catch (error) {
        // The lock is held by the connection, which may be gone, and another may have led meanwhile.
        leading = false
        log.error({ err: error }, 'the relay failed; it looks again at its next turn')
      }
      for (const resolve of served) resolve()
      if (!closing) await wake.wait(options.timer_ms ?? 1000)
    }
    for (const resolve of waiting) resolve()
  }
  const running = run()

  const nextTurn = (): Promise<void> => new Promise(resolve => waiting.push(resolve))

  const isEmpty = async (): Promise<boolean> => {
    const rows = await store.asSystem('is the outbox empty', trx =>
      trx.selectFrom('platform.outbox').select('seq').where('failure', 'is', null).limit(1).execute(),
    )
    return rows.length === 0
  }

  return {
    async idle() {
      wake.set()
      do {
        if (closing) return
        await nextTurn()
        // Not empty after a whole turn: another node holds the lock, or the turn failed. The next turn is the timer's.
      } while (!(await isEmpty()))
    },
    async leads(within_ms) {
      const until = performance.now() + within_ms
      wake.set()
      do {
        if (closing) return false
        await nextTurn()
      } while (!leading && performance.now() < until)
      return leading
    },
    leading: () => leading && !closing,
    async close() {
      closing = true
      await unlisten()
      wake.set()
      await running
      await db.destroy()
    },
  }
}

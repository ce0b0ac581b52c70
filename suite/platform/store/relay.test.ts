/** The outbox and its relay, on a real database, with real connections lost and real processes killed. */
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { pino } from 'pino'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import {
  type BusinessEvent,
  createHistoryLog,
  emit,
  emitAll,
  type LoggedEvent,
  type Relay,
  startRelay,
} from './index.ts'
import type { RelayOptions } from './relay.ts'
import { startChild } from './testing/child.ts'
import { addCompany, createTestStore, type TestStore } from './testing/index.ts'

let store: TestStore
let company: string
const open: Relay[] = []
beforeEach(async () => {
  store = await createTestStore()
  company = await addCompany(store)
})
afterEach(async () => {
  await Promise.all(open.splice(0).map(relay => relay.close()))
  await store.close()
})

const ROOM = 'company:1'
const route = (event: BusinessEvent) => (event.to ?? [ROOM]).map(room => ({ room, type: event.type, data: event.data }))
const log = pino({ level: 'silent' })

const start = async (options: Partial<RelayOptions> = {}) => {
  const delivered: LoggedEvent[] = []
  const deliver = async (_room: string, _epoch: string, event: LoggedEvent) => {
    delivered.push(event)
  }
  const relay = await startRelay({ store, route, deliver, log, timer_ms: 60_000, ...options })
  open.push(relay)
  return { relay, delivered }
}
const event = (type: string, more: Partial<BusinessEvent> = {}): BusinessEvent => ({
  type,
  company_id: company,
  user_id: 'u1',
  data: {},
  ...more,
})
const write = (...types: string[]) =>
  store.inCompany(company, async trx => {
    for (const type of types) await emit(trx, event(type))
  })
const types = (events: { type: string }[]) => events.map(each => each.type)
const outbox = () => store.asSystem('a test looks', trx => trx.selectFrom('platform.outbox').selectAll().execute())
const logged = async (room = ROOM) =>
  (await createHistoryLog(store).read(room, { epoch: await epoch(room), offset: 0 }, 5000)).events
const epoch = async (room: string) => (await createHistoryLog(store).top(room)).epoch

/** A gate a test opens; what waits for it, waits. */
const gate = () => {
  const { promise, resolve } = Promise.withResolvers<void>()
  return { open: resolve, passed: promise }
}

test('[PS20] a rolled back change leaves no event; one of another company is refused', async () => {
  const failing = store.inCompany(company, async trx => {
    await emit(trx, event('never'))
    throw new Error('planned')
  })
  await expect(failing).rejects.toThrow('planned')
  await expect(store.inCompany(company, trx => emit(trx, event('x', { company_id: randomUUID() })))).rejects.toThrow(
    /row-level security/,
  )
  const { relay, delivered } = await start()
  await write('after')
  await relay.idle()
  expect(types(delivered)).toEqual(['after'])
})

test('[PS21] many events at once are delivered in the order they were given in', async () => {
  const names = Array.from({ length: 1_100 }, (_, at) => `many_${at}`)
  await store.inCompany(company, trx =>
    emitAll(
      trx,
      names.map(name => event(name)),
    ),
  )
  const { relay, delivered } = await start()
  await relay.idle()
  expect(types(delivered)).toEqual(names)
})

test('[PS20] an event without a company may be written from inside one', async () => {
  await store.inCompany(company, trx => emit(trx, event('mine', { company_id: null })))
  expect(await outbox()).toMatchObject([{ type: 'mine', company_id: null }])
})

test('[PS21] events get the next offset of each of their rooms, in the order of seq, with who and when', async () => {
  await store.inCompany(company, async trx => {
    await emit(trx, event('a', { to: ['user:1', 'user:2'], data: { n: 1 } }))
    await emit(trx, event('b', { to: ['user:2'], user_id: null }))
    await emit(trx, event('c', { to: ['user:2', 'user:1'] }))
  })
  const { relay, delivered } = await start()
  await relay.idle()
  expect(delivered.map(each => [each.room, each.type, each.offset])).toEqual([
    ['user:1', 'a', 1],
    ['user:2', 'a', 1],
    ['user:2', 'b', 2],
    ['user:2', 'c', 3],
    ['user:1', 'c', 2],
  ])
  expect(delivered[0]).toMatchObject({ data: { n: 1 }, user_id: 'u1' })
  expect(delivered[2]!.user_id).toBeNull()
  expect(Math.abs(delivered[0]!.timestamp - Date.now())).toBeLessThan(60_000)
  expect(new Set(delivered.map(each => each.id)).size).toBe(5)
  expect(await logged('user:2')).toEqual(delivered.filter(each => each.room === 'user:2'))
  expect(await outbox()).toEqual([])
})

test('[PS21] more than one batch, written by many at once, arrives once each and without a gap', async () => {
  const { relay, delivered } = await start()
  const names = Array.from({ length: 40 }, (_, n) => Array.from({ length: 25 }, (_, k) => `${n}.${k}`))
  await Promise.all(names.map(part => write(...part)))
  await relay.idle()
  expect(delivered.map(each => each.offset)).toEqual(Array.from({ length: 1000 }, (_, n) => n + 1))
  expect(types(delivered).sort()).toEqual(names.flat().sort())
  // What one transaction wrote keeps its order.
  for (const part of names) expect(types(delivered).filter(type => part.includes(type))).toEqual(part)
})

test('[PS22] a smaller seq that commits late is delivered all the same, after the larger one', async () => {
  const { relay, delivered } = await start()
  const [written, commit] = [gate(), gate()]
  const late = store.inCompany(company, async trx => {
    await emit(trx, event('small seq'))
    written.open()
    await commit.passed
  })
  await written.passed
  await write('large seq')
  await relay.idle()
  expect(types(delivered)).toEqual(['large seq'])
  commit.open()
  await late
  await relay.idle()
  expect(types(delivered)).toEqual(['large seq', 'small seq'])
})

test('[PS23] killed between move and delivery: the log has what nobody was told, and a restart repeats nothing', async () => {
  await write('one', 'two', 'three')
  const child = startChild(new URL('./testing/fixtures/relay.ts', import.meta.url), [store.urls.app, 'two'])
  expect(await child.line()).toBe('one')
  expect(await child.ended).toBe('SIGKILL')
  expect(await outbox()).toEqual([])
  expect(types(await logged())).toEqual(['one', 'two', 'three'])
  const { relay, delivered } = await start({ timer_ms: 50 })
  await write('four')
  await relay.idle()
  expect(delivered.map(each => [each.type, each.offset])).toEqual([['four', 4]])
})

test('[PS23] a connection lost before the commit of a move leaves all in the outbox; the next turn moves it', async () => {
  const owner = new pg.Client({ connectionString: store.urls.owner })
  await owner.connect()
  // The backend ends itself in the middle of the first move. A sequence counts, because it is not rolled back.
  await owner.query(`
    create sequence platform.cut; grant usage on sequence platform.cut to nabiz_app;
    create function platform.cut_once() returns trigger language plpgsql as $$ begin
      if nextval('platform.cut') = 1 then perform pg_terminate_backend(pg_backend_pid()); end if;
      return new; end $$;
    create trigger cut_once before insert on platform.event_log for each row execute function platform.cut_once()`)
  const { relay, delivered } = await start({ timer_ms: 20 })
  await write('one', 'two')
  await relay.idle()
  expect((await owner.query('select last_value from platform.cut')).rows).toEqual([{ last_value: '3' }])
  await owner.end()
  expect(delivered.map(each => [each.type, each.offset])).toEqual([
    ['one', 1],
    ['two', 2],
  ])
  expect(types(await logged())).toEqual(['one', 'two'])
})

test('[PS24] a second relay moves nothing while the first holds the lock, even one that is stuck in a delivery', async () => {
  const [stuck, release] = [gate(), gate()]
  const told: string[] = []
  const first = await start({
    deliver: async (_room, _epoch, each) => {
      told.push(each.type)
      stuck.open()
      await release.passed
    },
  })
  await write('a')
  await stuck.passed
  const second = await start({ timer_ms: 20 })
  await write('b')
  const asked = "select 1 from pg_stat_activity where application_name = 'nabiz relay' and state = 'idle'"
  // Its last question was for the lock, and it was asked after the event was there.
  const { rows } = await store.pool.query('select clock_timestamp()::text as now')
  await vi.waitFor(
    async () => {
      const text = `${asked} and query like '%pg_try_advisory_lock%' and query_start > $1::timestamptz and datname = $2`
      expect((await store.pool.query(text, [rows[0].now, store.database])).rowCount).toBe(1)
    },
    { timeout: 5000, interval: 5 },
  )
  expect(second.delivered).toEqual([])
  release.open()
  await first.relay.idle()
  expect(told).toEqual(['a', 'b'])
})

test('[PS24] when the first relay goes, the other takes over without loss or doubles', async () => {
  const first = await start({ timer_ms: 20 })
  await write('a')
  await first.relay.idle()
  const second = await start({ timer_ms: 20 })
  await first.relay.close()
  await write('b')
  await second.relay.idle()
  expect([...first.delivered, ...second.delivered].map(each => [each.type, each.offset])).toEqual([
    ['a', 1],
    ['b', 2],
  ])
})

test('[PS32] who takes the lead delivers the newest event of each room again, before anything new', async () => {
  const first = await start({ timer_ms: 20, deliver: async () => {} })
  await write('a', 'b')
  await store.inCompany(company, trx => emit(trx, event('c', { to: ['user:1'] })))
  await first.relay.idle()
  expect(first.relay.leading()).toBe(true)
  const told: string[] = []
  const second = await start({
    timer_ms: 20,
    deliver: async (_room, _epoch, each) => void told.push(`${each.type}${each.offset}`),
    deliverAgain: async (room, at, each) => {
      expect(at).toBe(await epoch(room))
      told.push(`again ${each.type}${each.offset}`)
      throw new Error('planned')
    },
  })
  expect(second.relay.leading()).toBe(false)
  await first.relay.close()
  expect(first.relay.leading()).toBe(false)
  await write('d')
  await second.relay.idle()
  await write('e')
  await second.relay.idle()
  expect(told.slice(0, 2).sort()).toEqual(['again b2', 'again c1'])
  expect(told.slice(2)).toEqual(['d3', 'e4'])
})

test('[PS31] a relay tells whether it leads: the second does not, and does as soon as the first has gone', async () => {
  const first = await start()
  expect(await first.relay.leads(5_000)).toBe(true)
  const second = await start({ timer_ms: 20 })
  expect(await second.relay.leads(100)).toBe(false)
  const leading = second.relay.leads(10_000)
  await first.relay.close()
  expect(await leading).toBe(true)
  expect(await first.relay.leads(100)).toBe(false)
})

test('[PS25] a delivery that fails does not stop the next; the log has both', async () => {
  const told: string[] = []
  const { relay } = await start({
    deliver: async (_room, _epoch, each) => {
      told.push(each.type)
      if (each.type === 'bad') throw new Error('planned')
    },
  })
  await write('bad', 'good')
  await relay.idle()
  expect(told).toEqual(['bad', 'good'])
  expect(types(await logged())).toEqual(['bad', 'good'])
})

test('[PS25] an event that cannot be routed is set aside with its reason, and the others pass', async () => {
  const { relay, delivered } = await start({
    route: each => {
      if (each.type === 'poison') throw new Error('no such room')
      return route(each)
    },
  })
  await write('a', 'poison', 'b')
  await relay.idle()
  expect(types(delivered)).toEqual(['a', 'b'])
  expect(await outbox()).toMatchObject([{ type: 'poison', failure: 'no such room' }])
})

test('[PS26] a commit wakes the relay, whose timer is a minute away', async () => {
  const { delivered, relay } = await start()
  await relay.idle()
  await write('now')
  await vi.waitFor(() => expect(types(delivered)).toEqual(['now']), { timeout: 5000, interval: 5 })
})

test('[PS26] without the wake-up the timer finds it', async () => {
  const { delivered, relay } = await start({ store: { ...store, listen: async () => async () => {} }, timer_ms: 20 })
  await relay.idle()
  await write('later')
  await vi.waitFor(() => expect(types(delivered)).toEqual(['later']), { timeout: 5000, interval: 5 })
})

test('[PS30] what follows a commit comes before its events, and a failure of it holds none of them up', async () => {
  const steps: string[] = []
  const { relay } = await start({
    committed: async events => {
      steps.push(`after ${events.map(each => each.type).join()}`)
      if (events.some(each => each.type === 'bad')) throw new Error('the cache is away')
    },
    deliver: async (_room, _epoch, each) => {
      steps.push(each.type)
    },
  })
  await write('a', 'b')
  await relay.idle()
  await write('bad')
  await relay.idle()
  expect(steps).toEqual(['after a,b', 'a', 'b', 'after bad', 'bad'])
})

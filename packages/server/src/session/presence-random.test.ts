import { resolveLimits } from '@nabiz/protocol'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Parcel } from '../room/parcel.ts'
import { Presence } from '../room/presence.ts'
import { createRoomCatalogue } from '../room/room-catalogue.ts'
import { presenceView } from '../testing/presence-view.ts'
import { startServer } from '../testing/start-server.ts'
import type { Frame, WireClient } from '../testing/wire-client.ts'
import { ALONE } from './control.ts'
import { SessionPresence } from './presence-of-session.ts'

const SESSIONS = 4
const GRACE = 100
const PAGE = 3

/** What one session should be seen with: its tabs, the empty name for itself; null when it is not in the room. */
type Truth = Map<string, object | undefined> | null

const session = fc.nat(SESSIONS - 1)
const tab = fc.constantFrom(undefined, 'a', 'b', 'c')
const state = fc.oneof(fc.constant(null), fc.record({ page: fc.nat(2) }))
const operation = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('join' as const), session }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('leave' as const), session }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('say' as const), session, tab, state }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('cut' as const), session }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('tick' as const) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('page' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('watch' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('wait' as const), ms: fc.nat(GRACE) }) },
)
type Operation = typeof operation extends fc.Arbitrary<infer One> ? One : never

const saidTo = (truth: NonNullable<Truth>, { tab = '', state }: { tab?: string | undefined; state: object | null }) => {
  if (state === null) truth.delete(tab)
  else truth.set(tab, state)
}
/** Comparable: whose, which tab, what it says. */
const flat = (truths: readonly Truth[]): string[] =>
  truths
    .flatMap((truth, index) => [...(truth ?? [])].map(([tab, state]) => JSON.stringify([`${index}`, tab, state])))
    .sort()
const seen = (members: Iterable<{ user_id: string; tab?: string; state?: object }>): string[] =>
  [...members].map(({ user_id, tab = '', state }) => JSON.stringify([user_id, tab, state])).sort()

describe('a watcher knows exactly who is there', () => {
  test('[W53] [W55] [W57] whatever happens between any two frames and pages', () => {
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 60, size: 'max' }), operations => {
        const limits = resolveLimits({ presenceGraceMs: GRACE })
        const timers: (() => void)[] = []
        let ms = 1_000
        const presence = new Presence({
          ...{ limits, catalogue: createRoomCatalogue([], limits), now: () => ms, later: run => timers.push(run) },
          ...{ onOccupied: undefined, onVacated: undefined, nodes: null, others: ALONE, onError: () => {} },
        })
        const sessions = Array.from({ length: SESSIONS }, (_, index) => new SessionPresence(presence, `${index}`))
        const truths: Truth[] = Array.from({ length: SESSIONS }, () => null)
        const lost = new Map<number, number>()
        const room = presence.hold(undefined, 'r')
        let frames: Frame[] = []
        let after: string | null = ''
        const watcher = {
          changed: ({ frames: all }: Parcel) =>
            void frames.push(...all.map(({ frame }) => JSON.parse(String(frame)) as Frame)),
        }
        const watch = () => {
          room.unwatch(watcher)
          frames = [{ type: 'room_joined', room: 'r', presence: room.watch('list', watcher) }]
          after = ''
        }
        const page = () => {
          if (after === null) return
          const { members, more } = presence.members(undefined, 'r', after, PAGE)
          frames.push({ type: 'presence_list', room: 'r', members })
          after = more ? members.at(-1)!.member : null
        }
        const tick = () => {
          for (const run of timers.splice(0)) run()
        }
        const wait = (by: number) => {
          ms += by
          for (const one of sessions) one.sweep(ms)
          for (const [index, until] of [...lost]) {
            if (until > ms) continue
            lost.delete(index)
            truths[index] = null
          }
        }
        const run = (one: Operation) => {
          if (one.kind === 'tick') tick()
          else if (one.kind === 'page') page()
          else if (one.kind === 'watch') watch()
          else if (one.kind === 'wait') wait(one.ms)
          else {
            const mine = sessions[one.session]!
            const identity = { user_id: `${one.session}` }
            if (one.kind === 'join') {
              mine.join('r', 'r', identity)
              truths[one.session] ??= new Map([['', undefined]])
              lost.delete(one.session)
            } else if (one.kind === 'leave') {
              mine.leave('r')
              truths[one.session] = null
              lost.delete(one.session)
            } else if (one.kind === 'cut') {
              mine.lost(ms + GRACE)
              if (truths[one.session] && !lost.has(one.session)) lost.set(one.session, ms + GRACE)
            } else if (truths[one.session]) {
              mine.set('r', one.tab, one.state, identity, limits)
              saidTo(truths[one.session]!, one)
            }
          }
        }
        watch()
        for (const one of operations) run(one)
        while (after !== null) page()
        tick()
        const view = presenceView(frames, 'r')
        expect(view.faults).toEqual([])
        expect(seen(view.members.values())).toEqual(flat(truths))
        expect(view.count).toBe(view.members.size)
        expect(view.version).toBe(room.look().version)
        for (const one of sessions) one.leaveAll()
        expect(room.count).toBe(0)
      }),
      { numRuns: 1_000 },
    )
  })

  test('[W53] [W55] [W57] over sockets, with joins, leaves, tabs, cuts and resumptions', async () => {
    let ms = 1_800_000_000_000
    const limits = { presenceEveryMs: 2, messagesPerMinute: 1e6, presencePerMinute: 1e6, connectsPerMinute: 1e6 }
    await using running = await startServer({ now: () => ms, monotonic: () => ms, limits })
    let runs = 0
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { minLength: 10, maxLength: 40, size: 'max' }), async operations => {
        const room = `r${++runs}`
        const clients: ((WireClient & { connected: Frame }) | null)[] = Array.from({ length: SESSIONS }, () => null)
        const names: unknown[] = []
        const truths: Truth[] = Array.from({ length: SESSIONS }, () => null)
        let refs = 0
        const ask = (client: WireClient, frame: object) => {
          const ref = `${runs}-${++refs}`
          client.send({ room, ...frame, ref })
          return client.take({ ref })
        }
        const watcher = await running.connect({ user_id: 'watcher' })
        await ask(watcher, { type: 'join', presence: 'list' })
        let after: string | null = ''
        const page = async () => {
          if (after === null) return
          const answer = await ask(watcher, { type: 'presence_list', after: after || undefined, limit: PAGE })
          after = answer.more ? (answer.members as { member: string }[]).at(-1)!.member : null
        }
        for (const one of operations) {
          if (one.kind === 'page') await page()
          if (!('session' in one)) continue
          const index = one.session
          if (!clients[index]) {
            const frame = { session: names[index], ...(truths[index] && { rooms: { [room]: null } }) }
            clients[index] = await running.connect({ user_id: `${index}` }, { frame })
            names[index] = clients[index]!.connected.session
          }
          const client = clients[index]!
          if (one.kind === 'join') {
            await ask(client, { type: 'join' })
            truths[index] ??= new Map([['', undefined]])
          } else if (one.kind === 'leave') {
            await ask(client, { type: 'leave' })
            truths[index] = null
          } else if (one.kind === 'say' && truths[index]) {
            client.send({ type: 'presence', room, tab: one.tab, state: one.state })
            saidTo(truths[index], one)
          } else if (one.kind === 'cut') {
            // In one lane with what was said before, so that it is certain what the cut cut off.
            await ask(client, { type: 'presence_list', limit: 1 })
            await client.cut()
            clients[index] = null
          }
        }
        while (after !== null) await page()
        for (const client of clients) if (client) await ask(client, { type: 'presence_list', limit: 1 })
        const known = () => seen(presenceView(watcher.frames, room).members.values())
        const expected = () => [...flat(truths), JSON.stringify(['watcher', '', undefined])].sort()
        await expect.poll(known).toEqual(expected())
        ms += 10_000
        for (const index of truths.keys()) if (!clients[index]) truths[index] = null
        await expect.poll(known).toEqual(expected())
        expect(presenceView(watcher.frames, room).faults).toEqual([])
        expect(seen((await running.server.presence(room)).members)).toEqual(expected())
        await watcher.close()
        for (const client of clients) await client?.close()
      }),
      { numRuns: 12, endOnFailure: true },
    )
  }, 60_000)
})

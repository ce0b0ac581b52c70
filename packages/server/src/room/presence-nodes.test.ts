import { resolveLimits } from '@nabiz/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MemoryPresence } from '../testing/memory-presence.ts'
import { presenceView } from '../testing/presence-view.ts'
import type { Frame } from '../testing/wire-client.ts'
import type { Parcel } from './parcel.ts'
import { Presence } from './presence.ts'
import type { PresenceEntry } from './presence-entry.ts'
import type { PresenceNodes } from './presence-nodes.ts'
import { presenceNodesContract } from './presence-nodes-contract.ts'
import { createRoomCatalogue } from './room-catalogue.ts'

presenceNodesContract('memory', async () => {
  const cluster = new MemoryPresence()
  return { one: cluster.node(), two: cluster.node(), end: async () => {} }
})

/** One node whose timer runs when the test says so, and a watcher there. */
const node = (nodes: PresenceNodes, told: string[] = []) => {
  const limits = resolveLimits({})
  let timers: (() => void)[] = []
  const presence = new Presence({
    ...{ limits, nodes, catalogue: createRoomCatalogue([], limits), now: () => 1_000, onError: () => {} },
    others: { current: () => true, caughtUp: async () => {} },
    later: run => timers.push(run),
    onOccupied: room => told.push(`occupied ${room}`),
    onVacated: room => told.push(`vacated ${room}`),
  })
  const room = presence.hold(undefined, 'r')
  const frames: Frame[] = []
  const watcher = {
    changed: ({ frames: all }: Parcel) =>
      void frames.push(...all.map(({ frame }) => JSON.parse(String(frame)) as Frame)),
  }
  const watch = () => {
    room.unwatch(watcher)
    frames.length = 0
    frames.push({ type: 'room_joined', room: 'r', presence: room.watch('list', watcher) })
    frames.push({ type: 'presence_list', room: 'r', members: presence.members(undefined, 'r', '', 1_000).members })
  }
  /** What the room gathered goes, and what others were told has arrived. */
  const tick = async () => {
    const due = timers
    timers = []
    for (const run of due) run()
    await null
  }
  return { presence, room, watch, tick, view: () => presenceView(frames, 'r'), frames, waiting: () => timers.length }
}
const owner = (device: string) => ({ user_id: '5', device })
const looks = (page: number) => ({ info: undefined, state: { page } })

const side = fc.nat(1)
const operation = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('add' as const), side }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('remove' as const), side, which: fc.nat() }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('update' as const), side, which: fc.nat(), page: fc.nat(2) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('tick' as const), side }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('watch' as const), side }) },
)

test('[RD20] [RD21] [W53] watchers on two nodes end with the same members, whatever happens between their frames', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(operation, { maxLength: 60, size: 'max' }), async operations => {
      const cluster = new MemoryPresence()
      const both = [node(cluster.node()), node(cluster.node())] as const
      const entries: PresenceEntry[][] = [[], []]
      let devices = 0
      for (const one of both) one.watch()
      for (const one of operations) {
        const mine = both[one.side]!
        const here = entries[one.side]!
        if (one.kind === 'add') here.push(mine.room.add(owner(`${++devices}`), looks(0))!)
        else if (one.kind === 'watch') mine.watch()
        else if (one.kind === 'tick') await mine.tick()
        else if (here.length > 0 && one.kind === 'update')
          mine.room.update(here[one.which % here.length]!, looks(one.page))
        else if (here.length > 0 && one.kind === 'remove')
          mine.room.remove(here.splice(one.which % here.length, 1)[0]!, 1)
      }
      for (let round = 0; round < 2; round++) for (const one of both) await one.tick()
      const truth = entries.flat().map(({ shown }) => shown)
      const byName = (all: Iterable<{ member: string }>) => [...all].sort((x, y) => (x.member < y.member ? -1 : 1))
      for (const one of both) {
        const { members, count, faults } = one.view()
        expect(faults).toEqual([])
        expect(byName(members.values())).toEqual(byName(truth))
        expect(count).toBe(truth.length)
        expect(one.presence.members(undefined, 'r', '', 1_000).members).toEqual(byName(truth))
        expect(one.waiting()).toBe(0)
      }
    }),
    { numRuns: 500 },
  )
})

test('[RD21] whoever was given up and comes back is updated, and is gone when it goes, all between two frames', async () => {
  const a = node(new MemoryPresence().node())
  a.watch()
  const member = { member: `0000000${'9'.repeat(12)}`, user_id: '9', device: 'd', status: 'online', since: 1 } as const
  const [put, left] = [
    { put: [member], left: [] },
    { put: [], left: [{ member: member.member, last_seen: 2 }] },
  ]
  a.room.hear(put)
  await a.tick()
  for (const news of [left, put]) a.room.hear(news)
  await a.tick()
  expect(a.frames.at(-1)).toMatchObject({ count: 1, joined: [], updated: [member], left: [] })
  for (const news of [left, put, put, left, left]) a.room.hear(news)
  await a.tick()
  expect(a.frames.at(-1)).toMatchObject({
    count: 0,
    joined: [],
    updated: [],
    left: [{ member: member.member, user_id: '9' }],
  })
})

test('[RD22] a room has other versions on another node, however alike they are', () => {
  const cluster = new MemoryPresence()
  const [a, b] = [node(cluster.node()), node(cluster.node())]
  const [one, two] = [a.room.look().version, b.room.look().version]
  expect(Math.abs(one - two)).toBeGreaterThan(2 ** 35)
  expect(node({ ...cluster.node(), tag: 'f'.repeat(12) }).room.look().version).toBeLessThan(Number.MAX_SAFE_INTEGER)
})

test('[RD26] among 10,000 members of another node a change is one small frame, and nothing is told back', async () => {
  const cluster = new MemoryPresence()
  const [a, b] = [node(cluster.node()), node(cluster.node())]
  const entries = Array.from({ length: 10_000 }, (_, index) => a.room.add(owner(`${index}`), looks(0))!)
  await a.tick()
  b.watch()
  expect(b.room.count).toBe(10_000)
  const heard: unknown[] = []
  cluster.node().open('r', { hear: news => heard.push(news), own: () => [] })
  heard.length = 0
  a.room.update(entries[5_000]!, looks(1))
  a.room.remove(entries[5_001]!, 7)
  await a.tick()
  await b.tick()
  expect(heard).toEqual([
    { put: [entries[5_000]!.shown], left: [{ member: entries[5_001]!.shown.member, user_id: '5', last_seen: 7 }] },
  ])
  const [, , frame, ...more] = b.frames
  expect(more).toEqual([])
  expect(frame).toMatchObject({ count: 9_999, joined: [], updated: [entries[5_000]!.shown], left: [{ user_id: '5' }] })
  expect(JSON.stringify(frame).length).toBeLessThan(600)
})

test('[RD28] a node tells its application of its own first and last member; the limit of a room counts all nodes', async () => {
  const cluster = new MemoryPresence()
  const [there, here]: string[][] = [[], []]
  const [a, b] = [node(cluster.node(), there), node(cluster.node(), here)]
  const entry = a.room.add(owner('1'), looks(0))!
  await a.tick()
  expect(b.room.count).toBe(1)
  const other = b.room.add(owner('2'), looks(0))!
  a.room.remove(entry, 1)
  await a.tick()
  b.room.remove(other, 1)
  expect(there).toEqual(['occupied r', 'vacated r'])
  expect(here).toEqual(['occupied r', 'vacated r'])
  const full = Array.from({ length: 20_000 }, (_, index) => a.room.add(owner(`${index}`), looks(0)))
  expect(full.at(-1)).not.toBeNull()
  await a.tick()
  expect(b.room.add(owner('late'), looks(0))).toBeNull()
})

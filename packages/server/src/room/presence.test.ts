import { defineRoom, type Limits, type PresenceChangedFrame, type PresenceMember, resolveLimits } from '@nabiz/protocol'
import { describe, expect, test } from 'vitest'
import type { Parcel } from './parcel.ts'
import { type OccupancyHook, Presence } from './presence.ts'
import type { PresenceEntry } from './presence-entry.ts'
import { createRoomCatalogue } from './room-catalogue.ts'

/** A node whose timer runs when the test says so. */
const node = (options: { limits?: Partial<Limits>; onOccupied?: OccupancyHook; onVacated?: OccupancyHook } = {}) => {
  const limits = resolveLimits(options.limits)
  const timers: (() => void)[] = []
  const errors: unknown[] = []
  let ms = 1_000_000
  const presence = new Presence({
    limits,
    catalogue: createRoomCatalogue([defineRoom('quiet', { events: {}, presence: false })], limits),
    now: () => ms++,
    later: run => timers.push(run),
    nodes: null,
    others: { current: () => true, caughtUp: async () => {} },
    onOccupied: options.onOccupied,
    onVacated: options.onVacated,
    onError: error => errors.push(error),
  })
  const tick = () => {
    for (const run of timers.splice(0)) run()
  }
  return { presence, timers, errors, tick }
}

/** A watcher that keeps what it gets. */
const watcher = () => {
  const parcels: Parcel[] = []
  const frames = () => parcels.map(({ frames: [first] }) => JSON.parse(String(first!.frame)) as PresenceChangedFrame)
  return { parcels, frames, changed: (parcel: Parcel) => void parcels.push(parcel) }
}
const owner = (device: string, tab?: string) => ({ user_id: '5', device, ...(tab && { tab }) })
const look = { info: undefined, state: undefined }
const names = (members: readonly PresenceEntry[]) => members.map(({ shown }) => shown.device)

describe('differences', () => {
  test('[W53] one timer for all rooms, running only while something changed; a room tells once each time', () => {
    const { presence, timers, tick } = node()
    const rooms = ['a', 'b', 'c'].map(name => presence.hold(undefined, name))
    const watching = rooms.map(room => {
      const one = watcher()
      room.watch('list', one)
      return one
    })
    expect(timers.length).toBe(0)
    for (const room of rooms) for (const device of ['x', 'y']) room.add(owner(device), look)
    expect(timers.length).toBe(1)
    tick()
    expect(timers.length).toBe(0)
    for (const { parcels } of watching) expect(parcels.length).toBe(1)
    tick()
    rooms[1]!.add(owner('z'), look)
    tick()
    expect(watching.map(({ parcels }) => parcels.length)).toEqual([1, 2, 1])
  })

  test('[W53] what came and went unseen is not told; what somebody saw is', () => {
    const { presence, tick } = node()
    const room = presence.hold(undefined, 'a')
    const first = watcher()
    const { version } = room.watch('list', first)
    room.remove(room.add(owner('flapping'), look)!, 1)
    tick()
    expect(first.frames()).toEqual([])
    expect(room.look().version).toBe(version)

    const seen = room.add(owner('seen'), look)!
    expect(names(room.page('', { members: 9, bytes: 9_999 }).members)).toEqual(['seen'])
    room.remove(seen, 77)
    tick()
    expect(first.frames()).toMatchObject([
      { version: version + 1, count: 0, joined: [], left: [{ member: seen.shown.member, last_seen: 77 }] },
    ])
  })

  test('[W53] a watcher that came between two ticks misses nothing: early news is told again', () => {
    const { presence, tick } = node()
    const room = presence.hold(undefined, 'a')
    room.watch('count', watcher())
    const early = room.add(owner('early'), look)!
    const late = watcher()
    const { version, count } = room.watch('count', late)
    expect(count).toBe(1)
    room.remove(early, 1)
    tick()
    expect(late.frames()).toMatchObject([{ version: version + 1, count: 0 }])
  })

  test('[W53] where nobody watches no frame is made, and the next look is at another version', () => {
    const { presence, timers } = node()
    const room = presence.hold(undefined, 'a')
    const { version } = room.look()
    const entry = room.add(owner('x'), look)!
    room.update(entry, { info: undefined, state: { page: 1 } })
    expect(timers).toEqual([])
    expect(room.look()).toEqual({ version: version + 1, count: 1 })
    expect(room.look()).toEqual({ version: version + 1, count: 1 })
  })

  test('[W53] what the last watcher did not hear is not told to the next one, who saw it', () => {
    const { presence, tick } = node()
    const room = presence.hold(undefined, 'a')
    const gone = watcher()
    const { version } = room.watch('list', gone)
    const entry = room.add(owner('x'), look)!
    room.unwatch(gone)
    room.remove(entry, 1)
    const next = watcher()
    expect(room.watch('list', next)).toMatchObject({ count: 0 })
    expect(room.look().version).toBeGreaterThan(version)
    tick()
    expect(next.frames()).toEqual([])
  })

  test('[W57] a room made anew never repeats a version', () => {
    const { presence } = node()
    const room = presence.hold(undefined, 'a')
    for (let index = 0; index < 50; index++) {
      room.add(owner(`${index}`), look)
      room.look()
    }
    const { version } = room.look()
    presence.release(room)
    expect(presence.hold(undefined, 'a').look().version).toBeGreaterThan(version)
  })

  test('[W54] more than 64 KiB of differences are one truncated frame; who counts is told as ever', () => {
    const { presence, tick } = node()
    const room = presence.hold(undefined, 'a')
    const [listing, counting] = [watcher(), watcher()]
    room.watch('list', listing)
    room.watch('count', counting)
    const state = { text: 'ş'.repeat(400) }
    for (let index = 0; index < 60; index++) room.add(owner(`${index}`), { info: undefined, state })
    tick()
    expect(listing.frames()[0]!.joined!.length).toBe(60)
    expect(listing.parcels[0]!.bytes).toBeGreaterThan(50_000)
    for (let index = 60; index < 140; index++) room.add(owner(`${index}`), { info: undefined, state })
    tick()
    const { version } = room.look()
    expect(listing.frames()[1]).toEqual({ type: 'presence_changed', room: 'a', version, count: 140, truncated: true })
    expect(counting.frames()[1]).toEqual({ type: 'presence_changed', room: 'a', version, count: 140 })
  })
})

describe('pages', () => {
  test('[W57] [W59] pages hold everybody once, in order, whatever left in between; they are bounded by bytes too', () => {
    const { presence } = node({ limits: { presenceAnswerMembers: 7, presenceAnswerBytes: 400 } })
    const room = presence.hold('c', 'a')
    const entries = Array.from({ length: 500 }, (_, index) => room.add(owner(`${index}`), look)!)
    for (const [index, entry] of entries.entries()) if (index % 5 !== 0) room.remove(entry, 1)
    const read: PresenceMember[] = []
    for (;;) {
      const page = presence.members('c', 'a', read.at(-1)?.member ?? '', 1_000)
      expect(page.members.length).toBeLessThan(7)
      expect(page.members.length).toBeGreaterThan(0)
      expect(JSON.stringify(page.members).length).toBeLessThan(500)
      expect(page.count).toBe(100)
      read.push(...page.members)
      if (!page.more) break
    }
    expect(read.map(({ device }) => device)).toEqual(Array.from({ length: 100 }, (_, index) => `${index * 5}`))
    expect(read.map(({ member }) => member)).toEqual(read.map(({ member }) => member).sort())
    const large = room.add(owner('large'), { info: { text: 'x'.repeat(2_000) }, state: undefined })!
    expect(presence.members('c', 'a', read.at(-1)!.member, 5)).toMatchObject({ members: [large.shown], more: false })
    expect(presence.members('c', 'a', '', 3)).toMatchObject({ members: { length: 3 }, more: true })
    expect(room.page('', { members: 7, bytes: 1e9 }).members.length).toBe(7)
    expect(presence.members(undefined, 'a', '', 3)).toEqual({ members: [], count: 0, version: 0, more: false })
  })
})

describe('cost', () => {
  test('[W58] among 10,000 members a change is one encoding and one small frame, the same for all who watch', () => {
    let encoded = 0
    const { presence, tick } = node()
    const room = presence.hold(undefined, 'a')
    const counted = { info: { toJSON: () => `${++encoded}` } as never, state: undefined }
    const entries = Array.from({ length: 10_000 }, (_, index) => room.add(owner(`${index}`), counted)!)
    expect(encoded).toBe(10_000)
    const listing = Array.from({ length: 1_000 }, watcher)
    const counting = Array.from({ length: 1_000 }, watcher)
    for (const one of listing) room.watch('list', one)
    for (const one of counting) room.watch('count', one)
    room.add(owner('new'), counted)
    room.remove(entries[5_000]!, 1)
    tick()
    expect(encoded).toBe(10_001)
    for (const watching of [listing, counting]) {
      const [frame] = watching[0]!.parcels
      for (const { parcels } of watching) expect(parcels).toEqual([frame])
      for (const { parcels } of watching) expect(parcels[0]).toBe(frame)
      expect(frame!.bytes).toBeLessThan(400)
    }
    room.page('', { members: 1_000, bytes: 1e9 })
    tick()
    expect(encoded).toBe(10_001)
    expect(listing[0]!.parcels.length).toBe(1)
  })

  test('[W58] [S18] a full room takes nobody until somebody leaves', () => {
    const { presence } = node({ limits: { presenceMembers: 2 } })
    const room = presence.hold(undefined, 'a')
    const first = room.add(owner('1'), look)!
    room.add(owner('2'), look)
    expect(room.add(owner('3'), look)).toBeNull()
    room.remove(first, 1)
    expect(room.add(owner('3'), look)).not.toBeNull()
    expect(room.count).toBe(2)
  })
})

describe('the application', () => {
  test('[W59] is told of the first and the last member of each room; its faults are reported and stop nothing', async () => {
    const told: unknown[] = []
    const { presence, errors } = node({
      onOccupied: (...about) => {
        told.push(['occupied', ...about])
        throw new Error('sync')
      },
      onVacated: async (...about) => {
        told.push(['vacated', ...about])
        throw new Error('async')
      },
    })
    const [shared, tenant] = [presence.hold(undefined, 'a'), presence.hold('c', 'a')]
    const one = shared.add(owner('1'), look)!
    const two = shared.add(owner('2'), look)!
    tenant.add(owner('3'), look)
    shared.remove(one, 1)
    shared.remove(two, 1)
    shared.add(owner('4'), look)
    expect(told).toEqual([
      ['occupied', 'a', null],
      ['occupied', 'a', 'c'],
      ['vacated', 'a', null],
      ['occupied', 'a', null],
    ])
    await expect
      .poll(() => errors.map(error => (error as Error).message).sort())
      .toEqual(['async', 'sync', 'sync', 'sync'])
    expect(presence.keeps('quiet')).toBe(false)
  })
})

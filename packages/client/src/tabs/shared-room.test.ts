/** One room for several tabs, frame by frame: what each is told while the server replays for one of them. */
import type { RoomEvent, ServerFrame } from '@nabiz/protocol'
import { expect, test } from 'vitest'
import { event, roomJoined } from '../testing/scripted-server.ts'
import type { ToTab } from './message.ts'
import { SharedRoom } from './shared-room.ts'
import { Tab } from './tab.ts'

const setUp = () => {
  const asked: unknown[] = []
  let refs = 0
  const room = new SharedRoom({
    name: 'company:1',
    ref: () => {
      refs += 1
      return refs
    },
    ask: want => asked.push(want),
  })
  const tab = (name: string) => {
    const told: (ServerFrame | RoomEvent)[] = []
    const made = new Tab(name, (message: ToTab) => message.kind === 'frame' && told.push(message.frame))
    made.wire = 1
    return {
      tab: made,
      told: () => told.splice(0).map(one => ('offset' in one ? `${one.type} ${one.offset}` : one.type)),
    }
  }
  return { room, asked, tab }
}

const at = (offset: number) => ({ epoch: 'e1', offset })

test('[C23] a join from further back replays for who asked; who is ahead is neither reset nor left out', () => {
  const { room, asked, tab } = setUp()
  const [first, second, third] = [tab('a'), tab('b'), tab('c')]
  room.enter(first.tab, { since: null, ref: 'a' }, false)
  room.frame(roomJoined('company:1', { ref: 1, offset: 5 }))
  expect(first.told()).toEqual(['room_joined 5'])
  room.enter(second.tab, { since: at(3), ref: 'b' }, false)
  expect(asked).toEqual([
    { since: null, ref: 1 },
    { since: at(3), ref: 2 },
  ])
  // Two events came meanwhile: they lie in the replay, and the first tab has them from there.
  room.frame(roomJoined('company:1', { ref: 2, offset: 7, recovered: 'all', missed: 4 }))
  expect([first.told(), second.told()]).toEqual([[], ['room_joined 7']])
  room.event(event('company:1', 4))
  // Within the replay: no further join.
  room.enter(third.tab, { since: at(6), ref: 'c' }, false)
  for (const offset of [5, 6, 7]) room.event(event('company:1', offset))
  expect(asked).toHaveLength(2)
  const replay = [5, 6, 7].map(offset => `product_added ${offset}`)
  expect(first.told()).toEqual(['product_added 4', ...replay])
  expect(second.told()).toEqual(['product_added 4', ...replay])
  expect(third.told()).toEqual(['room_joined 6', ...replay])
})

test('[C23] a join that could not be continued resets who is behind its top, and nobody else', () => {
  const { room, tab } = setUp()
  const [first, second] = [tab('a'), tab('b')]
  room.enter(first.tab, { since: null }, false)
  room.frame(roomJoined('company:1', { ref: 1, offset: 5 }))
  first.told()
  for (const [ref, top, told] of [
    [2, 5, []],
    [3, 6, ['room_reset 6']],
  ] as const) {
    room.enter(second.tab, { since: at(1) }, false)
    room.frame(roomJoined('company:1', { ref, offset: top, recovered: 'reset', reason: 'trimmed' }))
    expect(first.told()).toEqual(told)
    expect(second.told()).toEqual([`room_joined ${top}`])
  }
})

test('[C23] a refusal with a pause leaves the room as it was, any other no ends it for all', () => {
  const { room, tab } = setUp()
  const [first, second] = [tab('a'), tab('b')]
  room.enter(first.tab, { since: null }, false)
  room.frame(roomJoined('company:1', { ref: 1, offset: 5 }))
  first.told()
  const error = { type: 'error', room: 'company:1', message: '' } as const
  room.enter(second.tab, { since: at(1) }, false)
  expect(room.frame({ ...error, ref: 2, code: 'rate_limited', retry_after_ms: 10 })).toBe(true)
  expect([first.told(), second.told()]).toEqual([[], ['error']])
  room.event(event('company:1', 6))
  expect(first.told()).toEqual(['product_added 6'])
  room.enter(second.tab, { since: at(1) }, false)
  expect(room.frame({ ...error, ref: 3, code: 'denied' })).toBe(false)
  expect([first.told(), second.told()]).toEqual([['room_left'], ['error']])
})

/** Rooms over real sockets: resume by position, no event twice or missed, announced resets, holding by count. */
import type { RoomEvent } from '@nabiz/protocol'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Client } from '../client.ts'
import { clientFor, roomState, status } from '../testing/client-under-test.ts'
import {
  connected,
  createScriptedServer,
  event,
  type Peer,
  roomJoined,
  type ScriptedServer,
} from '../testing/scripted-server.ts'
import type { JoinedRoom } from './joined-room.ts'

let server: ScriptedServer
const clients: Client[] = []

beforeEach(async () => {
  server = await createScriptedServer()
})
afterEach(async () => {
  for (const client of clients.splice(0)) client.close()
  await server.stop()
})

const start = (options: Parameters<typeof clientFor>[1] = {}) => {
  const made = clientFor(server.url, options)
  clients.push(made.client)
  made.client.connect()
  return made
}

/** What a holder hears, as one list. */
const record = (room: JoinedRoom) => {
  const heard: unknown[] = []
  room.on('*', event => heard.push(event.data))
  room.onReset(reason => heard.push(reason))
  return heard
}

/** Frames before this one have been taken when it resolves: the last event of a batch is waited for. */
const untilOffset = (room: JoinedRoom, offset: number) => roomState(room, state => state.position?.offset === offset)

const joinedAt = async (peer: Peer, room: JoinedRoom, offset: number) => {
  peer.send(connected(), roomJoined(room.name, { offset }))
  await roomState(room, state => state.status === 'joined')
}

test('[C1] a reconnect carries the session and every position in its one connect frame', async () => {
  const { client, clock } = start()
  const company = client.join('company:1')
  const user = client.join('user:5', { since: { epoch: 'u1', offset: 7 } })
  const first = await server.accept()
  expect(first.connect).toMatchObject({ token: 'token', version: 1, rooms: { 'company:1': null } })
  expect(first.connect.rooms).toEqual({ 'company:1': null, 'user:5': { epoch: 'u1', offset: 7 } })
  expect(first.connect.session).toBeUndefined()
  first.peer.send(
    connected(),
    roomJoined('company:1', { offset: 3 }),
    roomJoined('user:5', { epoch: 'u1', offset: 8, recovered: 'all', missed: 1 }),
    event('user:5', 8),
    event('company:1', 4),
  )
  await untilOffset(company, 4)
  await untilOffset(user, 8)
  first.peer.cut()
  await status(client, 'waiting')
  expect(company.state.status).toBe('joining')
  clock.advance(1000)
  const second = await server.accept()
  expect(second.connect.session).toBe('s1')
  expect(second.connect.rooms).toEqual({
    'company:1': { epoch: 'e1', offset: 4 },
    'user:5': { epoch: 'u1', offset: 8 },
  })
  second.peer.send(connected({ resumed: true }), roomJoined('company:1', { offset: 6, recovered: 'all', missed: 2 }))
  second.peer.send(event('company:1', 5), event('company:1', 6))
  await untilOffset(company, 6)
  expect(second.peer.untaken()).toEqual([])
})

test('[C2] what is at or below the position is dropped, for room handlers and onEvent alike', async () => {
  const { client } = start()
  const room = client.join('company:1')
  const heard = record(room)
  const all: RoomEvent[] = []
  client.onEvent(event => all.push(event))
  const { peer } = await server.accept()
  await joinedAt(peer, room, 3)
  peer.send(event('company:1', 3), event('company:1', 4), event('company:1', 4), event('company:1', 5))
  await untilOffset(room, 5)
  expect(heard).toEqual(['fresh', 4, 5])
  expect(all.map(event => event.offset)).toEqual([4, 5])
})

test('[C2] a gap is repaired by joining again from the position, and nothing is delivered over it', async () => {
  const { client } = start()
  const room = client.join('company:1')
  const heard = record(room)
  const { peer } = await server.accept()
  await joinedAt(peer, room, 3)
  peer.send(event('company:1', 4), event('company:1', 6), event('company:1', 7))
  const join = await peer.next('join')
  expect(join).toMatchObject({ room: 'company:1', since: { epoch: 'e1', offset: 4 } })
  peer.send(event('company:1', 8))
  peer.send(roomJoined('company:1', { ref: join.ref, offset: 8, recovered: 'all', missed: 4 }))
  peer.send(...[5, 6, 7, 8, 9].map(offset => event('company:1', offset)))
  await untilOffset(room, 9)
  expect(heard).toEqual(['fresh', 4, 5, 6, 7, 8, 9])
  expect(peer.untaken()).toEqual([])
})

test('[C2] a passing event moves no position; announced skips are no gap', async () => {
  const { client } = start()
  const room = client.join('dashboard')
  const heard = record(room)
  const skips: number[] = []
  room.onSkipped(frame => skips.push(frame.from, frame.to))
  const { peer } = await server.accept()
  await joinedAt(peer, room, 3)
  peer.send({ ...event('dashboard', 0), offset: undefined, data: 'typing' })
  peer.send({ type: 'skipped', room: 'dashboard', from: 4, to: 9, reason: 'latest' }, event('dashboard', 10))
  await untilOffset(room, 10)
  expect(heard).toEqual(['fresh', 'typing', 10])
  expect(skips).toEqual([4, 9])
  expect(peer.untaken()).toEqual([])
})

test('[C2] several frames in one message and lines that are no frames', async () => {
  const { client } = start()
  const room = client.join('company:1')
  const heard = record(room)
  const { peer } = await server.accept()
  await joinedAt(peer, room, 0)
  peer.text(`${JSON.stringify(event('company:1', 1))}\nnonsense\n7\n${JSON.stringify(event('company:1', 2))}\n`)
  await untilOffset(room, 2)
  expect(heard).toEqual(['fresh', 1, 2])
})

test('[C3] fresh once, nothing after a full recovery, the reason after a reset', async () => {
  const { client, clock } = start()
  const room = client.join('company:1')
  const heard = record(room)
  let { peer } = await server.accept()
  await joinedAt(peer, room, 3)
  peer.cut()
  await status(client, 'waiting')
  clock.advance(1000)
  peer = (await server.accept()).peer
  peer.send(connected(), roomJoined('company:1', { offset: 4, recovered: 'all', missed: 1 }), event('company:1', 4))
  await untilOffset(room, 4)
  expect(heard).toEqual(['fresh', 4])
  peer.cut()
  await status(client, 'waiting')
  clock.advance(2000)
  peer = (await server.accept()).peer
  peer.send(
    connected(),
    roomJoined('company:1', { epoch: 'e2', offset: 2, recovered: 'reset', reason: 'epoch_changed' }),
  )
  await untilOffset(room, 2)
  expect(heard).toEqual(['fresh', 4, 'epoch_changed'])
  peer.send(event('company:1', 3))
  await untilOffset(room, 3)
  expect(heard.at(-1)).toBe(3)
  expect(room.state.position).toEqual({ epoch: 'e2', offset: 3 })
})

test('[C3] room_reset is told once, spread over after_ms, and events go on from its position', async () => {
  const { client, clock } = start()
  const room = client.join('company:1')
  const heard = record(room)
  const { peer } = await server.accept()
  await joinedAt(peer, room, 3)
  peer.send(
    { type: 'room_reset', room: 'company:1', epoch: 'e2', offset: 10, reason: 'epoch_changed', after_ms: 4000 },
    { type: 'room_reset', room: 'company:1', epoch: 'e2', offset: 12, reason: 'trimmed', after_ms: 4000 },
    event('company:1', 13),
  )
  await untilOffset(room, 13)
  expect(heard).toEqual(['fresh', 13])
  clock.advance(1999)
  expect(heard).toEqual(['fresh', 13])
  clock.advance(1)
  expect(heard).toEqual(['fresh', 13, 'epoch_changed'])
  clock.advance(10_000)
  expect(heard).toHaveLength(3)
})

test('[C3] a holder that comes to a live room begins with a snapshot; one that knows the position does not', async () => {
  const { client } = start()
  const room = client.join('company:1')
  const { peer } = await server.accept()
  await joinedAt(peer, room, 3)
  const late = record(client.join('company:1'))
  const knowing = record(client.join('company:1', { since: { epoch: 'e1', offset: 3 } }))
  const behind = record(client.join('company:1', { since: { epoch: 'e1', offset: 1 } }))
  peer.send(event('company:1', 4))
  await untilOffset(room, 4)
  expect(late).toEqual(['fresh', 4])
  expect(knowing).toEqual([4])
  expect(behind).toEqual(['other_position', 4])
  expect(peer.untaken()).toEqual([])
})

test('[C3] a holder with a position whose missed events are replayed needs no snapshot', async () => {
  const { client } = start()
  const room = client.join('company:1', { since: { epoch: 'e1', offset: 1 } })
  const heard = record(room)
  const { peer } = await server.accept()
  peer.send(connected(), roomJoined('company:1', { offset: 3, recovered: 'all', missed: 2 }))
  peer.send(event('company:1', 2), event('company:1', 3))
  await untilOffset(room, 3)
  expect(heard).toEqual([2, 3])
})

test('[C4] a room is asked for once and left when its last holder has gone', async () => {
  const { client } = start()
  const { peer } = await server.accept()
  peer.send(connected())
  await status(client, 'connected')
  const first = client.join('company:1')
  const second = client.join('company:1')
  const join = await peer.next('join')
  peer.send(roomJoined('company:1', { ref: join.ref }))
  await roomState(second, state => state.status === 'joined')
  const heard = record(first)
  first.leave()
  first.leave()
  expect(first.state.status).toBe('left')
  peer.send(event('company:1', 1))
  await untilOffset(second, 1)
  expect(heard).toEqual([])
  second.leave()
  const leave = await peer.next('leave')
  expect(leave.room).toBe('company:1')
  expect(peer.untaken()).toEqual([])
})

test('[C4] a holder replaced within one step asks nothing', async () => {
  const { client } = start()
  const room = client.join('company:1')
  const { peer } = await server.accept()
  await joinedAt(peer, room, 3)
  room.leave()
  const again = client.join('company:1')
  peer.send(event('company:1', 4))
  await untilOffset(again, 4)
  expect(peer.untaken()).toEqual([])
})

test('[C4] a room given back before the answer to connect is left after it; one taken meanwhile is asked for', async () => {
  const { client } = start()
  const room = client.join('company:1')
  const { peer, connect } = await server.accept()
  expect(connect.rooms).toEqual({ 'company:1': null })
  room.leave()
  client.join('company:2')
  await Promise.resolve()
  peer.send(connected(), roomJoined('company:1'))
  expect((await peer.next('leave')).room).toBe('company:1')
  expect((await peer.next('join')).room).toBe('company:2')
})

test('[C4] a join answered after its leave is left again, and its events are nobody’s', async () => {
  const { client } = start()
  const all: RoomEvent[] = []
  client.onEvent(event => all.push(event))
  const { peer } = await server.accept()
  peer.send(connected())
  await status(client, 'connected')
  client.join('company:1').leave()
  const other = client.join('company:2')
  const join = await peer.next('join')
  const leave = await peer.next('leave')
  peer.send(
    { type: 'error', ref: leave.ref, room: 'company:1', code: 'not_joined', message: '' },
    roomJoined('company:1', { ref: join.ref }),
    event('company:1', 1),
    roomJoined('company:2', { ref: (await peer.next('join')).ref }),
    event('company:2', 1),
  )
  expect((await peer.next('leave')).room).toBe('company:1')
  await untilOffset(other, 1)
  expect(all.map(event => event.room)).toEqual(['company:2'])
})

test('[C4] answers to a join before the last leave are out of date', async () => {
  const { client } = start()
  const { peer } = await server.accept()
  peer.send(connected())
  await status(client, 'connected')
  const first = client.join('company:1')
  const old = await peer.next('join')
  first.leave()
  const leave = await peer.next('leave')
  const room = client.join('company:1')
  const join = await peer.next('join')
  peer.send(
    roomJoined('company:1', { ref: old.ref, offset: 5 }),
    event('company:1', 6),
    { type: 'room_left', room: 'company:1', ref: leave.ref, reason: 'left' },
    { type: 'room_left', room: 'company:1', reason: 'left' },
    roomJoined('company:1', { ref: join.ref, offset: 7 }),
    event('company:1', 8),
  )
  const heard = record(room)
  await untilOffset(room, 8)
  expect(heard).toEqual(['fresh', 8])
})

test('[C4] a refused room says why, is asked again by a new holder and on the next connection', async () => {
  const { client, clock } = start()
  const room = client.join('company:2')
  const { peer } = await server.accept()
  peer.send(connected(), { type: 'error', room: 'company:2', code: 'forbidden', message: 'not yours' })
  const refused = await roomState(room, state => state.status === 'refused')
  expect(refused.error).toEqual({ code: 'forbidden', message: 'not yours' })
  client.join('company:2')
  const join = await peer.next('join')
  peer.send({ type: 'error', ref: join.ref, room: 'company:2', code: 'busy', message: '', retry_after_ms: 700 })
  await roomState(room, state => state.error?.code === 'busy')
  clock.advance(700)
  const again = await peer.next('join')
  peer.send(roomJoined('company:2', { ref: again.ref }))
  await roomState(room, state => state.status === 'joined')
  peer.send({ type: 'room_left', room: 'company:2', reason: 'permission_ended' })
  const left = await roomState(room, state => state.status === 'left')
  expect(left.error?.code).toBe('permission_ended')
  peer.cut()
  await status(client, 'waiting')
  clock.advance(1000)
  expect((await server.accept()).connect.rooms).toHaveProperty('company:2')
})

test('[C4] an illegal room name is refused before anything is sent', () => {
  const { client } = start()
  expect(() => client.join('company:')).toThrow(TypeError)
})

test('[C10] a handler that throws keeps no other from being called', async () => {
  const { client, reported } = start()
  const room = client.join('company:1')
  const fault = new Error('handler')
  room.on('product_added', () => {
    throw fault
  })
  room.on('*', () => {
    throw fault
  })
  const heard = record(room)
  const all: RoomEvent[] = []
  client.onEvent(event => all.push(event))
  client.onStatus(() => {
    throw fault
  })
  const { peer } = await server.accept()
  await joinedAt(peer, room, 0)
  peer.send(event('company:1', 1), event('company:1', 2))
  await untilOffset(room, 2)
  expect(heard).toEqual(['fresh', 1, 2])
  expect(all).toHaveLength(2)
  expect(new Set(reported)).toEqual(new Set([fault]))
})

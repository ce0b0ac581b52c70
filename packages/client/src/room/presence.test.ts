/** Presence in the client: counted, listed, said, over scripted sockets, and against the real server with random cuts. */
import type { PresenceChangedFrame, PresenceMember } from '@nabiz/protocol'
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
import { RELIST_MS, type RoomPresence } from './presence-watch.ts'

let server: ScriptedServer
const clients: Client[] = []

beforeEach(async () => {
  server = await createScriptedServer()
})
afterEach(async () => {
  for (const client of clients.splice(0)) client.close()
  await server.stop()
})

const start = () => {
  const made = clientFor(server.url)
  clients.push(made.client)
  made.client.connect()
  return made
}

const member = (name: string, state?: object): PresenceMember => ({
  ...{ member: name, user_id: name, device: 'd', status: 'online', since: 1 },
  ...(state && { state: state as PresenceMember['state'] }),
})
const changed = (version: number, change: Partial<PresenceChangedFrame> = {}): PresenceChangedFrame => ({
  ...{ type: 'presence_changed', room: 'r', version, count: 9, joined: [], left: [], updated: [] },
  ...change,
})
const left = (name: string) => ({ member: name, user_id: name, last_seen: 1 })
const names = (room: JoinedRoom) => room.presence?.members.map(one => one.member).join('')

/** Answers the next list with these members. */
const answer = async (peer: Peer, members: PresenceMember[], version: number, more = false) => {
  const { ref, after } = await peer.next('presence_list')
  peer.send({ type: 'presence_list', ref, room: 'r', members, version, count: members.length, more })
  return after
}
/** A client in the room, answered with this version. */
const joined = async (presence: 'count' | 'list', version = 1) => {
  const made = start()
  const room = made.client.join('r', { presence })
  const { peer } = await server.accept()
  peer.send(connected(), roomJoined('r', { presence: { count: 2, version } }))
  await roomState(room, state => state.status === 'joined')
  return { ...made, room, peer }
}
/** Everything sent before has arrived, both ways. */
const fence = async (peer: Peer, room: JoinedRoom, client: Client) => {
  const heard = new Promise<void>(resolve => {
    const off = room.on('fence', () => {
      off()
      resolve()
    })
  })
  const { offset: _, ...passing } = event('r', 0, 'fence')
  peer.send(passing)
  await heard
  client.request('fence', null).catch(() => {})
  await peer.next('request')
}

test('[C30] a room asks in the connect frame, shows the count, and asks again after a loss', async () => {
  const { client, clock } = start()
  const room = client.join('r', { presence: 'count' })
  client.join('plain')
  const seen: (RoomPresence | null)[] = []
  room.onPresence(presence => seen.push(presence))
  const first = await server.accept()
  expect(first.connect.presence).toEqual({ r: 'count' })
  expect(room.presence).toBeNull()
  first.peer.send(connected(), roomJoined('r', { presence: { count: 2, version: 7 } }), roomJoined('plain'))
  await expect.poll(() => room.presence).toEqual({ count: 2, members: [] })
  first.peer.send({ type: 'presence_changed', room: 'r', version: 8, count: 3 })
  await expect.poll(() => room.presence?.count).toBe(3)
  first.peer.cut()
  await roomState(room, state => state.status === 'joining')
  clock.advance(60_000)
  const second = await server.accept()
  expect(second.connect.presence).toEqual({ r: 'count' })
  expect(room.presence?.count).toBe(3)
  second.peer.send(connected(), roomJoined('r', { presence: { count: 5, version: 20 } }))
  await expect.poll(() => room.presence?.count).toBe(5)
  expect(seen.map(presence => presence?.count)).toEqual([2, 3, 5])
  expect([...first.peer.untaken(), ...second.peer.untaken()]).toEqual([])
})

test('[C30] a later join carries it; nobody asked or nobody kept is null, and a removal forgets', async () => {
  const { client } = start()
  const { peer, connect } = await server.accept()
  expect(connect.presence).toBeUndefined()
  peer.send(connected())
  const room = client.join('r', { presence: 'list' })
  const quiet = client.join('quiet', { presence: 'list' })
  const [join, other] = [await peer.next('join'), await peer.next('join')]
  expect(join).toMatchObject({ room: 'r', presence: 'list' })
  peer.send(
    roomJoined('quiet', { ref: other.ref! }),
    roomJoined('r', { ref: join.ref!, presence: { count: 1, version: 1 } }),
  )
  await answer(peer, [member('a')], 1)
  await expect.poll(() => names(room)).toBe('a')
  expect(quiet.presence).toBeNull()
  const told = new Promise(resolve => room.onPresence(resolve))
  peer.send({ type: 'room_left', room: 'r', reason: 'permission_ended' })
  expect(await told).toBeNull()
  expect(room.presence).toBeNull()
  expect(peer.untaken()).toEqual([])
})

test('[C31] pages and the differences between them make one exact list', async () => {
  const { client, room, peer } = await joined('list')
  expect(await answer(peer, [member('a'), member('b'), member('c')], 1, true)).toBeUndefined()
  peer.send(changed(2, { left: [left('b')], joined: [member('f')], updated: [member('a', { page: 1 })] }))
  await fence(peer, room, client)
  expect(room.presence).toBeNull()
  expect(await answer(peer, [member('d'), member('e')], 2, true)).toBe('c')
  expect(await answer(peer, [member('f', { page: 2 })], 2)).toBe('e')
  await expect.poll(() => names(room)).toBe('acfde')
  expect(room.presence?.count).toBe(5)
  expect(room.presence?.members[0]).toMatchObject({ state: { page: 1 } })
  expect(room.presence?.members[2]).toMatchObject({ state: { page: 2 } })
  peer.send(changed(3, { left: [left('a'), left('unknown')], joined: [member('g')] }))
  await expect.poll(() => names(room)).toBe('cfdeg')
  expect(peer.untaken()).toEqual([])
})

test('[C31] what is missing lists again, once for several and not at once; a refused list is asked for again', async () => {
  const { client, room, peer, clock } = await joined('list')
  await answer(peer, [member('a')], 1)
  await expect.poll(() => names(room)).toBe('a')
  peer.send(changed(3, { joined: [member('c')] }))
  await fence(peer, room, client)
  clock.advance(RELIST_MS / 2 - 1)
  await fence(peer, room, client)
  expect(peer.untaken()).toEqual([])
  clock.advance(1)
  await answer(peer, [member('c')], 3)
  await expect.poll(() => names(room)).toBe('c')
  peer.send(changed(4, { truncated: true }), changed(9, { truncated: true }))
  await fence(peer, room, client)
  clock.advance(RELIST_MS / 2)
  const { ref } = await peer.next('presence_list')
  // Another one is cut short while the list is read: what it left out may be on a page that came before.
  peer.send(changed(10, { truncated: true }))
  peer.send({ type: 'presence_list', ref, room: 'r', members: [member('b')], version: 9, count: 1, more: false })
  await expect.poll(() => names(room)).toBe('b')
  clock.advance(RELIST_MS / 2)
  const refused = await peer.next('presence_list')
  peer.send({ type: 'error', ref: refused.ref, room: 'r', code: 'rate_limited', message: '', retry_after_ms: 5_000 })
  await fence(peer, room, client)
  clock.advance(4_999)
  await fence(peer, room, client)
  expect(peer.untaken()).toEqual([])
  clock.advance(1)
  await answer(peer, [member('b'), member('c')], 10)
  await expect.poll(() => names(room)).toBe('bc')
  peer.send(changed(11, { joined: [member('d')] }))
  await expect.poll(() => names(room)).toBe('bcd')
  peer.send(changed(20))
  await fence(peer, room, client)
  expect(peer.untaken()).toEqual([])
  client.close()
  expect(clock.pending()).toEqual([])
})

test('[C31] a reconnect to the same version lists nothing, to another one it does; a list that was cut begins anew', async () => {
  const { room, peer, clock } = await joined('list', 5)
  await answer(peer, [member('a')], 5)
  peer.send(changed(6, { joined: [member('b')] }))
  await expect.poll(() => names(room)).toBe('ab')
  const again = async (before: Peer, version: number) => {
    before.cut()
    await roomState(room, state => state.status === 'joining')
    clock.advance(60_000)
    const { peer } = await server.accept()
    peer.send(connected(), roomJoined('r', { presence: { count: 2, version } }))
    await roomState(room, state => state.status === 'joined')
    return peer
  }
  const same = await again(peer, 6)
  same.send(changed(7, { joined: [member('c')] }))
  await expect.poll(() => names(room)).toBe('abc')
  expect(same.untaken()).toEqual([])
  const other = await again(same, 9)
  await answer(other, [member('x')], 9, true)
  await other.next('presence_list')
  expect(names(room)).toBe('abc')
  const third = await again(other, 9)
  await answer(third, [member('y')], 9)
  await expect.poll(() => names(room)).toBe('y')
})

test('[C32] what was said is said again on every connection, of each tab the last word', async () => {
  const { client, clock } = start()
  const room = client.join('r')
  room.setPresence({ page: 1 })
  room.setPresence({ page: 2 })
  room.setPresence({}, { tab: 't' })
  const { peer } = await server.accept()
  peer.send(connected())
  await status(client, 'connected')
  room.setPresence({ page: 3 })
  client.request('fence', null).catch(() => {})
  await peer.next('request')
  expect(peer.untaken()).toEqual([])
  peer.send(roomJoined('r'))
  expect(await peer.next('presence')).toMatchObject({ room: 'r', state: { page: 3 } })
  expect(await peer.next('presence')).toMatchObject({ tab: 't', state: {} })
  room.setPresence(null, { tab: 't' })
  expect(await peer.next('presence')).toMatchObject({ tab: 't', state: null })
  const cycle = async (before: Peer) => {
    before.cut()
    await roomState(room, state => state.status === 'joining')
    clock.advance(60_000)
    const { peer } = await server.accept()
    peer.send(connected(), roomJoined('r'))
    return peer
  }
  const second = await cycle(peer)
  expect(await second.next('presence')).toMatchObject({ state: { page: 3 } })
  // The session may have been resumed with the tab in it.
  expect(await second.next('presence')).toMatchObject({ tab: 't', state: null })
  room.setPresence(null)
  expect(await second.next('presence')).toMatchObject({ state: null })
  const third = await cycle(second)
  expect(await third.next('presence')).toMatchObject({ state: null })
  await fence(third, room, client)
  expect([...peer.untaken(), ...second.untaken(), ...third.untaken()]).toEqual([])
})

test('[C32] a room left while no connection could tell it takes back what was said, when it is joined again', async () => {
  const { client, clock } = start()
  const room = client.join('r')
  room.setPresence({ page: 1 })
  room.setPresence({}, { tab: 't' })
  const { peer } = await server.accept()
  peer.send(connected(), roomJoined('r'))
  await peer.next('presence')
  await peer.next('presence')
  peer.cut()
  await roomState(room, state => state.status === 'joining')
  room.leave()
  await null
  const again = client.join('r')
  clock.advance(60_000)
  const second = (await server.accept()).peer
  second.send(connected({ resumed: true }), roomJoined('r'))
  expect(await second.next('presence')).toMatchObject({ state: {} })
  expect(await second.next('presence')).toMatchObject({ tab: 't', state: null })
  again.leave()
  const { ref } = await second.next('leave')
  second.send({ type: 'room_left', room: 'r', ref: ref!, reason: 'left' })
  const answered = client.request('fence', null)
  second.send({ type: 'response', ref: (await second.next('request')).ref, data: null })
  await answered
  const fresh = client.join('r')
  second.send(roomJoined('r', { ref: (await second.next('join')).ref! }))
  await roomState(fresh, state => state.status === 'joined')
  await fence(second, fresh, client)
  expect(second.untaken()).toEqual([])
})

test('[C32] refused by rate it waits and goes on with the last words; refused for good it is reported', async () => {
  const { client, clock, reported } = start()
  const room = client.join('r')
  const { peer } = await server.accept()
  peer.send(connected(), roomJoined('r'))
  await roomState(room, state => state.status === 'joined')
  const refuse = async (code: string, retry_after_ms?: number) => {
    const { ref } = await peer.next('presence')
    peer.send({ type: 'error', room: 'r', ref: ref!, code, message: '', ...(retry_after_ms && { retry_after_ms }) })
    await fence(peer, room, client)
  }
  room.setPresence({ page: 1 })
  await refuse('rate_limited', 2_000)
  for (const page of [2, 3, 4]) room.setPresence({ page })
  clock.advance(1_999)
  await fence(peer, room, client)
  expect(peer.untaken()).toEqual([])
  clock.advance(1)
  expect(await peer.next('presence')).toMatchObject({ state: { page: 4 } })
  room.setPresence({ text: 'too long' })
  await refuse('too_large')
  expect(reported).toMatchObject([{ code: 'too_large' }])
  expect(room.state).toMatchObject({ status: 'joined', error: null })
  expect(peer.untaken()).toEqual([])
})

test('[C33] snapshots are immutable and new only after a change; who left hears nothing', async () => {
  const { client, room, peer } = await joined('list')
  const other = client.join('r')
  const seen: unknown[] = []
  const gone: unknown[] = []
  room.onPresence(presence => seen.push(presence))
  other.onPresence(presence => gone.push(presence))
  await answer(peer, [member('a')], 1)
  await expect.poll(() => seen.length).toBe(1)
  const before = room.presence!
  expect(other.presence).toBe(before)
  expect(Object.isFrozen(before) && Object.isFrozen(before.members)).toBe(true)
  other.leave()
  expect(other.presence).toBeNull()
  peer.send(event('r', 1))
  await fence(peer, room, client)
  expect(room.presence).toBe(before)
  peer.send(changed(2, { joined: [member('b')] }))
  await expect.poll(() => seen.length).toBe(2)
  expect(seen).toEqual([before, room.presence])
  expect(before.members.length).toBe(1)
  expect(gone).toEqual([before])
})

test('[C34] wanted later, the room is joined again from its position, and nobody begins anew', async () => {
  const { client } = start()
  const room = client.join('r')
  const heard: unknown[] = []
  room.on('*', ({ data }) => heard.push(data))
  room.onReset(reason => heard.push(reason))
  const { peer } = await server.accept()
  peer.send(connected(), roomJoined('r', { offset: 3 }), event('r', 4))
  await expect.poll(() => heard).toEqual(['fresh', 4])
  const counting = client.join('r', { presence: 'count' })
  const listing = client.join('r', { presence: 'list' })
  client.join('r', { presence: 'count' })
  const first = await peer.next('join')
  expect(first).toMatchObject({ since: { epoch: 'e1', offset: 4 }, presence: 'count' })
  // Lost to this client, because the join was under way: it is among the missed ones.
  peer.send(event('r', 5))
  peer.send(
    roomJoined('r', { ref: first.ref!, offset: 5, recovered: 'all', missed: 1, presence: { count: 1, version: 1 } }),
  )
  const second = await peer.next('join')
  expect(second).toMatchObject({ since: { epoch: 'e1', offset: 4 }, presence: 'list' })
  peer.send(event('r', 5))
  peer.send(
    roomJoined('r', { ref: second.ref!, offset: 5, recovered: 'all', missed: 1, presence: { count: 1, version: 1 } }),
  )
  peer.send(event('r', 5), event('r', 6))
  await answer(peer, [member('a')], 1)
  await expect.poll(() => names(listing)).toBe('a')
  expect(counting.presence).toBe(room.presence)
  expect(heard).toEqual(['fresh', 4, 5, 6])
  expect(peer.untaken()).toEqual([])
})

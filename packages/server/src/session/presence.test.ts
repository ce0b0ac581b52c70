import { defineRoom, type PresenceChangedFrame, type PresenceListAnswerFrame } from '@nabiz/protocol'
import { describe, expect, test } from 'vitest'
import { startServer, type TestServer, tokenOf } from '../testing/start-server.ts'
import type { WireClient } from '../testing/wire-client.ts'

/** Differences come soon, so that tests do not wait for them. */
const limits = { presenceEveryMs: 5, messagesPerMinute: 100_000, presencePerMinute: 100_000 }

/** Clocks a test turns by hand; the server looks at them a few times a second. */
const clocks = () => {
  let ms = 1_800_000_000_000
  return { now: () => ms, monotonic: () => ms, turn: (by: number) => (ms += by) }
}

const changes = (client: WireClient) =>
  client.frames.filter(frame => frame.type === 'presence_changed') as never as PresenceChangedFrame[]
/** The next difference. */
const change = async (client: WireClient) =>
  (await client.take({ type: 'presence_changed' })) as never as PresenceChangedFrame

let refs = 0
const ask = (client: WireClient, frame: object) => {
  const ref = `ask-${++refs}`
  client.send({ room: 'r', ...frame, ref })
  return client.take({ ref })
}
const join = (client: WireClient, more: object = {}) => ask(client, { type: 'join', ...more })
const list = async (client: WireClient, more: object = {}) =>
  (await ask(client, { type: 'presence_list', limit: 100, ...more })) as never as PresenceListAnswerFrame
const say = (client: WireClient, frame: object) => client.send({ type: 'presence', room: 'r', ...frame })
const versionOf = (joined: object) => (joined as { presence: { version: number } }).presence.version

/** A user who is in the room and lists; what others do is told to it. */
const watch = async (running: TestServer, identity = {}) => {
  const client = await running.connect({ user_id: 'watcher', ...identity })
  return { client, version: versionOf(await join(client, { presence: 'list' })) }
}
/** A second user in the room, whose coming the watcher was told. */
const guest = async (running: TestServer, watching: WireClient, options = {}) => {
  const client = await running.connect({ user_id: '6' }, options)
  await join(client)
  const member = (await change(watching)).joined![0]!.member
  return Object.assign(client, { member })
}

describe('members', () => {
  test('[W51] [W53] who joins is a member; the watcher is told who, with the next version', async () => {
    await using running = await startServer({ limits })
    const { client, version } = await watch(running)
    const other = await running.connect({ user_id: '6', info: { name: 'Elif' } })
    expect(await join(other)).not.toHaveProperty('presence')
    const told = await change(client)
    expect(told).toMatchObject({ room: 'r', version: version + 1, count: 2, left: [], updated: [] })
    expect(told.joined).toMatchObject([{ user_id: '6', status: 'online', info: { name: 'Elif' } }])
    await ask(other, { type: 'leave' })
    const left = await change(client)
    expect(left).toMatchObject({ version: version + 2, count: 1, joined: [], updated: [] })
    expect(left.left).toMatchObject([{ member: told.joined![0]!.member, user_id: '6' }])
    expect(changes(other)).toEqual([])
  })

  test('[W51] a device is one session and does not tell its name', async () => {
    await using running = await startServer({ limits })
    const [a, b] = [await running.connect(), await running.connect()]
    await join(a)
    await join(b)
    say(a, { tab: 't1', state: {} })
    const { members } = await list(a)
    expect(members).toMatchObject([{ user_id: '5' }, { user_id: '5' }, { tab: 't1' }])
    expect(members[0]!.device).toBe(members[2]!.device)
    expect(members[0]!.device).not.toBe(members[1]!.device)
    for (const client of [a, b]) expect(JSON.stringify(members)).not.toContain(client.connected.session)
  })

  test('[W51] a room without presence lists nobody and refuses its frames; its events flow', async () => {
    const rooms = [defineRoom('r', { events: {}, open: true, presence: false })]
    const occupied: string[] = []
    await using running = await startServer({ rooms, limits, onOccupied: room => occupied.push(room) })
    const client = await running.connect()
    expect(await join(client, { presence: 'list' })).not.toHaveProperty('presence')
    expect(await ask(client, { type: 'presence', state: {} })).toMatchObject({ code: 'denied', room: 'r' })
    expect(await list(client)).toMatchObject({ type: 'error', code: 'denied' })
    expect(await running.server.presence('r')).toMatchObject({ members: [], count: 0 })
    await running.server.publish('r', 'x', 1)
    await client.take({ type: 'x' })
    expect(occupied).toEqual([])
  })

  test('[W52] state, tabs and leaving by null; nothing is said when nothing is different', async () => {
    await using running = await startServer({ limits })
    const { client } = await watch(running)
    const other = await guest(running, client)
    const state = { status: 'away', page: 3 }
    say(other, { state })
    expect((await change(client)).updated).toMatchObject([{ member: other.member, status: 'away', state }])
    say(other, { state })
    await list(other)
    await list(client)
    say(other, { tab: 'a', state: { page: 4 } })
    const { joined, updated } = await change(client)
    expect(updated).toEqual([])
    expect(joined).toMatchObject([{ tab: 'a', status: 'online', state: { page: 4 } }])
    say(other, { state: null })
    say(other, { state: null })
    expect((await change(client)).left).toMatchObject([{ member: other.member }])
    say(other, { state: { page: 5 } })
    const back = (await change(client)).joined!
    expect(back).toMatchObject([{ user_id: '6', state: { page: 5 } }])
    expect(back[0]!.member).not.toBe(other.member)
    say(other, { tab: 'a', state: null })
    expect(await change(client)).toMatchObject({ count: 2, left: [{ member: joined![0]!.member }] })
    expect(other.frames.filter(({ type }) => type === 'error')).toEqual([])
  })

  test('[W52] a room not joined and a state over its size are refused; a fresh token shows its own data', async () => {
    await using running = await startServer({ limits: { ...limits, presenceBytes: 100 } })
    const client = await running.connect({ info: { name: 'Elif' } })
    expect(await ask(client, { type: 'presence', state: {} })).toMatchObject({ code: 'not_joined', room: 'r' })
    await join(client)
    const state = { text: 'ğ'.repeat(50) }
    expect(await ask(client, { type: 'presence', state })).toMatchObject({ code: 'too_large', room: 'r' })
    expect((await list(client)).members[0]).not.toHaveProperty('state')
    await ask(client, { type: 'authenticate', token: tokenOf({ info: { name: 'Aylin' } }) })
    expect((await list(client)).members).toMatchObject([{ info: { name: 'Aylin' } }])
  })

  test('[W52] [W38] presence has a bucket of its own: neither empties the other', async () => {
    await using running = await startServer({ ...clocks(), limits: { messagesPerMinute: 2, presencePerMinute: 3 } })
    const client = await running.connect()
    await join(client)
    for (const page of [1, 2, 3]) say(client, { state: { page } })
    const refused = await ask(client, { type: 'presence', state: { page: 4 } })
    expect(refused).toMatchObject({ code: 'rate_limited', room: 'r', retry_after_ms: 20_000 })
    expect((await list(client)).members).toMatchObject([{ state: { page: 3 } }])
    expect(await list(client)).toMatchObject({ code: 'rate_limited' })
  })

  test('[W53] who counts gets versions without lists; connect asks for it beside its rooms', async () => {
    await using running = await startServer({ limits })
    const frame = { rooms: { r: null, toString: null }, presence: { r: 'count', elsewhere: 'list' } }
    const client = await running.connect({}, { frame })
    const version = versionOf(await client.take({ type: 'room_joined', room: 'r' }))
    expect(await client.take({ type: 'room_joined', room: 'toString' })).not.toHaveProperty('presence')
    await join(await running.connect({ user_id: '6' }))
    expect(await change(client)).toEqual({ type: 'presence_changed', room: 'r', version: version + 1, count: 2 })
    const wrong = await running.open()
    wrong.send({ type: 'connect', token: tokenOf(), version: 1, presence: { r: 'all' } })
    expect((await wrong.closed).code).toBe(4503)
  })

  test('[W57] list answers pages to whoever may join, joined or not', async () => {
    await using running = await startServer({ limits: { ...limits, presenceAnswerMembers: 2 } })
    const client = await running.connect()
    expect(await list(client)).toMatchObject({ members: [], count: 0, more: false })
    await join(client)
    for (const tab of ['a', 'b']) say(client, { tab, state: {} })
    const first = await list(client)
    expect(first).toMatchObject({ members: { length: 2 }, count: 3, more: true, room: 'r' })
    const second = await list(client, { after: first.members[1]!.member })
    expect(second).toMatchObject({ members: [{ tab: 'b' }], version: first.version, more: false })
    expect(await list(client, { limit: 1 })).toMatchObject({ members: { length: 1 }, more: true })
    const stranger = await running.connect({ rooms: ['s'] })
    expect(await list(stranger)).toMatchObject({ type: 'error', code: 'denied' })
  })

  test('[W58] [S18] too many tabs are refused; a full room is joined unseen, and a place asked for again', async () => {
    await using running = await startServer({ limits: { ...limits, tabsPerSession: 2, presenceMembers: 4 } })
    const client = await running.connect()
    await join(client)
    for (const tab of ['a', 'b']) say(client, { tab, state: {} })
    expect(await ask(client, { type: 'presence', tab: 'c', state: {} })).toMatchObject({ code: 'too_many_members' })
    await join(await running.connect({ user_id: '7' }))
    const unseen = await running.connect({ user_id: '6' })
    expect(await join(unseen, { presence: 'list' })).toMatchObject({ type: 'room_joined', presence: { count: 4 } })
    expect(await ask(unseen, { type: 'presence', state: {} })).toMatchObject({ code: 'too_many_members' })
    await running.server.publish('r', 'x', 1)
    await unseen.take({ type: 'x' })
    say(client, { tab: 'a', state: null })
    expect((await change(unseen)).count).toBe(3)
    say(unseen, { state: { page: 1 } })
    expect((await change(unseen)).joined).toMatchObject([{ user_id: '6', state: { page: 1 } }])
  })
})

describe('leaving', () => {
  test('[W55] a cut connection that comes back within its grace causes no frame; its state and tabs are kept', async () => {
    const { turn, ...time } = clocks()
    await using running = await startServer({ ...time, limits })
    const { client, version } = await watch(running)
    const [other, lost] = [await guest(running, client), await guest(running, client)]
    say(other, { tab: 'a', state: { page: 1 } })
    await change(client)
    await other.cut()
    await lost.cut()
    await expect.poll(() => running.server.stats().connections).toBe(1)
    turn(9_999)
    const frame = { session: other.connected.session, rooms: { r: null } }
    const again = await running.connect({ user_id: '6' }, { frame })
    expect(again.connected).toMatchObject({ resumed: true })
    await again.take({ type: 'room_joined' })
    turn(1)
    const next = await change(client)
    expect(next).toMatchObject({ version: version + 4, count: 3, joined: [], updated: [] })
    expect(next.left).toMatchObject([{ member: lost.member }])
    expect((await list(client)).members.slice(1)).toMatchObject([{ member: other.member }, { tab: 'a' }])
  })

  test('[W55] what does not come back in time is gone, last seen when the connection broke', async () => {
    const { turn, ...time } = clocks()
    await using running = await startServer({ ...time, limits })
    const { client } = await watch(running)
    const other = await guest(running, client)
    const broke = time.now()
    await other.cut()
    await expect.poll(() => running.server.stats().connections).toBe(1)
    turn(10_000)
    const { left, count } = await change(client)
    expect(count).toBe(1)
    expect(left).toEqual([{ member: other.member, user_id: '6', last_seen: broke }])
  })

  test('[W55] a session that comes back without naming the room has left it', async () => {
    await using running = await startServer({ ...clocks(), limits })
    const { client } = await watch(running)
    const other = await guest(running, client)
    await other.cut()
    await running.connect({ user_id: '6' }, { frame: { session: other.connected.session, rooms: { s: null } } })
    expect(await change(client)).toMatchObject({ count: 1, left: [{ member: other.member }] })
    expect((await running.server.presence('s')).count).toBe(1)
  })

  test.each([
    ['a close by the client', (other: WireClient) => void other.close()],
    ['going to another page', (other: WireClient) => other.ws.close(1001)],
    ['a close without a code', (other: WireClient) => other.ws.close()],
    ['a disconnect', (_: WireClient, { server }: TestServer) => void server.disconnect({ user_id: '6' })],
    [
      'a revocation',
      (_: WireClient, { server }: TestServer) => void server.disconnect({ user_id: '6' }, { revoke: true }),
    ],
    ['leaving', (other: WireClient) => other.send({ type: 'leave', room: 'r' })],
  ])('[W55] %s takes members away at once', async (_, end) => {
    await using running = await startServer({ ...clocks(), limits })
    const { client } = await watch(running)
    const other = await guest(running, client)
    end(other, running)
    expect(await change(client)).toMatchObject({ count: 1, left: [{ member: other.member }] })
  })

  test('[W55] the expiry of a token takes members away at once, and a client that closes with 4000 is waited for', async () => {
    const { turn, ...time } = clocks()
    await using running = await startServer({ ...time, limits })
    const { client } = await watch(running)
    const back = await guest(running, client)
    back.ws.close(4000)
    await expect.poll(() => running.server.stats().connections).toBe(1)
    const brief = await running.connect(
      { user_id: '7', expires_at: time.now() + 5_000 },
      { frame: { rooms: { r: null } } },
    )
    const member = (await change(client)).joined![0]!.member
    turn(5_000)
    expect((await brief.closed).code).toBe(4501)
    expect(await change(client)).toMatchObject({ count: 2, left: [{ member }] })
    turn(5_000)
    expect(await change(client)).toMatchObject({ count: 1, left: [{ member: back.member }] })
  })

  test('[W55] joining a joined room again, and taking a session over, cause no frame', async () => {
    await using running = await startServer({ ...clocks(), limits })
    const { client } = await watch(running)
    const other = await guest(running, client)
    await join(other)
    const frame = { session: other.connected.session, rooms: { r: null } }
    const over = await running.connect({ user_id: '6' }, { frame })
    expect((await other.closed).code).toBe(4004)
    await over.take({ type: 'room_joined' })
    await running.connect({ user_id: '6', info: { name: 'Elif' } }, { frame })
    const told = await change(client)
    expect(told).toMatchObject({ joined: [], left: [], updated: [{ member: other.member, info: { name: 'Elif' } }] })
  })

  test('[W56] a permission that ended takes the member away, and nothing more is told to it', async () => {
    const allowed = new Set(['watcher', '6', '7'])
    await using running = await startServer({ limits, authorize: ({ user_id }) => allowed.has(user_id) })
    const { client } = await watch(running)
    const other = await guest(running, client)
    await join(other, { presence: 'list' })
    allowed.delete('6')
    await running.server.refreshPermissions('6')
    await other.take({ type: 'room_left' })
    expect(await change(client)).toMatchObject({ count: 1, left: [{ member: other.member }] })
    expect(await list(other)).toMatchObject({ code: 'denied' })
    await join(await running.connect({ user_id: '7' }))
    await change(client)
    await ask(other, { type: 'presence', state: {} })
    expect(changes(other)).toEqual([])
  })

  test('[W56] rooms of one name in two companies know nothing of each other', async () => {
    await using running = await startServer({ limits })
    const watching = [
      await watch(running),
      await watch(running, { company: 'a' }),
      await watch(running, { company: 'b' }),
    ]
    const guests = [{}, { company: 'a' }, { company: 'b' }]
    for (const [index, { client }] of watching.entries()) {
      await join(await running.connect({ user_id: `guest-${index}`, ...guests[index] }))
      expect(await change(client)).toMatchObject({ count: 2, joined: [{ user_id: `guest-${index}` }] })
      expect((await list(client)).members.map(({ user_id }) => user_id)).toEqual(['watcher', `guest-${index}`])
    }
    for (const { client } of watching) expect(changes(client).length).toBe(1)
    const page = await running.server.presence('r', { company: 'b', after: '', limit: 1 })
    expect(page).toMatchObject({ members: [{ user_id: 'watcher' }], count: 2, more: true })
  })

  test('[W59] the application reads pages, and hears of occupied rooms and of those empty after the grace', async () => {
    const { turn, ...time } = clocks()
    const told: unknown[] = []
    await using running = await startServer({
      ...{ ...time, limits },
      onOccupied: (room, company) => told.push(`+${room} ${company}`),
      onVacated: (room, company) => {
        told.push(`-${room} ${company}`)
        throw new Error('a fault of the hook')
      },
    })
    const one = await running.connect({ company: 'c' })
    await join(one)
    await join(await running.connect({ company: 'c' }), {})
    expect(told).toEqual(['+r c'])
    const { members } = await running.server.presence('r', { company: 'c' })
    expect(members.length).toBe(2)
    await running.server.disconnect({ session: (await running.connect()).connected.session as string })
    await one.close()
    await expect.poll(async () => (await running.server.presence('r', { company: 'c' })).count).toBe(1)
    expect(told).toEqual(['+r c'])
    const [last] = (await running.server.presence('r', { company: 'c' })).members
    expect(last!.member).toBe(members[1]!.member)
    await running.server.disconnect({ user_id: '5' })
    await expect.poll(() => told).toEqual(['+r c', '-r c'])
    expect(await running.server.presence('r', { company: 'c' })).toMatchObject({ members: [], version: 0 })
    await expect.poll(() => running.errors.length).toBe(1)
    const again = await running.connect({ company: 'c' })
    await join(again)
    await again.cut()
    await expect.poll(() => running.server.stats().connections).toBe(0)
    turn(9_000)
    expect(told.length).toBe(3)
    turn(1_000)
    await expect.poll(() => told).toEqual(['+r c', '-r c', '+r c', '-r c'])
  })
})

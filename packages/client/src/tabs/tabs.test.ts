/** Tabs that share one connection, in one process over real channels and locks, against the real server. */
import { once } from 'node:events'
import { createServer as createHttp } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createServer, type Identity, type ServerOptions } from '@nabiz/server'
import { afterEach, expect, test } from 'vitest'
import type { Client } from '../client.ts'
import { TokenRefused } from '../failure.ts'
import type { JoinedRoom } from '../room/joined-room.ts'
import { roomState, status } from '../testing/client-under-test.ts'
import { createSharedClient, type SharedClientOptions } from './create-shared-client.ts'

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

const serve = async (options: Partial<ServerOptions> = {}) => {
  const server = createServer({
    authenticate: async token => JSON.parse(token) as Identity,
    limits: { messagesPerMinute: 10_000 },
    ...options,
  })
  const http = createHttp()
  server.attach(http)
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  ends.push(async () => {
    await server.close()
    http.close()
    http.closeAllConnections()
  })
  return { server, url: `ws://127.0.0.1:${(http.address() as AddressInfo).port}/ws` }
}

const tokenOf = (user_id: string, company?: string) =>
  JSON.stringify({ user_id, company, issued_at: 1000, rooms: ['*'], publish: ['*'] } satisfies Identity)

const tab = (url: string, options: Partial<SharedClientOptions> = {}): Client => {
  const user = options.user ?? '5'
  const client = createSharedClient({
    url,
    user,
    token: () => tokenOf(user, options.company),
    ...options,
  })
  ends.push(() => client.close())
  client.connect()
  return client
}

/** Numbers that look random and are the same in every run. Source: mulberry32. */
const seeded = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
}

/** A room of a tab, and what it heard. */
const listen = (client: Client, name = 'company:1') => {
  const room = client.join(name)
  const heard: unknown[] = []
  room.on('*', event => heard.push(event.data))
  const resets: string[] = []
  room.onReset(reason => resets.push(reason))
  return { room, heard, resets, joined: roomState(room, state => state.status === 'joined') }
}

test('[C22] three tabs hear and ask over one connection', async () => {
  const { server, url } = await serve()
  const tabs = [tab(url), tab(url), tab(url)]
  const rooms = tabs.map(client => listen(client))
  await Promise.all(rooms.map(room => room.joined))
  expect(server.stats()).toMatchObject({ connections: 1, rooms: { 'company:1': 1 } })
  await server.publish('company:1', 'counted', 1)
  expect(await tabs[1]!.publish('company:1', 'counted', 2)).toMatchObject({ offset: 2 })
  await Promise.all(rooms.map(({ room }) => roomState(room, state => state.position?.offset === 2)))
  for (const { heard, resets } of rooms) {
    expect(heard).toEqual([1, 2])
    expect(resets).toEqual(['fresh'])
  }
  for (const client of tabs)
    expect(client.status).toMatchObject({ state: 'connected', transport: 'websocket', user_id: '5' })
  await status(tabs[2]!, now => now.latency_ms !== null)
})

test('[C23] a room is left with its last tab, and a tab that stands further back is served without disturbing the others', async () => {
  const { server, url } = await serve()
  const [first, second] = [tab(url), tab(url)]
  const one = listen(first)
  await one.joined
  for (const number of [1, 2, 3]) await server.publish('company:1', 'counted', number)
  const { position } = await roomState(one.room, state => state.position?.offset === 3)
  const back = second.join('company:1', { since: { epoch: position!.epoch, offset: 1 } })
  const heard: unknown[] = []
  back.on('*', event => heard.push(event.data))
  await roomState(back, state => state.position?.offset === 3)
  await server.publish('company:1', 'counted', 4)
  await roomState(one.room, state => state.position?.offset === 4)
  await roomState(back, state => state.position?.offset === 4)
  expect(heard).toEqual([2, 3, 4])
  expect(one.heard).toEqual([1, 2, 3, 4])
  expect(one.resets).toEqual(['fresh'])
  one.room.leave()
  await server.publish('company:1', 'counted', 5)
  await roomState(back, state => state.position?.offset === 5)
  expect(server.stats().rooms).toEqual({ 'company:1': 1 })
  expect(one.heard).toHaveLength(4)
  back.leave()
  await expect.poll(() => server.stats().rooms).toEqual({})
})

test('[C23] positions of a lost epoch or past the top are told apart, and a refused room is refused to whoever asks', async () => {
  const { url } = await serve({ authorize: (_, room) => room !== 'company:2' })
  const client = tab(url)
  const other = listen(tab(url))
  await other.joined
  const { position } = other.room.state
  for (const [since, reason] of [
    [{ epoch: 'gone', offset: 3 }, 'epoch_changed'],
    [{ epoch: position!.epoch, offset: 9 }, 'ahead'],
  ] as const) {
    const room = client.join('company:1', { since })
    expect(await new Promise(resolve => room.onReset(resolve))).toBe(reason)
    room.leave()
    await Promise.resolve()
  }
  const refused = await roomState(client.join('company:2'), state => state.status === 'refused')
  expect(refused.error?.code).toBe('denied')
  expect(other.room.state.status).toBe('joined')
  expect(other.resets).toEqual(['fresh'])
})

for (const seed of [1, 2, 3]) {
  test(`[C23] tabs come from anywhere in the history while events flow; each hears all from there, once (seed ${seed})`, async () => {
    const { server, url } = await serve()
    const random = seeded(seed)
    const first = listen(tab(url))
    await first.joined
    const { epoch } = first.room.state.position!
    let number = 0
    const others: { room: JoinedRoom; heard: unknown[]; since: number; resets: string[] }[] = []
    for (let step = 0; step < 80; step += 1) {
      for (let burst = Math.floor(random() * 5); burst > 0; burst -= 1) {
        number += 1
        await server.publish('company:1', 'counted', number)
      }
      if (random() < 0.2) {
        const since = Math.floor(random() * (number + 1))
        const room = tab(url).join('company:1', { since: { epoch, offset: since } })
        const other = { room, since, heard: [] as unknown[], resets: [] as string[] }
        room.on('*', event => other.heard.push(event.data))
        room.onReset(reason => other.resets.push(reason))
        others.push(other)
      }
    }
    const rooms = [first.room, ...others.map(other => other.room)]
    await Promise.all(rooms.map(room => roomState(room, state => state.position?.offset === number)))
    expect(first.heard).toEqual(Array.from({ length: number }, (_, index) => index + 1))
    expect(first.resets).toEqual(['fresh'])
    for (const { heard, since, resets } of others) {
      expect(heard).toEqual(Array.from({ length: number - since }, (_, index) => since + index + 1))
      expect(resets).toEqual([])
    }
    expect(others.length).toBeGreaterThan(5)
    expect(server.stats()).toMatchObject({ connections: 1, rooms: { 'company:1': 1 } })
  })
}

test('[C24] the holder closes in the middle of a burst: the others go on, each event once and in order', async () => {
  const { server, url } = await serve()
  const tabs = [tab(url), tab(url), tab(url), tab(url)]
  const rooms = tabs.map(client => listen(client))
  await Promise.all(rooms.map(room => room.joined))
  let number = 0
  for (const leaving of tabs.slice(0, 3)) {
    for (let burst = 0; burst < 50; burst += 1) {
      number += 1
      await server.publish('company:1', 'counted', number)
      if (burst === 20) leaving.close()
    }
    await roomState(rooms[3]!.room, state => state.position?.offset === number)
  }
  expect(rooms[3]!.heard).toEqual(Array.from({ length: 150 }, (_, index) => index + 1))
  expect(rooms[3]!.resets).toEqual(['fresh'])
  expect(server.stats().connections).toBe(1)
  for (const client of tabs.slice(0, 3))
    expect(client.status).toMatchObject({ state: 'closed', reason: 'closed_by_client' })
})

test('[C24] a lost connection of the holder is a lost connection of every tab, and comes back for all', async () => {
  const { server, url } = await serve()
  const tabs = [tab(url), tab(url)]
  const rooms = tabs.map(client => listen(client))
  await Promise.all(rooms.map(room => room.joined))
  await server.disconnect({ user_id: '5' })
  await Promise.all(tabs.map(client => status(client, now => now.reason === 'disconnected')))
  await server.publish('company:1', 'counted', 1)
  await Promise.all(rooms.map(({ room }) => roomState(room, state => state.position?.offset === 1)))
  for (const { heard, resets } of rooms) expect([heard, resets]).toEqual([[1], ['fresh']])
})

test('[C26] another user and another company have another connection; a token of somebody else ends it', async () => {
  const { server, url } = await serve()
  const mine = listen(tab(url))
  const theirs = listen(tab(url, { user: '6' }))
  const tenant = listen(tab(url, { company: 'c1' }))
  await Promise.all([mine, theirs, tenant].map(room => room.joined))
  expect(server.stats().connections).toBe(3)
  await server.publish('company:1', 'counted', 'tenant', { company: 'c1' })
  await roomState(tenant.room, state => state.position?.offset === 1)
  expect([mine.heard, theirs.heard, tenant.heard]).toEqual([[], [], ['tenant']])
  for (const own of [{ user: '7' }, { user: '6', company: 'c1' }, { user: '6', company: 'c3' }]) {
    const stolen = tab(url, { ...own, token: () => tokenOf('6', own.company === 'c3' ? 'c2' : undefined) })
    const room = listen(stolen)
    expect(await status(stolen, 'closed')).toMatchObject({ reason: 'identity_mismatch' })
    expect(room.room.state).toMatchObject({ status: 'joining', position: null })
  }
})

test('[C26] what the server ends, ends for all, until a person asks again', async () => {
  const { server, url } = await serve()
  const tabs = [tab(url), tab(url)]
  await Promise.all(tabs.map(client => status(client, 'connected')))
  await server.disconnect({ user_id: '5' }, { revoke: true })
  for (const client of tabs) expect(await status(client, 'closed')).toMatchObject({ reason: 'token_revoked' })
  await expect(tabs[0]!.request('any', null)).rejects.toMatchObject({ code: 'closed' })
  expect(server.stats().connections).toBe(0)
  tabs[1]!.retry()
  await status(tabs[1]!, now => now.state === 'connecting')
  expect(await status(tabs[1]!, 'closed')).toMatchObject({ reason: 'token_revoked' })
})

test('[C26] a tab that is signed out gives the connection on and ends alone', async () => {
  const { server, url } = await serve()
  let signedIn = true
  const token = () => {
    if (signedIn) return tokenOf('5')
    throw new TokenRefused()
  }
  const leaving = tab(url, { token })
  await status(leaving, 'connected')
  const staying = listen(tab(url))
  await staying.joined
  signedIn = false
  await server.disconnect({ user_id: '5' })
  expect(await status(leaving, 'closed')).toMatchObject({ reason: 'signed_out' })
  await server.publish('company:1', 'counted', 1)
  await roomState(staying.room, state => state.position?.offset === 1)
  expect([staying.heard, staying.resets]).toEqual([[1], ['fresh']])
})

test('[C27] an answer goes to the tab that asked; when the holder goes, a keyed question is asked again', async () => {
  const { server, url } = await serve()
  const [holder, asking] = [tab(url), tab(url)]
  await status(holder, 'connected')
  await status(asking, 'connected')
  const answers = await Promise.all([
    holder.publish('company:1', 'counted', 'a'),
    asking.publish('company:1', 'counted', 'b'),
  ])
  expect(new Set(answers.map(answer => answer.id)).size).toBe(2)
  const keyed = asking.publish('company:1', 'counted', 'c', { key: 'c' })
  const unkeyed = asking.publish('company:1', 'counted', 'd')
  holder.close()
  await expect(unkeyed).rejects.toMatchObject({ code: 'connection_lost' })
  await expect(keyed).resolves.toMatchObject({ room: 'company:1' })
  expect(server.stats().connections).toBe(1)
})

test('[C22] without channels and locks a tab has its own connection', async () => {
  const { server, url } = await serve()
  const alone = [tab(url, { parts: null }), tab(url, { parts: null })]
  await Promise.all(alone.map(client => status(client, 'connected')))
  expect(server.stats().connections).toBe(2)
})

test('[C23] who is there: tabs are members of their own, watch as one, and are gone when they close', async () => {
  const { url } = await serve()
  const watch = async (client: Client) => {
    const room = client.join('company:1', { presence: 'list' })
    await roomState(room, state => state.status === 'joined')
    return room
  }
  const seen = (room: JoinedRoom) => (room.presence?.members ?? []).flatMap(({ tab, state }) => (tab ? [state] : []))
  const clients = [tab(url), tab(url)]
  const [first, second] = [await watch(clients[0]!), await watch(clients[1]!)]
  const stranger = await watch(tab(url, { user: '6' }))
  first.setPresence({ page: 'a' })
  second.setPresence({ page: 'b' })
  for (const room of [first, second, stranger]) {
    await expect.poll(() => seen(room)).toEqual(expect.arrayContaining([{ page: 'a' }, { page: 'b' }]))
  }
  clients[1]!.close()
  for (const room of [first, stranger]) await expect.poll(() => seen(room)).toEqual([{ page: 'a' }])
  clients[0]!.close()
  await expect.poll(() => stranger.presence?.members?.map(member => member.user_id)).toEqual(['6'])
})

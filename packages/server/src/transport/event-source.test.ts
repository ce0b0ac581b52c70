import { describe, expect, test } from 'vitest'
import type { AuditRecord } from '../room/audit.ts'
import type { Identity } from '../room/identity.ts'
import { answerOf } from '../testing/http-call.ts'
import { SseClient } from '../testing/http-clients.ts'
import { startServer, type TestServer, tokenOf } from '../testing/start-server.ts'

const SECRET = 'a secret of at least thirty-two bytes'
const baseOf = ({ url }: TestServer) => url.replace(/^ws/, 'http')
const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1)

const buy = (running: TestServer, frame: object = {}, identity: Partial<Identity> = {}) => {
  const token = tokenOf(identity)
  return answerOf(`${baseOf(running)}/ticket`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ type: 'connect', token, version: 1, ...frame }),
  })
}

/** What a browser's EventSource asks: no header but the id it has. */
const read = async (running: TestServer, ticket: unknown, lastEventId = ''): Promise<SseClient> => {
  const client = new SseClient(running.url)
  const headers: Record<string, string> = lastEventId === '' ? {} : { 'last-event-id': lastEventId }
  await client.read(`${baseOf(running)}/sse?ticket=${ticket}`, { headers })
  return client
}

describe('a plain EventSource', () => {
  test('[W70] [S2] a ticket opens one stream, in time, with everything since it was bought', async () => {
    let ms = 0
    await using running = await startServer({ monotonic: () => ms })
    const bought = await buy(running, { rooms: { r: null } })
    expect(bought).toMatchObject({ status: 200, body: { session: expect.any(String), ticket: expect.any(String) } })
    await running.server.publish('r', 'x', 1)
    const { ticket } = bought.body
    const client = await read(running, ticket)
    expect(await client.take({ type: 'connected' })).toMatchObject({ session: bought.body.session, resumed: false })
    await client.take({ offset: 1 })
    for (const spent of [ticket, 'nothing', '']) expect((await (await read(running, spent)).closed).code).toBe(204)
    const late = await buy(running)
    expect(running.server.stats().connections).toBe(2)
    ms += 30_000
    await expect.poll(() => running.server.stats().connections).toBe(1)
    expect((await (await read(running, late.body.ticket)).closed).code).toBe(204)
    await client.cut()
  })

  test('[W70] a refused connect is the answer to the ticket', async () => {
    await using running = await startServer({ limits: { connectionsPerUser: 1 } })
    await buy(running)
    expect(await buy(running)).toMatchObject({ status: 429, body: { error: { code: 'too_many_connections' } } })
    expect(
      (await answerOf(`${baseOf(running)}/ticket`, { method: 'POST', headers: { 'content-type': 'application/json' } }))
        .status,
    ).toBe(401)
    expect(running.server.stats()).toMatchObject({ connections: 1 })
  })

  test('[W71] [W72] cut anywhere and back with the spent ticket: each offset once, in order', async () => {
    await using running = await startServer({ limits: { connectsPerMinute: Infinity } })
    const { ticket, session } = (await buy(running, { rooms: { a: null, b: null } })).body
    let client = await read(running, ticket)
    await client.take({ type: 'room_joined', room: 'b' })
    const seen: Record<string, number[]> = { a: [], b: [] }
    let published = 0
    for (let cut = 0; cut < 10; cut++) {
      const publishing = (async () => {
        for (let index = 0; index < 20; index++) {
          published++
          await running.server.publish('a', 'x', published)
          await running.server.publish('b', 'x', published)
        }
      })()
      await client.take({ room: 'a', offset: seen.a!.length + 5 })
      await client.cut()
      for (const room of ['a', 'b']) seen[room]!.push(...client.offsets(room))
      await publishing
      client = await read(running, ticket, client.lastEventId)
      expect(await client.take({ type: 'connected' })).toMatchObject({ resumed: true, session })
    }
    for (const room of ['a', 'b']) {
      await client.take({ room, offset: published })
      seen[room]!.push(...client.offsets(room))
    }
    expect(seen).toEqual({ a: upTo(published), b: upTo(published) })
    await client.cut()
  })

  test('[W71] every recorded event carries an id of its own, passing ones none; 50 rooms fit and a 51st is refused', async () => {
    await using running = await startServer()
    const names = upTo(51).map(index => `company:${index}`)
    const { ticket } = (await buy(running, { rooms: Object.fromEntries(names.map(name => [name, null])) })).body
    const client = await read(running, ticket)
    expect(await client.take({ type: 'error' })).toMatchObject({ code: 'too_many_rooms' })
    for (const name of names.slice(0, 50)) await client.take({ type: 'room_joined', room: name })
    const before = client.lastEventId
    await running.server.publish('company:1', 'typing', 1, { record: false })
    await client.take({ type: 'typing' })
    expect(client.lastEventId).toBe(before)
    await running.server.publish('company:1', 'x', 1)
    await client.take({ type: 'x' })
    expect(client.lastEventId).not.toBe(before)
    expect(client.lastEventId.length).toBeLessThanOrEqual(4_096)
    expect(Buffer.from(client.lastEventId, 'base64url').toString('latin1')).not.toContain('company')
    const rooms = upTo(40).map(index => `${'x'.repeat(60)}:${index}`)
    const long = (await buy(running, { rooms: Object.fromEntries(rooms.map(name => [name, null])) })).body
    const other = await read(running, long.ticket)
    expect(await other.take({ type: 'error' })).toMatchObject({ code: 'too_many_rooms' })
    expect(other.lastEventId.length).toBeLessThanOrEqual(4_096)
    const talkative = await buy(running, {}, { info: { note: 'x'.repeat(4_000) } })
    expect(talkative).toMatchObject({ status: 413, body: { error: { code: 'too_large' } } })
    await Promise.all([client.cut(), other.cut()])
  })

  test('[W62] [W70] such a session sends by calls like any other', async () => {
    await using running = await startServer()
    const { ticket, session } = (await buy(running)).body
    const client = await read(running, ticket)
    const sent = await answerOf(`${baseOf(running)}/send?session=${session}&n=1`, {
      method: 'POST',
      headers: { authorization: `Bearer ${tokenOf()}`, 'content-type': 'application/json' },
      body: '{"type":"join","room":"r","ref":1}',
    })
    expect(sent.status).toBe(202)
    await client.take({ type: 'room_joined', ref: 1 })
    await client.cut()
  })
})

describe('coming back', () => {
  const begun = async (running: TestServer, identity: Partial<Identity> = {}, room = 'r') => {
    const { ticket, session } = (await buy(running, { rooms: { [room]: null } }, identity)).body
    const client = await read(running, ticket)
    await client.take({ type: 'room_joined' })
    return { client, ticket, session: session as string }
  }

  test('[W72] over a restart with the same secret, and not with another', async () => {
    await using first = await startServer({ secret: SECRET })
    const { client } = await begun(first)
    await client.cut()
    await using second = await startServer({ secret: SECRET })
    const back = await read(second, 'gone', client.lastEventId)
    expect(await back.take({ type: 'connected' })).toMatchObject({ resumed: false, user_id: '5' })
    expect(await back.take({ type: 'room_joined' })).toMatchObject({ room: 'r', recovered: 'reset' })
    await back.cut()
    await using third = await startServer()
    expect((await (await read(third, 'gone', client.lastEventId)).closed).code).toBe(204)
    await expect(startServer({ secret: 'short' })).rejects.toThrow('at least 32 bytes')
  })

  test('[W71] [W72] cut between the answer to a join and what was missed, it misses that still', async () => {
    await using running = await startServer()
    const { client, ticket } = await begun(running)
    await client.cut()
    for (let index = 0; index < 3; index++) await running.server.publish('r', 'x', index)
    const back = await read(running, ticket, client.lastEventId)
    const joined = await back.take({ type: 'room_joined', missed: 3 })
    await back.take({ offset: 3 })
    await back.cut()
    const again = await read(running, ticket, back.idAfter.get(joined))
    await again.take({ type: 'room_joined', missed: 3 })
    await again.take({ offset: 3 })
    expect(again.offsets('r')).toEqual([1, 2, 3])
    await again.cut()
  })

  test('[W72] permissions are asked again', async () => {
    const allowed = new Set(['r'])
    await using running = await startServer({ authorize: (_, room) => allowed.has(room) })
    const { client, ticket } = await begun(running)
    await client.cut()
    allowed.clear()
    const back = await read(running, ticket, client.lastEventId)
    expect(await back.take({ type: 'error' })).toMatchObject({ room: 'r', code: 'denied' })
    await back.cut()
  })

  test('[W72] a session that was taken over stays with the other; this reader gets a new one, with its rooms', async () => {
    await using running = await startServer()
    const { client, ticket, session } = await begun(running)
    const other = await running.connect({}, { frame: { session } })
    expect((await client.closed).code).toBe(4004)
    const back = await read(running, ticket, client.lastEventId)
    const anew = await back.take({ type: 'connected' })
    expect(anew.session).not.toBe(session)
    await back.take({ type: 'room_joined', room: 'r' })
    other.send({ type: 'ping', ts: 1 })
    await other.take({ type: 'pong' })
    // Its own dead stream, which nobody noticed yet, is no other.
    const again = await read(running, ticket, back.lastEventId)
    expect(await again.take({ type: 'connected' })).toMatchObject({ resumed: true, session: anew.session })
    await again.cut()
  })

  test('[W73] [S2] [S25] expired, revoked, tampered, too old: 204 and audited', async () => {
    let ms = 1_800_000_000_000
    const audited: AuditRecord[] = []
    await using running = await startServer({ now: () => ms, audit: record => audited.push(record) })
    const cases: [string, Partial<Identity>, (user_id: string) => unknown][] = [
      ['expired', { expires_at: ms + 60_000 }, () => (ms += 60_000)],
      ['revoked', { issued_at: ms }, user_id => running.server.disconnect({ user_id }, { revoke: true })],
      ['revoked, no time told', {}, user_id => running.server.disconnect({ user_id }, { revoke: true })],
      ['too old', {}, () => (ms += 86_400_000)],
    ]
    for (const [index, [name, identity, spoil]] of cases.entries()) {
      const user_id = `u${index}`
      const { client, ticket } = await begun(running, { user_id, ...identity })
      await spoil(user_id)
      await client.cut()
      expect((await (await read(running, ticket, client.lastEventId)).closed).code, name).toBe(204)
    }
    expect(audited.filter(({ kind }) => kind === 'resume_refused').length).toBe(4)
    const { client, ticket } = await begun(running, { user_id: 'u9' })
    await client.cut()
    const id = client.lastEventId
    for (const at of [0, 20, 30, 100, id.length - 2]) {
      const other = id[at] === 'A' ? 'B' : 'A'
      const tampered = `${id.slice(0, at)}${other}${id.slice(at + 1)}`
      expect((await (await read(running, ticket, tampered)).closed).code, String(at)).toBe(204)
    }
    for (const junk of ['x', '5', 'A'.repeat(4_096)])
      expect((await (await read(running, ticket, junk)).closed).code).toBe(204)
  })

  test('[W73] who may come back later is told to, by a status that an EventSource survives', async () => {
    await using running = await startServer()
    const { client, ticket } = await begun(running)
    const drained = running.server.drain({ window_ms: 1 })
    expect((await client.closed).code).toBe(4000)
    await drained
    const back = await read(running, ticket, client.lastEventId)
    expect((await back.closed).code).toBe(1006)
    expect(back.frames).toEqual([])
    expect((await buy(running)).status).toBe(503)
  })
})

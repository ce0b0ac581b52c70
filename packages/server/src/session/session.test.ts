import { describe, expect, test } from 'vitest'
import type { AuditRecord } from '../room/audit.ts'
import type { Identity } from '../room/identity.ts'
import { startServer, tokenOf } from '../testing/start-server.ts'

/** Clocks a test turns by hand; the server looks at them a few times a second. */
const clocks = () => {
  let ms = 1_800_000_000_000
  return { now: () => ms, monotonic: () => ms, turn: (by: number) => (ms += by) }
}

describe('connect', () => {
  test('[W8] any other first frame is told and closed with 4503', async () => {
    await using running = await startServer()
    for (const text of ['{"type":"ping","ts":1}', 'nonsense', '{"type":"connect","version":1}']) {
      const client = await running.open()
      client.raw(text)
      expect((await client.closed).code).toBe(4503)
      expect(client.frames).toMatchObject([{ type: 'error' }])
    }
  })

  test('[W8] [S7] silence ends after five seconds with 4002', async () => {
    const { turn, ...time } = clocks()
    await using running = await startServer(time)
    const client = await running.open()
    turn(4_999)
    const other = await running.open()
    turn(2)
    expect((await client.closed).code).toBe(4002)
    other.send({ type: 'connect', token: tokenOf(), version: 1 })
    await other.take({ type: 'connected' })
  })

  test.each([
    ['nonsense', 4500, 'token_invalid'],
    ['', 4500, 'token_invalid'],
    ['expired', 4501, 'token_expired'],
    [tokenOf({ expires_at: 1 }), 4501, 'token_expired'],
  ])('[W9] token %j is closed with %d', async (token, code, error) => {
    await using running = await startServer()
    const client = await running.open()
    client.send({ type: 'connect', token, version: 1 })
    expect((await client.closed).code).toBe(code)
    expect(client.frames).toMatchObject([{ type: 'error', code: error }])
  })

  test('[W9] a fault of the check lets nobody in and asks to come back', async () => {
    await using running = await startServer({
      authenticate: () => Promise.reject(new Error('database at 10.0.0.7 is down')),
    })
    const client = await running.open()
    client.send({ type: 'connect', token: tokenOf(), version: 1 })
    expect((await client.closed).code).toBe(1011)
    expect(client.frames).toMatchObject([{ type: 'error', code: 'unavailable', retry_after_ms: 1_000 }])
    expect(client.messages.join()).not.toContain('10.0.0.7')
    expect(running.errors.length).toBe(1)
  })

  test('[W10] frames may follow connect at once, and run in order', async () => {
    await using running = await startServer()
    const client = await running.open()
    client.send(
      { type: 'connect', token: tokenOf(), version: 1 },
      { type: 'join', room: 'r', ref: 1 },
      { type: 'publish', room: 'r', event: 'a', data: 1, ref: 2 },
      { type: 'leave', room: 'r', ref: 3 },
      { type: 'publish', room: 'r', event: 'b', data: 1, ref: 4 },
    )
    await client.take({ type: 'published', ref: 4 })
    expect(client.frames[0]).toMatchObject({
      type: 'connected',
      resumed: false,
      user_id: '5',
      version: 1,
      heartbeat_ms: 30_000,
    })
    expect(client.frames.filter(frame => 'ref' in frame).map(frame => frame.ref)).toEqual([1, 2, 3, 4])
    expect(client.frames.map(frame => frame.type)).not.toContain('b')
    client.send({ type: 'connect', token: tokenOf(), version: 1 })
    expect(await client.take({ type: 'error' })).toMatchObject({ code: 'already_connected' })
  })

  test('[W11] [S26] a session resumes for its own user, with the rates it had; for nobody else, and not after its grace', async () => {
    const { turn, ...time } = clocks()
    const audited: AuditRecord[] = []
    await using running = await startServer({
      ...time,
      audit: record => audited.push(record),
      limits: { messagesPerMinute: 2 },
    })
    const first = await running.connect()
    const { session } = first.connected
    first.send({ type: 'join', room: 'a', ref: 1 }, { type: 'join', room: 'b', ref: 2 })
    await first.take({ ref: 2 })
    await first.cut()
    await expect.poll(() => running.server.stats()).toMatchObject({ sessions: 1, connections: 0, rooms: {} })

    const stranger = await running.connect({ user_id: '6' }, { frame: { session } })
    expect(stranger.connected).toMatchObject({ resumed: false })
    const otherCompany = await running.connect({ company: 'c' }, { frame: { session } })
    expect(otherCompany.connected).toMatchObject({ resumed: false })
    expect(audited.filter(record => record.kind === 'resume_refused').length).toBe(2)

    const second = await running.connect({}, { frame: { session } })
    expect(second.connected).toMatchObject({ resumed: true, session })
    second.send({ type: 'join', room: 'a', ref: 3 })
    expect(await second.take({ ref: 3 })).toMatchObject({ code: 'rate_limited', retry_after_ms: 30_000 })
    await second.cut()
    await expect.poll(() => running.server.stats().connections).toBe(2)
    turn(119_000)
    await expect.poll(() => running.server.stats().sessions).toBe(3)
    turn(1_001)
    await expect.poll(() => running.server.stats().sessions).toBe(2)
    const late = await running.connect({}, { frame: { session } })
    expect(late.connected).toMatchObject({ resumed: false })
  })

  test('[W12] resuming a session that still has a connection closes that one with 4004', async () => {
    await using running = await startServer()
    const old = await running.connect()
    const anew = await running.connect({}, { frame: { session: old.connected.session } })
    expect((await old.closed).code).toBe(4004)
    expect(anew.connected).toMatchObject({ resumed: true })
    anew.send({ type: 'ping', ts: 1 })
    await anew.take({ type: 'pong' })
    expect(running.server.stats()).toMatchObject({ users: 1, sessions: 1 })
  })

  test('[W13] [S9] one connection too many of a user, or of a company, is 4006; others still come in', async () => {
    await using running = await startServer({ limits: { connectionsPerUser: 2, connectionsPerCompany: 3 } })
    const refused = async (identity: Partial<Identity>) => {
      const client = await running.open()
      client.send({ type: 'connect', token: tokenOf(identity), version: 1 })
      expect(await client.take({ type: 'error' })).toMatchObject({
        code: 'too_many_connections',
        retry_after_ms: 5_000,
      })
      return (await client.closed).code
    }
    await running.connect()
    await running.connect()
    expect(await refused({})).toBe(4006)
    await running.connect({ company: 'c', user_id: '1' })
    await running.connect({ company: 'c', user_id: '2' })
    const third = await running.connect({ company: 'c', user_id: '3' })
    expect(await refused({ company: 'c', user_id: '4' })).toBe(4006)
    await third.close()
    await expect.poll(() => running.server.stats().users).toBe(3)
    await running.connect({ company: 'c', user_id: '4' })
  })

  test('[W13] a user who connects too often is closed with 4007 and told the pause', async () => {
    await using running = await startServer({ limits: { connectsPerMinute: 2 } })
    for (let index = 0; index < 2; index++) await (await running.connect()).close()
    const client = await running.open()
    client.send({ type: 'connect', token: tokenOf(), version: 1 })
    expect((await client.closed).code).toBe(4007)
    expect(client.frames[0]).toMatchObject({ code: 'rate_limited' })
    expect(client.frames[0]?.retry_after_ms).toBeGreaterThanOrEqual(30_000)
    await running.connect({ user_id: '6' })
  })
})

describe('rates and life signs', () => {
  test('[W38] a user’s sessions share a rate, a company’s share another, and bytes have one of their own', async () => {
    const limits = { messagesPerMinuteOfUser: 3, messagesPerMinuteOfCompany: 5, bytesPerMinute: 3_000 }
    await using running = await startServer({ limits })
    const who = (user_id: string, company: string) => running.connect({ user_id, company })
    const [mine, alsoMine, theirs, elsewhere] = [
      await who('5', 'a'),
      await who('5', 'a'),
      await who('6', 'a'),
      await who('5', 'b'),
    ]
    let refs = 0
    const say = async (client: typeof mine) => {
      const ref = ++refs
      client.send({ type: 'leave', room: 'r', ref })
      const { code, retry_after_ms } = (await client.take({ ref })) as { code?: string; retry_after_ms?: number }
      if (code === 'rate_limited') expect(retry_after_ms).toBeGreaterThan(0)
      return code
    }
    const answers: unknown[] = []
    for (const client of [mine, alsoMine, mine, alsoMine, mine]) answers.push(await say(client))
    expect(answers).toEqual(['not_joined', 'not_joined', 'not_joined', 'rate_limited', 'rate_limited'])
    expect([await say(theirs), await say(theirs), await say(theirs)]).toEqual([
      'not_joined',
      'not_joined',
      'rate_limited',
    ])
    expect(await say(elsewhere)).toBe('not_joined')
    elsewhere.send({ type: 'ping', ts: 1, pad: 'x'.repeat(2_500) })
    await elsewhere.take({ type: 'pong' })
    elsewhere.send({ type: 'ping', ts: 2, pad: 'x'.repeat(2_500) })
    expect(await elsewhere.take({ type: 'error' })).toMatchObject({ code: 'rate_limited' })
  })

  test('[W38] [W39] over the rate a frame has no effect and is told when to come again; going on ends with 4007', async () => {
    const { turn, ...time } = clocks()
    await using running = await startServer({ ...time, limits: { refusalsBeforeClose: 10 } })
    const client = await running.connect()
    client.send(...Array.from({ length: 103 }, (_, ref) => ({ type: 'publish', room: 'r', event: 'x', data: 1, ref })))
    expect(await client.take({ type: 'error', ref: 102 })).toMatchObject({
      code: 'rate_limited',
      room: 'r',
      retry_after_ms: 600,
    })
    expect((await client.take({ type: 'published', ref: 99 })).offset).toBe(100)
    turn(600)
    client.send({ type: 'publish', room: 'r', event: 'x', data: 1, ref: 200 }, { type: 'ping', ts: 1 })
    await client.take({ type: 'published', ref: 200 })
    await client.take({ type: 'pong' })
    client.send(
      ...Array.from({ length: 10 }, (_, ref) => ({ type: 'publish', room: 'r', event: 'x', data: 1, ref: `n${ref}` })),
    )
    expect((await client.closed).code).toBe(4007)
    expect(client.frames.at(-1)?.retry_after_ms).toBeGreaterThanOrEqual(30_000)
    expect(client.frames.filter(frame => frame.type === 'published').length).toBe(101)
  })

  test('[W40] two silent heartbeats end a connection with 4002; who answers pings stays', async () => {
    const { turn, ...time } = clocks()
    await using running = await startServer(time)
    const silent = await running.open()
    Object.assign(silent.ws, { _autoPong: false })
    silent.send({ type: 'connect', token: tokenOf(), version: 1 })
    await silent.take({ type: 'connected' })
    const alive = await running.connect({ user_id: '6' })
    for (let beat = 0; beat < 3; beat++) {
      const pinged = new Promise(resolve => alive.ws.once('ping', resolve))
      turn(30_000)
      await pinged
    }
    expect((await silent.closed).code).toBe(4002)
    alive.send({ type: 'ping', ts: 5 })
    await alive.take({ type: 'pong', ts: 5 })
  })
})

describe('permissions over time', () => {
  test('[W41] a token that runs out ends the live session with 4501', async () => {
    const { turn, ...time } = clocks()
    await using running = await startServer(time)
    const client = await running.connect({ expires_at: time.now() + 10_000 })
    turn(10_000)
    expect((await client.closed).code).toBe(4501)
  })

  test('[W42] a fresh token interrupts nothing, counts from then on, and ends what it no longer allows', async () => {
    const { turn, ...time } = clocks()
    await using running = await startServer(time)
    const client = await running.connect(
      { expires_at: time.now() + 10_000 },
      { frame: { rooms: { a: null, b: null } } },
    )
    await client.take({ type: 'room_joined', room: 'b' })
    client.send({ type: 'authenticate', token: tokenOf({ user_id: '6' }), ref: 1 })
    expect(await client.take({ ref: 1 })).toMatchObject({ code: 'identity_mismatch' })
    client.send({ type: 'authenticate', token: 'expired', ref: 2 })
    expect(await client.take({ ref: 2 })).toMatchObject({ code: 'token_expired' })
    client.send({ type: 'authenticate', token: tokenOf({ rooms: ['a'], expires_at: time.now() + 60_000 }), ref: 3 })
    await client.take({ type: 'authenticated', ref: 3 })
    expect(await client.take({ type: 'room_left' })).toMatchObject({ room: 'b', reason: 'permission_ended' })
    turn(10_001)
    await running.server.publish('b', 'secret', 1)
    await running.server.publish('a', 'x', 1)
    await client.take({ room: 'a', type: 'x' })
    expect(client.events('b')).toEqual([])
  })

  test('[W43] [S25] a disconnect is 4005 and its token stays good; a revocation is 4502 and its tokens open nothing', async () => {
    const { turn, ...time } = clocks()
    await using running = await startServer(time)
    const identity = { sid: 's1', issued_at: time.now() }
    const first = await running.connect(identity)
    await running.server.disconnect({ user_id: '5' })
    expect((await first.closed).code).toBe(4005)
    const second = await running.connect(identity, { frame: { session: first.connected.session } })
    expect(second.connected).toMatchObject({ resumed: false })
    const other = await running.connect({ sid: 's2' })
    await running.server.disconnect({ sid: 's1' }, { revoke: true })
    expect((await second.closed).code).toBe(4502)
    const again = await running.open()
    again.send({ type: 'connect', token: tokenOf(identity), version: 1, session: second.connected.session })
    expect((await again.closed).code).toBe(4502)
    other.send({ type: 'authenticate', token: tokenOf(identity), ref: 1 })
    expect(await other.take({ ref: 1 })).toMatchObject({ code: 'token_revoked' })

    await running.server.disconnect({ user_id: '5' }, { revoke: true })
    expect((await other.closed).code).toBe(4502)
    const old = await running.open()
    old.send({ type: 'connect', token: tokenOf({ sid: 's3', issued_at: time.now() }), version: 1 })
    expect((await old.closed).code).toBe(4502)
    turn(1_000)
    await running.connect({ sid: 's4', issued_at: time.now() })
  })

  test('[W44] when permissions change, rooms that ended are left and nothing of them follows', async () => {
    const allowed = new Set(['a', 'b'])
    await using running = await startServer({ authorize: (_, room) => allowed.has(room) })
    const client = await running.connect({}, { frame: { rooms: { a: null, b: null } } })
    await client.take({ type: 'room_joined', room: 'a' })
    await client.take({ type: 'room_joined', room: 'b' })
    allowed.delete('b')
    await running.server.refreshPermissions('5')
    await running.server.publish('b', 'secret', 1)
    await running.server.publish('a', 'x', 1)
    expect(await client.take({ type: 'room_left' })).toMatchObject({ room: 'b', reason: 'permission_ended' })
    await client.take({ room: 'a', type: 'x' })
    expect(client.events('b')).toEqual([])
    expect(running.server.stats().rooms).toEqual({ a: 1 })
  })

  test('[W44] a join begun before the change is decided on again', async () => {
    const asked: ((yes: boolean) => void)[] = []
    await using running = await startServer({ authorize: () => new Promise<boolean>(resolve => asked.push(resolve)) })
    const client = await running.connect()
    client.send({ type: 'join', room: 'r', ref: 1 })
    await expect.poll(() => asked.length).toBe(1)
    await running.server.refreshPermissions('5')
    asked[0]!(true)
    await expect.poll(() => asked.length).toBe(2)
    asked[1]!(false)
    expect(await client.take({ ref: 1 })).toMatchObject({ type: 'error', code: 'denied' })
  })
})

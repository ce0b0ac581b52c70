import { once } from 'node:events'
import type { Socket } from 'node:net'
import { describe, expect, test } from 'vitest'
import type { Frame } from '../testing/frame-log.ts'
import { answerOf, callHttp, textOf } from '../testing/http-call.ts'
import { startServer, type TestServer, tokenOf } from '../testing/start-server.ts'

/** A clock a test turns by hand; the server looks at it a few times a second. */
const clock = () => {
  let ms = 1_800_000_000_000
  return { now: () => ms, monotonic: () => ms, turn: (by: number) => (ms += by) }
}
const headers = { authorization: `Bearer ${tokenOf()}`, 'content-type': 'application/json' }
const baseOf = ({ url }: TestServer) => url.replace(/^ws/, 'http')
const body = (frame: object = {}) => JSON.stringify({ type: 'connect', token: tokenOf(), version: 1, ...frame })

type Polled = { n: number; frames: Frame[] }
const startPolling = async (running: TestServer, frame: object = {}) => {
  const started = await answerOf(`${baseOf(running)}/send`, { method: 'POST', headers, body: body(frame) })
  const { session } = started.body as unknown as { session: string }
  const url = (ack: number) => `${baseOf(running)}/poll?session=${session}&ack=${ack}`
  const poll = async (ack: number) =>
    (await answerOf(url(ack), { headers })) as unknown as { status: number; body: Polled }
  return { session, url, poll }
}

describe('long polling', () => {
  test('[W63] [W64] an answer is given again until it is acknowledged, and nothing is given twice', async () => {
    await using running = await startServer()
    const { poll } = await startPolling(running, { rooms: { r: null } })
    const first = await poll(0)
    expect(first.body.n).toBe(1)
    expect(first.body.frames[0]).toMatchObject({ type: 'connected' })
    expect((await poll(0)).body).toEqual(first.body)
    const seen = [...first.body.frames]
    let ack = 1
    while (!seen.some(({ type }) => type === 'room_joined')) {
      const { body } = await poll(ack)
      ack = body.n
      seen.push(...body.frames)
    }
    for (let index = 0; index < 3; index++) await running.server.publish('r', 'x', index)
    const events = await poll(ack)
    expect(events.body.frames.map(({ offset }) => offset)).toEqual([1, 2, 3])
    await running.server.publish('r', 'x', 3)
    expect((await poll(ack)).body).toEqual(events.body)
    expect((await poll(events.body.n)).body.frames.map(({ offset }) => offset)).toEqual([4])
    for (const wrong of [ack, 99]) expect((await poll(wrong)).status, String(wrong)).toBe(409)
  })

  test('[W64] of two polls at once the older is answered empty; what waits for a silent client is bounded', async () => {
    await using running = await startServer({ limits: { queueBytes: 50_000 } })
    const { poll, url } = await startPolling(running, { rooms: { r: null } })
    const { n } = (await poll(0)).body
    const older = callHttp(url(n), { headers }).then(textOf)
    const newer = poll(n)
    expect(await Promise.race([older, newer.then(({ body }) => JSON.stringify(body))])).toBe(`{"n":${n},"frames":[]}`)
    await running.server.publish('r', 'x', 0)
    const [first, second] = [JSON.parse(await older) as Polled, (await newer).body]
    const joined = first.n > n ? first : second
    expect([...first.frames, ...second.frames].map(({ offset }) => offset)).toEqual([1])
    for (let index = 1; index < 100; index++) await running.server.publish('r', 'x', 'x'.repeat(10_000))
    const offsets: unknown[] = [1]
    for (let ack = joined.n; offsets.length < 100; ) {
      const { body } = await poll(ack)
      ack = body.n
      offsets.push(...body.frames.flatMap(({ offset, id }) => (id ? [offset] : [])))
    }
    expect(offsets).toEqual(Array.from({ length: 100 }, (_, index) => index + 1))
  })

  test('[W63] a poll that nothing came for is answered empty in time', async () => {
    const { turn, ...time } = clock()
    await using running = await startServer(time)
    const { poll } = await startPolling(running)
    const { n } = (await poll(0)).body
    let answered = 0
    const held = [poll(n), poll(n)].map(polled => polled.then(({ body }) => [body, ++answered]))
    // One was answered because the other came: it waits from here on.
    await Promise.race(held)
    const witness = await running.open()
    turn(23_999)
    await witness.closed
    expect(answered).toBe(1)
    turn(1)
    expect((await Promise.all(held)).map(([body]) => body)).toEqual([
      { n, frames: [] },
      { n, frames: [] },
    ])
  })

  test('[W64] [W40] who asks no more is gone after two silent heartbeats, and is told so if it asks again', async () => {
    const { turn, ...time } = clock()
    await using running = await startServer(time)
    const { poll, session } = await startPolling(running)
    const { n } = (await poll(0)).body
    void poll(n).catch(() => {})
    await expect
      .poll(() => {
        turn(15_000)
        return running.server.stats()
      })
      .toMatchObject({ connections: 0, sessions: 1 })
    const last = await poll(n)
    expect(last.body.frames).toMatchObject([{ type: 'closed', code: 4002 }])
    const again = await startPolling(running, { session })
    expect((await again.poll(0)).body.frames[0]).toMatchObject({ type: 'connected', resumed: true })
  })

  test('[W60] [W64] a refused beginning is the answer, and leaves nothing behind', async () => {
    await using running = await startServer({ limits: { connectsPerMinute: 1 } })
    await startPolling(running)
    const refused = await answerOf(`${baseOf(running)}/send`, { method: 'POST', headers, body: body() })
    expect(refused).toMatchObject({
      status: 429,
      body: { error: { code: 'rate_limited', retry_after_ms: expect.any(Number) } },
    })
    expect(running.server.stats()).toMatchObject({ connections: 1, sessions: 1 })
  })
})

describe('streams', () => {
  test('[W61] comments are the heartbeat, and a stream that nobody reads ends', async () => {
    const { turn, ...time } = clock()
    await using running = await startServer({ ...time, limits: { stallMs: 1e9 } })
    const stream = await callHttp(`${baseOf(running)}/sse`, {
      method: 'POST',
      headers,
      body: body({ rooms: { r: null } }),
    })
    expect(stream.headers['content-type']).toBe('text/event-stream; charset=utf-8')
    expect(stream.headers['cache-control']).toContain('no-transform')
    expect(stream.headers['x-accel-buffering']).toBe('no')
    let text = ''
    stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
    await expect.poll(() => text).toContain('room_joined')
    const comments = () => text.split('\n\n').filter(message => message === ':').length
    const before = comments()
    await expect
      .poll(
        () => {
          turn(30_000)
          return comments()
        },
        { timeout: 5_000 },
      )
      .toBeGreaterThan(before + 2)
    expect(running.server.stats().connections).toBe(1)
    stream.pause()
    for (let index = 0; index < 1_000; index++) {
      await running.server.publish('r', 'x', 'x'.repeat(10_000))
      if (index % 100 === 0) await new Promise(resolve => setImmediate(resolve))
    }
    await expect
      .poll(
        () => {
          turn(30_000)
          return running.server.stats().connections
        },
        { timeout: 5_000 },
      )
      .toBe(0)
    stream.destroy()
  })

  test('[W132] [W61] a reader whose end acknowledges nothing is gone after two heartbeats, though the system takes it all', async () => {
    const { turn, ...time } = clock()
    await using running = await startServer(time)
    const opened = once(running.http, 'connection') as Promise<[Socket]>
    const stream = await callHttp(`${baseOf(running)}/sse`, {
      method: 'POST',
      headers,
      body: body({ rooms: { r: null } }),
    })
    const [socket] = await opened
    await once(stream, 'readable')
    stream.pause()
    for (let index = 0; index < 60; index++) await running.server.publish('r', 'x', 'x'.repeat(10_000))
    await expect.poll(() => socket.bytesWritten).toBeGreaterThan(600_000)
    expect(socket.writableLength).toBe(0)
    await expect
      .poll(
        () => {
          turn(30_000)
          return running.server.stats().connections
        },
        { timeout: 5_000 },
      )
      .toBe(0)
    stream.destroy()
  })
})

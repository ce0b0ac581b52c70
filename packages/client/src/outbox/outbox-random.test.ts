/** The outbox against the real server: random cuts, ends of the process at random instants, and the server's own rate. */
import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ServerOptions } from '@nabiz/server'
import { afterEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { createClient } from '../client.ts'
import { status } from '../testing/client-under-test.ts'
import { createManualClock } from '../testing/manual-clock.ts'
import { startRealServer, TOKEN } from '../testing/real-server.ts'
import { watchedSocket } from '../testing/watched-socket.ts'
import { createMemoryStorage } from './memory-storage.ts'
import { createOutbox } from './outbox.ts'
import type { OutboxStorage } from './storage.ts'
import { createFileStorage } from './testing/file-storage.ts'

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

const serve = async (options: Partial<ServerOptions> = {}) => {
  const server = await startRealServer(options)
  ends.push(() => server.stop())
  return server
}

const ROOM = 'conversation:1'
const note = (text: number) => ({ kind: 'publish', room: ROOM, event: 'message:new', data: text }) as const

/** Numbers that look random and are the same in every run. Source: mulberry32. */
const seeded = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
}

const turn = () => new Promise<void>(resolve => setImmediate(resolve))

const connect = (url: string) => {
  const client = createClient({ url, token: () => TOKEN, WebSocket, backoff: () => 1 })
  ends.push(() => client.close())
  client.connect()
  return client
}

/** What the server's history holds, from its first event. */
const history = async (url: string): Promise<unknown[]> => {
  const client = connect(url)
  const texts: unknown[] = []
  for (let page = await client.history(ROOM, { limit: 1000 }); ; page = await page.more()) {
    texts.unshift(...page.events.map(event => event.data))
    if (!page.more) break
  }
  client.close()
  return texts
}

/** A storage as a process has it that may end at any instant: after that nothing is read, written or answered. */
const mortal = (storage: OutboxStorage): { storage: OutboxStorage; die(): void } => {
  let dead = false
  const alive = async <Result>(operation: () => Promise<Result>): Promise<Result> => {
    if (dead) return new Promise(() => {})
    const result = await operation()
    return dead ? new Promise(() => {}) : result
  }
  return {
    die: () => {
      dead = true
    },
    storage: {
      open: (owner, changed) => {
        const box = storage.open(owner, changed)
        return {
          load: () => alive(() => box.load()),
          read: id => alive(() => box.read(id)),
          append: entry => alive(() => box.append(entry)),
          update: (id, change) => alive(() => box.update(id, change)),
          close: () => box.close(),
        }
      },
    },
  }
}

for (const seed of [1, 2, 3]) {
  test(`[C37] each once and in order, though links are cut and processes end at random (seed ${seed})`, async () => {
    const { url, cut } = await serve()
    const random = seeded(seed)
    const storage = createMemoryStorage()
    let processes = 0
    const begin = () => {
      processes += 1
      const life = mortal(storage)
      const client = connect(url)
      const outbox = createOutbox({ client, storage: life.storage, user: '5', locks: null })
      return { life, client, outbox }
    }
    let process = begin()
    let given = 0
    while (given < 200 || process.outbox.entries.some(({ state }) => state !== 'sent')) {
      if (given < 200 && random() < 0.5) {
        await process.outbox.send(note(given + 1))
        given += 1
      }
      if (random() < 0.05) cut()
      if (random() < 0.04) {
        process.life.die()
        process.client.close()
        process = begin()
      }
      for (let turns = Math.floor(random() * 8); turns > 0; turns -= 1) await turn()
    }
    expect(await history(url)).toEqual(Array.from({ length: 200 }, (_, index) => index + 1))
    expect(processes).toBeGreaterThan(10)
  })
}

test('[C35] [C37] a process killed in the middle leaves its entries to the next one; each happens once, in order', async () => {
  const { url } = await serve()
  const folder = await mkdtemp(join(tmpdir(), 'nabiz-outbox-'))
  ends.push(() => rm(folder, { recursive: true }))
  const program = new URL('./testing/outbox-process.ts', import.meta.url).pathname
  const said: number[] = []
  for (let round = 0; round < 5; round += 1) {
    // Each has numbers of its own: what one stored and was killed before saying is not given again by the next.
    const child = spawn(process.execPath, [program, url, folder, TOKEN, ROOM, String(round * 1000 + 1)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    ends.push(() => child.kill('SIGKILL'))
    child.stdout.setEncoding('utf8')
    let lines = ''
    // It says each number once it is stored; killed there, in the middle of storing and sending the next ones.
    for await (const chunk of child.stdout) {
      lines += chunk
      if (lines.split('\n').length > 15 + round) child.kill('SIGKILL')
    }
    said.push(...lines.split('\n').slice(0, -1).map(Number))
  }
  const client = connect(url)
  const outbox = createOutbox({ client, storage: createFileStorage(folder), user: '5' })
  const last = await outbox.send(note(9999))
  await expect.poll(() => outbox.entries.find(({ id }) => id === last)?.state, { timeout: 10_000 }).toBe('sent')
  const texts = (await history(url)) as number[]
  expect(new Set(texts).size).toBe(texts.length)
  expect(texts).toEqual(texts.toSorted((a, b) => a - b))
  expect(texts).toEqual(expect.arrayContaining(said))
  expect(said.length).toBeGreaterThanOrEqual(5 * 15)
})

test('[C39] a thousand messages of an offline day go out at the server’s pace, and nothing is refused', async () => {
  const clock = createManualClock()
  const { url } = await serve({ limits: {}, now: clock.now, monotonic: clock.now })
  const received: string[] = []
  const client = createClient({ url, token: () => TOKEN, WebSocket: watchedSocket([], received), clock })
  ends.push(() => client.close())
  const outbox = createOutbox({ client, storage: createMemoryStorage(), user: '5', clock })
  ends.push(() => outbox.close())
  await Promise.all(Array.from({ length: 1000 }, (_, index) => outbox.send(note(index + 1))))
  client.connect()
  await status(client, 'connected')
  const began = clock.now()
  let sent = 0
  outbox.onSent(() => {
    sent += 1
  })
  while (sent < 1000) {
    await turn()
    // Time passes only while nothing is under way: the machine's own slowness must not count as a pace.
    if (outbox.entries.every(({ state }) => state !== 'sending')) clock.advance(50)
  }
  const minutes = (clock.now() - began) / 60_000
  expect(received.filter(message => message.includes('rate_limited'))).toEqual([])
  expect(minutes).toBeGreaterThan(9)
  expect(minutes).toBeLessThan(13)
  expect(client.status.state).toBe('connected')
})

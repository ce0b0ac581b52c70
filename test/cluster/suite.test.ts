/** The suite served by several processes, as an installation that must not stop with one of them. */
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RoomEvent } from '../../packages/protocol/src/index.ts'
import { PollClient, SseClient } from '../../packages/server/src/testing/http-clients.ts'
import { ConfigRefused, readConfig } from '../../suite/config.ts'
import { issueConnectionTokenRoute, type TaskProgress } from '../../suite/platform/contract/index.ts'
import { passingThroughDatabase } from '../../suite/platform/jobs/index.ts'
import { startProcess } from '../suite/child-process.ts'
import type { ChildSuite } from '../suite/child-suite.ts'
import { openWire, type Wire } from '../suite/wire.ts'
import { CarelessBalancer } from './careless-balancer.ts'
import { createdIn, letterIn, roomOf, type SuiteNodes, stepsOf, suiteNodes } from './suite-nodes.ts'

/** Whole processes start and stop here. */
const SLOW = 60_000
let nodes: SuiteNodes
let a: ChildSuite
let b: ChildSuite
beforeAll(async () => {
  nodes = await suiteNodes()
  a = await nodes.start()
  b = await nodes.start()
})
afterAll(() => nodes?.[Symbol.asyncDispose]())

test('[RD50] what is written on one process is on the screens of both, at one position', async () => {
  const [here, there] = [await a.signIn(), await b.signIn()]
  await using mine = await openWire(a.url, here)
  await using theirs = await openWire(b.url, there)
  for (const [wire, person] of [
    [mine, here],
    [theirs, there],
  ] as const)
    expect(await wire.join(roomOf(person))).toMatchObject({ type: 'room_joined' })
  const letters = [await stepsOf(here).draft(), await stepsOf(there).draft()]
  const told: RoomEvent[][] = []
  for (const wire of [mine, theirs]) {
    await wire.until('both letters', () => createdIn(wire, here).length === 2)
    told.push(createdIn(wire, here))
  }
  expect(told[0]!.map(letterIn).sort()).toEqual(letters.map(({ id }) => id).sort())
  expect(told[1]).toEqual(told[0])
})

test('[RD50] who looks at a letter on another process is seen', async () => {
  const [here, there] = [await a.signIn(), await b.signIn()]
  const room = `mutabakat:${(await stepsOf(here).draft()).id}`
  await using mine = await openWire(a.url, here)
  await using theirs = await openWire(b.url, there)
  for (const wire of [mine, theirs]) {
    await wire.join(room)
    wire.send({ type: 'presence', room, state: { here: true } })
  }
  for (const [ref, wire] of [mine, theirs].entries()) {
    const seen = async () => {
      wire.send({ type: 'presence_list', room, limit: 10, ref: `${ref}` })
      const answers = wire.frames.filter(frame => 'members' in frame)
      return (answers.at(-1) as { members: { user_id: string }[] } | undefined)?.members.map(({ user_id }) => user_id)
    }
    await expect.poll(seen).toEqual([here.user_id, there.user_id])
  }
})

test('[RD50] what a worker says in passing is heard once on every process', async () => {
  const person = await a.signIn()
  const room = `user:${person.user_id}`
  await using mine = await openWire(a.url, person)
  await using theirs = await openWire(b.url, person)
  for (const wire of [mine, theirs]) await wire.join(room)
  const say = passingThroughDatabase(nodes.store, pino({ level: 'silent' }))
  const progress = { percent: null, step: null, rate: null, eta_s: null, errors: 0, message: '' }
  const steps = Array.from({ length: 10 }, (_, done) => done)
  const sayStep = (done: number) =>
    say(room, 'task_progress', { task_id: `t${done}`, kind: 'k', done, total: 10, ...progress })
  const heardBy = (wire: Wire) =>
    wire.events(room).flatMap(({ type, data }) => (type === 'task_progress' ? [(data as TaskProgress).done] : []))
  for (const done of steps) sayStep(done)
  for (const wire of [mine, theirs]) await wire.until('all steps', () => new Set(heardBy(wire)).size === 10)
  sayStep(10)
  for (const wire of [mine, theirs]) {
    await wire.until('the last step', () => heardBy(wire).includes(10))
    expect(heardBy(wire).sort((x, y) => x - y)).toEqual([...steps, 10])
  }
})

test('[RD50] [RD30] over plain HTTP every call may reach another process', async () => {
  const person = await b.signIn()
  const { token } = (await person.call(issueConnectionTokenRoute, {}, { company: null })).body
  await using balancer = await CarelessBalancer.before([`${a.url}/ws`, `${b.url}/ws`])
  for (const Client of [SseClient, PollClient]) {
    const client = new Client(balancer.url)
    const frame = { type: 'connect', token, version: 1, rooms: { [roomOf(person)]: null } }
    const began = client.begin(frame)
    await client.take({ type: 'room_joined' })
    await began
    for (const ts of [1, 2, 3, 4]) {
      expect(await client.send({ type: 'ping', ts })).toBe(202)
      await client.take({ type: 'pong', ts })
    }
    const letter = await stepsOf(person).draft()
    expect(await client.take({ type: 'mutabakat_created' })).toMatchObject({ data: { mutabakat_id: letter.id } })
    void client.cut()
  }
  expect(Math.min(...balancer.carried)).toBeGreaterThan(4)
})

test('[RD51] a session that ends on one process is shut out on the other within a second, and no other is', async () => {
  const [ending, staying] = [await a.signIn(), await a.signIn()]
  await using wire = await openWire(b.url, ending)
  await using other = await openWire(b.url, staying)
  const began = performance.now()
  const answered = await ending.fetch('/api/auth/sign-out', { method: 'POST' })
  expect(answered.status).toBeLessThan(300)
  expect(await wire.closed).toBe(4502)
  expect(performance.now() - began).toBeLessThan(1_000)
  expect(await other.join(roomOf(staying))).toMatchObject({ type: 'room_joined' })
  expect((await ending.fetch(`${b.url}/api/tasks`)).status).toBe(401)
})

test(
  '[RD53] Redis that cannot be reached, or should not be used, stops the start with a sentence',
  async () => {
    const away = startProcess(['web'], { ...nodes.env, REDIS_URL: 'redis://127.0.0.1:1', PORT: '0' })
    const refused = (env: Record<string, string>) => {
      try {
        return readConfig({ ...nodes.env, ...env }).redisUrl
      } catch (error) {
        expect(error).toBeInstanceOf(ConfigRefused)
        return (error as Error).message
      }
    }
    expect(refused({ NABIZ_MODE: 'production' })).toContain('REDIS_URL: 127.0.0.1 needs a password')
    expect(refused({ REDIS_URL: 'redis://user:canary@a,b' })).toMatch(/^REDIS_URL: expected one host(?!.*canary)/)
    expect(refused({ REDIS_URL: '', REDIS_HOST: 'cache.example' })).toContain(
      'REDIS_HOST: cache.example needs a password',
    )
    const parts = { REDIS_URL: '', REDIS_HOST: '::1', REDIS_PASSWORD: 'p@/', REDIS_DB: '3' }
    expect(refused(parts)).toBe('redis://:p%40%2F@[::1]:6379/3')
    expect(refused({ REDIS_URL: 'redis+sentinel://:p@a,b:26380/main' })).toBe('redis+sentinel://:p@a,b:26380/main')
    expect(await away.ended).toBe(1)
    expect(away.printed()).toContain('Nabız did not start: Redis: connect ECONNREFUSED 127.0.0.1:1')
  },
  SLOW,
)

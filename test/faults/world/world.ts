/** One run: a server in its process, readers and writers behind hostile proxies, and the history of it all. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type CheckOptions, checkHistory, type Verdict } from '../checker/check-history.ts'
import { seededRandom } from '../checker/seeded-random.ts'
import { FaultProxy } from '../network/fault-proxy.ts'
import type { OpenLine } from '../observer/line.ts'
import { Reader, scoped } from '../observer/reader.ts'
import { Recorder } from '../observer/recorder.ts'
import { Writer } from '../observer/writer.ts'
import type { Bug } from '../server/bugs.ts'
import { ChildServer } from '../server/child-server.ts'
import { DURABLE, SHORT_KEEPS } from '../server/rooms.ts'
import { readDurable, readPresence, readRoom } from './read-final.ts'
import { came, until } from './until.ts'

export type WorldOptions = {
  readonly seed: number
  /** Readers and writers take them in turn. */
  readonly lines: readonly OpenLine[]
  readonly bug?: Bug | null
  readonly fakeTime?: boolean
}

const BOARD = 'board:1'
const SHORT = 'short:1'
/** The rooms and who is in them: two companies with a room of one name, and the space without a company. */
const ROOMS: readonly [company: string | null, room: string][] = [
  ['acme', BOARD],
  ['acme', SHORT],
  ['rival', BOARD],
  [null, DURABLE],
]
/** More than the process takes in any run, less than a queue without bounds would. */
const RSS_BOUND = 400 * 1024 * 1024
const CATCH_UP_MS = 5_500
/** Two heartbeats, the grace and the gathering of the server under faults, with room for a loaded machine. */
const PRESENCE_MS = 2_000

export class World {
  readonly recorder = new Recorder()
  readonly random: () => number
  readonly readers: Reader[]
  readonly writers: Writer[]
  /** Comes and goes: stays away longer than its room remembers. */
  readonly sleeper: Reader
  readonly server: ChildServer
  readonly forReaders: FaultProxy
  readonly forWriters: FaultProxy
  /** How long everybody is waited for, in ms: a broken server may leave somebody behind for good. */
  readonly patienceMs: number
  readonly #folder: string
  readonly #direct: OpenLine

  private constructor(
    options: WorldOptions,
    parts: { folder: string; random: () => number; server: ChildServer; proxies: FaultProxy[] },
  ) {
    const { lines } = options
    this.random = parts.random
    this.#folder = parts.folder
    this.patienceMs = options.bug ? 1_500 : 15_000
    this.server = parts.server
    this.#direct = lines[0]!
    this.forReaders = parts.proxies[0]!
    this.forWriters = parts.proxies[1]!
    const { recorder, random } = this
    let turn = 0
    const next = () => ({ open: lines[turn++ % lines.length]!, recorder, random })
    const reader = (name: string, company: string | null, ...rooms: string[]) =>
      new Reader({ name, company, rooms, port: () => this.forReaders.port, ...next() })
    const writer = (name: string, company: string | null, keyed: boolean, ...rooms: string[]) =>
      new Writer({ name, company, rooms, keyed, port: () => this.forWriters.port, ...next() })
    this.readers = [
      reader('ayse', 'acme', BOARD, SHORT),
      reader('bora', 'acme', BOARD, SHORT),
      reader('cem', null, DURABLE),
      reader('derya', null, DURABLE),
      reader('elif', 'rival', BOARD),
      reader('fuat', 'rival', BOARD),
    ]
    this.sleeper = reader('sleeper', 'acme', SHORT)
    this.readers.push(this.sleeper)
    this.writers = [
      writer('w1', 'acme', false, BOARD, SHORT),
      writer('w2', 'acme', true, BOARD, SHORT, SHORT),
      writer('w3', 'rival', true, BOARD),
      writer('w4', null, false, DURABLE),
      writer('w5', null, true, DURABLE),
    ]
  }

  static async start(options: WorldOptions): Promise<World> {
    const folder = mkdtempSync(join(tmpdir(), 'nabiz-faults-'))
    const random = seededRandom(options.seed)
    let world: World | null = null
    const server = new ChildServer({
      folder,
      bug: options.bug ?? null,
      fakeTime: options.fakeTime ?? false,
      onFault: what => world?.recorder.write({ kind: 'unhandled', what }),
      onExit: (how, expected) => world?.recorder.write({ kind: 'exit', how, expected }),
    })
    await server.start()
    const proxies = [
      await FaultProxy.start(() => server.port, random),
      await FaultProxy.start(() => server.port, random),
    ]
    world = new World(options, { folder, random, server, proxies })
    for (const reader of world.readers) reader.come()
    await until('readers in their rooms', () => world!.readers.every(({ settled }) => settled))
    for (const writer of world.writers) writer.start()
    await world.traffic(20)
    return world
  }

  get acknowledged(): number {
    return this.writers.reduce((sum, { acknowledged }) => sum + acknowledged, 0)
  }

  /** Resolves when so many more events were acknowledged. */
  async traffic(more: number): Promise<void> {
    const goal = this.acknowledged + more
    await until(`${more} more acknowledged events`, () => this.acknowledged >= goal, 20_000)
  }

  /** Resolves when so many more publishes were begun, answered or not. */
  async asking(more: number): Promise<void> {
    const asked = () => this.recorder.history.reduce((sum, { kind }) => sum + (kind === 'inv' ? 1 : 0), 0)
    const goal = asked() + more
    await until(`${more} more publishes`, () => asked() >= goal, 20_000)
  }

  /** One fault: `work` breaks something and says how much of it happened. */
  async fault(name: string, work: () => Promise<number>): Promise<void> {
    const from = this.recorder.now()
    const witness = await work()
    await this.asking(3)
    this.recorder.write({ kind: 'fault', name, from, witness })
  }

  /** Both proxies, or one. */
  get proxies(): readonly FaultProxy[] {
    return [this.forReaders, this.forWriters]
  }

  /** What every run with faults has: an answer that is lost, and a reader who stays away too long. */
  async usualLosses(): Promise<void> {
    await this.fault('an answer is lost', async () => {
      this.writers[0]!.loseNextAnswer = true
      const unanswered = () => this.recorder.history.filter(({ kind }) => kind === 'info').length
      const before = unanswered()
      await until('a lost answer', () => unanswered() > before)
      return unanswered() - before
    })
    await this.fault('a long absence', async () => {
      const before = this.sleeper.connections
      this.sleeper.go()
      const inShort = () =>
        this.recorder.history.filter(one => one.kind === 'inv' && one.room === scoped('acme', SHORT)).length
      const goal = inShort() + SHORT_KEEPS + 30
      await until('more events than the room keeps', () => inShort() >= goal, 20_000)
      this.sleeper.come()
      await until('the sleeper back', () => this.sleeper.settled)
      return this.sleeper.connections - before
    })
  }

  /** Heals everything, lets traffic run, stops it, and writes down how everybody stands. */
  async judge(options: CheckOptions = {}): Promise<Verdict> {
    const { recorder, server } = this
    for (const proxy of this.proxies) proxy.clear()
    recorder.write({ kind: 'healed' })
    await this.traffic(30)
    await Promise.all(this.writers.map(writer => writer.stop()))
    const finals = new Map<string, { epoch: string; top: number }>()
    for (const [company, room] of ROOMS) {
      const final =
        room === DURABLE ? readDurable(this.#folder, room) : await readRoom(this.#direct, server.port, company, room)
      finals.set(scoped(company, room), final)
      recorder.write({ kind: 'final', room: scoped(company, room), ...final })
    }
    const upToDate = ({ at, options: { company } }: Reader) =>
      [...at].every(([room, position]) => {
        const final = finals.get(scoped(company, room))
        return position?.epoch === final?.epoch && position?.offset === final?.top
      })
    await came(() => this.readers.every(upToDate), Math.min(CATCH_UP_MS, this.patienceMs))
    for (const { name, at, options } of this.readers)
      for (const room of at.keys())
        recorder.write({ kind: 'live', observer: name, room: scoped(options.company, room) })
    await this.#view()
    const { rss } = await server.measure()
    recorder.write({ kind: 'measure', name: 'memory of the server', value: rss, bound: RSS_BOUND })
    return checkHistory(recorder.history, {
      durable: room => room === scoped(null, DURABLE),
      keeps: room =>
        room === scoped('acme', SHORT) ? SHORT_KEEPS : room === scoped(null, DURABLE) ? Infinity : 10_000,
      presenceWithinMs: PRESENCE_MS,
      ...options,
    })
  }

  /** Looks who is said to be there, once the last change is long enough ago. */
  async #view(): Promise<void> {
    const { recorder } = this
    const last = recorder.history.findLast(({ kind }) => kind === 'present' || kind === 'absent')!.at
    await came(() => recorder.now() - last > PRESENCE_MS, this.patienceMs)
    for (const [company, room] of ROOMS) {
      const members = await readPresence(this.#direct, this.server.port, company, room)
      recorder.write({ kind: 'view', observer: 'historian', room: scoped(company, room), members })
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const reader of this.readers) reader.go()
    for (const proxy of this.proxies) await proxy.close()
    await Promise.all(this.writers.map(writer => writer.stop()))
    await this.server.end('SIGKILL')
    rmSync(this.#folder, { recursive: true })
  }
}

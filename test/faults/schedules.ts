/** What goes wrong in each run, and what such a run cannot show. */
import type { CheckOptions } from './checker/check-history.ts'
import { oneOf, wholeNumber } from './checker/seeded-random.ts'
import type { FaultProxy, Weather, Witness } from './network/fault-proxy.ts'
import { scoped } from './observer/reader.ts'
import { came, until } from './world/until.ts'
import type { World } from './world/world.ts'

/** How long something is waited for that a broken server may never do; whether it had to is the judge's to say. */
const PATIENCE_MS = 1_500

export type Schedule = {
  readonly name: string
  readonly options?: CheckOptions
  readonly fakeTime?: true
  readonly onlyLongOverHttp?: true
  /** `rounds` is 1 in a short run. */
  run(world: World, rounds: number): Promise<void>
}

/** How much of one thing the proxies counted since. */
const counted = (proxies: readonly FaultProxy[], what: keyof Witness): (() => number) => {
  const sum = () => proxies.reduce((total, { witness }) => total + witness[what], 0)
  const before = sum()
  return () => sum() - before
}

/** One kind of weather, until it was counted so often and traffic tried to go on. */
const weather = (
  world: World,
  name: string,
  proxies: readonly FaultProxy[],
  change: Partial<Weather>,
  [what, least]: readonly [keyof Witness, number],
) =>
  world.fault(name, async () => {
    const count = counted(proxies, what)
    for (const proxy of proxies) proxy.set(change)
    await came(() => count() >= least)
    await world.asking(5)
    for (const proxy of proxies) proxy.clear()
    return count()
  })

const reset = (world: World, proxies: readonly FaultProxy[] = world.proxies): Promise<void> =>
  world.fault('reset', async () => {
    const count = counted(proxies, 'resets')
    await came(() => proxies.every(({ open }) => open > 0))
    for (const proxy of proxies) proxy.reset()
    return count()
  })

const backIn = (world: World): Promise<void> =>
  until('everybody back', () => world.readers.every(({ settled }) => settled), world.patienceMs)

/** Shows that the rig itself loses nothing. */
export const CONTROL: Schedule = {
  name: 'no fault at all',
  options: {
    quotas: {
      faults: 0,
      duringEachFault: 0,
      unanswered: 0,
      reconnects: 0,
      recoveredAll: 0,
      recoveredReset: 0,
    },
  },
  run: async (world, rounds) => world.traffic(200 * rounds),
}

export const SCHEDULES: readonly Schedule[] = [
  {
    name: 'connections are reset and cut in the middle of frames',
    async run(world, rounds) {
      await world.usualLosses()
      for (let round = 0; round < 6 * rounds; round++) {
        const proxies = oneOf(world.random, [world.proxies, [world.forReaders], [world.forWriters]])
        await reset(world, proxies)
        await backIn(world)
        await world.fault('cut mid-frame', async () => {
          const count = counted([world.forReaders], 'bytesCutOff')
          world.forReaders.cutMidFrame(wholeNumber(world.random, 0, 400))
          await came(() => count() > 0)
          return count()
        })
        await world.traffic(wholeNumber(world.random, 5, 30))
      }
    },
  },
  {
    name: 'one direction falls silent and nobody is told',
    async run(world, rounds) {
      await world.usualLosses()
      for (let round = 0; round < rounds; round++) {
        await weather(world, 'nothing goes up', [world.forReaders], { up: 'swallow' }, ['swallowedBytes', 20])
        await backIn(world)
        await weather(world, 'nothing comes down', world.proxies, { down: 'swallow' }, ['swallowedBytes', 20])
        await backIn(world)
      }
    },
  },
  {
    name: 'bytes come one by one, late and slowly',
    onlyLongOverHttp: true,
    async run(world, rounds) {
      await world.usualLosses()
      for (let round = 0; round < rounds; round++) {
        await weather(world, 'one byte a piece', world.proxies, { sliceBytes: 1 }, ['slices', 1_000])
        await weather(world, 'latency and jitter', world.proxies, { latencyMs: 30, jitterMs: 40 }, ['delayed', 20])
        await weather(world, '40 kB a second', [world.forReaders], { bytesPerSecond: 40_000 }, ['delayed', 20])
        await reset(world)
      }
    },
  },
  {
    name: 'the server is killed and comes back',
    async run(world, rounds) {
      await world.usualLosses()
      for (let round = 0; round < 2 * rounds; round++) {
        await world.fault('kill -9', async () => {
          const how = await world.server.end('SIGKILL')
          await world.server.start()
          return how === 'SIGKILL' ? 1 : 0
        })
        await backIn(world)
        await world.traffic(20)
      }
    },
  },
  {
    name: 'the server stands still, and readers do not read',
    onlyLongOverHttp: true,
    async run(world, rounds) {
      await world.usualLosses()
      for (let round = 0; round < rounds; round++) {
        await world.fault('SIGSTOP', async () => {
          world.server.signal('SIGSTOP')
          await until('a stopped server', () => world.server.state() === 'T')
          const comings = () => world.readers.reduce((sum, { connections }) => sum + connections, 0)
          const before = comings()
          await came(() => comings() > before, 3_000)
          const stopped = world.server.state() === 'T' ? 1 : 0
          world.server.signal('SIGCONT')
          return stopped
        })
        await world.traffic(20)
        await weather(world, 'readers do not read', [world.forReaders], { down: 'hold' }, ['held', 5])
        await backIn(world)
      }
    },
  },
  {
    name: 'the wall clock jumps',
    fakeTime: true,
    onlyLongOverHttp: true,
    async run(world, rounds) {
      await world.usualLosses()
      for (let round = 0; round < rounds; round++)
        for (const seconds of [3_600, -90_000, 0]) {
          await world.fault(`clock at ${seconds} s`, async () => {
            const before = await world.server.measure()
            world.server.setClock(seconds)
            await world.traffic(20)
            const after = await world.server.measure()
            const steady = after.steady - before.steady
            const jump = after.wall - before.wall - steady
            return steady < 20_000 && Math.abs(jump) > 1_000_000 ? 1 : 0
          })
          await reset(world, [world.forReaders])
          await backIn(world)
        }
    },
  },
  {
    name: 'permissions end while events flow',
    async run(world) {
      const [ayse, bora] = world.readers
      await world.usualLosses()
      await world.fault('a permission is taken away', async () => {
        await world.server.order({ do: 'forbid', user: ayse!.name, room: 'board:1' })
        world.recorder.write({ kind: 'revoked', observer: ayse!.name, room: scoped('acme', 'board:1') })
        await came(() => ayse!.ended.has('board:1'), PATIENCE_MS)
        const before = ayse!.connections
        // And again from nothing, with the position it had.
        ayse!.go()
        ayse!.at.set('board:1', { epoch: 'forgotten', offset: 1 })
        ayse!.come()
        await came(() => ayse!.ended.get('board:1') === 'denied', PATIENCE_MS)
        return ayse!.connections - before
      })
      await world.fault('a user is revoked', async () => {
        await world.server.order({ do: 'revoke', user: bora!.name })
        world.recorder.write({ kind: 'revoked', observer: bora!.name, room: null })
        const before = bora!.connections
        await came(() => bora!.connections > before, PATIENCE_MS)
        bora!.giveUp()
        return 1
      })
      await world.traffic(200)
    },
  },
]

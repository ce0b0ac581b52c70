/** What every broker must do, as tests: run over memory here, and over any other implementation beside it. */
import { describe, expect, test } from 'vitest'
import type { Broker, Carried, Retention } from './broker.ts'

const PAGE = { events: 100, bytes: 1_000_000 }
const RETENTION: Retention = { count: 5, bytes: 1_000_000, age_ms: 3_600_000, durable: false }
/** Whole events: a broker may look at what comes to it from outside. */
const draft = (name: string, room = 'r') => ({ head: `{"type":"x","room":"${room}","id":"${name}"`, slot: null })

/** Collects what a subscription delivers. */
const listener = () => {
  const got: { epoch: string; carried: Carried }[] = []
  return { got, deliver: (epoch: string, carried: Carried) => void got.push({ epoch, carried }) }
}
const idsOf = (got: readonly { carried: Carried }[]) =>
  got.map(({ carried }) => (JSON.parse(carried.frame.toString()) as { id: string }).id)

/**
 * `make` gives two links to one fresh broker (the same object twice, where there is only one process). `arrived` resolves
 * when everything published before it has reached every subscriber.
 */
export const brokerContract = (
  name: string,
  make: () => Promise<{ one: Broker; two: Broker; arrived: () => Promise<void>; end: () => Promise<void> }>,
): void => {
  describe(`broker contract: ${name}`, () => {
    test('[W20] offsets run 1, 2, 3 … for everybody, whoever publishes', async () => {
      const { one, two, arrived, end } = await make()
      const a = listener()
      const b = listener()
      await one.subscribe('r', RETENTION, a.deliver)
      await two.subscribe('r', RETENTION, b.deliver)
      const positions = await Promise.all(
        Array.from({ length: 20 }, (_, index) => (index % 2 ? one : two).publish('r', draft(`e${index}`), RETENTION)),
      )
      await arrived()
      expect(positions.map(({ offset }) => offset).sort((x, y) => x - y)).toEqual(
        Array.from({ length: 20 }, (_, i) => i + 1),
      )
      expect(new Set(positions.map(({ epoch }) => epoch)).size).toBe(1)
      expect(a.got.map(({ carried }) => carried.offset)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1))
      expect(idsOf(b.got)).toEqual(idsOf(a.got))
      expect(JSON.parse(a.got[0]!.carried.frame.toString())).toMatchObject({ type: 'x', offset: 1 })
      await end()
    })

    test('[W20] a subscription tells the top it begins at, and ends when closed', async () => {
      const { one, arrived, end } = await make()
      await one.publish('r', draft('before'), RETENTION)
      const { got, deliver } = listener()
      const subscription = await one.subscribe('r', RETENTION, deliver)
      expect(subscription.position.offset).toBe(1)
      await one.publish('r', draft('during'), RETENTION)
      await arrived()
      subscription.close()
      await one.publish('r', draft('after'), RETENTION)
      await arrived()
      // What lies behind its position may still be on its way; rooms pass over it.
      const { offset } = subscription.position
      expect(idsOf(got.filter(({ carried }) => carried.offset! > offset))).toEqual(['during'])
      await end()
    })

    test('[W21] a passing event reaches subscribers of its room alone and is kept nowhere', async () => {
      const { one, two, arrived, end } = await make()
      const { got, deliver } = listener()
      await two.subscribe('r', RETENTION, deliver)
      await one.pass('r', draft('p'))
      await one.pass('other', draft('q', 'other'))
      await arrived()
      expect(got).toMatchObject([{ carried: { offset: null } }])
      expect(await one.read('r', null, PAGE)).toMatchObject({ top: 0, first: 1, events: [] })
      await end()
    })

    test('[W26] reading gives what lies after a position, the newest without one, and where the kept begins', async () => {
      const { one, two, end } = await make()
      for (let index = 1; index <= 8; index++) await one.publish('r', draft(`e${index}`), RETENTION)
      const { epoch } = await one.read('r', null, PAGE)
      const after = await two.read('r', { epoch, offset: 6 }, PAGE)
      expect(after).toMatchObject({ top: 8, first: 4 })
      expect(after.events.map(event => event.offset)).toEqual([7, 8])
      const newest = await two.read('r', null, { events: 2, bytes: 1_000_000 })
      expect(newest.events.map(event => event.offset)).toEqual([7, 8])
      const page = await two.read('r', { epoch, offset: 3 }, { events: 2, bytes: 1_000_000 })
      expect(page.events.map(event => event.offset)).toEqual([4, 5])
      expect((await two.read('r', { epoch, offset: 8 }, PAGE)).events).toEqual([])
      await end()
    })

    test('[W30] a page ends before its bytes do, but gives at least one event', async () => {
      const { one, end } = await make()
      for (let index = 1; index <= 4; index++) await one.publish('r', draft(`e${index}`), RETENTION)
      const { epoch, events } = await one.read('r', null, PAGE)
      const size = events[0]!.frame.length
      expect((await one.read('r', { epoch, offset: 0 }, { events: 9, bytes: size * 2 })).events.length).toBe(2)
      expect((await one.read('r', { epoch, offset: 0 }, { events: 9, bytes: 1 })).events.length).toBe(1)
      expect((await one.read('r', null, { events: 9, bytes: 1 })).events.map(event => event.offset)).toEqual([4])
      await end()
    })

    test('[W32] placed events keep the offsets and the epoch of their log; repeats are dropped', async () => {
      const { one, two, arrived, end } = await make()
      const durable = { ...RETENTION, durable: true }
      const { got, deliver } = listener()
      await one.subscribe('d', durable, deliver)
      const event = (offset: number) => ({
        offset,
        slot: null,
        frame: Buffer.from(`{"type":"x","room":"d","id":"d${offset}","offset":${offset}}`),
      })
      for (const offset of [7, 8, 8, 7, 9]) await two.place('d', 'log', event(offset), durable)
      await arrived()
      expect(got.map(({ epoch, carried }) => [epoch, carried.offset])).toEqual([7, 8, 9].map(offset => ['log', offset]))
      await end()
    })
  })
}

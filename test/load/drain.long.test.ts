import { expect, test } from 'vitest'
import { LoadNode, SharedLog } from './load-node.ts'
import { pace } from './pace.ts'
import { type Heard, RawClient } from './raw-client.ts'

const CLIENTS = 5_000
const WINDOW_MS = 10_000
const ROOM = 'ledger:1'
/** So many connect at once while the test sets itself up. */
const AT_ONCE = 200

test('[LD1] [W48] 5,000 clients are moved to another node without a burst, and miss nothing', async () => {
  const log = new SharedLog()
  await using before = await LoadNode.start(log)
  await using after = await LoadNode.start(log)
  const moments: number[] = []
  const returns: number[] = []
  const moved: Promise<void>[] = []
  const clients: RawClient[] = Array.from({ length: CLIENTS }, (_, index) => {
    const hear = (frame: Heard) => {
      if (frame.type !== 'reconnect') return
      moments.push(frame.after_ms!)
      moved.push(
        pace(frame.after_ms!).then(() => {
          client.leave()
          returns.push(performance.now())
          return client.connect(after.port)
        }),
      )
    }
    const client = new RawClient(ROOM, `u${index}`, hear)
    return client
  })
  for (let at = 0; at < CLIENTS; at += AT_ONCE)
    await Promise.all(clients.slice(at, at + AT_ONCE).map(client => client.connect(before.port)))

  let running = true
  const publishing = (async () => {
    while (running) {
      const event = log.append(ROOM)
      for (const node of [before, after]) node.tell({ do: 'carry', epoch: log.epoch, event })
      await pace(200)
    }
  })()
  const left = await before.order({ do: 'drain', window_ms: WINDOW_MS })
  expect(left).toBe(0)
  expect(moved.length).toBe(CLIENTS)
  await Promise.all(moved)
  running = false
  await publishing
  const top = log.events.length
  await expect.poll(() => clients.filter(client => client.position!.offset !== top).length, { timeout: 30_000 }).toBe(0)
  expect(clients.flatMap(client => client.wrong)).toEqual([])
  expect(clients.every(client => client.received === top && client.connects === 2)).toBe(true)
  expect(top).toBeGreaterThan(10)

  // Even: of ten tenths of the window each has a tenth of the clients, give or take five standard deviations.
  const tenths = Array.from(
    { length: 10 },
    (_, tenth) => moments.filter(moment => Math.floor((moment * 10) / WINDOW_MS) === tenth).length,
  )
  expect(Math.min(...tenths)).toBeGreaterThan(390)
  expect(Math.max(...tenths)).toBeLessThan(610)
  const began = Math.min(...returns)
  const seconds = Map.groupBy(returns, at => Math.floor((at - began) / 1_000))
  console.log(
    `connects in each second: ${[...seconds.values()].map(list => list.length).join(' ')}; ${top} events while it went on`,
  )
  for (const client of clients) client.end()
})

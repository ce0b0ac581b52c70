import { expect, test } from 'vitest'
import { LoadNode, SharedLog } from './load-node.ts'
import { RawClient } from './raw-client.ts'

const EVENTS = 100_000
const READERS = 15
const ROOM = 'long:1'
/** One event as a frame, about. All replays together are 15 × 100,000 of them; most of what is measured is garbage not yet swept. */
const FRAME_BYTES = 240

test('[LD2] [W28] 100,000 missed events come back in order, and the memory of the node stays flat', async () => {
  await using node = await LoadNode.start(new SharedLog())
  const clients = Array.from({ length: READERS }, (_, index) => new RawClient(ROOM, `u${index}`, () => {}))
  for (const client of clients) {
    await client.connect(node.port)
    client.leave()
  }
  await node.order({ do: 'publish', room: ROOM, count: EVENTS, bytes: 100 })
  const before = await node.order({ do: 'measure' })
  const began = performance.now()
  await Promise.all(clients.map(client => client.connect(node.port)))
  let most = before
  while (clients.some(client => client.received < EVENTS)) most = Math.max(most, await node.order({ do: 'measure' }))
  const took = performance.now() - began
  expect(clients.flatMap(client => client.wrong)).toEqual([])
  expect(clients.map(client => client.position!.offset)).toEqual(Array(READERS).fill(EVENTS))
  console.log(
    `${READERS} × ${EVENTS} events in ${(took / 1_000).toFixed(1)} s; memory ${(before / 1e6).toFixed(0)} MB, at most ${((most - before) / 1e6).toFixed(1)} MB more`,
  )
  expect(most - before).toBeLessThan((READERS * EVENTS * FRAME_BYTES) / 4)
  for (const client of clients) client.end()
})

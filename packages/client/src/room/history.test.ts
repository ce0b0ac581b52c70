/** Reading a room's past from the real server, page by page, in both directions. */
import { defineRoom, type StandardSchemaV1 } from '@nabiz/protocol'
import { afterEach, expect, test } from 'vitest'
import { type Client, createClient } from '../client.ts'
import { type RealServer, startRealServer, TOKEN } from '../testing/real-server.ts'
import { watchedSocket } from '../testing/watched-socket.ts'
import type { HistoryPage } from './history.ts'

const anything = {
  '~standard': { version: 1, vendor: 'test', validate: value => ({ value }) },
} satisfies StandardSchemaV1
/** Keeps the last ten of what was published. */
const short = defineRoom('short:{id}', { events: { counted: { schema: anything } }, history: { count: 10 } })

let server: RealServer
const clients: Client[] = []
afterEach(async () => {
  for (const client of clients.splice(0)) client.close()
  await server.stop()
})

const start = async (room: string, count: number, data = (offset: number): unknown => offset) => {
  server = await startRealServer({ rooms: [short] })
  for (let offset = 1; offset <= count; offset += 1) await server.server.publish(room, 'counted', data(offset))
  const sent: string[] = []
  const client = createClient({ url: server.url, token: () => TOKEN, WebSocket: watchedSocket(sent), backoff: () => 1 })
  clients.push(client)
  client.connect()
  return { client, asked: () => sent.filter(frame => frame.includes('"history"')).length }
}

const offsets = (page: HistoryPage) => page.events.map(event => event.offset)
const pages = async (first: HistoryPage): Promise<(number | undefined)[][]> => {
  const read = [offsets(first)]
  for (let page = first; page.more; read.push(offsets(page))) page = await page.more()
  return read
}

test('[C48] without a position the newest come, and `more` reads back to the beginning', async () => {
  const { client } = await start('company:1', 10)
  const first = await client.history('company:1', { limit: 4 })
  expect(first).toMatchObject({ offset: 10, epoch: expect.any(String) })
  expect(await pages(first)).toEqual([
    [7, 8, 9, 10],
    [3, 4, 5, 6],
    [1, 2],
  ])
  const all = await client.history('company:1')
  expect(offsets(all)).toHaveLength(10)
  expect(all.more).toBeNull()
  const none = await client.history('company:2')
  expect(none).toMatchObject({ events: [], offset: 0, more: null })
})

test('[C48] with a position what came after it comes, and `more` reads on', async () => {
  const { client } = await start('company:1', 10)
  const { epoch } = await client.history('company:1', { limit: 1 })
  const first = await client.join('company:1').history({ since: { epoch, offset: 3 }, limit: 3 })
  expect(await pages(first)).toEqual([[4, 5, 6], [7, 8, 9], [10]])
  const none = await client.history('company:1', { since: { epoch, offset: 10 } })
  expect(none).toMatchObject({ events: [], more: null })
  const lost = client.history('company:1', { since: { epoch: 'other', offset: 3 } })
  await expect(lost).rejects.toMatchObject({ code: 'position_lost' })
})

test('[C48] where the history was trimmed, reading back ends with the oldest that is kept, in few questions', async () => {
  const { client, asked } = await start('short:1', 1000)
  const read = await pages(await client.history('short:1', { limit: 6 }))
  expect(read.flat().sort((a, b) => a! - b!)).toEqual([991, 992, 993, 994, 995, 996, 997, 998, 999, 1000])
  expect(read[0]).toEqual([995, 996, 997, 998, 999, 1000])
  expect(asked()).toBeLessThanOrEqual(6)
})

test('[C48] a page that is cut by its size leaves no hole', async () => {
  const big = 'x'.repeat(60_000)
  const { client } = await start('company:1', 20, offset => `${offset} ${big}`)
  const back = await pages(await client.history('company:1', { limit: 1000 }))
  expect(back.toReversed().flat()).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
  const { epoch } = await client.history('company:1', { limit: 1 })
  const on = await pages(await client.history('company:1', { since: { epoch, offset: 0 }, limit: 1000 }))
  expect(on.flat()).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
  expect(on.length).toBeGreaterThan(3)
})

test('[C48] a question for history survives a lost connection: reading twice changes nothing', async () => {
  const { client, asked } = await start('company:1', 3)
  await client.history('company:1')
  const reading = client.history('company:1', { limit: 2 })
  server.cut()
  expect(offsets(await reading)).toEqual([2, 3])
  expect(asked()).toBeGreaterThanOrEqual(2)
})

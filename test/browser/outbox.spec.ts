/** The outbox in real pages: IndexedDB, reloads, two tabs of one person, a full disk. */
import { once } from 'node:events'
import { createServer as createHttp } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createClient } from '@nabiz/client'
import { createServer, type Identity } from '@nabiz/server'
import { type BrowserContext, expect, type Page, test } from '@playwright/test'
import { rolldown } from 'rolldown'
import { storageCases } from '../../packages/client/src/outbox/storage-contract.ts'
import type { PageTools } from '../../packages/client/src/outbox/testing/page.ts'

/** Only inside pages. */
declare const nabiz: PageTools

const TOKEN = JSON.stringify({ user_id: '5', rooms: ['*'], publish: ['*'] } satisfies Identity)

let origin: string
let stop: () => Promise<void>

const bundle = async (): Promise<string> => {
  const input = new URL('../../packages/client/src/outbox/testing/page.ts', import.meta.url).pathname
  const build = await rolldown({ input })
  const { output } = await build.generate({ format: 'es' })
  await build.close()
  return output[0].code
}

test.beforeAll(async () => {
  const script = await bundle()
  const http = createHttp((request, response) => {
    const isScript = request.url === '/page.js'
    response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html')
    response.end(
      isScript ? script : '<!doctype html><title>outbox</title><script src="/page.js" type="module"></script>',
    )
  })
  const server = createServer({
    authenticate: async token => JSON.parse(token) as Identity,
    limits: { messagesPerMinute: 1_000_000 },
  })
  server.attach(http)
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  origin = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
  stop = async () => {
    await server.close()
    http.close()
    http.closeAllConnections()
  }
})
test.afterAll(() => stop())

/** What the server's history of a room holds. */
const history = async (room: string): Promise<unknown[]> => {
  const client = createClient({ url: origin, token: () => TOKEN })
  client.connect()
  const { events } = await client.history(room, { limit: 1000 })
  client.close()
  return events.map(event => event.data)
}

const open = async (context: BrowserContext): Promise<Page> => {
  const page = await context.newPage()
  await page.goto(origin)
  return page
}
const start = (page: Page, connect: boolean) =>
  page.evaluate(options => nabiz.start(options), { token: TOKEN, connect })
const send = (page: Page, room: string, texts: string[]) =>
  page.evaluate(([room, texts]) => nabiz.send(room, texts), [room, texts] as const)
const waiting = (page: Page) => page.evaluate(() => nabiz.waiting())
const numbered = (count: number, head = '') => Array.from({ length: count }, (_, index) => `${head}${index + 1}`)

for (const [index, { name }] of storageCases.entries()) {
  test(`[C49] IndexedDB: ${name}`, async ({ context }) => {
    const page = await open(context)
    await page.evaluate(([index, name]) => nabiz.runCase(index, name), [index, `case-${index}`] as const)
  })
}

test('[C35] [C37] what was written offline survives a reload, and goes out once and in order', async ({ context }) => {
  const page = await open(context)
  await start(page, false)
  const texts = numbered(50)
  expect(await send(page, 'conversation:offline', texts)).toBe(50)
  await page.reload()
  await start(page, false)
  await expect.poll(() => waiting(page)).toBe(50)
  await page.reload()
  await start(page, true)
  await expect.poll(() => page.evaluate(() => nabiz.sent())).toBe(50)
  expect(await history('conversation:offline')).toEqual(texts)
})

test('[C37] reloads in the middle of sending: each message once and in order', async ({ context }) => {
  const page = await open(context)
  await start(page, false)
  const texts = numbered(120)
  expect(await send(page, 'conversation:reloaded', texts)).toBe(120)
  await page.reload()
  let reloads = 0
  for (let wanted = 100; wanted > 0; wanted -= 20) {
    await start(page, true)
    await page.waitForFunction(most => nabiz.sent() > 0 && nabiz.waiting() <= most, wanted, { polling: 1 })
    await page.reload()
    reloads += 1
  }
  await start(page, true)
  await expect.poll(async () => (await history('conversation:reloaded')).length).toBe(120)
  await expect.poll(() => waiting(page)).toBe(0)
  expect(await history('conversation:reloaded')).toEqual(texts)
  expect(reloads).toBe(5)
})

test('[C43] two tabs: no message is sent twice, and when the sending tab closes the other goes on', async ({
  context,
}) => {
  const sent: { page: Page; key: string; text: string }[] = []
  context.on('page', page =>
    page.on('websocket', socket =>
      socket.on('framesent', ({ payload }) => {
        const frame = JSON.parse(String(payload)) as { type: string; key: string; data: string }
        if (frame.type === 'publish') sent.push({ page, key: frame.key, text: frame.data })
      }),
    ),
  )
  const [one, two] = [await open(context), await open(context)]
  await start(one, true)
  await start(two, true)
  const room = 'conversation:tabs'
  await Promise.all([send(one, room, numbered(60, 'one ')), send(two, room, numbered(60, 'two '))])
  await expect.poll(async () => (await waiting(one)) + (await waiting(two))).toBe(0)
  expect(new Set(sent.map(({ key }) => key)).size).toBe(120)
  expect(sent).toHaveLength(120)
  const texts = (await history(room)) as string[]
  expect(texts.filter(text => text.startsWith('one'))).toEqual(numbered(60, 'one '))
  expect(texts.filter(text => text.startsWith('two'))).toEqual(numbered(60, 'two '))

  const third = await open(context)
  await start(third, false)
  const more = send(third, room, numbered(200, 'three '))
  await expect.poll(() => sent.length, { intervals: [1] }).toBeGreaterThan(130)
  const sender = sent.at(-1)!.page
  await sender.close()
  await more
  const other = sender === one ? two : one
  await expect.poll(() => waiting(other)).toBe(0)
  expect((await history(room)).slice(120)).toEqual(numbered(200, 'three '))
  expect(new Set(sent.slice(120).map(({ page }) => page)).size).toBe(2)
})

test('[C42] a full disk is told as `storage_full`, and what was not stored is not sent', async ({ context }) => {
  const page = await open(context)
  await start(page, false)
  const cdp = await context.newCDPSession(page)
  await cdp.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 200_000 })
  const large = 'x'.repeat(500_000)
  expect(await send(page, 'conversation:full', [large])).toBe('storage_full')
  expect(await waiting(page)).toBe(0)
  await cdp.send('Storage.overrideQuotaForOrigin', { origin })
  expect(await send(page, 'conversation:full', ['small'])).toBe(1)
})

test('[C42] a database that was closed or deleted under the outbox is opened anew', async ({ context }) => {
  const page = await open(context)
  await start(page, false)
  expect(await send(page, 'conversation:lost', ['1'])).toBe(1)
  await page.evaluate(() => nabiz.loseDatabase())
  expect(await send(page, 'conversation:lost', ['2'])).toBe(1)
  expect(await waiting(page)).toBe(2)
  await page.evaluate(() => nabiz.deleteDatabase())
  expect(await send(page, 'conversation:lost', ['3'])).toBe(1)
  await page.reload()
  await start(page, false)
  await expect.poll(() => waiting(page)).toBe(1)
})

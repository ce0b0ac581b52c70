/** One connection for all tabs, in real pages: by a SharedWorker and by the pages themselves; closed, crashed, frozen. */
import { once } from 'node:events'
import { createServer as createHttp } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createServer, type Identity, type NabizServer } from '@nabiz/server'
import { type BrowserContext, expect, type Page, test } from '@playwright/test'
import { rolldown } from 'rolldown'
import type { PageTools } from '../../packages/client/src/tabs/testing/page.ts'

/** Only inside pages. */
declare const tabs: PageTools

let origin: string
let server: NabizServer
let stop: () => Promise<void>

const bundle = async (name: string): Promise<string> => {
  const input = new URL(`../../packages/client/src/tabs/testing/${name}.ts`, import.meta.url).pathname
  const build = await rolldown({ input })
  const { output } = await build.generate({ format: 'es' })
  await build.close()
  return output[0].code
}

test.beforeEach(async () => {
  const scripts: Record<string, string> = { '/page.js': await bundle('page'), '/worker.js': await bundle('worker') }
  const http = createHttp((request, response) => {
    const script = scripts[request.url ?? '']
    response.setHeader('Content-Type', script ? 'text/javascript' : 'text/html')
    response.end(script ?? '<!doctype html><title>tabs</title><script src="/page.js" type="module"></script>')
  })
  server = createServer({
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
test.afterEach(() => stop())

const open = async (context: BrowserContext, options: { worker?: boolean; user?: string } = {}): Promise<Page> => {
  const page = await context.newPage()
  await page.goto(origin)
  const { worker = false, user = '5' } = options
  const token = JSON.stringify({ user_id: user, rooms: ['*'], publish: ['*'] } satisfies Identity)
  await page.evaluate(options => tabs.start(options), { user, token, worker })
  await expect.poll(() => page.evaluate(() => tabs.state())).toBe('joined')
  return page
}
const heard = (page: Page) => page.evaluate(() => tabs.heard())
const numbered = (count: number) => Array.from({ length: count }, (_, index) => index + 1)

/** Publishes the numbers from `from` to `to`. */
const publish = async (from: number, to: number) => {
  for (let number = from; number <= to; number += 1) await server.publish('company:1', 'counted', number)
}
const expectAll = async (pages: Page[], count: number, timeout = 30_000) => {
  for (const page of pages) {
    await expect.poll(() => heard(page), { timeout }).toEqual(numbered(count))
    expect(await page.evaluate(() => tabs.resets())).toEqual(['fresh'])
  }
}

for (const worker of [false, true]) {
  const how = worker ? 'a SharedWorker' : 'one of the pages'
  test(`[C22] [C23] [C24] ${how} holds the connection of three pages; pages close and none of the others misses an event`, async ({
    context,
  }) => {
    const pages = [await open(context, { worker }), await open(context, { worker }), await open(context, { worker })]
    expect(server.stats()).toMatchObject({ connections: 1, rooms: { 'company:1': 1 } })
    await publish(1, 10)
    await expectAll(pages, 10)
    for (const page of pages) {
      expect(await page.evaluate(() => tabs.status())).toMatchObject({ state: 'connected', transport: 'websocket' })
    }
    // The first page to come is the one that holds it.
    const [first, second, third] = pages as [Page, Page, Page]
    await first.evaluate(() => tabs.hold('first:only'))
    await expect.poll(() => server.stats().rooms).toEqual({ 'company:1': 1, 'first:only': 1 })
    const closing = first.close()
    await publish(11, 60)
    await closing
    await publish(61, 70)
    await expectAll([second, third], 70)
    await expect.poll(() => server.stats().rooms).toEqual({ 'company:1': 1 })
    await Promise.all([second.close({ runBeforeUnload: false }), publish(71, 100)])
    await expectAll([third], 100)
    expect(await third.evaluate(() => tabs.publish(101))).not.toBe('')
    await expectAll([third], 101)
    expect(server.stats().connections).toBe(1)
    await third.close()
    await expect.poll(() => server.stats().connections).toBe(0)
  })

  test(`[C26] ${how}: pages of another user have another connection, and closing one page's client ends it alone`, async ({
    context,
  }) => {
    const mine = await open(context, { worker })
    const also = await open(context, { worker })
    const theirs = await open(context, { worker, user: '6' })
    expect(server.stats()).toMatchObject({ users: 2, connections: 2 })
    await mine.evaluate(() => tabs.end())
    await expect.poll(() => also.evaluate(() => tabs.state())).toBe('joined')
    await publish(1, 5)
    await expectAll([also, theirs], 5)
    expect(await heard(mine)).toEqual([])
    expect(await mine.evaluate(() => tabs.status())).toMatchObject({ state: 'closed', reason: 'closed_by_client' })
    await expect.poll(() => server.stats().connections).toBe(2)
  })
}

test('[C24] the page that holds the connection crashes', async ({ context }) => {
  const holder = await open(context)
  const other = await open(context)
  await publish(1, 5)
  await expectAll([other], 5)
  const crashed = holder.waitForEvent('crash')
  await Promise.all([holder.goto('chrome://crash').catch(() => {}), crashed])
  await publish(6, 20)
  // By the lock that fell free, not by the heartbeat.
  await expectAll([other], 20, 5000)
})

test('[C25] the page that holds the connection is frozen: another takes over, and it joins them when it wakes @long', async ({
  context,
}) => {
  test.slow()
  const holder = await open(context)
  const other = await open(context)
  await publish(1, 5)
  await expectAll([holder, other], 5)
  const devtools = await context.newCDPSession(holder)
  await devtools.send('Debugger.enable')
  const frozen = new Promise(resolve => devtools.once('Debugger.paused', resolve))
  await devtools.send('Debugger.pause')
  await publish(6, 7)
  await frozen
  await publish(8, 20)
  await expectAll([other], 20)
  // The frozen one's is still open at the server, which waits for its heartbeat.
  expect(server.stats().connections).toBe(2)
  await devtools.send('Debugger.disable')
  await publish(21, 30)
  await expectAll([other, holder], 30)
  await expect.poll(() => server.stats().connections).toBe(1)
})

test('[C27] a keyed publish of one page survives the closing of the page that holds the connection', async ({
  context,
}) => {
  const holder = await open(context)
  const asking = await open(context)
  const answers = asking.evaluate(() => Promise.all([1, 2, 3].map(number => tabs.publish(number, `k${number}`))))
  await holder.close()
  expect(new Set(await answers).size).toBe(3)
  await expectAll([asking], 3)
})

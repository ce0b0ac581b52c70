import { once } from 'node:events'
import { createServer as createHttp } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createServer } from '@nabiz/server'
import { expect, test } from '@playwright/test'

/** A page without any library: buys a ticket, then the browser's own EventSource does everything. */
const PAGE = `<!doctype html><script>
  const offsets = [], sessions = []
  let source
  const start = async () => {
    const body = JSON.stringify({ type: 'connect', token: 't', version: 1, rooms: { news: null } })
    const headers = { authorization: 'Bearer t', 'content-type': 'application/json' }
    const { ticket } = await (await fetch('/ws/ticket', { method: 'POST', headers, body })).json()
    source = new EventSource('/ws/sse?ticket=' + ticket)
    source.onmessage = ({ data }) => {
      const frame = JSON.parse(data)
      if (frame.type === 'connected') sessions.push(frame.session)
      if (frame.offset && frame.id) offsets.push(frame.offset)
    }
  }
  start()
</script>`

test('[W70] [W72] [W73] a plain EventSource comes back by itself, misses nothing, and stays away when it must', async ({
  page,
  context,
}) => {
  const server = createServer({
    authenticate: async () => ({ user_id: '5', issued_at: 1, rooms: ['*'] }),
    random: () => 0,
  })
  const http = createHttp((_, response) => response.setHeader('content-type', 'text/html').end(PAGE))
  server.attach(http)
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  try {
    const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}/`
    // The browser sends it with every GET to its own host, and no Origin beside it.
    await context.addCookies([{ name: 'sign-in', value: '1', url }])
    await page.goto(url)
    const offsets = () => page.evaluate<number[]>('offsets')
    const sessions = () => page.evaluate<string[]>('sessions')
    await expect.poll(sessions).toHaveLength(1)
    await server.publish('news', 'x', 1)
    await expect.poll(offsets).toEqual([1])
    http.closeAllConnections()
    await expect.poll(() => server.stats().connections).toBe(0)
    for (let index = 2; index <= 20; index++) await server.publish('news', 'x', index)
    await expect.poll(offsets).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
    const [first, second] = await sessions()
    expect(second).toBe(first)
    await server.disconnect({ user_id: '5' }, { revoke: true })
    await expect.poll(() => page.evaluate('source.readyState')).toBe(2)
    expect(server.stats().connections).toBe(0)
  } finally {
    await server.close()
    http.close()
    http.closeAllConnections()
  }
})

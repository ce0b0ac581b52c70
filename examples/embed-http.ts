/** The engine inside a plain Node server, with two pages that use it: `node examples/embed-http.ts`, then open the address. */
import { readFile } from 'node:fs/promises'
import { createServer as createHttp } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createServer, jwtAuthenticate, signToken } from '@nabiz/server'

const secret = process.env.JWT_SECRET ?? 'only for this example, at least 32 bytes'
const pages: Record<string, string> = { '/': 'browser-page.html', '/event-source': 'event-source-page.html' }

const http = createHttp(async (request, response) => {
  const page = pages[request.url ?? '']
  if (page !== undefined) {
    const html = await readFile(new URL(page, import.meta.url))
    response.setHeader('content-type', 'text/html; charset=utf-8').end(html)
  } else if (request.url === '/token') {
    // In a product: for the person who is signed in, with what that person may.
    const rooms = ['company:1']
    response.end(await signToken(secret, { user_id: '5', ttl_ms: 600_000, rooms, publish: rooms }))
  } else response.writeHead(404).end()
})

const server = createServer({ authenticate: jwtAuthenticate({ secret }) })
server.attach(http)

http.listen(Number(process.env.PORT ?? 8000), '127.0.0.1', () => {
  console.log(`listens on http://127.0.0.1:${(http.address() as AddressInfo).port}`)
})

process.once('SIGTERM', async () => {
  await server.close()
  http.close()
})

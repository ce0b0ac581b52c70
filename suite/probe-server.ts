/** /health and /ready of a process that serves nothing else. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Store } from '#platform/store'

export type ProbeServer = { port: number; close(): Promise<void> }

/** The same answers as the API gives: 200, and 503 on /ready while the database does not answer. */
export const startProbeServer = async (
  store: Pick<Store, 'ready'>,
  options: { host: string; port: number },
): Promise<ProbeServer> => {
  const answerTo = async (path: string | undefined): Promise<[number, { status: string }]> => {
    if (path === '/health') return [200, { status: 'ok' }]
    if (path !== '/ready') return [404, { status: 'not_found' }]
    return store.ready().then(
      () => [200, { status: 'ready' }],
      () => [503, { status: 'unavailable' }],
    )
  }
  const server = createServer(async (request, response) => {
    const [status, body] = await answerTo(request.url)
    response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
    response.end(JSON.stringify(body))
  })
  server.listen(options.port, options.host)
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

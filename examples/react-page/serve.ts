/** Serves the React page and the engine from one address: `node examples/react-page/serve.ts`. Vite builds as it is asked. */
import { createServer as createHttp } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer, jwtAuthenticate, signToken } from '@nabiz/server'
import react from '@vitejs/plugin-react'
import { createServer as createVite } from 'vite'

const secret = process.env.JWT_SECRET ?? 'only for this example, at least 32 bytes'
const rooms = ['company:1']

const vite = await createVite({
  ...{ root: import.meta.dirname, configFile: false, logLevel: 'error', plugins: [react()] },
  cacheDir: join(tmpdir(), 'nabiz-react-page'),
  server: { middlewareMode: true, hmr: false, ws: false },
})
const http = createHttp(async (request, response) => {
  if (request.url !== '/token') vite.middlewares(request, response)
  // In a product: for the person who is signed in.
  else response.end(await signToken(secret, { user_id: '5', ttl_ms: 600_000, rooms, publish: rooms }))
})
const server = createServer({ authenticate: jwtAuthenticate({ secret }) })
server.attach(http)

http.listen(Number(process.env.PORT ?? 8000), '127.0.0.1', () => {
  console.log(`listens on http://127.0.0.1:${(http.address() as AddressInfo).port}`)
})

process.once('SIGTERM', async () => {
  await server.close()
  await vite.close()
  http.close()
  http.closeAllConnections()
})

/** Serves the gallery with Vite, and beside it a server whose rooms a small feed keeps alive: `node examples/react-gallery/serve.ts`. */
import { once } from 'node:events'
import { createServer as createHttp } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ConnectRefused, createServer, handleRequest, type NabizServer } from '@nabiz/server'
import react from '@vitejs/plugin-react'
import { createServer as createVite } from 'vite'
import { beatRequest } from './contract.ts'
import { publishBeat, startFeed } from './feed.ts'

export type Served = { url: string; nabiz: NabizServer; close(): Promise<void> }

/** By their tokens, which elsewhere are signed. */
const VISITORS: Readonly<Record<string, string>> = { 5: 'Gülşən Məmmədova', 6: 'İlker Şahin' }

export type ServeOptions = {
  /** 0: any free one. */
  port?: number
  /** Without it nothing happens but what the caller publishes. */
  feed?: boolean
  /** Pages follow the files as they are edited. */
  watch?: boolean
}

export const serveGallery = async ({ port = 0, feed = true, watch = true }: ServeOptions = {}): Promise<Served> => {
  const http = createHttp((request, response) => vite.middlewares(request, response))
  const vite = await createVite({
    root: import.meta.dirname,
    configFile: false,
    logLevel: 'warn',
    cacheDir: join(tmpdir(), 'nabiz-gallery'),
    plugins: [react()],
    server: { middlewareMode: true, hmr: { server: http }, watch: watch ? {} : null },
  })
  let asked = 0
  const nabiz: NabizServer = createServer({
    authenticate: async token => {
      const name = VISITORS[token]
      if (name === undefined) throw new ConnectRefused(4500, 'no such visitor')
      return { user_id: token, info: { name }, rooms: ['*'] }
    },
    requests: [
      handleRequest(beatRequest, async () => {
        asked += 1
        await publishBeat(nabiz, asked)
        return {}
      }),
    ],
  })
  nabiz.attach(http)
  http.listen(port, '127.0.0.1')
  await once(http, 'listening')
  const stop = feed ? startFeed(nabiz) : () => {}
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    nabiz,
    async close() {
      stop()
      await nabiz.close()
      await vite.close()
      http.closeAllConnections()
      http.close()
    },
  }
}

if (import.meta.main) {
  const { url, close } = await serveGallery({ port: Number(process.env.PORT ?? 5180) })
  console.log(`The gallery is at ${url}`)
  process.once('SIGINT', () => void close())
}

/** The package as a browser or a phone gets it: its size, what a product that wants less leaves out, and what it asks of its place. */
import { createContext, runInContext } from 'node:vm'
import { brotliCompressSync } from 'node:zlib'
import { rolldown } from 'rolldown'
import { expect, onTestFinished, test } from 'vitest'
import type { createClient } from './index.ts'
import { startRealServer, TOKEN } from './testing/real-server.ts'

const CORE_BYTES = 10 * 1024

/** What a page ships that imports these names of the package; that unused modules may go, the package itself says. */
const bundle = async (names: string, from = './index.ts', format: 'es' | 'iife' = 'es') => {
  const build = await rolldown({
    input: 'page',
    external: id => id.startsWith('node:') || id === 'ws',
    plugins: [
      {
        name: 'page',
        resolveId: id => (id === 'page' ? '\0page' : null),
        load: id => {
          const path = new URL(from, import.meta.url).pathname
          return id === '\0page' ? `export ${names} from ${JSON.stringify(path)}` : null
        },
      },
    ],
  })
  const { output } = await build.generate({ format, name: 'nabiz', minify: true })
  await build.close()
  expect(output).toHaveLength(1)
  const { code, imports } = output[0]
  expect(imports).toEqual([])
  return { code, bytes: brotliCompressSync(code).length }
}

/** Read through globalThis and optional where they are used at all, so their names never stand alone. */
const PLACE = /(?<![.\w$?])(window|document|navigator|process|Buffer|require|__dirname)\s*[.(]/

test('[C14] the core is at most 10 KB compressed, imports nothing and names neither DOM nor Node', async () => {
  const { code, bytes } = await bundle('{ createCoreClient, webSocket, RequestFailed, TokenRefused }')
  expect(bytes).toBeLessThanOrEqual(CORE_BYTES)
  expect(PLACE.test(code)).toBe(false)
})

test('[C22] sharing the connection is a subpath of its own, in a page and in a worker', async () => {
  const page = await bundle('{ createSharedClient }', './tabs/index.ts')
  const worker = await bundle('{ serveTabs }', './tabs/index.ts')
  for (const { code } of [page, worker]) expect(PLACE.test(code)).toBe(false)
  expect(page.bytes).toBeLessThanOrEqual(13 * 1024)
  expect(worker.bytes).toBeLessThanOrEqual(10 * 1024)
})

test('[C14] what is not named is not shipped: the transports over HTTP', async () => {
  const core = await bundle('{ createCoreClient, webSocket }')
  const all = await bundle('{ createClient }')
  for (const shipped of ['getReader', 'BroadcastChannel', 'indexedDB']) expect(core.code.includes(shipped)).toBe(false)
  expect(all.code.includes('getReader')).toBe(true)
  expect(PLACE.test(all.code)).toBe(false)
})

/** Built-ins of V8 that Hermes, the engine of React Native, did not have when this was written. */
const YOUNG = `for (const [owner, ...names] of [
  [Promise, 'withResolvers', 'try'], [Array, 'fromAsync'], [Object, 'groupBy'], [Map, 'groupBy'],
  [Array.prototype, 'toSorted', 'toReversed', 'toSpliced', 'with', 'findLast'], [String.prototype, 'isWellFormed'],
  [Set.prototype, 'union', 'difference', 'intersection'], [globalThis, 'Iterator', 'WeakRef', 'FinalizationRegistry'],
]) for (const name of names) delete owner[name]`

test('[C50] [C2] it runs where there are timers, text and a WebSocket alone', async () => {
  const { code } = await bundle('{ createClient }', './index.ts', 'iife')
  const running = await startRealServer()
  onTestFinished(running.stop)
  const bare = createContext({ setTimeout, clearTimeout, WebSocket })
  runInContext(YOUNG, bare)
  for (const name of ['fetch', 'URL', 'crypto', 'TextEncoder', 'window', 'process', 'queueMicrotask'])
    expect(runInContext(`typeof ${name}`, bare), name).toBe('undefined')
  const make = runInContext(`${code}; nabiz.createClient`, bare) as typeof createClient
  const client = make({ url: running.url, token: () => TOKEN, backoff: () => 0 })
  onTestFinished(() => client.close())
  const heard: unknown[] = []
  const room = client.join('company:1', { presence: 'list' })
  room.on('x', ({ data }) => heard.push(data))
  client.connect()
  await expect.poll(() => [room.state.status, room.presence?.members?.length]).toEqual(['joined', 1])
  expect(await client.publish('company:1', 'x', 1, { key: 'k' })).toMatchObject({ offset: 1 })
  await expect(client.request('nothing', 1)).rejects.toMatchObject({ code: 'unknown_request' })
  running.cut()
  await running.server.publish('company:1', 'x', 2)
  await expect.poll(() => heard).toEqual([1, 2])
  expect((await client.history('company:1')).events.map(({ data }) => data)).toEqual([1, 2])
  expect(client.status.transport).toBe('websocket')
})

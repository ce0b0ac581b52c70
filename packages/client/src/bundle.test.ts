/** The package as a browser gets it: its size, what a product that wants less leaves out, and what it asks of its place. */
import { brotliCompressSync } from 'node:zlib'
import { rolldown } from 'rolldown'
import { expect, test } from 'vitest'

const CORE_BYTES = 10 * 1024

/** What a page ships that imports these names of the package. */
const bundle = async (names: string, from = './index.ts') => {
  const build = await rolldown({
    input: 'page',
    external: id => id.startsWith('node:') || id === 'ws',
    treeshake: { moduleSideEffects: false },
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
  const { output } = await build.generate({ format: 'es', minify: true })
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

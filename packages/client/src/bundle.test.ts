/** The whole package as a browser gets it: its size, and that it asks for nothing but the language and a WebSocket. */
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { rolldown } from 'rolldown'
import { expect, test } from 'vitest'

const LIMIT_BYTES = 10 * 1024

test('[C14] the package is at most 10 KB compressed, imports nothing and names neither DOM nor Node', async () => {
  const bundle = await rolldown({
    input: new URL('./index.ts', import.meta.url).pathname,
    external: id => id.startsWith('node:') || id === 'ws',
  })
  const { output } = await bundle.generate({ format: 'es', minify: true })
  await bundle.close()
  expect(output).toHaveLength(1)
  const { code, imports } = output[0]
  expect(imports).toEqual([])
  expect(gzipSync(code, { level: 9 }).length).toBeLessThanOrEqual(LIMIT_BYTES)
  expect(brotliCompressSync(code).length).toBeLessThanOrEqual(LIMIT_BYTES)
  // Read through globalThis and optional where they are used at all, so their names never stand alone.
  expect(code).not.toMatch(/(?<![.\w$?])(window|document|navigator|process|Buffer|require|__dirname)\s*[.(]/)
})

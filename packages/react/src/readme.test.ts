/** The examples of the README, built and rendered as they stand. */
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { rolldown } from 'rolldown'
import { expect, test } from 'vitest'

const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8')
const blocks = (language: string) =>
  [...readme.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, code]) => code!)

/** What `element`, written with the exports of an example, renders to on a server. */
const render = async (example: string, element: string): Promise<string> => {
  const file = new URL('./readme-example.tsx', import.meta.url).pathname
  const page = new URL('./readme-page.ts', import.meta.url).pathname
  const sources: Record<string, string> = {
    [file]: example,
    [page]: `import { createClient } from '@nabiz/client'
import { NabizProvider } from '@nabiz/react'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import * as example from ${JSON.stringify(file)}
const client = createClient({ url: 'ws://example.com', token: () => 'token' })
export const html = renderToStaticMarkup(${element})`,
  }
  const bundle = await rolldown({
    input: page,
    platform: 'browser',
    logLevel: 'silent',
    plugins: [{ name: 'readme', resolveId: id => (id in sources ? id : null), load: id => sources[id] ?? null }],
  })
  const { output } = await bundle.generate({ format: 'es' })
  await bundle.close()
  const folder = await mkdtemp(join(tmpdir(), 'readme-'))
  try {
    const built = join(folder, 'page.mjs')
    await writeFile(built, output[0].code)
    return ((await import(/* @vite-ignore */ pathToFileURL(built).href)) as { html: string }).html
  } finally {
    await rm(folder, { recursive: true })
  }
}

const [products, dashboard, desk, ...others] = blocks('tsx')

test('[R9] the first example of the README renders on a server', async () => {
  expect(await render(products!, 'createElement(example.App)')).toBe('<p>Bağlantı kesildi: 0</p>')
})

test('[R31] the other examples of the README render on a server', async () => {
  const hooks = await render(dashboard!, 'createElement(NabizProvider, { client }, createElement(example.Dashboard))')
  expect(hooks).toBe('<p>Güncel olmayabilir: …</p><button>Yayımla</button>')
  const page = await render(desk!, 'createElement(example.Desk)')
  for (const words of ['Orders', 'Queue', 'Connecting', 'Live activity', 'Nothing is running.'])
    expect(page).toContain(words)
  expect(others).toEqual([])
})

test('[R36] the stylesheet that the README imports is there', async () => {
  const [code] = blocks('js')
  const name = /import '(.+)'/.exec(code!)![1]!
  const file = fileURLToPath(import.meta.resolve(name))
  expect((await stat(file)).size).toBeGreaterThan(1_000)
})

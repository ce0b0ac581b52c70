/** The example of the README, built and rendered as it stands. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { rolldown } from 'rolldown'
import { expect, test } from 'vitest'

test('[R9] the example of the README renders on a server', async () => {
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8')
  const example = /```tsx\n([\s\S]*?)```/.exec(readme)![1]!
  const file = new URL('./readme-example.tsx', import.meta.url).pathname
  const page = new URL('./readme-page.ts', import.meta.url).pathname
  const sources: Record<string, string> = {
    [file]: example,
    [page]: `import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { App } from ${JSON.stringify(file)}
export const html = renderToStaticMarkup(createElement(App))`,
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
    const { html } = (await import(/* @vite-ignore */ pathToFileURL(built).href)) as { html: string }
    expect(html).toBe('<p>Bağlantı kesildi: 0</p>')
  } finally {
    await rm(folder, { recursive: true })
  }
})

/** Every example, run as its reader would: against the command, against each other, in Chromium. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, chromium } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CommandProcess } from '../packages/server/src/testing/command-process.ts'
import { findChromium } from '../scripts/chromium.mjs'

const NABIZ = join(import.meta.dirname, '../packages/server/bin/nabiz.mjs')
const SERVE = ['serve', '--port', '0', '--jwt-secret', 'S', '--api-key', 'K']
const at = (name: string) => join(import.meta.dirname, name)
process.env.PORT = '0'

const run = async (command: string, args: readonly string[], env: Record<string, string>) => {
  const child = spawn(command, args, { env: { ...process.env, ...env } })
  let out = ''
  let err = ''
  child.stdout.on('data', chunk => {
    out += chunk
  })
  child.stderr.on('data', chunk => {
    err += chunk
  })
  const [code] = await once(child, 'close')
  return { code, err, lines: out.trim().split('\n') }
}

test('[W99] examples are short', () => {
  const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  const mine = files.filter(
    file => /^(react-page\/)?[\w-]+\.(ts|tsx|html|sh|py)$/.test(file) && !file.includes('.test.'),
  )
  expect(mine.length).toBeGreaterThanOrEqual(9)
  for (const file of mine) expect(readFileSync(at(file), 'utf8').split('\n').length, file).toBeLessThanOrEqual(61)
})

test('[W88] [W89] [W90] [W92] a backend that has only curl', async () => {
  await using running = new CommandProcess(NABIZ, SERVE)
  const { code, lines, err } = await run('sh', [at('backend.sh')], { NABIZ_URL: await running.url, NABIZ_API_KEY: 'K' })
  expect([code, err]).toEqual([0, ''])
  const [first, again, both, history, stats] = lines.map(line => JSON.parse(line))
  expect(first).toMatchObject({ room: 'company:1', offset: 1 })
  expect(again).toEqual(first)
  expect(both).toMatchObject([{ offset: 2 }, { room: 'company:2', offset: 1 }])
  expect(history.events.map(({ type }: { type: string }) => type)).toEqual(['product_added', 'stats_updated'])
  expect(stats).toMatchObject({ connections: 0 })
})

test('[W86] [W88] a backend in Python', async () => {
  await using running = new CommandProcess(NABIZ, SERVE)
  const env = { NABIZ_URL: await running.url, NABIZ_API_KEY: 'K' }
  expect(await run('python3', [at('backend.py')], env)).toMatchObject({
    code: 0,
    lines: ['1', '2', '3', "{'disconnected': 0}"],
  })
  const refused = await run('python3', [at('backend.py')], { ...env, NABIZ_API_KEY: 'wrong' })
  expect([refused.code, refused.err]).toEqual([
    1,
    expect.stringContaining('key_invalid: The API key is missing or bad'),
  ])
})

test('[W63] [W64] [W67] a listener that has only curl', async () => {
  await using running = new CommandProcess(NABIZ, SERVE)
  const url = await running.url
  const { out: token } = await new CommandProcess(NABIZ, ['token', '--jwt-secret', 'S', '--user', '5', '--rooms', '*'])
    .ended
  const listening = run('sh', [at('long-poll.sh')], { NABIZ_URL: url, NABIZ_TOKEN: token })
  const headers = { authorization: 'Bearer K', 'content-type': 'application/json' }
  const api = async (path: string, body?: object) =>
    (await fetch(`${url}/api/${path}`, { headers, ...(body && { method: 'POST', body: JSON.stringify(body) }) })).json()
  await expect.poll(() => api('presence?room=company:1')).toMatchObject({ count: 1 })
  for (const type of ['hello', 'bye']) await api('publish', { room: 'company:1', type, data: 'ğ' })
  const { code, lines, err } = await listening
  expect([code, err]).toEqual([0, ''])
  const frames = lines.flatMap(line => JSON.parse(line).frames as { type: string; offset?: number }[])
  expect(frames.map(({ type, offset = '' }) => `${type} ${offset}`)).toEqual([
    'connected ',
    'room_joined 0',
    'hello 1',
    'bye 2',
  ])
  // It said goodbye: nobody waits for it to come back.
  expect(await api('presence?room=company:1')).toMatchObject({ count: 0 })
})

test('[W98] a client in Node', async () => {
  await using running = new CommandProcess(NABIZ, SERVE)
  const rights = ['--user', '5', '--rooms', 'company:1', '--publish', 'company:1']
  const { out: token } = await new CommandProcess(NABIZ, ['token', '--jwt-secret', 'S', ...rights]).ended
  const url = `${(await running.url).replace('http', 'ws')}/ws`
  const { code, lines } = await run(process.execPath, [at('node-client.ts')], { NABIZ_URL: url, NABIZ_TOKEN: token })
  expect([code, lines]).toEqual([0, ['1 {"name":"Kalem"}']])
})

test.each(['embed-fastify.ts', 'embed-express.ts'])('[W95] the engine inside a framework: %s', async file => {
  await using running = new CommandProcess(at(file), [])
  const url = await running.url
  const token = await (await fetch(`${url}/token`)).text()
  const socket = new WebSocket(`${url.replace('http', 'ws')}/ws`)
  const frames: { type: string; data?: unknown }[] = []
  socket.onmessage = ({ data }) => frames.push(JSON.parse(String(data)))
  await once(socket, 'open')
  socket.send(JSON.stringify({ type: 'connect', token, version: 1, rooms: { 'company:1': null } }))
  await expect.poll(() => frames.map(({ type }) => type)).toContain('room_joined')
  const post = (body: object) =>
    fetch(`${url}/products`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  expect((await post({ name: '' })).status).toBe(400)
  expect(await (await post({ name: 'Defter' })).json()).toEqual({ offset: 1 })
  await expect.poll(() => frames.at(-1)).toMatchObject({ type: 'product_added', data: { name: 'Defter' } })
  expect((await fetch(`${url}/nothing`)).status).toBe(404)
  running.signal('SIGTERM')
  expect((await running.ended).code).toBe(0)
})

describe('in Chromium', () => {
  let browser: Browser
  beforeAll(async () => {
    const executablePath = findChromium()
    if (executablePath === null) throw new Error('Chromium was not found: `node scripts/ensure.mjs --test` says how')
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
  })
  afterAll(() => browser.close())

  test('[W1] a page without a library, served by a plain Node server', async () => {
    await using running = new CommandProcess(at('embed-http.ts'), [])
    const page = await browser.newPage()
    await page.goto(await running.url)
    await page.getByText('joined, fresh').waitFor()
    await page.getByRole('button').click()
    await page.getByText('1: Kalem').waitFor()
    running.signal('SIGTERM')
    await page.getByText('closed, 4003').waitFor()
    expect((await running.ended).code).toBe(0)
    await page.close()
  })

  test('[W70] [W62] a page without a library, over EventSource', async () => {
    await using running = new CommandProcess(at('embed-http.ts'), [])
    const page = await browser.newPage()
    await page.goto(`${await running.url}/event-source`)
    await page.getByText('joined, fresh').waitFor()
    await page.getByRole('button').click()
    await page.getByText('1: Kalem').waitFor()
    await page.getByRole('button').click()
    await page.getByText('2: Kalem').waitFor()
    running.signal('SIGTERM')
    await page.getByText('away').waitFor()
    expect((await running.ended).code).toBe(0)
    await page.close()
  })

  test('[W1] a page in React', async () => {
    await using running = new CommandProcess(at('react-page/serve.ts'), [])
    const page = await browser.newPage()
    await page.goto(await running.url)
    await page.getByText('Canlı').waitFor()
    await page.getByRole('button').click()
    await page.getByRole('listitem').getByText('Kalem').waitFor()
    await page.close()
    running.signal('SIGTERM')
    expect((await running.ended).code).toBe(0)
  })
})

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { CommandProcess } from '../testing/command-process.ts'
import { WireClient } from '../testing/wire-client.ts'

const SCRIPT = join(import.meta.dirname, '../../bin/nabiz.mjs')
const SERVE = ['serve', '--port', '0', '--jwt-secret', 'S', '--api-key', 'K', '--origin', '*']
const tokenFor = async (...args: string[]): Promise<string> => {
  const { code, out, err } = await new CommandProcess(SCRIPT, ['token', '--jwt-secret', 'S', ...args]).ended
  expect([code, err]).toEqual([0, ''])
  return out
}
const api = (url: string, path: string, body: object) =>
  fetch(`${url}${path}`, {
    method: 'POST',
    headers: { authorization: 'Bearer K', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
/** As a browser does it: no subprotocol, one frame a message. */
const open = async (url: string, token: string, rooms: object = {}) => {
  const client = await new WireClient(`${url.replace('http', 'ws')}/ws`, { joined: false }).opened()
  client.send({ type: 'connect', token, version: 1, rooms })
  return client
}

test('[W96] [W98] [W99] a backend publishes over HTTP, and a plain client with a printed token hears it', async () => {
  const token = await tokenFor('--user', '5', '--rooms', 'company:1, posts', '--ttl', '15m')
  await using running = new CommandProcess(SCRIPT, SERVE)
  const url = await running.url
  const client = await open(url, token, { 'company:1': null, secret: null })
  expect(await client.take({ type: 'room_joined' })).toMatchObject({ room: 'company:1' })
  expect(await client.take({ type: 'error' })).toMatchObject({ room: 'secret', code: 'denied' })
  const published = await api(url, '/api/publish', { room: 'company:1', type: 'product_added', data: { id: 7 } })
  expect(published.status).toBe(200)
  expect(await client.take({ type: 'product_added' })).toMatchObject({ data: { id: 7 }, offset: 1 })
  expect((await (await open(url, 'bad')).closed).code).toBe(4500)
  await expect.poll(() => running.lines.filter(line => line.includes('join_refused'))).toHaveLength(1)
  expect(running.lines.join()).not.toContain(token)
  await client.close()
  running.signal('SIGTERM')
  const { code, err } = await running.ended
  expect([code, err]).toEqual([0, 'nabiz: without --data revoked tokens are good again after a restart\n'])
})

test('[W97] [S55] probes are open, everything else asks for a key or is not there', async () => {
  await using running = new CommandProcess(SCRIPT, SERVE)
  const url = await running.url
  const statuses = async (...paths: string[]) =>
    Promise.all(paths.map(async path => (await fetch(`${url}${path}`)).status))
  expect(await statuses('/health', '/ready')).toEqual([200, 200])
  expect(await statuses('/metrics', '/ws/stats', '/api/ws/stats', '/api/openapi.json')).toEqual([401, 401, 401, 401])
  expect(await statuses('/', '/health/', '/%68ealth', '/favicon.ico')).toEqual([404, 404, 404, 404])
})

test('[W97] asked to end it is not ready, sends everybody away, and is gone in time', async () => {
  await using running = new CommandProcess(SCRIPT, SERVE)
  const url = await running.url
  const client = await open(url, await tokenFor('--user', '5'))
  await client.take({ type: 'connected' })
  const began = performance.now()
  running.signal('SIGTERM')
  expect(await client.take({ type: 'reconnect' })).toMatchObject({ reason: 'draining' })
  expect((await fetch(`${url}/ready`)).status).toBe(503)
  expect((await fetch(`${url}/health`)).status).toBe(200)
  expect((await client.closed).code).toBe(4000)
  expect((await running.ended).code).toBe(0)
  expect(performance.now() - began).toBeLessThan(10_000)
})

test('[W97] asked twice it ends at once', async () => {
  await using running = new CommandProcess(SCRIPT, SERVE)
  const client = await open(await running.url, await tokenFor('--user', '5'))
  await client.take({ type: 'connected' })
  running.signal('SIGINT')
  await client.take({ type: 'reconnect' })
  running.signal('SIGINT')
  expect((await running.ended).code).toBe(1)
})

test('[W83] [W96] with --data a revoked token opens nothing after a restart', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'nabiz-data-'))
  const token = await tokenFor('--user', '5')
  const other = await tokenFor('--user', '6')
  {
    await using running = new CommandProcess(SCRIPT, [...SERVE, '--data', folder])
    const url = await running.url
    const client = await open(url, token)
    await client.take({ type: 'connected' })
    expect(await (await api(url, '/api/disconnect', { user_id: 5, revoke: true })).json()).toEqual({ disconnected: 1 })
    expect((await client.closed).code).toBe(4502)
    running.signal('SIGKILL')
    expect((await running.ended).err).toBe('')
  }
  await using running = new CommandProcess(SCRIPT, [...SERVE, '--data', folder])
  const url = await running.url
  expect((await (await open(url, token)).closed).code).toBe(4502)
  await (await open(url, other)).take({ type: 'connected' })
  rmSync(folder, { recursive: true })
})

test('[W96] what does not fit ends with one sentence and code 2, a taken port with 1', async () => {
  const cases: [string[], number, string][] = [
    [['serve', '--nope'], 2, "nabiz: Unknown option '--nope'"],
    [['dance'], 2, 'nabiz: there is no command "dance"'],
    [['token'], 2, 'nabiz: --jwt-secret is needed'],
  ]
  for (const [args, code, message] of cases) {
    const ended = await new CommandProcess(SCRIPT, args).ended
    expect([ended.code, ended.err.split('\n').length], args.join(' ')).toEqual([code, 2])
    expect(ended.err).toContain(message)
  }
  await using running = new CommandProcess(SCRIPT, SERVE)
  const { port } = new URL(await running.url)
  const second = await new CommandProcess(SCRIPT, SERVE.with(2, port)).ended
  expect(second.code).toBe(1)
  expect(second.err).toContain('EADDRINUSE')
  expect((await new CommandProcess(SCRIPT, ['help']).ended).out).toContain('nabiz serve --port')
})

import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LIMITS } from '@nabiz/protocol'
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
  expect(second.err).toContain(`nabiz: --port ${port}: another program listens there already (EADDRINUSE)`)
  const noFolder = await new CommandProcess(SCRIPT, [...SERVE, '--data', SCRIPT]).ended
  expect([noFolder.code, noFolder.err]).toEqual([1, expect.stringContaining(`nabiz: --data ${SCRIPT}: EEXIST`)])
})

test('[W133] help is given wherever it is asked for, the limits by their names, and the version of the package', async () => {
  const said = async (...args: string[]) => {
    const { code, out, err } = await new CommandProcess(SCRIPT, args).ended
    expect([code, err], args.join(' ')).toEqual([0, ''])
    return out
  }
  const help = await said()
  expect(help).toContain('nabiz serve --port')
  expect(await said('serve', '--help')).toBe(help)
  expect(await said('token', '--user', '5', '-h')).toBe(help)
  expect((await said('help', 'limits')).split('\n').map(line => line.trim().split(' ', 1)[0])).toEqual(
    Object.keys(LIMITS),
  )
  const { version } = JSON.parse(readFileSync(join(SCRIPT, '../../package.json'), 'utf8')) as { version: string }
  expect(await said('--version')).toBe(version)
})

test('[W96] [W76] secrets and keys change without signing anybody out: the old one stays good beside the new one', async () => {
  const old = await tokenFor('--user', '5')
  const { out: renewed } = await new CommandProcess(SCRIPT, ['token', '--jwt-secret', 'NEW', '--user', '5']).ended
  await using running = new CommandProcess(SCRIPT, [...SERVE, '--jwt-secret', 'NEW', '--api-key', 'NEW'])
  const url = await running.url
  for (const token of [old, renewed]) await (await open(url, token)).take({ type: 'connected' })
  for (const key of ['K', 'NEW'])
    expect((await fetch(`${url}/api/ws/stats`, { headers: { authorization: `Bearer ${key}` } })).status).toBe(200)
})

test('[W134] [S5] an address is what the named number of proxies says, and nobody is believed without one', async () => {
  const audited = async (...proxies: string[]) => {
    await using running = new CommandProcess(SCRIPT, [...SERVE, ...proxies])
    const headers = { authorization: 'Bearer wrong', 'x-forwarded-for': '198.51.100.1, 203.0.113.7' }
    expect((await fetch(`${await running.url}/metrics`, { headers })).status).toBe(401)
    await expect.poll(() => running.lines.filter(line => line.includes('api_refused'))).toHaveLength(1)
    return JSON.parse(running.lines.at(-1)!).address
  }
  expect(await audited()).toBe('127.0.0.1')
  expect(await audited('--trusted-proxies', '1')).toBe('203.0.113.7')
  expect(await audited('--trusted-proxies', '2')).toBe('198.51.100.1')
})

test('[W137] a page that was refused is told to the operator, once, and other paths are 404', async () => {
  await using running = new CommandProcess(SCRIPT, SERVE.slice(0, -2))
  const url = (await running.url).replace('http', 'ws')
  const refused = (origin: string) => new WireClient(`${url}/ws`, { headers: { origin } }).opened()
  const origins = ['http://localhost:5173', 'http://localhost:5173', 'https://"quoted".example', 'x'.repeat(101)]
  for (const origin of origins) await expect(refused(origin)).rejects.toThrow('HTTP 403')
  await (await new WireClient(`${url}/ws`, { headers: { origin: url.replace('ws', 'http') } }).opened()).close()
  for (const path of ['/', '/socket', '/api/publish', '/ws/'])
    await expect(new WireClient(`${url}${path}`).opened(), path).rejects.toThrow('HTTP 404')
  running.signal('SIGTERM')
  const { err } = await running.ended
  expect(err.split('\n').filter(line => line.includes('was refused'))).toEqual([
    'nabiz: a page of "http://localhost:5173" was refused; --origin names pages that may connect',
    'nabiz: a page of "https://\\"quoted\\".example" was refused; --origin names pages that may connect',
  ])
})

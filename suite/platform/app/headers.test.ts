import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { applications } from '../../applications.ts'
import { createTestHttp, type TestHttp } from './testing/index.ts'
import { probe } from './testing/probe-application.ts'

let world: TestHttp
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nabiz-dist-'))
  await mkdir(join(folder, 'assets'))
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Nabız</title>')
  await writeFile(join(folder, 'assets/main-a1b2.js'), 'export {}\n')
  await writeFile(join(folder, 'assets/main-a1b2.js.br'), brotliCompressSync('export {}\n'))
  await writeFile(join(folder, 'sw.js'), 'self\n')
  world = await createTestHttp({ applications: [probe, ...applications], config: { distDir: folder } })
})
afterAll(async () => {
  await world.close()
  await rm(folder, { recursive: true, force: true })
})

const ALWAYS: Record<string, RegExp> = {
  'content-security-policy': /default-src 'self'.*object-src 'none'; base-uri 'none'; frame-ancestors 'none'/,
  'x-content-type-options': /^nosniff$/,
  'referrer-policy': /^no-referrer$/,
  'cross-origin-opener-policy': /^same-origin$/,
  'cross-origin-resource-policy': /^same-origin$/,
  'x-frame-options': /^DENY$/,
  'x-request-id': /^[0-9a-f-]{36}$/,
}
/** Also on everything but files of the screens. */
const MEASURED: Record<string, RegExp> = { 'x-response-time': /^\d+\.\dms$/, 'x-process-memory': /^\d+\.\dMB$/ }

test('[S48] every route, and 404 and 500 too, carries the headers; the API is never stored', async () => {
  const { paths } = (await world.guest().call('GET', '/api/openapi.json')).json as { paths: Record<string, object> }
  const calls = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map(method => [method.toUpperCase(), path.replace(/\{\w+\}/g, 'x')] as const),
  )
  expect(calls.length).toBeGreaterThan(40)
  const extra = [
    ['GET', '/'],
    ['GET', '/assets/main-a1b2.js'],
    ['GET', '/api/no-such-path'],
    ['GET', '/nowhere'],
    ['GET', '/api//me'],
  ] as const
  for (const [method, path] of [...calls, ...extra]) {
    const answer = await world.guest().call(method, path)
    const expected = path.startsWith('/assets/') ? ALWAYS : { ...ALWAYS, ...MEASURED }
    for (const [name, value] of Object.entries(expected))
      expect([method, path, name, String(answer.headers[name])]).toEqual([
        method,
        path,
        name,
        expect.stringMatching(value),
      ])
    if (path.startsWith('/api')) expect([path, answer.headers['cache-control']]).toEqual([path, 'no-store'])
    expect(answer.headers).not.toHaveProperty('x-powered-by')
  }
  const fault = await world.guest().call('POST', '/api/probe/fault', { body: { kind: 'throw' } })
  for (const [name, value] of Object.entries(ALWAYS))
    expect([name, String(fault.headers[name])]).toEqual([name, expect.stringMatching(value)])
})

test('[S47] the policy allows no inline script, one known style, and sockets of this host', async () => {
  const policy = String((await world.guest().call('GET', '/')).headers['content-security-policy'])
  expect(policy).not.toMatch(/unsafe|\*/)
  expect(policy).not.toContain('script-src')
  expect(policy).toContain("style-src 'self' 'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='")
  expect(policy).toMatch(
    /connect-src 'self' ws:\/\/localhost:80 wss:\/\/localhost:80|connect-src 'self' ws:\/\/localhost/,
  )
  const forged = await world.guest().call('GET', '/', { headers: { host: "x; script-src 'unsafe-inline'" } })
  expect(String(forged.headers['content-security-policy'])).not.toContain('unsafe')
})

test('[S47] the service worker may ask this host, and load nothing else', async () => {
  const { headers } = await world.guest().call('GET', '/sw.js')
  expect(headers['content-security-policy']).toBe(
    "default-src 'none'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'",
  )
  expect(headers['cache-control']).toBe('no-cache')
})

test('[S4] on https browsers are told to stay there; on http they are not', async () => {
  expect((await world.guest().call('GET', '/health')).headers).not.toHaveProperty('strict-transport-security')
  const secure = await createTestHttp({ config: { publicUrl: 'https://nabiz.test' } })
  expect((await secure.guest().call('GET', '/health')).headers['strict-transport-security']).toContain(
    'max-age=31536000',
  )
  await secure.close()
})

test('[S64] files are named as RFC 6266 says; only PDF and pictures open in the browser, and only PDF in a frame', async () => {
  const { owner } = await world.addCompany()
  const get = (name: string, type: string, inline = '1') =>
    owner.call(
      'GET',
      `/api/probe/file?name=${encodeURIComponent(name)}&type=${encodeURIComponent(type)}&inline=${inline}`,
    )
  const pdf = await get('Mutabakat İğdır "2026".pdf', 'application/pdf')
  expect(pdf.headers['content-disposition']).toBe(
    `inline; filename="Mutabakat Igdir _2026_.pdf"; filename*=UTF-8''Mutabakat%20%C4%B0%C4%9Fd%C4%B1r%20_2026_.pdf`,
  )
  expect(pdf.headers['content-security-policy']).toContain("frame-ancestors 'self'")
  expect(pdf.headers['x-frame-options']).toBe('SAMEORIGIN')
  for (const type of ['image/svg+xml', 'text/html', 'application/xhtml+xml', 'text/xml', 'no type at all']) {
    const answer = await get('a.svg', type)
    expect([type, answer.headers['content-disposition']]).toEqual([type, expect.stringMatching(/^attachment/)])
    expect(answer.headers['content-security-policy']).toBe("default-src 'none'; sandbox")
  }
  const tricky = await get('a\r\nSet-Cookie: x=1/..\\b\u202Efdp.exe', 'application/pdf')
  expect(tricky.headers['content-disposition']).not.toMatch(/[\r\n\u202E\\]/)
  expect(tricky.headers).not.toHaveProperty('set-cookie')
})

test('[S50] the page answers where a person may arrive; files have one path each; the rest is 404', async () => {
  const guest = world.guest()
  for (const path of [
    '/',
    '/sign-in',
    '/sign-up',
    '/set-up',
    '/reset',
    '/invite',
    '/c/ege/mutabakat/1',
    '/p/mutabakat/x',
    '/dev/mail',
  ])
    expect([path, (await guest.call('GET', path)).text]).toEqual([path, '<!doctype html><title>Nabız</title>'])
  for (const path of [
    '/api/x',
    '/c',
    '/index.html',
    '/assets/main-a1b2.js.br',
    '/assets/',
    '/assets',
    '/package.json',
    '/admin',
    '/assets/../index.html',
  ])
    expect([path, [400, 404].includes((await guest.call('GET', path)).status)]).toEqual([path, true])
})

test('hashed files are kept for ever, packed where the browser takes it, and not sent twice', async () => {
  const guest = world.guest()
  const plain = await guest.call('GET', '/assets/main-a1b2.js')
  expect(plain.headers).toMatchObject({
    'cache-control': 'public, max-age=31536000, immutable',
    'content-type': 'text/javascript; charset=utf-8',
  })
  expect(plain.headers).not.toHaveProperty('content-encoding')
  const packed = await guest.call('GET', '/assets/main-a1b2.js', { headers: { 'accept-encoding': 'gzip, br' } })
  expect(packed.headers).toMatchObject({ 'content-encoding': 'br', vary: 'accept-encoding' })
  const again = await guest.call('GET', '/sw.js', {
    headers: { 'if-none-match': String((await guest.call('GET', '/sw.js')).headers.etag) },
  })
  expect(again).toMatchObject({ status: 304, text: '' })
  expect((await guest.call('GET', '/sw.js')).headers['cache-control']).toBe('no-cache')
  expect(await guest.call('HEAD', '/')).toMatchObject({ status: 200, text: '' })
})

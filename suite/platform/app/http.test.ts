import { randomUUID } from 'node:crypto'
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestHttp, type TestHttp, type TestPerson } from './testing/index.ts'
import { probe } from './testing/probe-application.ts'

let world: TestHttp
let company: { id: string; slug: string; owner: TestPerson }
let other: { id: string; slug: string; owner: TestPerson }
beforeAll(async () => {
  world = await createTestHttp({ applications: [probe], config: { trustedProxies: ['10.0.0.1'] } })
  company = await world.addCompany('Bir A.Ş.')
  other = await world.addCompany('İki A.Ş.')
})
afterAll(() => world.close())

const THINGS = '/api/probe/things'

describe('who may call', () => {
  test('[S54] no session: 401; no company named: 400; a company of others: 404; not the role: 403', async () => {
    expect((await world.guest().call('GET', THINGS, { company: company.id })).code).toBe('unauthenticated')
    expect((await company.owner.call('GET', THINGS, { company: null })).code).toBe('company_required')
    expect(await company.owner.call('GET', THINGS, { company: other.id })).toMatchObject({
      status: 404,
      code: 'not_found',
    })
    expect(await company.owner.call('GET', THINGS, { company: 'no-such-company' })).toMatchObject({ status: 404 })
    const member = await world.addPerson({ company: company.id })
    expect(await member.call('PATCH', `${THINGS}/${randomUUID()}`, { body: { name: 'x' } })).toMatchObject({
      status: 403,
      code: 'forbidden',
    })
  })

  test('[S54] the company is named by its id or its slug', async () => {
    for (const name of [company.id, company.slug, company.id.toUpperCase()])
      expect([name, (await company.owner.call('GET', THINGS, { company: name })).status]).toEqual([name, 200])
  })

  test('[S54] a file may be linked to with ?company=, nothing else may', async () => {
    const { owner } = company
    expect(
      (await owner.call('GET', `/api/probe/file?name=a&type=text/csv&company=${company.slug}`, { company: null }))
        .status,
    ).toBe(200)
    expect(
      (await owner.call('GET', `/api/probe/file?name=a&type=text/csv&company=${other.slug}`, { company: null })).status,
    ).toBe(404)
    expect((await owner.call('GET', `${THINGS}?company=${company.slug}`, { company: null })).code).toBe(
      'company_required',
    )
  })

  test('two tabs, two companies, one session: nothing crosses', async () => {
    const both = await world.addPerson({ company: company.id })
    await world.store.asSystem('test', trx =>
      world.identity.addMember(trx, { company_id: other.id, user_id: both.id, role: 'viewer' }, { actor: 'system' }),
    )
    const [one, two] = await Promise.all([
      both.call('GET', '/api/company', { company: company.slug }),
      both.call('GET', '/api/company', { company: other.slug }),
    ])
    expect(one.json).toMatchObject({ id: company.id, role: 'member' })
    expect(two.json).toMatchObject({ id: other.id, role: 'viewer' })
  })
})

describe('forged requests', () => {
  const add = (headers: Record<string, string>) =>
    company.owner.call('POST', THINGS, { body: { name: 'forged' }, headers })

  test('[S45] a change from another site is refused, however it spells its origin', async () => {
    const foreign = [
      'https://evil.example',
      'null',
      'http://nabiz.test.evil.example',
      'http://evilnabiz.test',
      'http://nabiz.test:81',
      'https://nabiz.test.',
    ]
    for (const origin of foreign) expect([origin, (await add({ origin })).code]).toEqual([origin, 'foreign_origin'])
    expect((await add({ origin: 'http://nabiz.test' })).status).toBe(201)
  })

  test('[S45] a cookie without Origin needs Sec-Fetch-Site of our own', async () => {
    const inject = (headers: Record<string, string>) =>
      world.http.inject({
        method: 'POST',
        url: THINGS,
        payload: { name: 'silent' },
        headers: { cookie: company.owner.cookie, 'x-company': company.id, ...headers },
      })
    expect((await inject({})).statusCode).toBe(403)
    expect((await inject({ 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403)
    expect((await inject({ 'sec-fetch-site': 'same-site' })).statusCode).toBe(403)
    expect((await inject({ 'sec-fetch-site': 'same-origin' })).statusCode).toBe(201)
  })

  test('[S45] a form of another page cannot be a request of ours: 415', async () => {
    for (const type of ['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x'])
      expect([type, (await add({ 'content-type': type })).code]).toEqual([type, 'unsupported_media_type'])
  })

  test('[S46] nobody else may read our answers', async () => {
    const answer = await company.owner.call('GET', '/api/me', { headers: { origin: 'https://evil.example' } })
    expect(Object.keys(answer.headers).filter(name => name.startsWith('access-control'))).toEqual([])
    expect(
      (await world.guest().call('OPTIONS', '/api/me', { headers: { 'access-control-request-method': 'POST' } })).status,
    ).toBe(404)
  })
})

describe('what is sent', () => {
  test('[S51] content types with a tail are refused before anything is parsed', async () => {
    for (const type of [
      'application/json\ta',
      'application/json x',
      'application/json; charset=utf-16',
      'application/jsonp',
      'text/json',
    ])
      expect([
        type,
        (await company.owner.call('POST', THINGS, { body: { name: 'abc' }, headers: { 'content-type': type } })).status,
      ]).toEqual([type, 415])
    const plain = { 'content-type': 'application/json; charset=utf-8' }
    expect((await company.owner.call('POST', THINGS, { body: { name: 'abc' }, headers: plain })).status).toBe(201)
  })

  test('[S52] an array for a text, a number spelled oddly, a repeated parameter: 400 with the field', async () => {
    const bad = await company.owner.call('POST', THINGS, { body: { name: ['abc'] } })
    expect(bad.json).toMatchObject({ error: { code: 'bad_request', fields: [{ path: 'name', code: 'invalid' }] } })
    for (const query of [
      'limit=1e2',
      'limit=0x10',
      'limit=%2010',
      'limit=10&limit=20',
      'q=a&q=b',
      'limit=0',
      'limit=201',
    ])
      expect([query, (await company.owner.call('GET', `${THINGS}?${query}`)).status]).toEqual([query, 400])
    expect((await company.owner.call('GET', `${THINGS}?limit=10`)).json).toMatchObject({ limit: 10 })
  })

  test('[S20] __proto__ and constructor in a body are refused, and pollute nothing', async () => {
    for (const payload of [
      '{"name":"abc","__proto__":{"admin":true}}',
      '{"name":"abc","constructor":{"prototype":{"admin":true}}}',
    ])
      expect(
        (await company.owner.call('POST', THINGS, { payload, headers: { 'content-type': 'application/json' } })).status,
      ).toBe(400)
    expect(({} as { admin?: boolean }).admin).toBeUndefined()
  })

  test('[S43] what the contract does not name is ignored on the way in and stripped on the way out', async () => {
    const body = { name: 'thing', company_id: other.id, user_id: other.owner.id, role: 'owner', id: randomUUID() }
    const added = await company.owner.call('POST', THINGS, { body })
    expect(Object.keys(added.json as object).sort()).toEqual(['id', 'name'])
    expect(added.json).not.toMatchObject({ id: body.id })
    const me = await company.owner.call('PATCH', '/api/me', {
      body: { name: 'Yeni', email: 'x@y.example', id: other.owner.id, role: 'owner' },
    })
    expect(me.json).toMatchObject({ id: company.owner.id, email: company.owner.email, name: 'Yeni' })
  })

  test('[S50] other spellings of a path are refused', async () => {
    const { owner } = company
    const tricks = [
      '//api/me',
      '/api//me',
      '/api/./me',
      '/api/x/../me',
      '/api/%6De',
      '/api/%6de',
      '/%61pi/me',
      '/api%2Fme',
      '/api/me%2F',
      '/api/me;x',
      '/api\\me',
      '/api/me%00',
      '/api/me%20',
      '/API/me',
      '/api/Me',
      '/api/me/',
      '/api/%2e%2e/api/me',
      '/assets/..%2f..%2fpackage.json',
      '/./api/me',
      '/api/me%3Bx',
    ]
    if (!world.http.server.listening) await world.http.listen({ port: 0, host: '127.0.0.1' })
    const { port } = world.http.server.address() as AddressInfo
    // A raw client: everything else would tidy the path up before it is sent.
    const get = (path: string) =>
      new Promise<[number, string]>((resolve, reject) => {
        const headers = { cookie: owner.cookie }
        request({ port, host: '127.0.0.1', path, headers }, async answer => {
          resolve([answer.statusCode!, await text(answer)])
        })
          .on('error', reject)
          .end()
      })
    for (const path of tricks) {
      const [status, body] = await get(path)
      expect([path, status === 400 || status === 404, body]).toEqual([
        path,
        true,
        expect.stringContaining('"request_id"'),
      ])
    }
    expect((await get('/api/me'))[0]).toBe(200)
  })

  test('[S65] an upload is streamed, has one file, and is cut at its limit', async () => {
    const form = (bytes: number, name = 'bakiye.csv') =>
      [
        '--b',
        `content-disposition: form-data; name="file"; filename="${name}"`,
        'content-type: text/csv',
        '',
        'x'.repeat(bytes),
        '--b--',
        '',
      ].join('\r\n')
    const send = (payload: string, type = 'multipart/form-data; boundary=b') =>
      company.owner.call('POST', '/api/probe/upload', { payload, headers: { 'content-type': type } })
    expect((await send(form(1_500))).json).toEqual({ name: 'bakiye.csv', type: 'text/csv', size: 1_500 })
    expect(await send(form(2_500))).toMatchObject({ status: 413, code: 'too_large' })
    expect(await send('{}', 'application/json')).toMatchObject({ status: 415 })
    expect((await send('--b--\r\n')).json).toMatchObject({ error: { fields: [{ path: 'file', code: 'required' }] } })
    expect((await send(form(10, '../../etc/passwd'))).json).toMatchObject({ name: 'passwd' })
  })

  test('a body past one mebibyte is refused', async () => {
    const answer = await company.owner.call('POST', THINGS, { body: { name: 'abc', note: 'x'.repeat(1_100_000) } })
    expect(answer).toMatchObject({ status: 413, code: 'too_large' })
  })
})

describe('refusals', () => {
  const fault = (kind: string, language = 'en', person: TestPerson = world.guest()) =>
    person.call('POST', '/api/probe/fault', { body: { kind }, headers: { 'accept-language': language } })

  test('a refusal speaks the reader’s language: the application’s words first, then the platform’s', async () => {
    const message = async (kind: string, language: string) =>
      ((await fault(kind, language)).json as { error: { message: string } }).error.message
    expect(await message('paper', 'tr-TR')).toBe('Kâğıt bitti: 3 sayfa.')
    expect(await message('paper', 'en-GB,tr;q=0.5')).toBe('Out of paper: 3 pages.')
    expect(await message('paper', 'de,az;q=0.9,en;q=0.8')).toBe('Kağız bitib: 3 səhifə.')
    expect(await message('throw', 'fr')).toBe('Bir şeyler ters gitti. Sorun kaydedildi; biraz sonra yeniden deneyin.')
    // A code nobody wrote words for still gets a sentence.
    expect(await message('nameless', 'en')).toBe('Some of what you entered needs to be corrected.')
    const fields = await company.owner.call('POST', THINGS, {
      body: { name: 'a' },
      headers: { 'accept-language': 'az' },
    })
    expect(fields.json).toMatchObject({
      error: {
        message: 'Daxil edilən məlumatlarda düzəliş tələb olunan yerlər var.',
        fields: [{ path: 'name', code: 'min_length', message: 'Ən azı 3 simvol yazın.' }],
      },
    })
  })

  test('a person’s own choice of language comes before the browser’s, our screen’s before both', async () => {
    const person = await world.addPerson()
    await person.call('PATCH', '/api/me', { body: { locale: 'az' } })
    const locale = async (headers: Record<string, string>) =>
      ((await person.call('GET', '/api/probe/who', { headers })).json as { locale: string }).locale
    expect(await locale({ 'accept-language': 'en' })).toBe('az')
    expect(await locale({ 'accept-language': 'en', 'x-requested-with': 'nabiz' })).toBe('en')
  })

  test('[S53] faults tell nothing of the inside', async () => {
    const kinds: [string, number, string][] = [
      ['throw', 500, 'internal'],
      ['sql', 500, 'internal'],
      ['answer', 500, 'internal'],
      ['secret', 403, 'forbidden'],
    ]
    for (const [kind, status, code] of kinds) {
      const answer = await fault(kind)
      expect([kind, answer.status, answer.code]).toEqual([kind, status, code])
      expect(answer.text).not.toMatch(/hunter2|select|nowhere|secret|boolean|\.ts|node_modules|stack|LIB_ERROR/i)
      expect((answer.json as { error: { request_id: string } }).error.request_id).toBe(answer.headers['x-request-id'])
    }
  })

  test('an answer of null is the JSON null', async () => {
    expect(await fault('null')).toMatchObject({ status: 200, text: 'null', json: null })
  })

  test('what Fastify refuses by itself has our shape too', async () => {
    const broken = await company.owner.call('POST', THINGS, {
      payload: '{"name":',
      headers: { 'content-type': 'application/json' },
    })
    expect(broken).toMatchObject({ status: 400, code: 'bad_request' })
    expect(await world.guest().call('GET', '/api/nothing')).toMatchObject({ status: 404, code: 'not_found' })
    expect(await world.guest().call('DELETE', '/api/me')).toMatchObject({ status: 404, code: 'not_found' })
    expect(await world.guest().call('GET', `/api/files/${'a'.repeat(300)}`)).toMatchObject({ code: expect.any(String) })
  })

  test('If-Match of an older version: 412 with the row as it is now', async () => {
    const url = `${THINGS}/${randomUUID()}`
    const change = (tag?: string) =>
      company.owner.call('PATCH', url, { body: { name: 'x' }, headers: tag ? { 'if-match': tag } : {} })
    expect(await change('"6"')).toMatchObject({ status: 412, json: { error: { code: 'stale', current: { rev: 7 } } } })
    for (const tag of ['"7"', 'W/"7"', '"6", "7"', '*', undefined]) expect((await change(tag)).headers.etag).toBe('"8"')
  })

  test('[S5] the limit counts sources, and only a configured proxy names them', async () => {
    const call = (ip: string, headers = {}) => world.guest(ip).call('POST', '/api/probe/limited', { headers })
    expect((await call('192.0.2.1')).status).toBe(204)
    expect((await call('192.0.2.1')).status).toBe(204)
    for (let n = 0; n < 50; n += 1)
      expect((await call('192.0.2.1', { 'x-forwarded-for': `203.0.113.${n}` })).status).toBe(429)
    const limited = await call('192.0.2.1')
    expect(Number(limited.headers['retry-after'])).toBeGreaterThan(0)
    expect((await call('10.0.0.1', { 'x-forwarded-for': '203.0.113.7' })).status).toBe(204)
    world.advance(30_000)
    expect((await call('192.0.2.1')).status).toBe(204)
  })

  test('[S6] every address of an IPv6 network of 64 bits is one source, in every spelling', async () => {
    const statuses: number[] = []
    for (const ip of ['2001:db8:1:2::1', '2001:DB8:1:2:0:0:0:2', '2001:0db8:0001:0002:ffff::3', '2001:db8:1:2:a:b:c:d'])
      statuses.push((await world.guest(ip).call('POST', '/api/probe/limited')).status)
    expect(statuses).toEqual([204, 204, 429, 429])
    expect((await world.guest('2001:db8:1:3::1').call('POST', '/api/probe/limited')).status).toBe(204)
  })
})

describe('over a real socket', () => {
  const speak = async (lines: string[]): Promise<string> => {
    if (!world.http.server.listening) await world.http.listen({ port: 0, host: '127.0.0.1' })
    const socket = connect((world.http.server.address() as AddressInfo).port, '127.0.0.1')
    socket.end(lines.join('\r\n'))
    return text(socket)
  }

  test('[S56] smuggled requests are refused', async () => {
    const head = ['POST /api/probe/fault HTTP/1.1', 'Host: nabiz.test', 'Content-Type: application/json']
    const both = await speak([
      ...head,
      'Content-Length: 4',
      'Transfer-Encoding: chunked',
      '',
      '0',
      '',
      'GET /api/me HTTP/1.1',
      'Host: x',
      '',
      '',
    ])
    expect(both).toMatch(/^HTTP\/1\.1 400/)
    expect(both.match(/HTTP\/1\.1/g)).toHaveLength(1)
    expect(await speak([...head, 'X-Folded: a', ' b', '', ''])).toMatch(/^HTTP\/1\.1 400/)
    expect(await speak(['GET /health HTTP/1.1', 'Host: a', 'Host : b', '', ''])).toMatch(/^HTTP\/1\.1 400/)
  })

  test('[S8] half a request is given ten seconds for its head', () => {
    expect(world.http.server.headersTimeout).toBe(10_000)
    expect(world.http.server.requestTimeout).toBe(120_000)
  })

  test('sign-in works with a real client', async () => {
    if (!world.http.server.listening) await world.http.listen({ port: 0, host: '127.0.0.1' })
    const { port } = world.http.server.address() as AddressInfo
    const url = `http://127.0.0.1:${port}`
    const response = await fetch(`${url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url },
      body: JSON.stringify({ email: company.owner.email, password: 'uzun-bir-parola-61' }),
    })
    expect(response.status).toBe(200)
    const cookie = response.headers
      .getSetCookie()
      .map(line => line.split(';')[0])
      .join('; ')
    const me = await fetch(`${url}/api/me`, { headers: { cookie } })
    expect(await me.json()).toMatchObject({ user: { id: company.owner.id }, companies: [{ slug: company.slug }] })
  })
})

import { once } from 'node:events'
import { createServer as createHttp } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { ConnectRefused } from '../room/identity.ts'
import { ec, ed, handmade, pemOf, rsa, signed } from '../testing/keys.ts'
import { type JwtOptions, jwtAuthenticate } from './jwt-authenticate.ts'
import { signToken } from './sign-token.ts'

const SECRET = 'a secret of more than 32 bytes, for tests'
const bytes = new TextEncoder().encode(SECRET)
const at = 1_750_000_000
const now = () => at * 1_000
const claims = { sub: '5', iat: at, exp: at + 600, rooms: ['company:1'] }
const bySecret = (options: Partial<JwtOptions> = {}) =>
  jwtAuthenticate({ secret: SECRET, now, ...options } as JwtOptions)
const refusalOf = (check: Promise<unknown>) =>
  check.then(
    () => 'let in',
    error => (error instanceof ConnectRefused ? error.code : `fault: ${error}`),
  )

/** A key server that counts who asks. */
const keyServer = async (keys: () => object) => {
  const asked: string[] = []
  const http = createHttp((request, response) => {
    asked.push(request.url ?? '')
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(keys()))
  }).listen(0, '127.0.0.1')
  await once(http, 'listening')
  const url = new URL(`http://127.0.0.1:${(http.address() as AddressInfo).port}/keys`)
  return { asked, url, [Symbol.asyncDispose]: async () => void http.close().closeAllConnections() }
}
const jwk = (key: typeof ec.publicKey, kid: string) => ({ ...key.export({ format: 'jwk' }), kid })

test('[W76] every allowed algorithm is checked with its own key', async () => {
  expect(await bySecret()(await signed(claims, bytes, { alg: 'HS256' }))).toMatchObject({ user_id: '5' })
  const publicKeys = [pemOf(rsa.publicKey), ec.publicKey.export({ format: 'jwk' }), pemOf(ed.publicKey)]
  const check = jwtAuthenticate({ publicKeys, algorithms: ['RS256', 'ES256', 'EdDSA'], now })
  for (const [alg, { privateKey }] of [
    ['RS256', rsa],
    ['ES256', ec],
    ['EdDSA', ed],
  ] as const)
    expect(await check(await signed(claims, privateKey, { alg })), alg).toMatchObject({ user_id: '5' })
  const fewer = jwtAuthenticate({ publicKeys: publicKeys.slice(0, 1), algorithms: ['RS256'], now })
  expect(await refusalOf(fewer(await signed(claims, ec.privateKey, { alg: 'ES256' })))).toBe(4500)
})

test('[W76] two secrets are good while the old one goes', async () => {
  const both = jwtAuthenticate({ secret: ['the newer secret, which is also long', SECRET], now })
  expect(await both(await signed(claims, bytes, { alg: 'HS256' }))).toMatchObject({ user_id: '5' })
  expect(
    await both(await signToken('the newer secret, which is also long', { user_id: '6', ttl_ms: 60_000 }, now())),
  ).toMatchObject({ user_id: '6' })
})

test('[W76] [S22] twelve forged tokens are refused, and nobody is asked for a key', async () => {
  await using attacker = await keyServer(() => ({ keys: [jwk(ec.publicKey, 'mine')] }))
  await using ours = await keyServer(() => ({ keys: [{ ...jwk(rsa.publicKey, 'ours'), alg: 'RS256' }] }))
  const check = jwtAuthenticate({ jwks: ours.url, algorithms: ['RS256', 'ES256'], now })
  const good = await signed(claims, rsa.privateKey, { alg: 'RS256', kid: 'ours' })
  expect(await check(good)).toMatchObject({ user_id: '5' })
  const [head, body, signature] = good.split('.') as [string, string, string]
  const hs = await signed(claims, bytes, { alg: 'HS256' })
  const es = { alg: 'ES256', kid: 'mine' }
  const forged: [string, string][] = [
    ['no algorithm', handmade({ alg: 'none' }, claims)],
    ['none in another case', handmade({ alg: 'nOnE', kid: 'ours' }, claims)],
    ['the public key as a secret', handmade({ alg: 'HS256', kid: 'ours' }, claims, pemOf(rsa.publicKey))],
    ['another algorithm of the same key', await signed(claims, rsa.privateKey, { alg: 'PS256', kid: 'ours' })],
    ['a secret where keys are asked', hs],
    ['another key under our kid', await signed(claims, ec.privateKey, { alg: 'ES256', kid: 'ours' })],
    ['a kid that is a path', await signed(claims, ec.privateKey, { alg: 'ES256', kid: '../../../../dev/null' })],
    ['a kid that is SQL', await signed(claims, ec.privateKey, { alg: 'ES256', kid: "x' union select 'k" })],
    ['its own key', await signed(claims, ec.privateKey, { ...es, jwk: jwk(ec.publicKey, 'mine') })],
    ['the address of its keys', await signed(claims, ec.privateKey, { ...es, jku: attacker.url.href })],
    ['the address of its certificate', await signed(claims, ec.privateKey, { ...es, x5u: attacker.url.href })],
    [
      'our key, and the address of another',
      await signed(claims, rsa.privateKey, { alg: 'RS256', kid: 'ours', jku: attacker.url.href }),
    ],
    ['our key, and another one', await signed(claims, rsa.privateKey, { alg: 'RS256', kid: 'ours', x5c: ['MIIB'] })],
    ['another issuer with its keys', await signed({ ...claims, iss: attacker.url.href }, ec.privateKey, es)],
    [
      'changed claims',
      `${head}.${Buffer.from(JSON.stringify({ ...claims, sub: '1' })).toString('base64url')}.${signature}`,
    ],
    ['no signature', `${head}.${body}.`],
    ['no token', 'x'],
    ['nothing', ''],
  ]
  for (const [name, token] of forged) expect(await refusalOf(check(token)), name).toBe(4500)
  expect(attacker.asked).toEqual([])
  expect(ours.asked).toEqual(['/keys'])
})

test('[W76] keys and algorithms that contradict each other do not start', () => {
  const wrong: unknown[] = [
    {},
    { secret: '' },
    { secret: SECRET, publicKeys: [pemOf(rsa.publicKey)], algorithms: ['RS256'] },
    { secret: SECRET, algorithms: ['RS256'] },
    { publicKeys: [pemOf(rsa.publicKey)], algorithms: ['HS256'] },
    { publicKeys: [pemOf(rsa.publicKey)], algorithms: ['ES256'] },
    { publicKeys: [], algorithms: ['RS256'] },
    { jwks: new URL('https://keys.example/'), algorithms: [] },
    { jwks: new URL('https://keys.example/'), algorithms: ['HS256'] },
    { jwks: new URL('http://keys.example/'), algorithms: ['RS256'] },
  ]
  for (const options of wrong)
    expect(() => jwtAuthenticate(options as JwtOptions), JSON.stringify(options)).toThrow(TypeError)
})

test('[W77] [S24] one kid of two issuers is two keys', async () => {
  await using one = await keyServer(() => ({ keys: [jwk(ec.publicKey, 'k1')] }))
  await using two = await keyServer(() => ({ keys: [jwk(ed.publicKey, 'k1')] }))
  const algorithms = ['ES256', 'EdDSA'] as const
  const checkOne = jwtAuthenticate({ jwks: one.url, algorithms, now, issuer: 'one' })
  const checkTwo = jwtAuthenticate({ jwks: two.url, algorithms, now, issuer: 'two' })
  const token = await signed({ ...claims, iss: 'one' }, ec.privateKey, { alg: 'ES256', kid: 'k1' })
  expect(await checkOne(token)).toMatchObject({ user_id: '5' })
  expect(await refusalOf(checkTwo(token))).toBe(4500)
  expect(
    await refusalOf(checkTwo(await signed({ ...claims, iss: 'two' }, ec.privateKey, { alg: 'ES256', kid: 'k1' }))),
  ).toBe(4500)
})

test('[W77] keys that cannot be read are a fault, not a refusal', async () => {
  await using broken = await keyServer(() => ({ no: 'keys' }))
  const check = jwtAuthenticate({ jwks: broken.url, algorithms: ['ES256'], now })
  const token = await signed(claims, ec.privateKey, { alg: 'ES256', kid: 'k1' })
  expect(await refusalOf(check(token))).toMatch('fault')
})

test('[W78] [S23] the times of a token', async () => {
  const cases: [object, number | 'let in'][] = [
    [{}, 'let in'],
    [{ exp: at }, 4501],
    [{ exp: at + 1 }, 'let in'],
    [{ iat: at + 10 }, 'let in'],
    [{ iat: at + 11 }, 4500],
    [{ nbf: at + 1 }, 4500],
    [{ iat: at - 86_400, exp: at + 600 }, 4501],
    [{ iat: at - 86_399, exp: at + 600 }, 'let in'],
    [{ sub: undefined }, 4500],
    [{ exp: undefined }, 4500],
    [{ iat: undefined }, 4500],
    [{ exp: '1' }, 4500],
  ]
  for (const [change, outcome] of cases) {
    const token = handmade({ alg: 'HS256' }, { ...claims, ...change }, SECRET)
    expect(await refusalOf(bySecret()(token)), JSON.stringify(change)).toBe(outcome)
  }
  const long = handmade({ alg: 'HS256' }, { ...claims, exp: at + 30 * 86_400 }, SECRET)
  expect(await bySecret()(long)).toMatchObject({ issued_at: at * 1_000, expires_at: (at + 86_400) * 1_000 })
  expect(await bySecret({ maxAgeMs: 60_000 })(long)).toMatchObject({ expires_at: (at + 60) * 1_000 })
})

test('[W79] [S23] a token that was made for something else opens nothing', async () => {
  const make = (change: object, header: object = {}) =>
    handmade({ alg: 'HS256', ...header }, { ...claims, ...change }, SECRET)
  const plain = bySecret()
  const strict = bySecret({ issuer: 'https://app.example', audience: 'nabiz' })
  const mine = { iss: 'https://app.example', aud: 'nabiz' }
  const good: [typeof plain, string][] = [
    [plain, make({ iss: 'anybody' })],
    [plain, make({ token_use: 'access', purpose: 'connect' }, { typ: 'JWT' })],
    [plain, make({}, { typ: 'at+jwt' })],
    [strict, make(mine)],
    [strict, make({ ...mine, aud: ['other', 'nabiz'] })],
  ]
  for (const [check, token] of good) expect(await refusalOf(check(token))).toBe('let in')
  const bad: [string, typeof plain, string][] = [
    ['an ID token for a client', plain, make({ aud: 'client-7' })],
    ['a refresh token by its type', plain, make({}, { typ: 'rt+jwt' })],
    ['a logout token', plain, make({}, { typ: 'logout+jwt' })],
    ['a refresh token by its use', plain, make({ token_use: 'refresh' })],
    ['a token for one room', plain, make({ purpose: 'join' })],
    ['another issuer', strict, make({ ...mine, iss: 'https://evil.example' })],
    ['no issuer', strict, make({ aud: 'nabiz' })],
    ['another audience', strict, make({ ...mine, aud: 'other' })],
    ['no audience', strict, make({ iss: mine.iss })],
  ]
  for (const [name, check, token] of bad) expect(await refusalOf(check(token)), name).toBe(4500)
})

test('[W80] claims become the identity, and what does not fit is named', async () => {
  const full = {
    sub: 5,
    company: 7,
    sid: 's1',
    rooms: ['company:1', 'x:*', '*'],
    publish: ['x:*'],
    info: { name: 'Ayşe' },
  }
  expect(await bySecret()(handmade({ alg: 'HS256' }, { ...claims, ...full }, SECRET))).toEqual({
    ...{ user_id: '5', company: '7', sid: 's1', rooms: full.rooms, publish: full.publish, info: full.info },
    ...{ issued_at: at * 1_000, expires_at: (at + 600) * 1_000 },
  })
  expect(await bySecret()(handmade({ alg: 'HS256' }, { sub: 'x', iat: at, exp: at + 1 }, SECRET))).toEqual({
    ...{ user_id: 'x', issued_at: at * 1_000, expires_at: (at + 1) * 1_000 },
  })
  const wrong = { sub: '', company: 1.5, sid: {}, rooms: 'company:1', publish: ['a b'], info: [] }
  for (const [claim, value] of Object.entries(wrong)) {
    const check = bySecret()(handmade({ alg: 'HS256' }, { ...claims, [claim]: value }, SECRET))
    await expect(check, claim).rejects.toThrow(`The token's ${claim}: expected`)
  }
})

test('[W98] a token made here is good there, with what was asked for', async () => {
  const wish = { user_id: '5', company: '1', sid: 's', ttl_ms: 90_500, rooms: ['a'], publish: ['b:*'], info: { n: 1 } }
  const { ttl_ms, ...identity } = wish
  const token = await signToken(SECRET, wish, now() + 900)
  expect(await bySecret()(token)).toEqual({ ...identity, issued_at: now(), expires_at: now() + 91_000 })
})

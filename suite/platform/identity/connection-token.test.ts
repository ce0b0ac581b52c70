import { createHmac } from 'node:crypto'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestHttp, type TestHttp, type TestPerson } from '../app/testing/index.ts'

let world: TestHttp
let person: TestPerson
let claims: { sub: string; sid: string }
beforeAll(async () => {
  world = await createTestHttp()
  person = await world.addPerson({ name: 'Gülşen' })
  const session = (await person.call('GET', '/api/auth/get-session')).json as { session: { id: string } }
  claims = { sub: person.id, sid: session.session.id }
})
afterAll(() => world.close())

const issue = async () => (await person.call('POST', '/api/rt/token')).json as { token: string; expires_at: number }
const partsOf = (token: string) => token.split('.').map(part => Buffer.from(part, 'base64url').toString())

test('[S23] a token says who and which session for ten minutes, and nothing about companies', async () => {
  const { token, expires_at } = await issue()
  const payload = JSON.parse(partsOf(token)[1]!) as Record<string, unknown>
  expect(payload).toMatchObject({ ...claims, name: 'Gülşen', iss: 'nabiz', aud: 'nabiz-rt' })
  expect(Object.keys(payload).sort()).toEqual(['aud', 'exp', 'iat', 'iss', 'name', 'sid', 'sub'])
  expect(Math.abs(expires_at - Date.now() - 600_000)).toBeLessThan(5_000)
  expect(await world.identity.verifyConnectionToken(token)).toEqual({
    ok: true,
    user_id: person.id,
    session_id: claims.sid,
    name: 'Gülşen',
    expires_at,
  })
})

test('[S2] a cookie alone gets no token: without our Origin the request is refused', async () => {
  const answer = await person.call('POST', '/api/rt/token', { headers: { origin: 'https://evil.example' } })
  expect(answer).toMatchObject({ status: 403, code: 'foreign_origin' })
  expect((await world.guest().call('POST', '/api/rt/token')).code).toBe('unauthenticated')
})

test('[S22] forged tokens are refused: no algorithm, another one, another key, another issuer', async () => {
  const { token } = await issue()
  const { kid } = JSON.parse(partsOf(token)[0]!) as { kid: string }
  const [, payload, signature] = token.split('.') as [string, string, string]
  const { keys } = (await person.call('GET', '/api/auth/jwks')).json as { keys: { kid: string; x: string }[] }
  const ours = keys.find(key => key.kid === kid)!
  expect(ours).not.toHaveProperty('d')

  const text = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' })
  const jwk = await exportJWK(publicKey)
  const sign = (header: object, change: Record<string, unknown> = {}) =>
    new SignJWT({ ...claims, name: 'x', iss: 'nabiz', aud: 'nabiz-rt', ...change })
      .setProtectedHeader({ alg: 'EdDSA', ...header })
      .setIssuedAt()
      .setExpirationTime('10m')
      .sign(privateKey)
  const macHead = `${text({ alg: 'HS256', kid })}.${payload}`
  const forged = {
    none: `${text({ alg: 'none', kid })}.${payload}.`,
    noneWithSignature: `${text({ alg: 'none', kid })}.${payload}.${signature}`,
    macWithPublicKey: `${macHead}.${createHmac('sha256', Buffer.from(ours.x, 'base64url')).update(macHead).digest('base64url')}`,
    otherKeySameKid: await sign({ kid }),
    otherKid: await sign({ kid: 'another' }),
    noKid: await sign({}),
    keyInHeader: await sign({ kid, jwk }),
    keyAddress: await sign({ kid, jku: 'https://evil.example/jwks' }),
    changedClaims: `${token.split('.')[0]}.${text({ ...JSON.parse(partsOf(token)[1]!), sub: 'somebody-else' })}.${signature}`,
    cut: token.slice(0, -2),
    empty: '',
    words: 'not a token',
  }
  for (const [name, value] of Object.entries(forged))
    expect([name, await world.identity.verifyConnectionToken(value)]).toMatchObject([name, { ok: false, code: 4500 }])
})

test('[S23] an expired token is told apart: 4501', async () => {
  const { token } = await issue()
  world.advance(601_000)
  expect(await world.identity.verifyConnectionToken(token)).toMatchObject({ ok: false, code: 4501 })
})

test('[S25] the token of a session that ended is refused at once: 4502', async () => {
  const { token } = await issue()
  expect(await world.identity.verifyConnectionToken(token)).toMatchObject({ ok: true })
  await person.call('POST', '/api/sessions/end-all')
  expect(await world.identity.verifyConnectionToken(token)).toMatchObject({ ok: false, code: 4502 })
})

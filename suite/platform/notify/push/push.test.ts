/** One message to one device, through a push service that checks and decrypts it. */
import { randomBytes } from 'node:crypto'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import type { PushPayload } from '#platform/contract'
import { openPushService, openTestBrowser, readVapid } from '../testing/push-service.ts'
import { createPush } from './push.ts'
import { isVapidPair, vapidFromSecret } from './vapid.ts'

const PAYLOAD: PushPayload = {
  v: 1,
  kind: 'mutabakat_approved',
  notification_id: '0190a1b2-0000-7000-8000-000000000001',
  company: '0190a1b2-0000-7000-8000-000000000002',
  link: '/c/ege/mutabakat/letters/0190a1b2-0000-7000-8000-000000000003',
  tag: '/c/ege/mutabakat/letters/0190a1b2-0000-7000-8000-000000000003',
}

const open = async (timeout_ms?: number) => {
  const service = await openPushService()
  const browser = openTestBrowser()
  const keys = vapidFromSecret(randomBytes(32))
  const push = createPush({
    ...{ keys, subject: 'mailto:ops@nabiz.example', log: pino({ level: 'silent' }), agent: service.agent },
    mayCall: endpoint => endpoint.startsWith(service.origin),
    ...(timeout_ms && { timeout_ms }),
  })
  const target = { endpoint: `${service.origin}/push/abc`, ...browser.keys }
  return { service, browser, keys, push, target }
}

test('[PN31] a message is encrypted for its browser, signed by our key, and collapses with those of its object', async () => {
  const { service, browser, keys, push, target } = await open()
  expect(await push.send(target, PAYLOAD, { urgent: true })).toBe('sent')
  expect(await push.send(target, { ...PAYLOAD, notification_id: 'n-2' })).toBe('sent')
  await push.send(target, { ...PAYLOAD, tag: 'another' })
  await push.send(target, { ...PAYLOAD, company: 'another' })
  const [first, second, third, fourth] = service.taken
  expect(JSON.parse(browser.decrypt(first!.body))).toEqual(PAYLOAD)
  expect(first!.body.includes('mutabakat')).toBe(false)
  expect(() => openTestBrowser().decrypt(first!.body)).toThrow()
  expect(first!.headers).toMatchObject({ ttl: '86400', urgency: 'high', 'content-encoding': 'aes128gcm' })
  expect(second!.headers.urgency).toBe('normal')
  const topics = [first, second, third, fourth].map(push => push!.headers.topic)
  expect(topics[0]).toMatch(/^[A-Za-z0-9_-]{1,32}$/)
  expect(topics[1]).toBe(topics[0])
  expect(new Set(topics).size).toBe(3)
  const vapid = readVapid(first!.headers.authorization)
  expect(vapid).toMatchObject({ key: keys.publicKey, aud: service.origin, sub: 'mailto:ops@nabiz.example' })
  expect(Number(vapid!.exp) * 1000).toBeGreaterThan(Date.now())
})

test('[PN32] 404 and 410 are gone; 429 and 5xx and silence are worth another try; the rest is not', async () => {
  const { service, push, target } = await open(300)
  for (const status of [404, 410]) {
    service.answer(status)
    expect(await push.send(target, PAYLOAD)).toBe('gone')
  }
  for (const status of [429, 500, 503, null]) {
    service.answer(status)
    await expect(push.send(target, PAYLOAD)).rejects.toMatchObject({ code: 'push_temporary', status: 503 })
  }
  for (const status of [400, 403, 413]) {
    service.answer(status)
    await expect(push.send(target, PAYLOAD)).rejects.toMatchObject({ code: 'push_refused', extra: { status } })
  }
  const nobody = createPush({
    ...{ keys: vapidFromSecret(randomBytes(32)), subject: 'mailto:a@b.example', log: pino({ level: 'silent' }) },
    mayCall: () => true,
  })
  // Its certificate is nobody's we know.
  await expect(nobody.send(target, PAYLOAD)).rejects.toMatchObject({ code: 'push_temporary' })
})

test('[S57] [S73] a redirect is not followed, and an address that is not allowed is not called', async () => {
  const { service, push, target } = await open()
  service.answer(307, { location: `${service.origin}/canary` })
  await expect(push.send(target, PAYLOAD)).rejects.toMatchObject({ code: 'push_refused' })
  expect(service.taken.map(({ path }) => path)).toEqual(['/push/abc'])
  const strict = createPush({
    ...{ keys: vapidFromSecret(randomBytes(32)), subject: 'mailto:a@b.example', agent: service.agent },
    log: pino({ level: 'silent' }),
  })
  await expect(strict.send(target, PAYLOAD)).rejects.toMatchObject({ code: 'push_refused' })
  expect(service.taken).toHaveLength(1)
})

test('[S58] [PN45] an answer without end is cut after its status, packed or not', async () => {
  const { service, push, target } = await open()
  for (const headers of [{}, { 'content-encoding': 'gzip' }] as Record<string, string>[]) {
    service.answer(201, headers)
    const written = service.endless()
    expect(await push.send(target, PAYLOAD)).toBe('sent')
    expect(await written).toBeLessThan(5 * 1024 * 1024)
  }
})

test('[S58] [PN45] a service that takes the message and says nothing is given up in time', async () => {
  const { service, target } = await open()
  const hasty = createPush({
    ...{ keys: vapidFromSecret(randomBytes(32)), subject: 'mailto:a@b.example', agent: service.agent },
    ...{ log: pino({ level: 'silent' }), mayCall: () => true, timeout_ms: 300 },
  })
  service.answer(null)
  await expect(hasty.send(target, PAYLOAD)).rejects.toMatchObject({ code: 'push_temporary' })
  expect(service.taken).toHaveLength(1)
})

test('[PN33] a link that is no link is refused before anything is sent', async () => {
  const { service, push, target } = await open()
  await expect(push.send(target, { ...PAYLOAD, link: `/${'x'.repeat(4_000)}` })).rejects.toMatchObject({
    code: 'push_refused',
  })
  expect(service.taken).toEqual([])
})

test('[PN34] the keys are those of the kept secret, for ever; two that are no pair are told apart', () => {
  const secret = randomBytes(32)
  const keys = vapidFromSecret(secret)
  expect(vapidFromSecret(Buffer.from(secret))).toEqual(keys)
  expect(Buffer.from(keys.publicKey, 'base64url')).toHaveLength(65)
  expect(isVapidPair(keys)).toBe(true)
  expect(isVapidPair({ ...keys, publicKey: vapidFromSecret(randomBytes(32)).publicKey })).toBe(false)
  for (const privateKey of ['', 'x', keys.publicKey, Buffer.alloc(32).toString('base64url')])
    expect(isVapidPair({ ...keys, privateKey })).toBe(false)
})

import { Writable } from 'node:stream'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestHttp, PASSWORD, type TestHttp } from './testing/index.ts'
import { probe } from './testing/probe-application.ts'

const lines: string[] = []
const sink = new Writable({
  write(chunk: Buffer, _encoding, done) {
    lines.push(chunk.toString())
    done()
  },
})
let world: TestHttp
beforeAll(async () => {
  world = await createTestHttp({ applications: [probe], log: pino({ level: 'trace' }, sink) })
})
afterAll(() => world.close())

const CANARY = 'kanarya-7f3a9c'

test('[S3] no password, token or cookie reaches the log, whatever the request does', async () => {
  const person = await world.addPerson()
  const guest = world.guest()
  const signIn = '/api/auth/sign-in/email'
  await guest.call('POST', signIn, { body: { email: person.email, password: PASSWORD } })
  await guest.call('POST', signIn, { body: { email: person.email, password: `${CANARY}-wrong` } })
  await guest.call('POST', signIn, { body: { email: 'not an address', password: `${CANARY}-with-bad-address` } })
  await guest.call('POST', signIn, {
    payload: `{"password":"${CANARY}-broken`,
    headers: { 'content-type': 'application/json' },
  })
  const inTheBody = { token: `${CANARY}-in-the-body`, code: CANARY, name: 'X', password: `${CANARY}-long-enough` }
  for (const url of ['invitations/read', 'invitations/accept', 'auth/reset-password', 'auth/sign-in/code'])
    await guest.call('POST', `/api/${url}`, { body: inTheBody })
  await person.call('DELETE', `/api/sessions/${CANARY}-in-the-path`)
  await guest.call('GET', `/set-up?token=${CANARY}`)
  await guest.call('GET', `/api/nothing/${CANARY}?token=${CANARY}`)
  await guest.call('POST', '/api/setup', { body: { token: CANARY, password: CANARY.repeat(40) } })
  const { token } = (await person.call('POST', '/api/rt/token')).json as { token: string }
  await world.identity.verifyConnectionToken(token)
  const link = (await world.identity.setup.createLink()) ?? ''
  const all = lines.join('')
  for (const secret of [CANARY, PASSWORD, token, person.cookie.split('=')[1]!, ...(link ? [link] : [])])
    expect([secret.slice(0, 12), all.includes(secret)]).toEqual([secret.slice(0, 12), false])
  // The control: what should be there is, so the log was really read.
  expect(all).toContain('/api/sessions/:id')
})

test('[S53] a fault is in the log with its cause and the id the caller was told', async () => {
  const answer = await world.guest().call('POST', '/api/probe/fault', { body: { kind: 'throw' } })
  const line = lines.find(text => text.includes(String(answer.headers['x-request-id'])) && text.includes('"level":50'))!
  expect(JSON.parse(line)).toMatchObject({
    code: 'internal',
    route: '/api/probe/fault',
    err: { message: expect.stringContaining('hunter2') },
  })
})

/** Fresh tokens over a live connection. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Client } from '../client.ts'
import { clientFor, status } from '../testing/client-under-test.ts'
import { createManualClock } from '../testing/manual-clock.ts'
import { connected, createScriptedServer, type ScriptedServer } from '../testing/scripted-server.ts'
import { tokenExpiry } from './token-refresh.ts'

let server: ScriptedServer
const clients: Client[] = []

beforeEach(async () => {
  server = await createScriptedServer()
})
afterEach(async () => {
  for (const client of clients.splice(0)) client.close()
  await server.stop()
})

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const jwt = (expires_at: number, name = 'x') =>
  `${part({ alg: 'EdDSA' })}.${part({ sub: '5', name, exp: expires_at / 1000 })}.signature`

test('[C8] exp is read from any JWT and from nothing else', () => {
  expect(tokenExpiry(jwt(1_700_000_600_000, 'Gülşah Ağaoğlu 🙂'))).toBe(1_700_000_600_000)
  expect(tokenExpiry('opaque')).toBeNull()
  expect(tokenExpiry(`a.${part({ sub: '5' })}.c`)).toBeNull()
  expect(tokenExpiry('a.b.c')).toBeNull()
})

test('[C8] a minute before its end, by the server’s clock, a fresh token goes over the same connection', async () => {
  const clock = createManualClock()
  let fetched = 0
  const { client } = clientFor(server.url, {
    clock,
    token: () => jwt(clock.now() + 600_000 + 5000, `token ${++fetched}`),
  })
  clients.push(client)
  client.connect()
  const { peer } = await server.accept()
  // The server is 5 s ahead, so the token ends 600 s from now.
  peer.send(connected({ time: clock.now() + 5000, heartbeat_ms: 10_000_000 }))
  await status(client, 'connected')
  clock.advance(539_999)
  expect(fetched).toBe(1)
  clock.advance(1)
  expect(fetched).toBe(2)
  const frame = await peer.next('authenticate')
  expect(frame.token).toBe(jwt(clock.now() + 605_000, 'token 2'))
  peer.send({ type: 'authenticated', ref: frame.ref })
  clock.advance(540_000)
  await peer.next('authenticate')
  expect(server.count()).toBe(1)
  expect(client.status.state).toBe('connected')
})

test('[C8] a token that cannot be fetched is asked for again until the old one has ended', async () => {
  const clock = createManualClock()
  const faults: (() => void)[] = []
  let fetched = 0
  const { client } = clientFor(server.url, {
    clock,
    token: () => {
      fetched += 1
      if (fetched === 2) return Promise.reject(new Error('502'))
      return jwt(clock.now() + 100_000)
    },
    report: error => faults.push(error as () => void),
  })
  clients.push(client)
  client.connect()
  const { peer } = await server.accept()
  peer.send(connected({ time: clock.now(), heartbeat_ms: 10_000_000 }))
  await status(client, 'connected')
  clock.advance(80_000)
  expect(fetched).toBe(2)
  // The rejection has to have been seen before the retry is planned.
  await new Promise(setImmediate)
  clock.advance(5000)
  await peer.next('authenticate')
  expect(fetched).toBe(3)
  expect(faults).toEqual([])
})

test('[C8] nothing is fetched for an opaque token or after the connection has gone', async () => {
  const clock = createManualClock()
  let fetched = 0
  const { client } = clientFor(server.url, {
    clock,
    token: () => {
      fetched += 1
      return 'opaque'
    },
  })
  clients.push(client)
  client.connect()
  const { peer } = await server.accept()
  peer.send(connected({ heartbeat_ms: 10_000_000 }))
  await status(client, 'connected')
  clock.advance(9_000_000)
  expect(fetched).toBe(1)
  client.close()
  expect(clock.pending()).toEqual([])
})

/** A server that answers without end, too slowly, or with a bomb: what asks it stays small and goes on. */
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import { fetchSmall } from './fetch-small.ts'
import { verificationKeys } from './verification-keys.ts'

const MB = 1024 * 1024

const serve = async (answer: (response: ServerResponse) => void) => {
  const server = createServer((_request, response) => answer(response)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`)
}

/** Writes until the other side is gone; `written` says how much left. */
const endless = () => {
  const sent = { written: 0, closed: Promise.withResolvers<void>() }
  const chunk = Buffer.alloc(64 * 1024, ' ')
  const answer = (response: ServerResponse) => {
    response.on('close', sent.closed.resolve)
    const more = () => {
      while (!response.destroyed) {
        sent.written += chunk.length
        if (!response.write(chunk)) return void response.once('drain', more)
      }
    }
    more()
  }
  return { sent, answer }
}

const bomb = gzipSync(Buffer.alloc(100 * MB, ' '))
const explode = (response: ServerResponse) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb)

test('[S58] an answer without end is cut, and its connection with it', async () => {
  const { sent, answer } = endless()
  const url = await serve(answer)
  await expect(fetchSmall({ bytes: MB, timeout_ms: 10_000 })(url.href)).rejects.toThrow('more than 1048576 bytes')
  await sent.closed.promise
  expect(sent.written).toBeLessThan(40 * MB)
})

test('[S58] a bomb is cut by what it unpacks to', async () => {
  expect(bomb.length).toBeLessThan(MB / 5)
  const url = await serve(explode)
  const before = process.memoryUsage().rss
  await expect(fetchSmall({ bytes: MB, timeout_ms: 10_000 })(url.href)).rejects.toThrow('more than')
  expect(process.memoryUsage().rss - before).toBeLessThan(60 * MB)
})

test('[S58] an answer that drips is cut by the time it takes as a whole', async () => {
  const url = await serve(response => {
    const drip = setInterval(() => response.write(' '), 20)
    response.on('close', () => clearInterval(drip))
  })
  await expect(fetchSmall({ bytes: MB, timeout_ms: 150 })(url.href)).rejects.toThrow(/timeout/i)
})

test('[S58] what is within the limits arrives whole, and a redirect is not followed', async () => {
  const whole = await serve(response => response.writeHead(200, { 'content-type': 'x/y' }).end('a'.repeat(1_000)))
  const answer = await fetchSmall({ bytes: 1_000, timeout_ms: 5_000 })(whole.href)
  expect([answer.status, (await answer.text()).length]).toEqual([200, 1_000])
  const away = await serve(response => response.writeHead(302, { location: whole.href }).end())
  expect((await fetchSmall({ bytes: 1_000, timeout_ms: 5_000 })(away.href)).status).toBe(302)
})

test('[S58] keys are read within these limits', async () => {
  const header = { alg: 'ES256', kid: 'a' }
  for (const answer of [explode, endless().answer]) {
    const keys = verificationKeys({ jwks: await serve(answer), algorithms: ['ES256'] })
    await expect(keys.find(header)).rejects.toThrow('more than')
  }
  const none = verificationKeys({
    jwks: await serve(response => response.end('{"keys":[]}')),
    algorithms: ['ES256'],
  })
  expect(await none.find(header)).toEqual([])
})

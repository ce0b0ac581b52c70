import { connect } from 'node:net'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { CommandProcess } from '../testing/command-process.ts'

const SCRIPT = join(import.meta.dirname, '../../bin/nabiz.mjs')
const SERVE = ['serve', '--port', '0', '--jwt-secret', 'S', '--api-key', 'K']

test('[W97] [S8] half a request is closed', async () => {
  await using running = new CommandProcess(SCRIPT, SERVE)
  const { port } = new URL(await running.url)
  const began = performance.now()
  const half = (text: string) =>
    new Promise<number>(resolve => {
      const socket = connect(Number(port), '127.0.0.1', () => socket.write(text))
      socket.on('error', () => {})
      socket.resume()
      socket.on('close', () => resolve(performance.now() - began))
    })
  const body = 'POST /api/publish HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer K\r\nContent-Type: application/json\r\n'
  const [head, rest] = await Promise.all([
    half('GET /health HTTP/1.1\r\nHost:'),
    half(`${body}Content-Length: 9\r\n\r\n{`),
  ])
  expect(head).toBeLessThan(8_000)
  expect(rest).toBeLessThan(13_000)
})

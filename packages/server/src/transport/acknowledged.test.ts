import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { expect, test } from 'vitest'
import { readUnacknowledged, tableName } from './acknowledged.ts'

/** What the tables say waits for the other end of this socket; undefined when they do not know it. */
const waitingFor = async (socket: Socket): Promise<number | undefined> => {
  const name = tableName(socket)
  let waiting: number | undefined
  await readUnacknowledged((one, bytes) => {
    if (one === name) waiting = bytes
  })
  return waiting
}

test.each([
  ['127.0.0.1', '127.0.0.1'],
  ['::1', '::1'],
  ['::', '127.0.0.1'],
])('[W132] a connection to %s from %s is found, with the bytes its other end does not take', async (host, from) => {
  const server = createServer()
  server.listen(0, host)
  await once(server, 'listening')
  const other = connect({ port: (server.address() as AddressInfo).port, host: from })
  const [socket] = (await once(server, 'connection')) as [Socket]
  try {
    other.pause()
    expect(await waitingFor(socket)).toBe(0)
    const bytes = 16 * 1_048_576
    socket.write(Buffer.alloc(bytes))
    await expect.poll(() => waitingFor(socket)).toBeGreaterThan(0)
    other.resume()
    await expect.poll(() => other.bytesRead).toBe(bytes)
    await expect.poll(() => waitingFor(socket)).toBe(0)
  } finally {
    other.destroy()
    socket.destroy()
    server.close()
  }
  await expect.poll(() => tableName(socket)).toBe(null)
})

/**
 * CPU time of the server for one delivered event, with Socket.IO as the control in the same run.
 * Loopback, 128 bytes of data; ratios inside one run are safer than the numbers.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer as createHttp } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as after, setImmediate as nextTick } from 'node:timers/promises'
import { createServer } from '@nabiz/server'
import { Server as SocketIo } from 'socket.io'

const READERS = 300
const EVENTS = 1_000
const DATA = { name: 'Kalem', note: 'x'.repeat(100) }

type Side = {
  name: string
  publish: (data: object) => Promise<unknown> | unknown
  port: number
  close: () => Promise<unknown>
}

const listen = async (): Promise<{ http: ReturnType<typeof createHttp>; port: number }> => {
  const http = createHttp().listen(0, '127.0.0.1')
  await once(http, 'listening')
  return { http, port: (http.address() as AddressInfo).port }
}

const nabiz = async (): Promise<Side> => {
  const { http, port } = await listen()
  const server = createServer({ authenticate: async token => ({ user_id: token, rooms: ['*'] }) })
  server.attach(http)
  const publish = (data: object) => server.publish('bench:1', 'product_added', data)
  return { name: 'nabiz', port, publish, close: () => server.close().then(() => http.close()) }
}

const control = async (): Promise<Side> => {
  const { http, port } = await listen()
  const server = new SocketIo(http, { transports: ['websocket'], perMessageDeflate: false })
  server.on('connection', socket => {
    socket.on('join', async (joined: () => void) => {
      await socket.join('bench:1')
      joined()
    })
  })
  const publish = (data: object) => server.to('bench:1').emit('product_added', data)
  return { name: 'socket.io', port, publish, close: () => server.close() }
}

const receivedBy = async (readers: ChildProcess): Promise<number> => {
  readers.send('how many')
  const [{ received }] = (await once(readers, 'message')) as [{ received: number }]
  return received
}

/** Microseconds of CPU for one delivered event, publishing `burst` of them in each turn of the loop. */
const measure = async (side: Side, readers: ChildProcess, burst: number): Promise<number> => {
  const before = await receivedBy(readers)
  const started = process.cpuUsage()
  for (let sent = 0; sent < EVENTS; sent += burst) {
    await Promise.all(Array.from({ length: burst }, () => side.publish(DATA)))
    await nextTick()
  }
  const wanted = before + EVENTS * READERS
  while ((await receivedBy(readers)) < wanted) await after(50)
  const { user, system } = process.cpuUsage(started)
  return (user + system) / (EVENTS * READERS)
}

console.log(`${READERS} readers, ${EVENTS} events, microseconds of CPU for one delivered event\n`)
for (const open of [nabiz, control]) {
  const side = await open()
  const readers = fork(join(import.meta.dirname, 'fan-out/subscribers.ts'), [
    side.name,
    String(side.port),
    String(READERS),
  ])
  await once(readers, 'message')
  await measure(side, readers, 1)
  const paced = await measure(side, readers, 1)
  const burst = await measure(side, readers, 10)
  console.log(`${side.name.padEnd(10)} one at a time ${paced.toFixed(2)}   bursts of ten ${burst.toFixed(2)}`)
  readers.disconnect()
  await side.close()
}

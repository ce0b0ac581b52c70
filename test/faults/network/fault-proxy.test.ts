import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { FaultProxy } from './fault-proxy.ts'

/** An echo behind a proxy; `server` is the echo's end of the newest connection. */
let proxy: FaultProxy
let echo: ReturnType<typeof createServer>
let served: { socket: Socket; bytes: number; ended: string | null }

beforeEach(async () => {
  echo = createServer(socket => {
    served = { socket, bytes: 0, ended: null }
    const mine = served
    socket.on('data', chunk => {
      mine.bytes += chunk.length
      socket.write(chunk)
    })
    socket.on('end', () => (mine.ended ??= 'fin'))
    socket.on('error', (error: NodeJS.ErrnoException) => (mine.ended ??= error.code ?? 'error'))
  })
  echo.listen(0, '127.0.0.1')
  await once(echo, 'listening')
  proxy = await FaultProxy.start(
    () => (echo.address() as AddressInfo).port,
    () => 0.5,
  )
})

afterEach(async () => {
  await proxy.close()
  served?.socket.destroy()
  echo.close()
})

const dial = async () => {
  const socket = connect(proxy.port, '127.0.0.1')
  const got = { socket, text: '', pieces: 0, ended: null as string | null }
  socket.on('data', chunk => {
    got.text += chunk.toString('latin1')
    got.pieces++
  })
  socket.on('end', () => (got.ended ??= 'fin'))
  socket.on('error', (error: NodeJS.ErrnoException) => (got.ended ??= error.code ?? 'error'))
  await once(socket, 'connect')
  return got
}

test('[HP1] fair weather changes nothing, and an end is passed on', async () => {
  const line = await dial()
  line.socket.write('selam')
  await expect.poll(() => line.text).toBe('selam')
  line.socket.end()
  await expect.poll(() => served.ended).toBe('fin')
  expect(proxy.witness).toMatchObject({ connections: 1, resets: 0, swallowedBytes: 0, slices: 0, delayed: 0 })
})

test('[HP2] a reset is a reset at both ends, and a refused connection is one too', async () => {
  const line = await dial()
  line.socket.write('x')
  await expect.poll(() => line.text).toBe('x')
  proxy.reset()
  await expect.poll(() => line.ended).toBe('ECONNRESET')
  await expect.poll(() => served.ended).toBe('ECONNRESET')
  proxy.set({ refuse: true })
  const [error] = await once(connect(proxy.port, '127.0.0.1'), 'error')
  expect(error).toMatchObject({ code: 'ECONNRESET' })
  expect(proxy.witness).toMatchObject({ resets: 1, refused: 1 })
})

test('[HP3] what is swallowed is lost for good, one way, and nobody is told', async () => {
  const line = await dial()
  line.socket.write('a')
  await expect.poll(() => line.text).toBe('a')
  proxy.set({ up: 'swallow' })
  line.socket.write('lost')
  await expect.poll(() => proxy.witness.swallowedBytes).toBe(4)
  proxy.clear()
  line.socket.write('lost too')
  await expect.poll(() => proxy.witness.swallowedBytes).toBe(12)
  served.socket.write('down flows')
  await expect.poll(() => line.text).toBe('adown flows')
  line.socket.destroy()
  served.socket.write('to nobody')
  const other = await dial()
  other.socket.write('whole')
  await expect.poll(() => other.text).toBe('whole')
  expect(served.bytes).toBe(5)
})

test('[HP4] held bytes wait, fill the buffers of their sender, and all come', async () => {
  const line = await dial()
  proxy.set({ up: 'hold' })
  const size = 16 * 1024 * 1024
  line.socket.write(Buffer.alloc(size, 'x'))
  await expect.poll(() => proxy.witness.held).toBe(1)
  expect(line.socket.writableLength).toBeGreaterThan(1_000_000)
  expect(served?.bytes ?? 0).toBe(0)
  proxy.clear()
  await expect.poll(() => line.text.length, { timeout: 10_000 }).toBe(size)
})

test('[HP5] slices, latency and throttling delay, and change no byte', async () => {
  const line = await dial()
  const text = Buffer.from('ünïcödé '.repeat(100)).toString('latin1')
  proxy.set({ sliceBytes: 1 })
  line.socket.write(text, 'latin1')
  await expect.poll(() => line.text).toBe(text)
  expect(proxy.witness.slices).toBeGreaterThan(text.length)
  proxy.clear()
  const from = performance.now()
  proxy.set({ latencyMs: 40, jitterMs: 20, bytesPerSecond: 100_000 })
  line.socket.write('ab')
  await expect.poll(() => line.text.endsWith('ab'), { interval: 5 }).toBe(true)
  expect(performance.now() - from).toBeGreaterThan(99)
  expect(proxy.witness.delayed).toBe(2)
})

test('[HP6] a cut leaves the head of a piece and a reset', async () => {
  const line = await dial()
  line.socket.write('a')
  await expect.poll(() => line.text).toBe('a')
  proxy.cutMidFrame(3)
  served.socket.write('0123456789')
  await expect.poll(() => line.ended).toBe('ECONNRESET')
  expect('a012'.startsWith(line.text)).toBe(true)
  expect(proxy.witness).toMatchObject({ cuts: 1, bytesCutOff: 7, resets: 1 })
})

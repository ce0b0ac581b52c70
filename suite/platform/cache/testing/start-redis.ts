/** A Redis of a test's own: Debian's server on a free port, nothing kept on disk. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { createInterface } from 'node:readline'

export type TestRedis = { port: number; stop(): Promise<void>; start(): Promise<void> }

const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as { port: number }
  probe.close()
  await once(probe, 'close')
  return port
}

/** `stop` and `start` again keep the port; what was in it is gone. */
export const startRedis = async (): Promise<TestRedis> => {
  const port = await freePort()
  let child: ChildProcess
  const start = async () => {
    const args = [
      '--port',
      String(port),
      '--bind',
      '127.0.0.1',
      '--save',
      '',
      '--appendonly',
      'no',
      '--daemonize',
      'no',
    ]
    child = spawn(process.env.NABIZ_TEST_REDIS ?? 'redis-server', args, { stdio: ['ignore', 'pipe', 'inherit'] })
    for await (const line of createInterface({ input: child.stdout! })) if (line.includes('Ready to accept')) break
    child.stdout!.resume()
  }
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  await start()
  return { port, start, stop }
}

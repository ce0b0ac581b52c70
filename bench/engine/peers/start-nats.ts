/** nats-server with its WebSocket listener, from Debian's package, on a configuration of its own. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findFreePort } from '../../../suite/free-port.ts'
import type { Data } from '../load/payload.ts'
import { connectWhenUp } from './connect-when-up.ts'
import type { Backend } from './peer.ts'
import { doWork } from './publish-work.ts'

const NATS = '/usr/sbin/nats-server'

/** Null when it is not installed (`nats-server`). */
export const startNats = async (): Promise<Backend | null> => {
  if (!existsSync(NATS)) return null
  const folder = mkdtempSync(join(tmpdir(), 'nabiz-bench-nats-'))
  const port = await findFreePort('127.0.0.1')
  const webPort = await findFreePort('127.0.0.1')
  const path = join(folder, 'nats.conf')
  writeFileSync(
    path,
    `listen: 127.0.0.1:${port}\nwebsocket { listen: "127.0.0.1:${webPort}", no_tls: true, compression: false }\nlog_file: "${folder}/log"\n`,
  )
  const child = spawn(NATS, ['-c', path], { stdio: ['ignore', 'inherit', 'inherit'] })
  const exited = once(child, 'exit')
  const publisher = await connectWhenUp(port)
  publisher.on('data', chunk => {
    if (chunk.includes('PING')) publisher.write('PONG\r\n')
  })
  publisher.write('CONNECT {"verbose":false}\r\n')
  return {
    port: webPort,
    pid: child.pid!,
    publish: work => {
      let burst = ''
      const add = (room: string, data: Data): void => {
        const text = JSON.stringify(data)
        burst += `PUB ${room.replace(':', '.')} ${text.length}\r\n${text}\r\n`
      }
      const send = (): void => {
        publisher.write(burst)
        burst = ''
      }
      return doWork(work, add, send)
    },
    async close() {
      publisher.destroy()
      child.kill('SIGTERM')
      await exited
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

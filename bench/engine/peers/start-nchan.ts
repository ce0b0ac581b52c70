/** nginx with nchan, from Debian's packages, on a configuration of its own in a temporary folder. */
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

const NGINX = '/usr/sbin/nginx'
const MODULE = '/usr/lib/nginx/modules/ngx_nchan_module.so'

const configuration = (folder: string, port: number): string => `
load_module ${MODULE};
daemon off; worker_processes 1; pid ${folder}/pid; error_log ${folder}/error.log warn;
${process.getuid?.() === 0 ? 'user root;' : ''}
worker_rlimit_nofile 18000;
events { worker_connections 15000; }
http {
  access_log off; keepalive_requests 100000000; keepalive_timeout 1h; client_header_timeout 1h;
  nchan_shared_memory_size 256M;
  client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy; fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi; scgi_temp_path ${folder}/scgi;
  server {
    listen 127.0.0.1:${port} backlog=4096;
    location ~ ^/pub/(.+)$ {
      nchan_publisher; nchan_channel_id $1; nchan_message_buffer_length 10000; nchan_message_timeout 24h;
    }
    location ~ ^/sub/(.+)$ { nchan_subscriber websocket; nchan_channel_id $1; nchan_subscriber_first_message newest; }
  }
}
`

const post = (room: string, data: Data): string => {
  const body = JSON.stringify(data)
  return `POST /pub/${room} HTTP/1.1\r\nHost: bench\r\nContent-Length: ${body.length}\r\n\r\n${body}`
}

/** Null when it is not installed (`nginx libnginx-mod-nchan`). */
export const startNchan = async (): Promise<Backend | null> => {
  if (!existsSync(NGINX) || !existsSync(MODULE)) return null
  const folder = mkdtempSync(join(tmpdir(), 'nabiz-bench-nchan-'))
  const port = await findFreePort('127.0.0.1')
  writeFileSync(join(folder, 'nginx.conf'), configuration(folder, port))
  const child = spawn(NGINX, ['-c', join(folder, 'nginx.conf'), '-p', folder], {
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const exited = once(child, 'exit')
  const publisher = await connectWhenUp(port)
  publisher.resume()
  return {
    port,
    pid: child.pid!,
    publish: work => {
      let burst = ''
      const add = (room: string, data: Data): void => {
        burst += post(room, data)
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

/** nginx and haproxy as people put them in front: Debian's programs with a configuration of a few lines, in a folder of their own. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type TestProxy = { port: number; stop(): Promise<void> }

const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as { port: number }
  probe.close()
  await once(probe, 'close')
  return port
}

const NGINX = (port: number, to: number, folder: string) => `
daemon off; master_process off; pid ${folder}/nginx.pid; error_log stderr crit;
events {}
http {
  access_log off;
  client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy; fastcgi_temp_path ${folder}/f;
  uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;
  upstream nabiz { server 127.0.0.1:${to}; keepalive 4; }
  server {
    listen 127.0.0.1:${port};
    # A test says all it has to say and closes its side.
    proxy_ignore_client_abort on;
    location / { proxy_pass http://nabiz; proxy_http_version 1.1; proxy_set_header Connection ""; proxy_set_header Host $host; }
  }
}
`

const HAPROXY = (port: number, to: number) => `
defaults
  mode http
  timeout client 5s
  timeout server 5s
  timeout connect 5s
  http-reuse always
frontend in
  bind 127.0.0.1:${port}
  default_backend nabiz
backend nabiz
  server one 127.0.0.1:${to}
`

const PROGRAMS = {
  nginx: { config: NGINX, args: (path: string) => ['-c', path, '-e', 'stderr'] },
  haproxy: { config: HAPROXY, args: (path: string) => ['-db', '-q', '-f', path] },
} as const

const isOpen = (port: number): Promise<boolean> =>
  new Promise(resolve => {
    const socket = connect(port, '127.0.0.1', () => resolve(true))
    socket.on('error', () => resolve(false)).on('close', () => resolve(false))
    socket.on('connect', () => socket.destroy())
  })

/** In front of `to`, connections to it kept and reused. Resolves once it listens. */
export const startProxy = async (name: keyof typeof PROGRAMS, to: number): Promise<TestProxy> => {
  const folder = await mkdtemp(join(tmpdir(), `nabiz-${name}-`))
  const port = await freePort()
  const { config, args } = PROGRAMS[name]
  const path = join(folder, 'proxy.conf')
  await writeFile(path, config(port, to, folder))
  const child = spawn(name, args(path), { stdio: ['ignore', 'ignore', 'inherit'] })
  const failed = new Promise<never>((_, reject) => {
    child.once('error', error => reject(new Error(`${name} did not start: is it installed?`, { cause: error })))
    child.once('exit', code => reject(new Error(`${name} ended with ${code}`)))
  })
  failed.catch(() => {})
  const listening = (async () => {
    while (!(await isOpen(port))) await new Promise(setImmediate)
  })()
  await Promise.race([listening, failed])
  return {
    port,
    async stop() {
      child.kill('SIGKILL')
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
      await rm(folder, { recursive: true, force: true })
    },
  }
}

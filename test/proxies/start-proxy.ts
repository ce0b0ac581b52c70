/** nginx and haproxy with the configuration that docs/engine/proxies.md shows, on a free port, in a folder of their own. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findFreePort } from '../../suite/free-port.ts'

const PAGE = readFileSync(join(import.meta.dirname, '../../docs/engine/proxies.md'), 'utf8')

/** What stands on the page in this language, listening at `port` instead and leading to `to`. */
const shown = (language: string, port: number, to: number): string => {
  const block = PAGE.split(`\`\`\`${language}\n`)[1]?.split('```')[0]
  if (block === undefined) throw new Error(`the page shows no ${language}`)
  const placed = block.replace(/(listen|bind :)( ?)80\b/, (_, word: string, gap: string) =>
    word === 'listen' ? `listen${gap}127.0.0.1:${port}` : `bind 127.0.0.1:${port}`,
  )
  return placed.replace('127.0.0.1:8000', `127.0.0.1:${to}`)
}

/** A site is a part of a whole configuration: without privileges, in one process, with its files in `folder`. */
const aroundSite = (site: string, folder: string): string => `
daemon off; master_process off; pid ${folder}/pid; error_log stderr crit;
events {}
http {
  access_log off;
  client_body_temp_path ${folder}/b; proxy_temp_path ${folder}/p; fastcgi_temp_path ${folder}/f;
  uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;
  ${site}
}`

export const PROXIES = ['nginx', 'haproxy'] as const

const PROGRAMS = {
  nginx: { around: aroundSite, args: (path: string) => ['-c', path, '-e', 'stderr'] },
  haproxy: { around: (text: string) => text, args: (path: string) => ['-db', '-q', '-f', path] },
} as const

const isOpen = (port: number): Promise<boolean> =>
  new Promise(resolve => {
    const socket = connect(port, '127.0.0.1', () => resolve(true))
    socket.on('error', () => resolve(false)).on('connect', () => socket.destroy())
  })

/** In front of the port `to`. Resolves once it listens; rejects when it does not start, as it is not installed. */
export const startProxy = async (
  name: (typeof PROXIES)[number],
  to: number,
): Promise<AsyncDisposable & { port: number }> => {
  const folder = mkdtempSync(join(tmpdir(), `nabiz-${name}-`))
  const port = await findFreePort('127.0.0.1')
  const { around, args } = PROGRAMS[name]
  const path = join(folder, 'proxy.conf')
  writeFileSync(path, around(shown(name, port, to), folder))
  const child = spawn(name, args(path), { stdio: ['ignore', 'ignore', 'inherit'] })
  const ended = new Promise<never>((_, reject) => {
    child.once('error', cause => reject(new Error(`${name} did not start: is it installed?`, { cause })))
    child.once('exit', code => reject(new Error(`${name} ended with ${code}`)))
  })
  ended.catch(() => {})
  const listening = async () => {
    while (!(await isOpen(port))) await new Promise(setImmediate)
  }
  await Promise.race([listening(), ended])
  return {
    port,
    async [Symbol.asyncDispose]() {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGKILL')
        await once(child, 'exit')
      }
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

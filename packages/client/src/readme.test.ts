/** The example of the README, run as it stands against a real server. */
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer as createHttp } from 'node:http'
import type { AddressInfo } from 'node:net'
import { promisify } from 'node:util'
import { createServer } from '@nabiz/server'
import { expect, test } from 'vitest'

test('[C1] the example of the README connects, joins, hears what it published, and ends', async () => {
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8')
  const example = /```ts\n([\s\S]*?)```/.exec(readme)![1]!
  const server = createServer({ authenticate: async () => ({ user_id: '5', rooms: ['*'], publish: ['*'] }) })
  const http = createHttp()
  server.attach(http)
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  try {
    const url = `ws://127.0.0.1:${(http.address() as AddressInfo).port}/ws`
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--input-type=module-typescript', '--eval', example],
      {
        cwd: new URL('..', import.meta.url).pathname,
        env: { ...process.env, NABIZ_URL: url, NABIZ_TOKEN: 'token' },
      },
    )
    const lines = stdout.trim().split('\n')
    expect(lines[0]).toBe('connecting ')
    expect(lines).toContain('connected ')
    expect(lines).toContain("heard { name: 'Kalem' }")
    expect(lines.at(-1)).toBe('closed closed_by_client')
  } finally {
    await server.close()
    http.close()
    http.closeAllConnections()
  }
})

/** The packages as a stranger gets them: built, packed, unpacked beside their dependencies, used. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CommandProcess } from '../packages/server/src/testing/command-process.ts'
import { RedisProcess } from '../test/cluster/redis-process.ts'
import { buildPackages } from './build-packages.ts'

const root = resolve(import.meta.dirname, '..')
const NAMES = ['protocol', 'server', 'redis', 'client'] as const
let folder: string

/** Runs to its end; what it printed. */
const run = (command: string, args: readonly string[], cwd: string): string => {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8' })
  expect(status, `${command} ${args.join(' ')}: ${error?.message ?? ''}${stdout}${stderr}`).toBe(0)
  return stdout
}

/** What npm would install: the folder a library is found in from the sources. */
const folderOf = (library: string, from: string): string => {
  const paths = createRequire(join(root, from, 'package.json')).resolve.paths(library) ?? []
  return paths.map(path => join(path, library)).find(path => readdirIf(path).length > 0)!
}
const readdirIf = (path: string): string[] => {
  try {
    return readdirSync(path)
  } catch {
    return []
  }
}

beforeAll(() => {
  buildPackages(root, NAMES)
  folder = mkdtempSync(join(tmpdir(), 'nabiz-packed-'))
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
  for (const name of NAMES) {
    const dist = join(root, 'packages', name, 'dist')
    run('npm', ['pack', '--silent', '--pack-destination', folder], dist)
    const installed = join(folder, 'node_modules/@nabiz', name)
    mkdirSync(installed, { recursive: true })
    run('tar', ['xzf', `nabiz-${name}-0.1.0.tgz`, '--strip-components=1', '-C', installed], folder)
    const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as {
      dependencies?: Record<string, string>
      bin?: Record<string, string>
    }
    for (const library of Object.keys(manifest.dependencies ?? {})) {
      if (library.startsWith('@nabiz/')) continue
      const link = join(folder, 'node_modules', library)
      mkdirSync(dirname(link), { recursive: true })
      symlinkSync(folderOf(library, `packages/${name}`), link)
    }
    for (const [command, script] of Object.entries(manifest.bin ?? {})) {
      mkdirSync(join(folder, 'node_modules/.bin'), { recursive: true })
      symlinkSync(join(installed, script), join(folder, 'node_modules/.bin', command))
    }
  }
}, 120_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('[W99] the packages hold JavaScript and types, and nothing of the tests', () => {
  for (const name of NAMES) {
    const files = run('tar', ['tzf', `nabiz-${name}-0.1.0.tgz`], folder)
      .trim()
      .split('\n')
    expect(files).toContain('package/index.js')
    expect(files).toContain('package/index.d.ts')
    expect(files).toContain('package/LICENSE')
    const strange = files.filter(
      file => !/\.(js|d\.ts|mjs|md)$|package\.json$|LICENSE$/.test(file) || /test|testing|contract\.ts/i.test(file),
    )
    expect(strange, name).toEqual([])
  }
})

test('[W99] the packed command prints a token, serves, and is heard by the packed client', async () => {
  const script = join(folder, 'node_modules/.bin/nabiz')
  const { out: token, code } = await new CommandProcess(script, [
    'token',
    '--jwt-secret',
    'S',
    '--user',
    '5',
    '--rooms',
    '*',
  ]).ended
  expect(code).toBe(0)
  await using running = new CommandProcess(script, ['serve', '--port', '0', '--jwt-secret', 'S', '--api-key', 'K'])
  const url = await running.url
  const page = `
    import { createClient } from '@nabiz/client'
    const client = createClient({ url: '${url.replace('http', 'ws')}/ws', token: () => '${token}' })
    const room = client.join('r')
    room.on('x', event => { console.log(JSON.stringify(event.data)); client.close() })
    room.onState(() => room.state.status === 'joined' && fetch('${url}/api/publish', {
      method: 'POST', headers: { authorization: 'Bearer K', 'content-type': 'application/json' },
      body: JSON.stringify({ room: 'r', type: 'x', data: { a: 1 } }),
    }))
    client.connect()`
  writeFileSync(join(folder, 'page.mjs'), page)
  expect(run(process.execPath, ['page.mjs'], folder)).toBe('{"a":1}\n')
})

test('[RD19] the packed command is a node of a cluster', async () => {
  const script = join(folder, 'node_modules/.bin/nabiz')
  await using redis = await RedisProcess.start()
  const serve = ['serve', '--port', '0', '--jwt-secret', 'S', '--api-key', 'K', '--redis', redis.url]
  await using one = new CommandProcess(script, serve)
  await using two = new CommandProcess(script, serve)
  const headers = { authorization: 'Bearer K', 'content-type': 'application/json' }
  const body = JSON.stringify({ room: 'r', type: 'x', data: 1 })
  expect(await (await fetch(`${await one.url}/api/publish`, { method: 'POST', headers, body })).json()).toMatchObject({
    offset: 1,
  })
  expect(await (await fetch(`${await two.url}/api/history?room=r`, { headers })).json()).toMatchObject({
    events: [{ type: 'x', offset: 1 }],
  })
})

test('[W99] the packed types are found', () => {
  const source = `
    import { createServer, jwtAuthenticate, type NabizServer } from '@nabiz/server'
    export const server: NabizServer = createServer({ authenticate: jwtAuthenticate({ secret: 's' }) })
    // @ts-expect-error a limit is a number
    createServer({ authenticate: jwtAuthenticate({ secret: 's' }), limits: { queueBytes: 'x' } })`
  writeFileSync(join(folder, 'use.ts'), source)
  const types = join(root, 'node_modules/@types')
  const options = ['--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext', '--target', 'es2024']
  run('tsc', [...options, '--typeRoots', types, '--types', 'node', 'use.ts'], folder)
})

/** The embedded PostgreSQL with its real processes: started, killed, taken over, refused. */
import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { describe, expect, test, vi } from 'vitest'
import { migrate, openStore, platformMigrations, type Store } from '../index.ts'
import { startChild } from '../testing/child.ts'
import { makeDataFolder } from '../testing/server.ts'
import { ensureLinks, SYSTEM_HOME } from './binaries.ts'

// Each starts servers and processes of its own, on machines that are busy with other tests.
vi.setConfig({ testTimeout: 60_000 })

const log = pino({ level: 'silent' })
const open = (dataDir: string) => openStore({ dataDir, log, fsync: false })
const opener = new URL('../testing/fixtures/open-store.ts', import.meta.url)
const isRoot = process.getuid?.() === 0

const addCompany = (store: Store, id: string) =>
  store.asSystem('a test writes', trx =>
    trx
      .insertInto('platform.company')
      .values({ id, slug: `s-${id}`, title: 'T' })
      .execute(),
  )
const companies = (store: Store) =>
  store.asSystem('a test reads', trx => trx.selectFrom('platform.company').select('id').execute())
const pidIn = (dataDir: string) =>
  Number(readFileSync(join(dataDir, 'postgres/data/postmaster.pid'), 'utf8').split('\n')[0])
/** An orphan is collected by the system a moment after it ended. */
const gone = (pid: number) => vi.waitFor(() => expect(isAlive(pid)).toBe(false), { timeout: 10_000, interval: 10 })
const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

test('[PS40] a new folder becomes a database that keeps what was committed, and stops with its store', async () => {
  const dataDir = await makeDataFolder()
  const first = await open(dataDir)
  await migrate(first, [platformMigrations])
  const id = randomUUID()
  await addCompany(first, id)
  const pid = pidIn(dataDir)
  const socketFolder = first.access.app.host!
  expect(isAlive(pid)).toBe(true)
  await first.close()
  await gone(pid)
  expect(existsSync(socketFolder)).toBe(false)

  const second = await open(dataDir)
  expect(await companies(second)).toEqual([{ id }])
  await second.close()
})

test('[PS40] its socket is private, it listens on no address, and its keys are readable by us alone', async () => {
  const dataDir = await makeDataFolder()
  const store = await open(dataDir)
  const { rows } = await store.pool.query(
    "select current_setting('listen_addresses') as addresses, current_setting('timezone') as zone",
  )
  expect(rows).toEqual([{ addresses: '', zone: 'UTC' }])
  const mode = (path: string) => spawnSync('stat', ['-c', '%a', path]).stdout.toString().trim()
  expect(mode(store.access.app.host!)).toBe('700')
  expect(mode(join(dataDir, 'postgres.key'))).toBe('600')
  expect(mode(join(dataDir, 'postgres'))).toBe('700')
  await store.close()
})

test('[PS41] after kill -9 of the parent the next start takes the living server over, with everything committed', async () => {
  const dataDir = await makeDataFolder()
  const child = startChild(opener, [dataDir])
  const before = JSON.parse(await child.line())
  expect(before.ok).toBe(true)
  const pid = pidIn(dataDir)
  await child.kill('SIGKILL')
  expect(isAlive(pid)).toBe(true)

  const store = await open(dataDir)
  const { rows } = await store.pool.query('select pg_postmaster_start_time()::text as started')
  expect(rows[0].started).toBe(before.started)
  expect(pidIn(dataDir)).toBe(pid)
  await store.close()
  await gone(pid)
})

test('[PS42] a second process on the folder is refused, and the first goes on', async () => {
  const dataDir = await makeDataFolder()
  const store = await open(dataDir)
  const pid = pidIn(dataDir)
  const child = startChild(opener, [dataDir])
  expect(JSON.parse(await child.line())).toMatchObject({ ok: false, code: 'in_use' })
  await store.ready()
  expect(pidIn(dataDir)).toBe(pid)
  await store.close()
})

test('[PS42] of several starts at once exactly one gets the folder', async () => {
  const dataDir = await makeDataFolder()
  const children = [1, 2, 3].map(() => startChild(opener, [dataDir]))
  const answers = await Promise.all(children.map(async child => JSON.parse(await child.line())))
  expect(answers.map(answer => answer.code ?? 'ok').sort()).toEqual(['in_use', 'in_use', 'ok'])
  const winner = children[answers.findIndex(answer => answer.ok)]!
  winner.say('close')
  expect(await winner.line()).toBe('closed')
})

describe('[PS43] a stale pid file', () => {
  test.each([
    ['of a process that is gone', () => spawnSync('true').pid],
    ['whose number is now another program’s', () => process.pid],
  ])('[PS43] %s does not stop a start', async (_what, number) => {
    const dataDir = await makeDataFolder()
    await (await open(dataDir)).close()
    const data = join(dataDir, 'postgres/data')
    await writeFile(join(data, 'postmaster.pid'), [number(), data, 1, 5432, '/nowhere', '', '', 'ready', ''].join('\n'))
    const store = await open(dataDir)
    await store.ready()
    await store.close()
  })

  test('[PS43] after kill -9 of the server itself the log is replayed, and its socket folder goes', async () => {
    const dataDir = await makeDataFolder()
    const child = startChild(opener, [dataDir, 'fsync'])
    expect(JSON.parse(await child.line()).ok).toBe(true)
    const pid = pidIn(dataDir)
    const sockets = readFileSync(join(dataDir, 'postgres/data/postmaster.pid'), 'utf8').split('\n')[4]!
    await child.kill('SIGKILL')
    process.kill(pid, 'SIGKILL')
    await gone(pid)
    expect(existsSync(sockets)).toBe(true)
    const store = await open(dataDir)
    expect(await companies(store)).toEqual([])
    expect(existsSync(sockets)).toBe(false)
    await store.close()
  })
})

test('[PS45] data of another major version, or without its key, is refused with a sentence', async () => {
  const dataDir = await makeDataFolder()
  await (await open(dataDir)).close()
  const version = join(dataDir, 'postgres/data/PG_VERSION')
  const right = await readFile(version, 'utf8')
  await writeFile(version, '17\n')
  await expect(open(dataDir)).rejects.toMatchObject({ code: 'foreign_cluster', message: /another PostgreSQL version/ })
  await writeFile(version, right)
  const key = join(dataDir, 'postgres.key')
  const kept = await readFile(key)
  await rm(key)
  await expect(open(dataDir)).rejects.toMatchObject({ code: 'no_key' })
  await writeFile(key, kept)
  await (await open(dataDir)).close()
})

test('[PS46] library links are made where they are missing, and left where they are', async () => {
  const root = await mkdtemp(join(tmpdir(), 'nabiz-links-'))
  await mkdir(join(root, 'native/lib'), { recursive: true })
  await writeFile(join(root, 'native/lib/libx.so.1.2'), 'library')
  await symlink('libx.so.1.2', join(root, 'native/lib/libx.so'))
  const list = ['libx.so.1', 'libx.so'].map(name => ({
    source: 'native/lib/libx.so.1.2',
    target: `native/lib/${name}`,
  }))
  await writeFile(join(root, 'native/pg-symlinks.json'), JSON.stringify(list))
  await ensureLinks(root)
  await ensureLinks(root)
  expect(await readFile(join(root, 'native/lib/libx.so.1'), 'utf8')).toBe('library')
  await rm(root, { recursive: true })
})

// What an account may reach can only be shown by a process that can become several of them.
describe.runIf(isRoot)('as root', () => {
  test('[PS40] a normal user starts it in its own folder', async () => {
    // Debian's daemon: initdb wants an account that has a name.
    const user = { uid: 1, gid: 1 }
    const dataDir = join(await makeDataFolder(), 'mine')
    await mkdir(dataDir, { mode: 0o700 })
    spawnSync('chown', [`${user.uid}:${user.gid}`, dataDir])
    const child = startChild(opener, [dataDir], { ...user, env: { HOME: '/nonexistent' } })
    expect(JSON.parse(await child.line())).toMatchObject({ ok: true })
    expect(isAlive(pidIn(dataDir))).toBe(true)
    child.say('close')
    expect(await child.line()).toBe('closed')
  })

  test('[PS44] a folder only root can enter: the cluster goes where its account can, and is found again', async () => {
    const dataDir = await makeDataFolder()
    await chmod(dataDir, 0o700)
    const store = await open(dataDir)
    await migrate(store, [platformMigrations])
    const id = randomUUID()
    await addCompany(store, id)
    await store.close()
    const place = (await readFile(join(dataDir, 'postgres.location'), 'utf8')).trim()
    expect(place.startsWith(`${SYSTEM_HOME}/`)).toBe(true)
    expect(existsSync(join(dataDir, 'postgres'))).toBe(false)
    const again = await open(dataDir)
    expect(await companies(again)).toEqual([{ id }])
    await again.close()
  })

  test('[PS44] an emptied data folder starts anew instead of meeting the old database', async () => {
    const dataDir = await makeDataFolder()
    await chmod(dataDir, 0o700)
    await (await open(dataDir)).close()
    const place = (await readFile(join(dataDir, 'postgres.location'), 'utf8')).trim()
    await rm(join(dataDir, 'postgres.location'))
    await rm(join(dataDir, 'postgres.key'))
    const store = await open(dataDir)
    expect((await readFile(join(dataDir, 'postgres.location'), 'utf8')).trim()).not.toBe(place)
    await store.close()
    await rm(place, { recursive: true })
  })
})

test('[PS47] when a test process is killed, its server and folders go', async () => {
  const program = new URL('../testing/fixtures/test-server.ts', import.meta.url)
  const child = startChild(program, [])
  const { pid, dataDir, host } = JSON.parse(await child.line())
  expect(isAlive(pid)).toBe(true)
  await child.kill('SIGKILL')
  await vi.waitFor(() => expect([isAlive(pid), existsSync(dataDir), existsSync(host)]).toEqual([false, false, false]), {
    timeout: 10_000,
    interval: 20,
  })
})

test('[PS48] a process with nothing else to wait for closes its store to the end', async () => {
  const dataDir = await makeDataFolder()
  const ended = spawnSync(process.execPath, [new URL('../testing/fixtures/close-store.ts', import.meta.url).pathname], {
    env: { ...process.env, DATA_DIR: dataDir },
    encoding: 'utf8',
  })
  expect({ status: ended.status, said: ended.stdout.trim() }).toEqual({ status: 0, said: 'closed' })
  expect(existsSync(join(dataDir, 'postgres/data/postmaster.pid'))).toBe(false)
})

/** Your own PostgreSQL by DATABASE_URL: which roles are taken, and that the walls stand with one role for everything. */
import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openClient } from './connection.ts'
import { migrate, openStore, platformMigrations } from './index.ts'
import { testServer } from './testing/index.ts'

vi.setConfig({ hookTimeout: 60_000 })

const log = pino({ level: 'silent' })
const suffix = randomUUID().replaceAll('-', '')
const database = `own_${suffix}`
type Superuser = Awaited<ReturnType<typeof openClient>>
let superuser: Superuser
let url: (role: string) => string

beforeAll(async () => {
  const server = await testServer()
  superuser = await openClient(server.superuser, 'nabiz test')
  for (const [role, attributes] of [
    ['plain', ''],
    ['strong', 'bypassrls'],
    ['super', 'superuser'],
    ['visitor', ''],
  ])
    await superuser.query(`create role ${role}_${suffix} login password 'secret' ${attributes}`)
  await superuser.query(`create database ${database} owner plain_${suffix}`)
  const { host, port } = server.superuser
  url = role => `postgresql://${role}_${suffix}:secret@/${database}?host=${encodeURIComponent(host!)}&port=${port}`
})
afterAll(async () => {
  await superuser.query(`drop database ${database} with (force)`)
  for (const role of ['plain', 'strong', 'super', 'visitor']) await superuser.query(`drop role ${role}_${suffix}`)
  await superuser.end()
})

const open = (role: string, owner?: string) =>
  openStore({ dataDir: '/nonexistent', databaseUrl: url(role), ...(owner ? { ownerUrl: url(owner) } : {}), log })

test('[PS4] a superuser and a role with BYPASSRLS are refused with a sentence', async () => {
  for (const role of ['super', 'strong'])
    await expect(open(role)).rejects.toMatchObject({
      code: 'role_too_strong',
      message: expect.stringContaining(`${role}_${suffix}`),
    })
})

test('[PS4] no server, a wrong password and a missing database are told in a sentence, without the password', async () => {
  const wrong = url('plain').replace(':secret@', ':geheim@')
  const cases: [string, RegExp][] = [
    ['postgresql://plain@127.0.0.1:1/x', /at DATABASE_URL: connect ECONNREFUSED 127\.0\.0\.1:1$/],
    [wrong, /at DATABASE_URL: password authentication failed/],
    [url('plain').replace(database, 'elsewhere'), /at DATABASE_URL: database "elsewhere" does not exist/],
  ]
  for (const [databaseUrl, message] of cases) {
    const refused = await openStore({ dataDir: '/nonexistent', databaseUrl, log }).catch((error: unknown) => error)
    expect(refused).toMatchObject({ code: 'no_answer', message: expect.stringMatching(message) })
    expect(String(refused)).not.toMatch(/geheim|secret/)
  }
})

test('[PS4] with one plain role that owns the tables, row level security holds all the same', async () => {
  const store = await open('plain')
  await migrate(store, [platformMigrations])
  const ids = [randomUUID(), randomUUID()]
  for (const id of ids)
    await store.inCompany(id, trx => trx.insertInto('platform.company').values({ id, slug: id, title: 'T' }).execute())
  expect((await store.pool.query('select * from platform.company')).rows).toEqual([])
  const seen = await store.inCompany(ids[0]!, trx => trx.selectFrom('platform.company').select('id').execute())
  expect(seen).toEqual([{ id: ids[0] }])
  await store.close()
})

test('[PS4] with a role of its own for migrations, the application gets rights and no more', async () => {
  const store = await open('visitor', 'plain')
  await migrate(store, [platformMigrations])
  const id = randomUUID()
  await store.inCompany(id, trx => trx.insertInto('platform.company').values({ id, slug: id, title: 'T' }).execute())
  await expect(store.pool.query('drop table platform.company')).rejects.toThrow(/must be owner/)
  await expect(store.pool.query('delete from platform.migration')).rejects.toThrow(/permission denied/)
  await store.close()
})

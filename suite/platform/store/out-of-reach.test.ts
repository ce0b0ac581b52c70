import pg from 'pg'
import { expect, test } from 'vitest'
import { isOutOfReach } from './out-of-reach.ts'
import { createTestStore } from './testing/index.ts'

const errorOf = (work: Promise<unknown>): Promise<unknown> => work.then(() => null).catch((error: unknown) => error)

test('[PS50] a database that is gone, full or going down is told from a fault of ours', async () => {
  const store = await createTestStore([])
  const { pool } = store
  const away = new pg.Client({ host: '127.0.0.1', port: 1 })
  expect(isOutOfReach(await errorOf(away.connect()))).toBe(true)

  const narrow = new pg.Pool({ ...pool.options, password: pool.options.password, max: 1 })
  const only = await narrow.connect()
  // Not before: the first connection of a busy machine takes longer than who waits for a second one need wait.
  narrow.options.connectionTimeoutMillis = 20
  expect(isOutOfReach(await errorOf(narrow.query('select 1')))).toBe(true)

  const { rows } = await only.query('select pg_backend_pid() as pid')
  const asked = errorOf(only.query('select pg_sleep(30)'))
  only.on('error', () => {})
  await pool.query('select pg_terminate_backend($1)', [rows[0].pid])
  expect(isOutOfReach(await asked)).toBe(true)
  only.release(true)
  await narrow.end()

  expect(isOutOfReach(await errorOf(pool.query('select 1 / 0')))).toBe(false)
  expect(isOutOfReach(await errorOf(pool.query('select * from nowhere')))).toBe(false)
  expect(isOutOfReach(Object.assign(new Error('no such file'), { code: 'ENOENT', syscall: 'open' }))).toBe(false)
  await store.close()
})

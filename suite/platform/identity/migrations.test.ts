import { getMigrations } from 'better-auth/db/migration'
import pg from 'pg'
import { expect, test } from 'vitest'
import { createTestStore } from '../store/testing/index.ts'
import { authOptions } from './auth-options.ts'
import { authMigrations } from './migrations.ts'

test('the committed migration is what better-auth would make today: nothing is left to create or add', async () => {
  const store = await createTestStore([authMigrations])
  // It looks for its tables on the search path.
  const pool = new pg.Pool({ ...store.access.owner, options: '-c search_path=auth' })
  // Ended here, a connection may still be open there when the database is dropped.
  pool.on('error', () => {})
  pool.on('connect', client => client.on('error', () => {}))
  try {
    const settings = { pool, secret: 'a'.repeat(64), publicUrl: 'http://nabiz.test', secure: false, id: () => 'x' }
    const { toBeCreated, toBeAdded, toBeAddedIndexes, schemaProblems } = await getMigrations(authOptions(settings))
    const tables = (list: readonly { table: string }[]) => list.map(({ table }) => table)
    expect([tables(toBeCreated), tables(toBeAdded), tables(toBeAddedIndexes), schemaProblems]).toEqual([[], [], [], []])
  } finally {
    await pool.end()
    await store.close()
  }
})

/** Migrations: order, records, failures. */
import { type Kysely, sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { companyTable, type MigrationModule, migrate, platformMigrations } from './index.ts'
import { addCompany, createTestStore, type TestStore } from './testing/index.ts'

let store: TestStore
beforeAll(async () => {
  store = await createTestStore()
})
afterAll(() => store.close())

const step = (text: string) => ({
  up: async (trx: Kysely<unknown>) => {
    await sql.raw(text).execute(trx)
  },
})
const tables = async (schema: string) =>
  (await store.pool.query('select tablename from pg_tables where schemaname = $1 order by 1', [schema])).rows.map(
    row => row.tablename,
  )

test('[PS10] two migrations at once wait for each other, and a third changes nothing', async () => {
  const module: MigrationModule = { schema: 'together', migrations: { '0001': step('create table together.a ()') } }
  await Promise.all([migrate(store, [module]), migrate(store, [module])])
  await migrate(store, [module])
  expect(await tables('together')).toEqual(['a', 'migration', 'migration_lock'])
})

test('[PS11] a failing migration leaves nothing of itself, names itself, and keeps the modules before', async () => {
  const before: MigrationModule = { schema: 'sound', migrations: { '0001': step('create table sound.a ()') } }
  const broken: MigrationModule = {
    schema: 'broken',
    migrations: { '0001': step('create table broken.a ()'), '0002-typo': step('create tabel broken.b ()') },
  }
  await expect(migrate(store, [before, broken])).rejects.toMatchObject({
    code: 'migration_failed',
    message: expect.stringContaining('broken/0002-typo'),
  })
  expect(await tables('sound')).toContain('a')
  expect(await tables('broken')).not.toContain('a')
  // The lock is free again, and the mended module goes through.
  await migrate(store, [
    { ...broken, migrations: { ...broken.migrations, '0002-typo': step('create table broken.b ()') } },
  ])
  expect(await tables('broken')).toContain('b')
})

test('[PS12] a platform migration that sorts before an applied one of an application is no conflict', async () => {
  const application: MigrationModule = { schema: 'app', migrations: { '0999': step('create table app.a ()') } }
  await migrate(store, [application])
  const platform = {
    ...platformMigrations,
    migrations: { ...platformMigrations.migrations, '0998-more': step('create table platform.more ()') },
  }
  await migrate(store, [platform, application])
  expect(await tables('platform')).toContain('more')
})

test('[PS2] companyTable protects the table of an application, and the application may use it', async () => {
  await migrate(store, [
    {
      schema: 'shop',
      migrations: {
        '0001': {
          up: async trx => {
            await sql`create table shop.item (company_id uuid not null, n bigserial)`.execute(trx)
            await companyTable(trx, 'shop.item')
          },
        },
      },
    },
  ])
  const [ours, theirs] = [await addCompany(store), await addCompany(store)]
  for (const company of [ours, theirs])
    await store.inCompany(company, trx => sql`insert into shop.item (company_id) values (${company})`.execute(trx))
  const seen = await store.inCompany(ours, trx => sql`select company_id from shop.item`.execute(trx))
  expect(seen.rows).toEqual([{ company_id: ours }])
  expect((await store.pool.query('select * from shop.item')).rows).toEqual([])
})

/** A database of an older version gets the list of calls, and no engine that nobody asked for. */
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { migrate } from '#platform/store'
import { addCompany, createTestStore } from '../../../../platform/store/testing/index.ts'
import { settingsSchema } from '../../contract/index.ts'
import { mutabakatMigrations } from './index.ts'

const names = Object.keys(mutabakatMigrations.migrations)
const before = {
  ...mutabakatMigrations,
  migrations: Object.fromEntries(
    Object.entries(mutabakatMigrations.migrations).filter(
      ([name]) => names.indexOf(name) < names.indexOf('0009_calls'),
    ),
  ),
}

test('[MU535] the engine is off for companies that were there, and on for new ones', async () => {
  const store = await createTestStore([before])
  try {
    const [bare, saved] = [await addCompany(store), await addCompany(store)]
    await store.asSystem('a test fills an older version', trx =>
      sql`insert into mutabakat.settings (company_id, value, rev) values (${saved}, '{"reply_days": 7}', 3)`.execute(
        trx,
      ),
    )
    await migrate(store, [mutabakatMigrations])
    const fresh = await addCompany(store)
    const read = (company_id: string) =>
      store.inCompany(company_id, async trx => {
        const { rows } = await sql<{ value: unknown; rev: number }>`select value, rev from mutabakat.settings
          where company_id = ${company_id}`.execute(trx)
        const { reach, reply_days } = settingsSchema.parse(rows[0]?.value ?? {})
        return [reach.enabled, reply_days, rows[0]?.rev ?? 0]
      })
    expect(await read(bare)).toEqual([false, 10, 0])
    expect(await read(saved)).toEqual([false, 7, 3])
    expect(await read(fresh)).toEqual([true, 10, 0])
  } finally {
    await store.close()
  }
})

/** Tenancy: what a transaction sees and may write. */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkAppRole } from './roles.ts'
import type { Trx } from './tables.ts'
import { addCompany, createTestStore, type TestStore, testServer } from './testing/index.ts'

let store: TestStore
let ours: string
let theirs: string
beforeAll(async () => {
  store = await createTestStore()
  ours = await addCompany(store, 'Bizim A.Ş.')
  theirs = await addCompany(store, 'Onların A.Ş.')
  for (const company_id of [ours, theirs])
    await store.asSystem('a test fills every company table', async trx => {
      const id = randomUUID()
      const row = { id, company_id }
      await trx.insertInto('platform.membership').values({ company_id, user_id: 'u', role: 'owner' }).execute()
      await trx
        .insertInto('platform.task')
        .values({ ...row, owner_id: 'u', kind: 'k', title: 't' })
        .execute()
      await trx
        .insertInto('platform.notification')
        .values({ ...row, user_id: 'u', level: 'info', kind: 'k', title: 't', message: 'm' })
        .execute()
      await trx
        .insertInto('platform.file')
        .values({ ...row, kind: 'k', name: 'n', type: 't', size: 1, sha256: 's', storage_key: id })
        .execute()
      await trx
        .insertInto('platform.audit')
        .values({ ...row, actor: 'u', action: 'a' })
        .execute()
      await trx
        .insertInto('platform.outbox')
        .values({ ...row, type: 't', data: '{}' })
        .execute()
      await trx
        .insertInto('platform.idempotency_key')
        .values({ scope: id, key: 'k', company_id, request_hash: 'h', status: 200 })
        .execute()
      await trx
        .insertInto('platform.invitation')
        .values({ ...row, email: 'e', role: 'member', token_hash: id, invited_by: 'u', expires_at: new Date() })
        .execute()
      await trx
        .insertInto('platform.mail')
        .values({ ...row, kind: 'k', recipient: 'a@x.tr', subject: 's' })
        .execute()
      await trx.insertInto('platform.mail_budget').values({ company_id, day: '2026-11-02', used: 1 }).execute()
      await trx.insertInto('platform.mail_sender').values({ company_id }).execute()
      await trx
        .insertInto('platform.sms')
        .values({ ...row, kind: 'k', recipient: '+905321234567', parts: 1 })
        .execute()
      await trx.insertInto('platform.sms_budget').values({ company_id, day: '2026-11-02', used: 1 }).execute()
      await trx
        .insertInto('platform.legal_hold')
        .values({ ...row, reason: 'r', set_by: 'u', set_at: new Date() })
        .execute()
      await trx
        .insertInto('platform.destruction')
        .values({ ...row, at: new Date(), lines: '[]' })
        .execute()
      await trx
        .insertInto('platform.data_request')
        .values({ ...row, kind: 'export', at: new Date(), asked_by: 'u', subject: 's', lines: '[]' })
        .execute()
      await trx
        .insertInto('platform.saved_view')
        .values({ ...row, user_id: 'u', list: 'l', name: 'n', query: '{}' })
        .execute()
      await trx
        .insertInto('platform.default_view')
        .values({ company_id, user_id: 'u', list: 'l', view_id: id })
        .execute()
      await trx
        .insertInto('platform.audit_head')
        .values({ company_id, position: 1, hash: 'h', at: new Date(), signature: 's' })
        .execute()
      await sql`insert into platform.room_log (room, epoch, top) values (${`company:${company_id}`}, 'e', 1)`.execute(
        trx,
      )
      await sql`insert into platform.event_log (room, epoch, "offset", id, type, data, happened_at)
        values (${`company:${company_id}`}, 'e', 1, ${id}, 't', '{}', now())`.execute(trx)
    })
})
afterAll(() => store.close())

/** Found in the catalogue, so a table that is added later cannot be forgotten here. */
const protectedTables = async (): Promise<{ name: string; forced: boolean }[]> => {
  const { rows } = await store.pool.query(
    `select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as forced
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'platform' and c.relkind = 'r'
       and (c.relname in ('company', 'event_log', 'room_log')
         or exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'company_id'))
     order by 1`,
  )
  return rows
}

test('[PS1] a query without a tenant returns 0 rows of every table that names a company', async () => {
  const tables = await protectedTables()
  expect(tables.length).toBeGreaterThanOrEqual(11)
  for (const { name, forced } of tables) {
    expect({ name, forced }).toEqual({ name, forced: true })
    const { rows } = await store.pool.query(`select * from platform.${name}`)
    expect({ name, rows }).toEqual({ name, rows: [] })
  }
})

test('[PS1] the rows are there, so the empty answers above mean something', async () => {
  const counts = await store.asSystem('a test counts', async trx => {
    const found: number[] = []
    for (const { name } of await protectedTables()) {
      const { rows } = await sql<{
        n: number
      }>`select count(*)::int as n from ${sql.table(`platform.${name}`)}`.execute(trx)
      found.push(rows[0]!.n)
    }
    return found
  })
  expect(Math.min(...counts)).toBeGreaterThanOrEqual(2)
})

describe('[PS2] a company', () => {
  test('[PS2] reads only its own rows, though the query names no company', async () => {
    const seen = await store.inCompany(ours, async trx => ({
      companies: await trx.selectFrom('platform.company').select('id').execute(),
      tasks: await trx.selectFrom('platform.task').select('company_id').execute(),
      audit: await trx.selectFrom('platform.audit').select('company_id').execute(),
    }))
    expect(seen).toEqual({ companies: [{ id: ours }], tasks: [{ company_id: ours }], audit: [{ company_id: ours }] })
  })

  test('[PS2] cannot write a row of another', async () => {
    const values = { id: randomUUID(), company_id: theirs, kind: 'k', title: 't' }
    await expect(
      store.inCompany(ours, trx => trx.insertInto('platform.task').values(values).execute()),
    ).rejects.toThrow(/row-level security/)
  })

  test('[PS2] cannot change, move or delete rows of another', async () => {
    const changed = await store.inCompany(ours, async trx => [
      (await trx.updateTable('platform.task').set({ title: 'x' }).where('company_id', '=', theirs).execute())[0],
      (await trx.deleteFrom('platform.file').where('company_id', '=', theirs).execute())[0],
    ])
    expect(changed).toMatchObject([{ numUpdatedRows: 0n }, { numDeletedRows: 0n }])
    const move = store.inCompany(ours, trx => trx.updateTable('platform.task').set({ company_id: theirs }).execute())
    await expect(move).rejects.toThrow(/row-level security/)
  })

  test('[PS2] must be a uuid before any SQL is sent', async () => {
    await expect(store.inCompany("' or true --", async () => 1)).rejects.toThrow(TypeError)
  })
})

describe('[PS3] settings end with their transaction', () => {
  test('[PS3] on every connection of the pool, also after a failure', async () => {
    const seen = await store.asSystem('a test looks at all', trx =>
      trx.selectFrom('platform.company').select('id').execute(),
    )
    expect(seen.length).toBe(2)
    const failing = Array.from({ length: 12 }, (_, turn) =>
      (turn % 2 === 0
        ? store.asSystem('a test fails', async () => Promise.reject(new Error('planned')))
        : store.inCompany(ours, async () => Promise.reject(new Error('planned')))
      ).catch(() => {}),
    )
    await Promise.all(failing)
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => store.pool.query('select id from platform.company')),
    )
    expect(answers.flatMap(answer => answer.rows)).toEqual([])
  })
})

describe('[PS8] a transaction through two companies', () => {
  const titles = (trx: Trx) => trx.selectFrom('platform.task').select(['company_id', 'title']).execute()
  const rename = (trx: Trx, title: string) => trx.updateTable('platform.task').set({ title }).execute()

  test('[PS8] sees one at a time and none between, and commits both', async () => {
    const seen = await store.acrossCompanies([ours, theirs], async enter => {
      let kept: Trx | undefined
      const first = await enter(ours, async trx => {
        kept = trx
        await rename(trx, 'both')
        return titles(trx)
      })
      const between = await titles(kept!)
      const second = await enter(theirs, async trx => {
        await rename(trx, 'both')
        return titles(trx)
      })
      return { first, between, second }
    })
    expect(seen).toEqual({
      first: [{ company_id: ours, title: 'both' }],
      between: [],
      second: [{ company_id: theirs, title: 'both' }],
    })
    for (const company_id of [ours, theirs])
      expect(await store.inCompany(company_id, titles)).toEqual([{ company_id, title: 'both' }])
  })

  test('[PS8] undoes what it did in the first when the second fails', async () => {
    const failing = store.acrossCompanies([ours, theirs], async enter => {
      await enter(ours, trx => rename(trx, 'half'))
      await enter(theirs, async () => Promise.reject(new Error('planned')))
    })
    await expect(failing).rejects.toThrow('planned')
    expect(await store.inCompany(ours, titles)).toEqual([{ company_id: ours, title: 'both' }])
  })

  test('[PS8] enters no company that was not named, and none inside another', async () => {
    await expect(store.acrossCompanies([ours], enter => enter(theirs, titles))).rejects.toThrow(TypeError)
    await expect(store.acrossCompanies(['x'], enter => enter('x', titles))).rejects.toThrow(TypeError)
    const nested = store.acrossCompanies([ours, theirs], enter => enter(ours, () => enter(theirs, titles)))
    await expect(nested).rejects.toThrow(TypeError)
  })
})

describe('[PS4] the role of the application', () => {
  test('[PS4] is plain, and cannot change the shape of tables nor the record of migrations', async () => {
    const client = new pg.Client({ connectionString: store.urls.app })
    await client.connect()
    try {
      expect(await checkAppRole(client)).toBe('nabiz_app')
      for (const statement of [
        'alter table platform.company disable row level security',
        'drop policy company on platform.company',
        'alter table platform.audit disable trigger append_only',
        'delete from platform.migration',
        'create table platform.mine ()',
        'create table public.mine ()',
        'create schema mine',
        'truncate platform.event_log',
      ])
        await expect(client.query(statement), statement).rejects.toThrow(/permission denied|must be owner/)
    } finally {
      await client.end()
    }
  })

  test('[PS4] is refused when it is a superuser', async () => {
    const { superuser } = await testServer()
    const client = new pg.Client(superuser)
    await client.connect()
    await expect(checkAppRole(client)).rejects.toMatchObject({ code: 'role_too_strong' })
    await client.end()
  })
})

test('[PS5] days, whole numbers and decimals come exact, and only in our pools', async () => {
  const ask = "select '2026-10-31'::date as day, 9007199254740993::bigint as big, 1.10::numeric as exact"
  const { rows } = await store.pool.query(ask)
  expect(rows).toEqual([{ day: '2026-10-31', big: 9007199254740993n, exact: '1.10' }])
  const plain = new pg.Client({ connectionString: store.urls.app })
  await plain.connect()
  const others = (await plain.query(ask)).rows[0]
  await plain.end()
  expect([others.day instanceof Date, typeof others.big]).toEqual([true, 'string'])
})

test('[PS6] the audit table refuses every change, for the owner and for the platform too', async () => {
  const owner = new pg.Client({ connectionString: store.urls.owner, options: '-c nabiz.system=on' })
  await owner.connect()
  for (const statement of [
    "update platform.audit set actor = 'x'",
    'delete from platform.audit',
    'truncate platform.audit',
  ])
    await expect(owner.query(statement), statement).rejects.toThrow(/append-only/)
  await owner.end()
  const left = await store.asSystem('a test counts', trx => trx.selectFrom('platform.audit').select('id').execute())
  expect(left.length).toBe(2)
})

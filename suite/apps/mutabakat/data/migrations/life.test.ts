/** The tables of the first version, filled, become those of a letter's life. */
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { migrate } from '#platform/store'
import { addCompany, createTestStore } from '../../../../platform/store/testing/index.ts'
import { mutabakatMigrations } from './index.ts'

const first = {
  ...mutabakatMigrations,
  migrations: { '0001_letters': mutabakatMigrations.migrations['0001_letters']! },
}

test('[MU274] kinds, versions, authors and periods of letters that were there', async () => {
  const store = await createTestStore([first])
  try {
    const company_id = await addCompany(store)
    const person = '01900000-0000-7000-8000-00000000000a'
    await store.asSystem('a test fills the first version', async trx => {
      await sql`insert into mutabakat.counterparty (id, company_id, code, title, kind, tax_kind, locale, search, created_at, updated_at)
        values (gen_random_uuid(), ${company_id}, '120.01', 'Eski A.Ş.', 'customer', 'none', 'tr', 'ESKI', now(), now())`.execute(
        trx,
      )
      await sql`insert into mutabakat.letter (id, company_id, no, counterparty_id, balance_date, minor, currency, side, status,
          sender_id, sender_name, answer_choice, answered_at, created_at)
        select gen_random_uuid(), ${company_id}, row.no, card.id, row.day::date, 100, row.currency, 'B', row.status, ${person},
          'Ayşe', row.choice, case when row.choice is not null then now() end, now()
        from mutabakat.counterparty card, (values
          ('MUT-2026-000001', '2026-09-30', 'TRY', 'approved', 'agree'),
          ('MUT-2026-000002', '2026-09-30', 'USD', 'draft', null),
          ('MUT-2026-000003', '2026-08-31', 'TRY', 'rejected', 'disagree'),
          ('MUT-2026-000004', '2026-08-31', 'TRY', 'archived', null)) as row(no, day, currency, status, choice)`.execute(
        trx,
      )
    })
    await migrate(store, [mutabakatMigrations])
    const read = async <T>(query: ReturnType<typeof sql<T>>) =>
      (await store.inCompany(company_id, trx => query.execute(trx))).rows
    expect(
      await read(sql`select no, kind, version, style, author_name, responsible_name, answer_via, try_minor::int as lira,
        archived_at is not null as archived from mutabakat.letter order by no`),
    ).toMatchObject([
      {
        kind: 'cari',
        version: 1,
        style: 'positive',
        author_name: 'Ayşe',
        answer_via: 'portal',
        lira: 100,
        archived: false,
      },
      { kind: 'cari_doviz', version: 1, responsible_name: 'Ayşe', answer_via: null, lira: null, archived: false },
      { kind: 'cari', version: 1, answer_via: 'portal', lira: 100, archived: false },
      { kind: 'cari', version: 1, answer_via: null, lira: 100, archived: true },
    ])
    expect(await read(sql`select kind, date::text as date, state from mutabakat.period order by date, kind`)).toEqual([
      { kind: 'cari', date: '2026-08-31', state: 'open' },
      { kind: 'cari', date: '2026-09-30', state: 'open' },
      { kind: 'cari_doviz', date: '2026-09-30', state: 'open' },
    ])
    const change = (status: string) =>
      store.inCompany(company_id, trx =>
        sql`update mutabakat.letter set status = ${status} where no = 'MUT-2026-000002'`.execute(trx),
      )
    await change('pending_approval')
    await expect(change('approved')).rejects.toThrow('letter_answer_fits')
    await expect(change('lost')).rejects.toThrow('letter_status_known')
  } finally {
    await store.close()
  }
})

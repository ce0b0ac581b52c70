/** The tables of before the further kinds, filled, take their letters. */
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { migrate } from '#platform/store'
import { addCompany, createTestStore } from '../../../../platform/store/testing/index.ts'
import { mutabakatMigrations } from './index.ts'

const before = {
  ...mutabakatMigrations,
  migrations: Object.fromEntries(
    Object.entries(mutabakatMigrations.migrations).filter(([name]) => name < '0007_kinds'),
  ),
}

test('[MU469] letters, files and templates that were there stay, and the database keeps each kind to its own columns', async () => {
  const store = await createTestStore([before])
  try {
    const company_id = await addCompany(store)
    await store.asSystem('a test fills the version before', async trx => {
      await sql`insert into mutabakat.counterparty (id, company_id, code, title, kind, tax_kind, locale, search, created_at, updated_at)
        values (gen_random_uuid(), ${company_id}, '120.01', 'Eski A.Ş.', 'customer', 'none', 'tr', 'ESKI', now(), now())`.execute(
        trx,
      )
      await sql`insert into mutabakat.letter (id, company_id, no, counterparty_id, kind, balance_date, minor, currency, side, status, created_at)
        select gen_random_uuid(), ${company_id}, 'MUT-2026-000001', id, 'cari', '2026-10-31', 100, 'TRY', 'B', 'draft', now()
        from mutabakat.counterparty`.execute(trx)
      await sql`insert into mutabakat.import_template (id, company_id, kind, name, fingerprint, columns, reading, created_at, updated_at)
        values (gen_random_uuid(), ${company_id}, 'cards', 'Kartlar', 'x', '{}', '{}', now(), now())`.execute(trx)
    })
    await migrate(store, [mutabakatMigrations])
    const run = (query: ReturnType<typeof sql>) => store.inCompany(company_id, trx => query.execute(trx))
    const { rows } = await run(sql`select kind, documents_count, auditor_firm from mutabakat.letter`)
    expect(rows).toEqual([{ kind: 'cari', documents_count: null, auditor_firm: null }])
    await run(sql`update mutabakat.import_template set kind = 'babs'`)
    await expect(run(sql`update mutabakat.import_template set kind = 'ekstre'`)).rejects.toThrow('kind_known')
    await expect(run(sql`update mutabakat.letter set kind = 'bs'`)).rejects.toThrow('letter_documents_fit')
    await expect(run(sql`update mutabakat.letter set documents_count = 1`)).rejects.toThrow('letter_documents_fit')
    await expect(run(sql`update mutabakat.letter set kind = 'teyit'`)).rejects.toThrow('letter_auditor_fits')
    await run(sql`update mutabakat.letter set kind = 'bs', documents_count = 1, documents_scope = 'all'`)
    const line = (position: number) =>
      run(sql`insert into mutabakat.due_line (company_id, letter_id, position, due, minor)
        select company_id, id, ${position}, balance_date, -5 from mutabakat.letter`)
    await line(1)
    await expect(line(61)).rejects.toThrow('due_line_position_check')
    const other = await addCompany(store, 'Öteki A.Ş.')
    const seen = await store.inCompany(other, trx => sql`select 1 from mutabakat.due_line`.execute(trx))
    expect(seen.rows).toEqual([])
  } finally {
    await store.close()
  }
})

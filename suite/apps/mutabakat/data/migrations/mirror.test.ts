/** A database of before linked companies, filled, gets them; and one with letters that came in gets to know who read them. */
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { migrate } from '#platform/store'
import { addCompany, createTestStore } from '../../../../platform/store/testing/index.ts'
import { isTraceOf } from '../../services/mirror/person-traces.ts'
import { mutabakatMigrations } from './index.ts'

const upTo = (last: string) => ({
  ...mutabakatMigrations,
  migrations: Object.fromEntries(Object.entries(mutabakatMigrations.migrations).filter(([name]) => name <= last)),
})

const fillCards = (company_id: string) => sql`
  insert into mutabakat.counterparty (id, company_id, code, title, kind, tax_kind, locale, search, created_at, updated_at)
  values (gen_random_uuid(), ${company_id}, '120.01', 'Eski A.Ş.', 'customer', 'none', 'tr', 'ESKI', now(), now())`

test('[MU588] cards and letters that were there stay, unlinked; what links companies is each company’s own', async () => {
  const store = await createTestStore([upTo('0007_kinds')])
  try {
    const [one, other] = [await addCompany(store), await addCompany(store, 'Öteki A.Ş.')]
    await store.asSystem('a test fills the version before', async trx => {
      await fillCards(one).execute(trx)
      await sql`insert into mutabakat.letter (id, company_id, no, counterparty_id, kind, balance_date, minor, currency, side, status, created_at)
        select gen_random_uuid(), ${one}, 'MUT-2026-000001', id, 'cari', '2026-10-31', 100, 'TRY', 'B', 'sent', now()
        from mutabakat.counterparty`.execute(trx)
    })
    await migrate(store, [mutabakatMigrations])
    const run = (query: ReturnType<typeof sql>, company_id = one) =>
      store.inCompany(company_id, trx => query.execute(trx))
    const cards = await run(
      sql`select code, linked_company_id, linked_counterparty_id, linked_title, linked_at from mutabakat.counterparty`,
    )
    expect(cards.rows).toEqual([
      { code: '120.01', linked_company_id: null, linked_counterparty_id: null, linked_title: null, linked_at: null },
    ])
    expect((await run(sql`select no, status from mutabakat.letter`)).rows).toEqual([
      { no: 'MUT-2026-000001', status: 'sent' },
    ])
    const comesIn = (kind: string, letter_id = sql`gen_random_uuid()`) => sql`
      insert into mutabakat.incoming (id, company_id, counterparty_id, from_company_id, from_title, letter_id, no, version,
        kind, style, status, balance_date, currency, letter, received_at)
      select gen_random_uuid(), ${one}, id, ${other}, 'Öteki A.Ş.', ${letter_id}, 'MUT-1', 1, ${kind}, 'positive', 'sent',
        '2026-10-31', 'TRY', '{}', now() from mutabakat.counterparty`
    const same = sql`'00000000-0000-7000-8000-000000000001'::uuid`
    await run(comesIn('cari', same))
    await expect(run(comesIn('cari', same))).rejects.toThrow('incoming_company_id_letter_id_key')
    await expect(run(comesIn('kambiyo'))).rejects.toThrow('incoming_kind_check')
    expect((await run(sql`select 1 from mutabakat.incoming`, other)).rows).toEqual([])
    // What came in outlives the card, and the company it came from.
    await run(sql`delete from mutabakat.letter`)
    await run(sql`delete from mutabakat.counterparty`)
    await store.asSystem('a test removes the other company', trx =>
      sql`delete from platform.company where id = ${other}`.execute(trx),
    )
    const left = await run(sql`select counterparty_id, from_company_id, from_title from mutabakat.incoming`)
    expect(left.rows).toEqual([{ counterparty_id: null, from_company_id: null, from_title: 'Öteki A.Ş.' }])
  } finally {
    await store.close()
  }
})

test('[MU588] letters that came in before keep the names they have, and get an account with the next', async () => {
  const store = await createTestStore([upTo('0009_calls')])
  try {
    const company_id = await addCompany(store)
    await store.asSystem('a test fills the version before', async trx => {
      await fillCards(company_id).execute(trx)
      await sql`insert into mutabakat.incoming (id, company_id, from_title, letter_id, no, version, kind, style, status,
          balance_date, currency, letter, received_at, read_at, read_by, answered_by)
        values (gen_random_uuid(), ${company_id}, 'Ak A.Ş.', gen_random_uuid(), 'MUT-1', 1, 'cari', 'positive', 'approved',
          '2026-10-31', 'TRY', '{}', now(), now(), 'Ayşe Er', 'Can Ak')`.execute(trx)
      await sql`insert into mutabakat.link_request (id, company_id, counterparty_id, tax_number, asked_by, asked_at, expires_at, state)
        select gen_random_uuid(), ${company_id}, id, '1234567890', 'Ayşe Er', now(), now(), 'open' from mutabakat.counterparty`.execute(
        trx,
      )
    })
    await migrate(store, [mutabakatMigrations])
    const { rows } = await store.inCompany(company_id, trx =>
      sql`select read_by, read_by_id, answered_by, answered_by_id, asked_by, asked_by_id
        from mutabakat.incoming, mutabakat.link_request`.execute(trx),
    )
    expect(rows).toEqual([
      {
        ...{ read_by: 'Ayşe Er', read_by_id: null, answered_by: 'Can Ak', answered_by_id: null },
        ...{ asked_by: 'Ayşe Er', asked_by_id: null },
      },
    ])
  } finally {
    await store.close()
  }
})

test('[MU642] guests and auditors of letters that came in before are found by the address they have in the sender’s books', async () => {
  const store = await createTestStore([upTo('0012_post')])
  try {
    const [one, other] = [await addCompany(store), await addCompany(store, 'Öteki A.Ş.')]
    const letter_id = '00000000-0000-7000-8000-000000000001'
    await store.asSystem('a test fills the version before', async trx => {
      await fillCards(one).execute(trx)
      await sql`insert into mutabakat.letter (id, company_id, no, counterparty_id, kind, balance_date, minor, currency, side, status,
          created_at, auditor_firm, auditor_name, auditor_email)
        select ${letter_id}, ${one}, 'MUT-1', id, 'teyit', '2026-10-31', 100, 'TRY', 'B', 'sent', now(), 'F', 'A', 'a@firm.example'
        from mutabakat.counterparty`.execute(trx)
      await sql`insert into mutabakat.link (id, company_id, letter_id, address, expires_at, created_at)
        values (${letter_id}, ${one}, ${letter_id}, 'Guest@card.example', now(), now())`.execute(trx)
      await sql`insert into mutabakat.evidence (company_id, letter_id, seq, fact, at, link_id, detail, salt, detail_sha256, prev_hash, hash)
        values (${one}, ${letter_id}, 1, 'answered', now(), ${letter_id}, '{}', 's', 'd', 'p', 'h')`.execute(trx)
      await sql`insert into mutabakat.incoming (id, company_id, from_company_id, from_title, letter_id, no, version, kind, style, status,
          balance_date, currency, letter, received_at)
        values (${letter_id}, ${other}, ${one}, 'Bir', ${letter_id}, 'MUT-1', 1, 'teyit', 'positive', 'approved', '2026-10-31', 'TRY',
          '{}', now())`.execute(trx)
    })
    await migrate(store, [mutabakatMigrations])
    const isOf = ({ email }: { email: string }) =>
      store.inCompany(other, async trx => {
        const subject = { email, phone: null, user_id: null }
        const { rows } = await sql<Record<string, boolean>>`select ${isTraceOf(subject, 'answered_trace')} as answered,
          ${isTraceOf(subject, 'asked_trace')} as asked, ${isTraceOf(subject, 'auditor_trace')} as auditor
          from mutabakat.incoming`.execute(trx)
        return rows[0]
      })
    expect(await isOf({ email: 'guest@card.example' })).toEqual({ answered: true, asked: false, auditor: false })
    expect(await isOf({ email: 'a@firm.example' })).toEqual({ answered: false, asked: false, auditor: true })
  } finally {
    await store.close()
  }
})

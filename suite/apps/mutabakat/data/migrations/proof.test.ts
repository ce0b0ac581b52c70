/** Documents and the certificate of the first version, filled, become those of several papers and certificates. */
import { createCipheriv, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Services } from '#platform/app'
import { makeCertificate } from '#platform/documents'
import { migrate } from '#platform/store'
import { addCompany, createTestStore } from '../../../../platform/store/testing/index.ts'
import { companyCertificate } from '../../services/proof/company-certificate.ts'
import { mutabakatMigrations } from './index.ts'

const first = {
  ...mutabakatMigrations,
  migrations: { '0001_letters': mutabakatMigrations.migrations['0001_letters']! },
}

test('[MU366] an older database keeps its documents and goes on sealing with its certificate', async () => {
  const store = await createTestStore([first])
  try {
    const company_id = await addCompany(store)
    const made = await makeCertificate({ organization: 'Eski A.Ş.', now: new Date() })
    const secret = randomBytes(32)
    // As the first version sealed keys: without the company in it.
    const nonce = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', secret, nonce)
    const body = Buffer.concat([cipher.update(made.keyPem, 'utf8'), cipher.final()])
    const sealed = Buffer.concat([nonce, cipher.getAuthTag(), body])
    await store.asSystem('a test fills the first version', async trx => {
      await sql`insert into mutabakat.counterparty (id, company_id, code, title, kind, tax_kind, locale, search, created_at, updated_at)
        values (gen_random_uuid(), ${company_id}, '120.01', 'Eski A.Ş.', 'customer', 'none', 'tr', 'ESKI', now(), now())`.execute(
        trx,
      )
      await sql`insert into mutabakat.letter (id, company_id, no, counterparty_id, balance_date, minor, currency, side, status, created_at)
        select gen_random_uuid(), ${company_id}, 'MUT-2026-000001', id, '2026-09-30', 100, 'TRY', 'B', 'sent', now()
        from mutabakat.counterparty`.execute(trx)
      await sql`insert into mutabakat.document (id, company_id, letter_id, file_id, sha256, size, verify_code, created_at)
        select gen_random_uuid(), ${company_id}, id, gen_random_uuid(), 'ab', 1, 'code', now() from mutabakat.letter`.execute(
        trx,
      )
      await sql`insert into mutabakat.certificate (company_id, cert, key_sealed, created_at)
        values (${company_id}, ${made.certDer}, ${sealed}, now())`.execute(trx)
    })
    await migrate(store, [mutabakatMigrations])
    const services = { secrets: { key: () => secret }, now: () => new Date() } as unknown as Services
    const company = { id: company_id, title: 'Eski A.Ş.', vkn: null }
    const active = await store.inCompany(company_id, trx => companyCertificate(services, trx, company))
    expect(active).toMatchObject({ certDer: made.certDer, keyPem: made.keyPem, chain: [] })
    const { rows } = await store.inCompany(company_id, trx =>
      sql`select kind, version, level, certificate_id, verify_code from mutabakat.document`.execute(trx),
    )
    expect(rows).toEqual([{ kind: 'letter', version: 1, level: 'L2', certificate_id: active.id, verify_code: 'code' }])
  } finally {
    await store.close()
  }
})

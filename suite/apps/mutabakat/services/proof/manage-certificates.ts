/** Signing certificates of a company: listed, exchanged for a new one, taken over from an authority, retired. */
import { X509Certificate } from 'node:crypto'
import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import type { Services } from '#platform/app'
import { isUuid } from '#platform/contract'
import { type Certificate, certificateFacts, type Pkcs12Problem, readPkcs12 } from '#platform/documents'
import type { Trx } from '#platform/store'
import { type CertificateRow, fail, MAX_PKCS12_BYTES, type UploadCertificateInput } from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'
import type { CertificateTable } from '../../data/tables.ts'
import type { Actor } from '../actor.ts'
import { keepCertificate, makeOwn } from './company-certificate.ts'

const DAY_MS = 86_400_000

const select = (trx: Trx, company_id: string) =>
  withTables(trx)
    .selectFrom('mutabakat.certificate as certificate')
    .selectAll('certificate')
    .select(
      sql<number>`(select count(*)::int from mutabakat.document d
        where d.company_id = certificate.company_id and d.certificate_id = certificate.id)`.as('documents'),
    )
    .where('certificate.company_id', '=', company_id)

const toRow = (row: Selectable<CertificateTable> & { documents: number }, now: Date): CertificateRow => {
  const certificate = new X509Certificate(row.cert)
  const { qualified: _qualified, ...facts } = certificateFacts(certificate)
  const { modulusLength } = certificate.publicKey.asymmetricKeyDetails ?? {}
  return {
    id: row.id,
    source: row.source,
    state: row.retired_at === null ? 'active' : 'retired',
    ...facts,
    algorithm: modulusLength === undefined ? 'EC P-256' : `RSA ${modulusLength}`,
    days_left: Math.floor((Date.parse(facts.not_after) - now.getTime()) / DAY_MS),
    documents: row.documents,
    chain_length: row.chain.length,
    created_at: row.created_at.toISOString(),
    retired_at: row.retired_at?.toISOString() ?? null,
  }
}

const find = async (trx: Trx, company_id: string, id: string) => {
  const row = isUuid(id)
    ? await select(trx, company_id).where('certificate.id', '=', id).forUpdate().executeTakeFirst()
    : undefined
  if (!row) throw fail('certificate_not_found')
  return row
}

export const listCertificates = (services: Services, actor: Actor): Promise<{ items: CertificateRow[] }> =>
  services.store.inCompany(actor.company_id, async trx => {
    const rows = await select(trx, actor.company_id)
      .orderBy(sql`certificate.retired_at is not null`)
      .orderBy('certificate.created_at', 'desc')
      .execute()
    return { items: rows.map(row => toRow(row, services.now())) }
  })

/** A new one of our own in the place of the active one. */
export const rotateCertificate = (services: Services, actor: Actor): Promise<CertificateRow> =>
  services.store.inCompany(actor.company_id, async trx => {
    const company = await trx
      .selectFrom('platform.company')
      .select(['id', 'title', 'vkn'])
      .where('id', '=', actor.company_id)
      .executeTakeFirstOrThrow()
    return exchange(services, trx, actor, await makeOwn(services, company), 'own')
  })

const REFUSALS = {
  unreadable: 'certificate_unreadable',
  password_wrong: 'certificate_password_wrong',
  no_key: 'certificate_without_key',
  key_weak: 'certificate_key_weak',
  not_in_force: 'certificate_not_in_force',
  not_for_signing: 'certificate_not_for_signing',
} as const satisfies Record<Pkcs12Problem, string>

/** A certificate of an authority in the place of the active one. The password opens the file and is forgotten. */
export const uploadCertificate = async (
  services: Services,
  actor: Actor,
  input: UploadCertificateInput,
): Promise<CertificateRow> => {
  const bytes = Buffer.from(input.pkcs12, 'base64')
  if (bytes.length > MAX_PKCS12_BYTES) throw fail('certificate_unreadable')
  const reading = await readPkcs12(bytes, input.password, services.now())
  if (!reading.ok) throw fail(REFUSALS[reading.problem])
  return services.store.inCompany(actor.company_id, trx =>
    exchange(services, trx, actor, reading.certificate, 'uploaded'),
  )
}

const exchange = async (
  services: Services,
  trx: Trx,
  actor: Actor,
  certificate: Certificate,
  source: 'own' | 'uploaded',
): Promise<CertificateRow> => {
  const { company_id } = actor
  const retired = await withTables(trx)
    .updateTable('mutabakat.certificate')
    .set({ retired_at: services.now() })
    .where('company_id', '=', company_id)
    .where('retired_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  const id = await keepCertificate(services, trx, company_id, certificate, source)
  // Somebody exchanged it at the same instant.
  if (id === null) throw fail('certificate_changed_meanwhile')
  const row = toRow(await find(trx, company_id, id), services.now())
  await services.audit(trx, {
    company_id,
    actor: actor.user_id,
    action: 'certificate.activated',
    object: { type: 'certificate', id },
    old: { certificate: retired?.id ?? null },
    new: { source, sha256: row.sha256, not_after: row.not_after },
  })
  return row
}

/** What it sealed stays valid. The next paper is sealed with a new one of our own. */
export const retireCertificate = (services: Services, actor: Actor, id: string): Promise<CertificateRow> =>
  services.store.inCompany(actor.company_id, async trx => {
    const row = await find(trx, actor.company_id, id)
    if (row.retired_at !== null) throw fail('certificate_retired')
    const retired_at = services.now()
    await withTables(trx)
      .updateTable('mutabakat.certificate')
      .set({ retired_at })
      .where('company_id', '=', actor.company_id)
      .where('id', '=', row.id)
      .execute()
    await services.audit(trx, {
      company_id: actor.company_id,
      actor: actor.user_id,
      action: 'certificate.retired',
      object: { type: 'certificate', id: row.id },
    })
    return toRow({ ...row, retired_at }, retired_at)
  })

/** The certificate alone, for who wants to pin it. */
export const readCertificate = (
  services: Services,
  actor: Actor,
  id: string,
): Promise<{ name: string; bytes: Buffer }> =>
  services.store.inCompany(actor.company_id, async trx => {
    const { cert } = await find(trx, actor.company_id, id)
    return { name: 'certificate.pem', bytes: Buffer.from(new X509Certificate(cert).toString()) }
  })

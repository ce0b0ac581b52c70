/** The certificate a company seals its papers with: the active one, or a new one of our own. */
import type { Services } from '#platform/app'
import { type Certificate, makeCertificate } from '#platform/documents'
import type { Trx } from '#platform/store'
import { withTables } from '../../data/letters.ts'
import { openKey, sealKey } from './sealed-key.ts'

export type CompanyOfSeal = { id: string; title: string; vkn: string | null }

/** Ready to seal; `id` goes into the row of every paper it sealed. */
export type CompanyCertificate = Certificate & { id: string }

const findActive = (trx: Trx, company_id: string) =>
  withTables(trx)
    .selectFrom('mutabakat.certificate')
    .select(['id', 'cert', 'chain', 'key_sealed', 'key_bound'])
    .where('company_id', '=', company_id)
    .where('retired_at', 'is', null)
    .executeTakeFirst()

/** Finds or makes it. Two transactions at once make two; the first to commit stays, and both use that one. */
export const companyCertificate = async (
  services: Services,
  trx: Trx,
  company: CompanyOfSeal,
): Promise<CompanyCertificate> => {
  let row = await findActive(trx, company.id)
  if (!row) {
    await keepCertificate(services, trx, company.id, await makeOwn(services, company), 'own')
    row = (await findActive(trx, company.id))!
  }
  const keyPem = openKey(services, company.id, row.key_sealed, row.key_bound)
  return { id: row.id, certDer: row.cert, chain: row.chain, keyPem }
}

export const makeOwn = (services: Services, company: CompanyOfSeal): Promise<Certificate> =>
  makeCertificate({ organization: company.title, serial_number: company.vkn, now: services.now() })

/** Stored as the active one, unless there is one: then nothing happens, and the answer is null. */
export const keepCertificate = async (
  services: Services,
  trx: Trx,
  company_id: string,
  certificate: Certificate,
  source: 'own' | 'uploaded',
): Promise<string | null> => {
  const kept = await withTables(trx)
    .insertInto('mutabakat.certificate')
    .values({
      id: services.id(),
      company_id,
      source,
      cert: certificate.certDer,
      chain: certificate.chain,
      key_sealed: sealKey(services, company_id, certificate.keyPem),
      key_bound: true,
      created_at: services.now(),
    })
    .onConflict(conflict => conflict.column('company_id').where('retired_at', 'is', null).doNothing())
    .returning('id')
    .executeTakeFirst()
  return kept?.id ?? null
}

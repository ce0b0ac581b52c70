/** The certificate a company seals its letters with: made once, its private key sealed before it is stored. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { Services } from '#platform/app'
import { type Certificate, makeCertificate } from '#platform/documents'
import type { Trx } from '#platform/store'
import { withTables } from '../data/letters.ts'

const KEY = 'mutabakat-certificate'

const seal = (text: string, secret: Buffer): Buffer => {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', secret, nonce)
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body])
}

const unseal = (sealed: Buffer, secret: Buffer): string => {
  const decipher = createDecipheriv('aes-256-gcm', secret, sealed.subarray(0, 12))
  decipher.setAuthTag(sealed.subarray(12, 28))
  return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString('utf8')
}

/** Finds or makes it. Two transactions at once make two; the first to commit stays, and both use that one. */
export const companyCertificate = async (
  services: Services,
  trx: Trx,
  company: { id: string; title: string; vkn: string | null },
): Promise<Certificate> => {
  const tables = withTables(trx)
  const find = () =>
    tables
      .selectFrom('mutabakat.certificate')
      .select(['cert', 'key_sealed'])
      .where('company_id', '=', company.id)
      .executeTakeFirst()
  let row = await find()
  if (!row) {
    const made = await makeCertificate({
      organization: company.title,
      serial_number: company.vkn,
      now: services.now(),
    })
    await tables
      .insertInto('mutabakat.certificate')
      .values({
        company_id: company.id,
        cert: made.certDer,
        key_sealed: seal(made.keyPem, services.secrets.key(KEY)),
        created_at: services.now(),
      })
      .onConflict(conflict => conflict.column('company_id').doNothing())
      .execute()
    row = await find()
  }
  return { certDer: row!.cert, keyPem: unseal(row!.key_sealed, services.secrets.key(KEY)), chain: [] }
}

/** A private key as it is stored: sealed with a secret that lives outside the database, and tied to its company. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { Services } from '#platform/app'

const NONCE_BYTES = 12
const TAG_BYTES = 16

const secretOf = (services: Services): Buffer => services.secrets.key('mutabakat-certificate')

/** Opens only as the key of the same company: copied into the row of another one it is no key. */
export const sealKey = (services: Services, company_id: string, keyPem: string): Buffer => {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', secretOf(services), nonce)
  cipher.setAAD(Buffer.from(company_id))
  const body = Buffer.concat([cipher.update(keyPem, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body])
}

/** `bound` false: sealed before keys were tied to companies. Throws for a key of another company or secret. */
export const openKey = (services: Services, company_id: string, sealed: Buffer, bound: boolean): string => {
  const decipher = createDecipheriv('aes-256-gcm', secretOf(services), sealed.subarray(0, NONCE_BYTES))
  if (bound) decipher.setAAD(Buffer.from(company_id))
  decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
  const body = sealed.subarray(NONCE_BYTES + TAG_BYTES)
  return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8')
}

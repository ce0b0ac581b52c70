/** Whom a check of a PDF believes: the authorities of the installation, and the certificates companies seal with. */
import { sql } from 'kysely'
import type { Services } from '#platform/app'
import { type PdfVerdict, type Trust, verifyPdf } from '#platform/documents'
import { withTables } from '../../data/letters.ts'

/** Judged twice where a signer is one of ours: first to learn who signed, then knowing them. */
export const judgePdf = async (services: Services, pdf: Buffer): Promise<PdfVerdict> => {
  const trust: Trust = { authorities: services.authorities, pinned: new Set() }
  const stranger = verifyPdf(pdf, { trust, now: services.now() })
  const signers = stranger.signatures.flatMap(one => (one.valid && one.certificate ? [one.certificate.sha256] : []))
  if (signers.length === 0) return stranger
  const ours = await services.store.asSystem('whether a signer is a company of this installation', trx =>
    withTables(trx)
      .selectFrom('mutabakat.certificate')
      .select(sql<string>`encode(sha256(cert), 'hex')`.as('sha256'))
      .where(sql<boolean>`encode(sha256(cert), 'hex') = any(${signers})`)
      .execute(),
  )
  if (ours.length === 0) return stranger
  const pinned = new Set(ours.map(one => one.sha256))
  return verifyPdf(pdf, { trust: { ...trust, pinned }, now: services.now() })
}

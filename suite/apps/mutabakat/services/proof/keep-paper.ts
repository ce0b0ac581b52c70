/** Keeps one more paper of a letter, or of the company: bytes, row and verify code in the caller's transaction. */
import { randomBytes } from 'node:crypto'
import type { Readable } from 'node:stream'
import { sql } from 'kysely'
import type { Services } from '#platform/app'
import type { Trx } from '#platform/store'
import type { DocumentKind, PdfVerdict, SignatureLevel } from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'

export type NewPaper = {
  company_id: string
  /** Null for a package. */
  letter_id: string | null
  kind: DocumentKind
  level: SignatureLevel
  name: string
  type: string
  bytes: Buffer | Readable
  certificate_id?: string | null
  verdict?: PdfVerdict | null
  /** Made beforehand where it stands on the paper itself. */
  verify_code?: string
  owner_id?: string | null
}

/** 128 bits, 22 characters. */
export const newVerifyCode = (): string => randomBytes(16).toString('base64url')

/** The next version of its kind. The caller holds the letter's row, so that versions are counted one by one. */
export const keepPaper = async (
  services: Services,
  trx: Trx,
  paper: NewPaper,
): Promise<{ id: string; file_id: string; sha256: string; version: number }> => {
  const { company_id, letter_id, kind, bytes } = paper
  const tables = withTables(trx)
  const { last } = await tables
    .selectFrom('mutabakat.document')
    .select(sql<number>`coalesce(max(version), 0)`.as('last'))
    .where('company_id', '=', company_id)
    .where('letter_id', letter_id === null ? 'is' : '=', letter_id)
    .where('kind', '=', kind)
    .executeTakeFirstOrThrow()
  const file = await services.files.put(trx, {
    company_id,
    owner_id: paper.owner_id ?? null,
    name: paper.name,
    type: paper.type,
    bytes,
    kind: `mutabakat.${kind}`,
  })
  const row = {
    id: services.id(),
    file_id: file.id,
    sha256: file.sha256,
    version: letter_id === null ? 1 : last + 1,
  }
  await tables
    .insertInto('mutabakat.document')
    .values({
      ...row,
      company_id,
      letter_id,
      kind,
      level: paper.level,
      certificate_id: paper.certificate_id ?? null,
      verdict: paper.verdict ? JSON.stringify(paper.verdict) : null,
      size: file.size,
      verify_code: paper.verify_code ?? newVerifyCode(),
      created_at: services.now(),
    })
    .execute()
  return row
}

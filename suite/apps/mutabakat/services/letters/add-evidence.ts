/** Ties one more fact to a letter's chain of evidence, in the transaction of what happened. */
import { createHash, randomBytes } from 'node:crypto'
import type { Services } from '#platform/app'
import { emit, type Trx } from '#platform/store'
import type { EvidenceDetail, EvidenceFact } from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'
import { chainStart, detailText, factHash } from '../../domain/index.ts'

export type NewFact = {
  fact: EvidenceFact
  /** Flat. What names a person belongs here and nowhere else of the fact: it can be erased without breaking the chain. */
  detail?: EvidenceDetail
  /** Of the guest it is about. */
  link_id?: string | null
  /** What was read or sent, word for word; only its fingerprint is kept. */
  text?: string
  document_sha256?: string | null
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Locks the letter's row: facts of one letter wait for each other. Tells both sides, who look at the chain, its new end and returns it. */
export const addEvidence = async (
  services: Pick<Services, 'now'>,
  trx: Trx,
  letter: { company_id: string; id: string },
  fact: NewFact,
): Promise<{ seq: number; hash: string }> => {
  const tables = withTables(trx)
  const end = await tables
    .selectFrom('mutabakat.letter')
    .select(['evidence_length', 'evidence_head'])
    .where('company_id', '=', letter.company_id)
    .where('id', '=', letter.id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const salt = randomBytes(16).toString('base64url')
  const detail = fact.detail ?? {}
  const seq = end.evidence_length + 1
  const tied = {
    seq,
    fact: fact.fact,
    at: services.now().toISOString(),
    link_id: fact.link_id ?? null,
    detail_sha256: sha256(salt + detailText(detail)),
    text_sha256: fact.text === undefined ? null : sha256(fact.text),
    document_sha256: fact.document_sha256 ?? null,
    prev_hash: end.evidence_head ?? chainStart(letter.id, sha256),
  }
  const hash = factHash(tied, sha256)
  await tables
    .insertInto('mutabakat.evidence')
    .values({
      ...tied,
      letter_id: letter.id,
      company_id: letter.company_id,
      detail: JSON.stringify(detail),
      salt,
      hash,
    })
    .execute()
  await tables
    .updateTable('mutabakat.letter')
    .set({ evidence_length: seq, evidence_head: hash })
    .where('company_id', '=', letter.company_id)
    .where('id', '=', letter.id)
    .execute()
  await emit(trx, {
    type: 'mutabakat_evidence',
    company_id: letter.company_id,
    user_id: null,
    data: { mutabakat_id: letter.id, length: seq, head: hash },
  })
  return { seq, hash }
}

/** How a fact of a letter's evidence becomes text and is tied to the one before it. Pure but for the digest it is given. */
import type { EvidenceDetail, EvidenceFault, EvidenceRow } from '../contract/index.ts'

/** SHA-256 of text in UTF-8, as 64 hex digits. */
export type Digest = (text: string) => string

/** One form for one detail, whatever order its members were written in. */
export const detailText = (detail: EvidenceDetail): string =>
  JSON.stringify(Object.fromEntries(Object.entries(detail).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))))

type Tied = Omit<EvidenceRow, 'detail' | 'salt' | 'hash'>

export const factHash = (fact: Tied, digest: Digest): string =>
  digest(
    [
      fact.prev_hash,
      fact.seq,
      fact.fact,
      fact.at,
      fact.link_id ?? '-',
      fact.detail_sha256,
      fact.text_sha256 ?? '-',
      fact.document_sha256 ?? '-',
    ].join('\n'),
  )

export const chainStart = (letter_id: string, digest: Digest): string => digest(letter_id)

export type ChainVerdict = { checked: number; broken: { seq: number; fault: EvidenceFault } | null }

/**
 * Walks the facts in their order and names the first place that does not hold. `length` and `head` are what the letter
 * remembers of its chain. A detail that was erased with its person is not looked at; its fingerprint is.
 */
export const verifyFacts = (
  chain: { letter_id: string; length: number; head: string | null; facts: readonly EvidenceRow[] },
  digest: Digest,
): ChainVerdict => {
  let previous = chainStart(chain.letter_id, digest)
  let checked = 0
  const broken = (seq: number, fault: EvidenceFault): ChainVerdict => ({ checked, broken: { seq, fault } })
  for (const fact of chain.facts) {
    const expected = checked + 1
    if (fact.seq !== expected) return broken(expected, 'missing')
    if (fact.prev_hash !== previous) return broken(expected, 'moved')
    if (factHash(fact, digest) !== fact.hash) return broken(expected, 'changed')
    if (fact.detail && digest(`${fact.salt ?? ''}${detailText(fact.detail)}`) !== fact.detail_sha256)
      return broken(expected, 'detail_changed')
    previous = fact.hash
    checked = expected
  }
  if (checked < chain.length) return broken(checked + 1, 'cut')
  if (chain.head !== null && chain.head !== previous) return broken(checked, 'changed')
  return { checked, broken: null }
}

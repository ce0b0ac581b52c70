/** Computes a chain of evidence again in the reader's browser, by the server's own rule, with the browser's SHA-256. */
import type { EvidenceRow } from '../../contract/index.ts'
import { type ChainVerdict, chainStart, detailText, factHash, verifyFacts } from '../../domain/index.ts'

/** `detail` and `salt` are absent where this reader may not see them. */
export type ShownFact = Omit<EvidenceRow, 'detail' | 'salt'> & Partial<Pick<EvidenceRow, 'detail' | 'salt'>>
export type ShownChain = { letter_id: string; head: string; facts: readonly ShownFact[] }

/** `hidden`: facts whose detail is not there, so that only its fingerprint went into the sum. */
export type BrowserVerdict = ChainVerdict & { hidden: number }

const hex = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), byte => byte.toString(16).padStart(2, '0')).join('')

/**
 * The rule asks for fingerprints one after the other and a browser computes them later: so its texts are gathered first,
 * which works because each is made of what its own row says, and the rule is then asked with all of them known.
 */
export const verifyInBrowser = async (
  { letter_id, head, facts: shown }: ShownChain,
  subtle: Pick<SubtleCrypto, 'digest'>,
): Promise<BrowserVerdict> => {
  const facts: EvidenceRow[] = shown.map(fact => ({ ...fact, detail: fact.detail ?? null, salt: fact.salt ?? null }))
  const texts = new Set<string>()
  const gather = (text: string): string => {
    texts.add(text)
    return ''
  }
  chainStart(letter_id, gather)
  for (const fact of facts) {
    factHash(fact, gather)
    if (fact.detail) gather(`${fact.salt ?? ''}${detailText(fact.detail)}`)
  }
  const encoder = new TextEncoder()
  const known = new Map(
    await Promise.all(
      [...texts].map(async text => [text, hex(await subtle.digest('SHA-256', encoder.encode(text)))] as const),
    ),
  )
  const verdict = verifyFacts({ letter_id, length: facts.length, head, facts }, text => known.get(text) ?? '')
  return { ...verdict, hidden: facts.filter(fact => fact.detail === null).length }
}

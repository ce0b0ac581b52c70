/** The chain of a letter's evidence, and every way to break it. */
import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import type { EvidenceRow } from '../contract/index.ts'
import { chainStart, detailText, factHash, verifyFacts } from './evidence.ts'

const digest = (text: string): string => createHash('sha256').update(text).digest('hex')
const LETTER = '0190f0e0-0000-7000-8000-000000000001'

const chain = (length: number) => {
  const facts: EvidenceRow[] = []
  for (let seq = 1; seq <= length; seq++) {
    const detail = { address: `a•••${seq}@x.example`, n: seq }
    const salt = `salt${seq}`
    const tied = {
      ...({ seq, fact: 'sent', at: `2026-11-0${seq}T10:00:00.000Z`, link_id: null, salt, detail } as const),
      detail_sha256: digest(salt + detailText(detail)),
      ...{ text_sha256: null, document_sha256: seq === 2 ? digest('pdf') : null },
      prev_hash: facts.at(-1)?.hash ?? chainStart(LETTER, digest),
    }
    facts.push({ ...tied, hash: factHash(tied, digest) })
  }
  return { letter_id: LETTER, length, head: facts.at(-1)?.hash ?? null, facts }
}
const verify = (given: ReturnType<typeof chain>) => verifyFacts(given, digest)
const changed = (at: number, change: Partial<EvidenceRow>) => {
  const made = chain(5)
  made.facts[at] = { ...made.facts[at]!, ...change }
  return verify(made)
}

test('[MU340] a chain as it was written holds, an empty one too, whatever order the members of a detail come in', () => {
  expect(verify(chain(0))).toEqual({ checked: 0, broken: null })
  expect(verify(chain(5))).toEqual({ checked: 5, broken: null })
  expect(detailText({ b: 1, a: 'x' })).toBe(detailText({ a: 'x', b: 1 }))
})

test('[MU341] the first fact that was changed, moved, taken out or put in is named; so is a cut end', () => {
  const others: Partial<EvidenceRow>[] = [
    { fact: 'answered' },
    { at: '2026-11-03T10:00:00.001Z' },
    { link_id: LETTER },
    { detail_sha256: digest('x') },
    { text_sha256: digest('x') },
    { document_sha256: digest('x') },
    { hash: digest('x') },
  ]
  for (const change of others)
    expect([change, changed(2, change).broken]).toEqual([change, { seq: 3, fault: 'changed' }])
  expect(changed(2, { detail: { address: 'other', n: 3 } })).toEqual({
    checked: 2,
    broken: { seq: 3, fault: 'detail_changed' },
  })
  expect(changed(2, { salt: 'other' }).broken).toEqual({ seq: 3, fault: 'detail_changed' })
  expect(changed(2, { prev_hash: digest('x') }).broken).toEqual({ seq: 3, fault: 'moved' })
  const without = chain(5)
  without.facts.splice(2, 1)
  expect(verify(without).broken).toEqual({ seq: 3, fault: 'missing' })
  const swapped = chain(5)
  swapped.facts.splice(1, 2, swapped.facts[2]!, swapped.facts[1]!)
  expect(verify(swapped).broken).toEqual({ seq: 2, fault: 'missing' })
  const cut = chain(5)
  cut.facts.pop()
  expect(verify(cut)).toEqual({ checked: 4, broken: { seq: 5, fault: 'cut' } })
  const rewritten = { ...chain(5), head: digest('other') }
  expect(verify(rewritten).broken).toEqual({ seq: 5, fault: 'changed' })
  expect(verify({ ...chain(3), letter_id: LETTER.replace('1', '2') }).broken).toEqual({ seq: 1, fault: 'moved' })
})

test('[MU342] a detail that was erased with its person leaves the chain whole', () => {
  const made = chain(5)
  made.facts[2] = { ...made.facts[2]!, detail: null, salt: null }
  expect(verify(made)).toEqual({ checked: 5, broken: null })
})

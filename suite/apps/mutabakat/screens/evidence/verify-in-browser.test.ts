/** The browser's own sum over a chain, with WebCrypto as browsers have it. */
import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import type { EvidenceRow } from '../../contract/index.ts'
import { chainStart, detailText, factHash } from '../../domain/index.ts'
import { type ShownChain, verifyInBrowser } from './verify-in-browser.ts'

const digest = (text: string): string => createHash('sha256').update(text).digest('hex')
const letter_id = '0190f0e0-0000-7000-8000-000000000001'

const chain = (): ShownChain & { facts: EvidenceRow[] } => {
  const facts: EvidenceRow[] = []
  for (const seq of [1, 2, 3]) {
    const detail = { by: `Ayşe Yılmaz ${seq}` }
    const salt = `salt${seq}`
    const tied = {
      ...({ seq, fact: 'sent', at: `2026-11-0${seq}T10:00:00.000Z`, link_id: null } as const),
      detail_sha256: digest(salt + detailText(detail)),
      ...{ text_sha256: null, document_sha256: digest('pdf') },
      prev_hash: facts.at(-1)?.hash ?? chainStart(letter_id, digest),
    }
    facts.push({ ...tied, detail, salt, hash: factHash(tied, digest) })
  }
  return { letter_id, head: facts.at(-1)!.hash, facts }
}
const verify = (shown: ShownChain) => verifyInBrowser(shown, crypto.subtle)

test('[MU561] a browser comes to the fingerprints of the server, with the details and without them', async () => {
  const whole = chain()
  expect(await verify(whole)).toEqual({ checked: 3, broken: null, hidden: 0 })
  const guests = whole.facts.map(({ detail: _detail, salt: _salt, ...fact }) => fact)
  expect(await verify({ ...whole, facts: guests })).toEqual({ checked: 3, broken: null, hidden: 3 })
  const erased = whole.facts.map((fact, at) => (at === 1 ? { ...fact, detail: null, salt: null } : fact))
  expect(await verify({ ...whole, facts: erased })).toEqual({ checked: 3, broken: null, hidden: 1 })
})

test('[MU561] what was changed, moved or exchanged is found by its place', async () => {
  const changed = async (at: number, change: Partial<EvidenceRow>) => {
    const made = chain()
    made.facts[at] = { ...made.facts[at]!, ...change }
    return (await verify(made)).broken
  }
  expect(await changed(1, { at: '2026-11-02T10:00:01.000Z' })).toEqual({ seq: 2, fault: 'changed' })
  expect(await changed(1, { detail: { by: 'Başkası' } })).toEqual({ seq: 2, fault: 'detail_changed' })
  expect(await changed(2, { prev_hash: digest('x') })).toEqual({ seq: 3, fault: 'moved' })
  expect(await changed(0, { document_sha256: digest('other') })).toEqual({ seq: 1, fault: 'changed' })
  const { facts, ...rest } = chain()
  expect((await verify({ ...rest, facts: facts.slice(1) })).broken).toEqual({ seq: 1, fault: 'missing' })
  expect((await verify({ ...rest, facts: facts.slice(0, 2) })).broken).toEqual({ seq: 2, fault: 'changed' })
  expect((await verify({ ...rest, letter_id: 'another', facts })).broken).toEqual({ seq: 1, fault: 'moved' })
})

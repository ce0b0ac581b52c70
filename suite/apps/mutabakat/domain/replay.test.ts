/** What a letter's state was after each fact. */
import { expect, test } from 'vitest'
import type { EvidenceFact } from '../contract/index.ts'
import { statesAfter } from './replay.ts'

const facts = (...names: EvidenceFact[]) => names.map(fact => ({ fact, detail: null }))

test('[MU562] the state follows the facts, and what happens beside them leaves it alone', () => {
  expect(
    statesAfter(facts('created', 'sealed', 'sent', 'code_sent', 'code_passed', 'viewed', 'more_time_asked')),
  ).toEqual(['draft', 'draft', 'sent', 'sent', 'sent', 'viewed', 'viewed'])
  expect(statesAfter(facts('created', 'sent', 'viewed', 'sent'))).toEqual(['draft', 'sent', 'viewed', 'viewed'])
  expect(statesAfter(facts('created', 'sent', 'expired', 'revised'))).toEqual(['draft', 'sent', 'expired', 'revised'])
  expect(statesAfter(facts('created', 'sent', 'cancelled')).at(-1)).toBe('cancelled')
})

test('[MU562] an answer says which way it went where its detail is known, and only that it came where it is not', () => {
  const answered = (fact: 'answered' | 'recorded', choice: string) => statesAfter([{ fact, detail: { choice } }])
  expect(answered('answered', 'agree')).toEqual(['approved'])
  expect(answered('recorded', 'disagree')).toEqual(['rejected'])
  expect(statesAfter(facts('sent', 'answered', 'resolved'))).toEqual(['sent', 'answered', 'resolved'])
})

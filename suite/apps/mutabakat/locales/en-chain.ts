/** Checking and replaying the chain of evidence, for members and guests, in English. ICU messages. */
import type { Shape } from '#platform/contract'
import type { chain as turkish } from './tr-chain.ts'

export const chain = {
  checking: 'Being computed again in this browser',
  checked: '{count, plural, one {# fact} other {# facts}} computed again in this browser',
  broken: 'The browser’s own sum fails at fact {seq, number}',
  no_crypto: 'The connection is not secure, so the browser cannot compute; the server says the result.',
  hidden:
    '{count, plural, one {The detail of # fact is} other {The details of # facts are}} not here; only the fingerprint went into the sum.',
  papers:
    'Papers themselves are not computed here: compare the SHA-256 of the file you download with the fingerprint of the paper.',
  hash: 'Fingerprint of the fact',
  document: 'Fingerprint of the paper',
  replay: 'Replay',
  close: 'End the replay',
  play: 'Play',
  pause: 'Pause',
  at: 'Moment shown',
  step: 'Fact {at, number} of {count, number}',
  since: {
    seconds: '{count, number} s after the one before',
    minutes: '{count, number} min after the one before',
    hours: '{hours, number} h {minutes, number} min after the one before',
  },
  state: 'State at that moment',
  answered: 'Answered',
} as const satisfies Shape<typeof turkish>

/** Gives the letters of the sample what sending and answering leaves behind: the chain of evidence and the sealed papers. */
import { setTimeout } from 'node:timers/promises'
import type { Selectable } from 'kysely'
import type { Services } from '#platform/app'
import type { JobContext } from '#platform/jobs'
import { withTables } from '../../data/letters.ts'
import type { LetterTable } from '../../data/tables.ts'
import { addDays } from '../../domain/index.ts'
import { addEvidence, type NewFact } from '../letters/add-evidence.ts'
import { keepAnswerPaper } from '../proof/keep-answer-paper.ts'
import { keepDocument } from '../proof/keep-document.ts'
import { maskAddress } from '../reach/find-link.ts'

type SampleLetter = Selectable<LetterTable> & { link_id: string; address: string }

/** Of what people wrote since nothing: it is younger than the company. Those that wait come first, then the newest. */
const sampleLetters = (services: Services, company_id: string): Promise<SampleLetter[]> =>
  services.store.inCompany(company_id, trx =>
    withTables(trx)
      .selectFrom('mutabakat.letter as letter')
      .innerJoin('platform.company as company', 'company.id', 'letter.company_id')
      .innerJoin('mutabakat.link as link', 'link.letter_id', 'letter.id')
      .selectAll('letter')
      .select(['link.id as link_id', 'link.address'])
      .where('letter.company_id', '=', company_id)
      .whereRef('letter.created_at', '<', 'company.created_at')
      .whereRef('link.created_at', '=', 'letter.sent_at')
      .orderBy(({ eb }) => eb('letter.status', 'in', ['sent', 'viewed']), 'desc')
      .orderBy('letter.balance_date', 'desc')
      .orderBy('letter.no')
      .execute(),
  )

/** What happened after the letter was sealed, with its hour. */
const factsOf = (letter: SampleLetter, document_sha256: string): [Date, NewFact][] => {
  const { link_id, address, sent_at, viewed_at, answered_at } = letter
  const detail = { channel: 'email', purpose: 'letter', address: maskAddress(address) }
  const facts: [Date, NewFact][] = [[sent_at!, { fact: 'sent', link_id, detail, document_sha256 }]]
  if (viewed_at) facts.push([viewed_at, { fact: 'viewed', link_id }])
  const { answer_choice: choice, answer_name: name, answer_title: title } = letter
  if (answered_at)
    facts.push([answered_at, { fact: 'answered', link_id, document_sha256, detail: { choice, name, title } }])
  if (letter.status === 'expired')
    facts.push([new Date(`${addDays(letter.reply_due!, 1)}T00:00:00Z`), { fact: 'expired' }])
  return facts
}

/** Safe to run again. A letter that somebody acted upon before its turn has a chain of its own, and keeps it. */
const proveLetter = async (services: Services, letter: SampleLetter): Promise<void> => {
  const { company_id, id } = letter
  const at = (when: Date): Services => ({ ...services, now: () => when })
  const told = await services.store.inCompany(company_id, trx =>
    withTables(trx)
      .selectFrom('mutabakat.evidence')
      .select('fact')
      .where('company_id', '=', company_id)
      .where('letter_id', '=', id)
      .orderBy('seq')
      .execute(),
  )
  const facts = told.map(({ fact }) => fact)
  if (facts.length === 0)
    await services.store.inCompany(company_id, trx =>
      addEvidence(at(letter.created_at), trx, letter, { fact: 'created', detail: { by: letter.author_name } }),
    )
  else if (facts[0] !== 'created') return
  const { sha256 } = await keepDocument(at(letter.sent_at!), company_id, id)
  if (!facts.includes('sent'))
    await services.store.inCompany(company_id, async trx => {
      for (const [when, fact] of factsOf(letter, sha256)) await addEvidence(at(when), trx, letter, fact)
    })
  if (letter.answered_at) await keepAnswerPaper(at(letter.answered_at), company_id, id)
}

/** Somebody looks around for the first time meanwhile: of three moments two are theirs. */
const REST = 2

/** One after the other, with a rest after each. */
export const proveSample = async (
  services: Services,
  company_id: string,
  job: Pick<JobContext, 'signal'>,
): Promise<void> => {
  for (const letter of await sampleLetters(services, company_id)) {
    const began = services.now().getTime()
    await proveLetter(services, letter)
    await setTimeout(REST * (services.now().getTime() - began), undefined, { signal: job.signal })
  }
}

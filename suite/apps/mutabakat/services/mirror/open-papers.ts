/** The papers of a letter that came in, for the members of the linked company: as a guest with its link gets them. */
import type { Services } from '#platform/app'
import { fail } from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'
import type { Actor } from '../actor.ts'
import { readAnswerPaper } from '../portal/open-answer-paper.ts'
import { type KeptDocument, keepDocument } from '../proof/keep-document.ts'
import { linkedSender, requireIncoming } from './read-incoming.ts'

/** Which letter of which company; after the link ended its papers stay with the sender. */
const letterOf = async (services: Services, { company_id }: Actor, id: string) => {
  const row = await services.store.inCompany(company_id, trx => requireIncoming(withTables(trx), company_id, id))
  const from = linkedSender(row)
  if (from === null) throw fail('link_ended')
  return { ...row, from }
}

export const openIncomingDocument = async (services: Services, actor: Actor, id: string): Promise<KeptDocument> => {
  const { from, letter_id, letter, status } = await letterOf(services, actor, id)
  // The sealed letter of a blank one would tell the figure that is asked for; a withdrawn one is not shown.
  if ((letter.style === 'blank' && letter.answer === null) || status === 'cancelled') throw fail('document_not_found')
  return keepDocument(services, from, letter_id)
}

/** 404 until it was drawn, which the answer queues. */
export const openIncomingAnswer = async (
  services: Services,
  actor: Actor,
  id: string,
): Promise<{ name: string; bytes: Buffer }> => {
  const { from, letter_id } = await letterOf(services, actor, id)
  return readAnswerPaper(services, from, letter_id)
}

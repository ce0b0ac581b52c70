/** A member of the linked company as a party of the comparison: the other side, as the guest of the link is. */
import type { Services } from '#platform/app'
import type { Trx } from '#platform/store'
import { fail } from '../../contract/index.ts'
import type { SelectedIncoming } from '../../data/incoming.ts'
import { withTables } from '../../data/letters.ts'
import type { Actor } from '../actor.ts'
import type { Party } from '../comparison/open-comparison.ts'
import { compareRefusal, linkedSender, requireIncoming } from './read-incoming.ts'

export type IncomingParty = Party & { row: SelectedIncoming }

/**
 * In the sender's books it is the letter of this party that is looked at, so everything that serves a guest serves them.
 * The sender learns the name and the company. Throws `incoming_not_found`, `link_ended`, `link_cancelled`,
 * `comparison_not_rejected`.
 */
export const incomingParty = async (
  services: Services,
  { company_id, name }: Actor,
  id: string,
): Promise<IncomingParty> => {
  const row = await services.store.inCompany(company_id, trx => requireIncoming(withTables(trx), company_id, id))
  const refusal = compareRefusal(row)
  const from = linkedSender(row)
  if (refusal !== null || from === null) throw fail(refusal ?? 'link_ended')
  return {
    actor: { company_id: from, user_id: `guest:${id}`, name },
    letter_id: row.letter_id,
    side: 'theirs',
    link_id: null,
    detail: { company: row.letter.counterparty.title, via: 'mirror' },
    row,
  }
}

/**
 * A deed of a party in its own company's log. Last in the deed's transaction: of a link that ended while the deed waited for
 * the letter nothing is left. Throws `link_ended`.
 */
export const recordInside = async (
  services: Services,
  trx: Trx,
  actor: Actor,
  { row, actor: { company_id: from } }: IncomingParty,
  action: 'incoming.statement_given' | 'incoming.difference_agreed',
  told: Record<string, unknown>,
): Promise<void> => {
  const { company_id } = actor
  const now = await requireIncoming(withTables(trx), company_id, row.id)
  if (linkedSender(now) !== from) throw fail('link_ended')
  await services.audit(trx, {
    company_id,
    actor: actor.user_id,
    action,
    object: { type: 'incoming', id: row.id },
    new: { no: row.no, with: row.from_title, ...told },
  })
}

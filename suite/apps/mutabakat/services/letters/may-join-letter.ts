/**
 * Who may be in the room of a letter: the members of its company, the guest of its link, and the members of the linked company
 * it came in to. Nobody publishes there.
 */
import type { RoomQuestion, Services } from '#platform/app'
import { isUuid } from '#platform/contract'
import { withTables } from '../../data/letters.ts'
import { mayGuestJoin } from '../portal/portal-connection.ts'

/** Its company; and the one it came in to, while their two cards are linked and it was not withdrawn. */
const companiesOf = async (services: Services, id: string): Promise<string[]> => {
  const letter = await services.store.asSystem('whose letter a room is of', trx =>
    withTables(trx)
      .selectFrom('mutabakat.letter as letter')
      .innerJoin('mutabakat.counterparty as card', 'card.id', 'letter.counterparty_id')
      .leftJoin('mutabakat.incoming as incoming', join =>
        join
          .onRef('incoming.company_id', '=', 'card.linked_company_id')
          .onRef('incoming.letter_id', '=', 'letter.id')
          .onRef('incoming.counterparty_id', '=', 'card.linked_counterparty_id')
          .on('letter.status', '!=', 'cancelled'),
      )
      .select(['letter.company_id', 'incoming.company_id as linked_id'])
      .where('letter.id', '=', id)
      .executeTakeFirst(),
  )
  return letter ? [letter.company_id, letter.linked_id].filter(company => company !== null) : []
}

export const mayJoinLetter = async (question: RoomQuestion): Promise<boolean> => {
  if (question.user_id.startsWith('guest:')) return mayGuestJoin(question)
  const { params, action, role, services } = question
  const { id = '' } = params
  if (action !== 'join' || !isUuid(id)) return false
  for (const company_id of await companiesOf(services, id)) if ((await role(company_id)) !== null) return true
  return false
}

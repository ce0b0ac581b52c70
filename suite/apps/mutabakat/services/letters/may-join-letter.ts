/** Who may be in the room of a letter: the members of its company, and the guest of its link. Nobody publishes there. */
import type { RoomQuestion } from '#platform/app'
import { isUuid } from '#platform/contract'
import { withTables } from '../../data/letters.ts'
import { mayGuestJoin } from '../portal/portal-connection.ts'

export const mayJoinLetter = async (question: RoomQuestion): Promise<boolean> => {
  if (question.user_id.startsWith('guest:')) return mayGuestJoin(question)
  const { params, action, role, services } = question
  const { id = '' } = params
  if (action !== 'join' || !isUuid(id)) return false
  const letter = await services.store.asSystem('whose letter a room is of', trx =>
    withTables(trx).selectFrom('mutabakat.letter').select('company_id').where('id', '=', id).executeTakeFirst(),
  )
  return letter !== undefined && (await role(letter.company_id)) !== null
}

/** Who may be in which room of the application. Nobody publishes in any of them. */
import { matchRoomName } from '@nabiz/protocol'
import type { RoomQuestion } from '#platform/app'
import { isUuid } from '#platform/contract'
import { cardRoom, letterRoom, setupRoom } from '../contract/index.ts'
import { withTables } from '../data/letters.ts'
import { mayJoinLetter } from './letters/may-join-letter.ts'

/** Members of its company; a guest's letter opens no card. */
const mayJoinCard = async ({ params, role, services }: RoomQuestion): Promise<boolean> => {
  const { id = '' } = params
  if (!isUuid(id)) return false
  const card = await services.store.asSystem('whose card a room is of', trx =>
    withTables(trx).selectFrom('mutabakat.counterparty').select('company_id').where('id', '=', id).executeTakeFirst(),
  )
  return card !== undefined && (await role(card.company_id)) !== null
}

/** The room is named by the company's id: its slug would be a second room of the same thing. */
const mayJoinSetup = async ({ params, role }: RoomQuestion): Promise<boolean> => {
  const { id = '' } = params
  return isUuid(id) && (await role(id)) !== null
}

const DOORS = [
  { room: letterRoom, open: mayJoinLetter },
  { room: cardRoom, open: mayJoinCard },
  { room: setupRoom, open: mayJoinSetup },
]

export const mayJoinRoom = async (question: RoomQuestion): Promise<boolean> => {
  if (question.action !== 'join') return false
  const door = DOORS.find(({ room }) => matchRoomName(room.pattern, question.room))
  return door !== undefined && door.open(question)
}

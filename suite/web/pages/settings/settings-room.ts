/** The room of who has the company's settings open. */
import { roomName } from '@nabiz/protocol'
import { settingsRoom } from '#platform/contract'

export const settingsRoomOf = (company: { id: string }): string => roomName(settingsRoom.pattern, { id: company.id })

/** Who may enter a room: the platform's rooms by membership, an application's by its own word, and no others. */
import { matchRoomName } from '@nabiz/protocol'
import type { Application, Services } from '#platform/app'
import type { Identity } from '#platform/identity'

export type RoomDoor = {
  identity: Pick<Identity, 'mayJoin' | 'role'>
  applications: readonly Pick<Application, 'rooms' | 'authorizeRoom'>[]
  services: Services
}

/** Asked at each join, after a token's refresh and whenever permissions changed. */
export const mayEnter = async (
  { identity, applications, services }: RoomDoor,
  user_id: string,
  room: string,
  action: 'join' | 'publish',
): Promise<boolean> => {
  const ofPlatform = await identity.mayJoin(user_id, room)
  if (ofPlatform !== null) return action === 'join' && ofPlatform
  for (const { rooms, authorizeRoom } of applications) {
    if (!authorizeRoom) continue
    for (const { pattern } of rooms) {
      const params = matchRoomName(pattern, room)
      const role = (company: string) => identity.role(user_id, company)
      if (params) return authorizeRoom({ user_id, room, params, action, role, services })
    }
  }
  return false
}

/** The room of the signed-in user, `user:{id}`; null until the server has said who that is. */
import { useConnection } from './use-connection.ts'

export const useOwnRoom = (): string | null => {
  const { user_id } = useConnection()
  return user_id === null ? null : `user:${user_id}`
}

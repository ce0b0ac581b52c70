/** The SharedWorker of the browser test. A token is its user's identity. */
import { serveTabs } from '../serve-tabs.ts'

serveTabs(({ user }) => ({
  url: '/ws',
  token: () => JSON.stringify({ user_id: user, rooms: ['*'], publish: ['*'] }),
}))
